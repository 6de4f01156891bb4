import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLong, MOST_WIDTH, shorten } from "./shortening.ts";

describe("a text on a paper", () => {
  it("is never wider than its room, and is the beginning of what was written", () => {
    const sign = fc.constantFrom("a", "ö", " ", ".", "\n", "暖", "。", "🙂");
    fc.assert(
      fc.property(fc.string({ unit: sign, maxLength: 2_000 }), (written) => {
        const { text, isCut } = shorten(written, MOST_WIDTH.poster);
        expect(isLong(text, MOST_WIDTH.poster + 2)).toBe(false);
        expect(written.startsWith(isCut ? text.replace(/ …$/u, "") : text)).toBe(true);
        expect(isCut).toBe(isLong(written, MOST_WIDTH.poster));
      }),
    );
  });

  it("ends with a whole sentence where one ends in its second half", () => {
    const text = `${"En mening av god längd står här. ".repeat(30)}`;
    expect(shorten(text, 200).text).toMatch(/här\.$/u);
    expect(shorten(`${"字".repeat(60)}。${"字".repeat(80)}`, 200).text).toMatch(/字。$/u);
  });

  it("without sentences ends between words, and says that there is more", () => {
    expect(shorten("ord ".repeat(200), 100).text).toMatch(/ord …$/u);
  });
});
