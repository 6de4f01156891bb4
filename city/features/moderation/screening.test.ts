import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foundIn, MASK, maskedText, mustBeTold, passagesIn, pointedOut, ruleOf } from "./screening.ts";

describe("what is kept from view until a person has looked", () => {
  it.each([
    ["Ring Anna på 070-123 45 67 om värmen.", `Ring Anna på ${MASK} om värmen.`],
    ["写信给 wang@example.cn 或致电 138 0013 8000。", `写信给 ${MASK} 或致电 ${MASK}。`],
    ["Personnummer 850709-9805.", `Personnummer ${MASK}.`],
    ["Read https://shop.example/deal now", `Read ${MASK} now`],
    [`Look ${"!".repeat(40)} here`, `Look ${MASK} here`],
    [`${"buy now ".repeat(12)}`, `${MASK}`],
  ])("%s", (said, shown) => {
    expect(maskedText(said).trim()).toBe(shown.trim());
  });

  it.each([
    "Det kostar 1 500 000 kronor och sparar 12 345 678 kWh.",
    "Budgeten 2026-2027, ärende KS 2026/00123.",
    "The rooms were 18,5 °C at 07:30 on 2026-11-28.",
    "教室二氧化碳浓度超过 1000 ppm，冬季温度只有 17 度。",
    "Ååååå, så kallt!!!",
  ])("nothing of: %s", (said) => {
    expect(maskedText(said)).toBe(said);
    expect(pointedOut([said])).toBeNull();
  });

  it("nothing that was pointed at is left in what is shown, and masking it again changes nothing", () => {
    const piece = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 20 }),
      fc.constantFrom(" 070-123 45 67 ", " a.b@c.example ", " https://x.example/y ", " 850709-9805 "),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const said = pieces.join(" ");
        const shown = maskedText(said);
        for (const secret of ["070-123 45 67", "a.b@c.example", "https://x.example/y", "850709-9805"])
          expect(shown).not.toContain(secret);
        expect(shown.replaceAll(MASK, "").length).toBeLessThanOrEqual(said.length);
        const places = passagesIn(said);
        for (const [index, { from, to }] of places.entries()) {
          expect(to).toBeGreaterThan(from);
          expect(from).toBeGreaterThanOrEqual(places[index - 1]?.to ?? 0);
        }
      }),
    );
  });
});

describe("telling the author", () => {
  it("many links are a sign of advertising, a telephone number is not", () => {
    const links = "www.a.example www.b.example www.c.example";
    expect(foundIn([links])).toContain("links");
    expect(ruleOf(foundIn([links]))).toBe("advertising");
    expect(ruleOf(foundIn([`${links} 070-123 45 67`]))).toBe("personal-data");
  });

  it("whoever sends the same again has been told; other places have to be told first", () => {
    const said = ["Title", "Ring 070-123 45 67"];
    const seen = pointedOut(said)?.seen ?? "";
    expect(mustBeTold(said, "")).toBe(true);
    expect(mustBeTold(said, seen)).toBe(false);
    expect(mustBeTold(["Title", "Ring 070-765 43 21"], seen)).toBe(true);
    expect(mustBeTold(["Another title", "Ring 070-123 45 67 snart"], seen)).toBe(false);
    expect(mustBeTold(["Nothing", "in it"], "")).toBe(false);
  });

  it("is quick with the longest and worst text", () => {
    const began = performance.now();
    for (const text of [
      "a ".repeat(2000),
      "1".repeat(4000),
      "a.".repeat(2000),
      "ab".repeat(2000),
      `${"x@".repeat(2000)}`,
    ])
      passagesIn(text);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
