import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPassages, withoutPassages } from "./redaction.ts";
import { MASK } from "./screening.ts";

describe("passages to take out", () => {
  it("are one a line, the longest first, for a shorter one may stand in it", () => {
    expect(readPassages("Anna\n\n Anna Svensson \nAnna\r\n")).toEqual({
      ok: true,
      passages: ["Anna Svensson", "Anna"],
    });
    expect(readPassages(" \n ")).toEqual({ ok: false, fault: { code: "passages-missing" } });
    expect(readPassages("a\u202eb")).toMatchObject({ fault: { code: "text-hidden-characters" } });
  });

  it("go from every text they stand in, and a passage that stands nowhere is named", () => {
    const texts = new Map([
      ["1.title", "A cold stairwell"],
      ["1.body", "Anna Svensson in 3B is cold. Anna said so."],
      ["2.body", "安娜 (Anna) 很冷"],
    ]);
    const without = withoutPassages(texts, ["Anna Svensson", "Anna"]);
    expect(without.ok && Object.fromEntries(without.texts)).toEqual({
      "1.body": `${MASK} in 3B is cold. ${MASK} said so.`,
      "2.body": `安娜 (${MASK}) 很冷`,
    });
    expect(withoutPassages(texts, ["anna"])).toEqual({
      ok: false,
      fault: { code: "passage-not-found", passage: "anna" },
    });
  });

  it("are gone whatever they hold, also what means something in patterns", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), fc.string(), (passage, before, after) => {
        // What the mask itself could make up again is not a secret.
        fc.pre(![...passage].every((sign) => MASK.includes(sign)) && passage.trim() === passage);
        const without = withoutPassages(new Map([["a", `${before}${passage}${after}`]]), [passage]);
        expect(without.ok).toBe(true);
        if (without.ok) expect(without.texts.get("a")).toContain(MASK);
      }),
    );
    const without = withoutPassages(new Map([["a", "pay $& now $1 (.*)"]]), ["$& now $1 (.*)"]);
    expect(without.ok && without.texts.get("a")).toBe(`pay ${MASK}`);
  });
});
