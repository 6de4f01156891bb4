import fc from "fast-check";
import { expect, it } from "vitest";
import { csvText } from "./csv.ts";

it("a number stays a number, and what is missing is an empty cell", () => {
  expect(csvText([["a", -1.5, null, undefined, 0]])).toBe("\ufeffa,-1.5,,,0\r\n");
});

it("quotes, commas and line breaks stay within their cell", () => {
  expect(csvText([['say "no", please\nnow']])).toBe('\ufeff"say ""no"", please\nnow"\r\n');
});

it("no text begins as a formula does, whatever stands before it", () => {
  const formula = fc
    .tuple(fc.constantFrom("", " ", "\t", "\n"), fc.constantFrom(..."=+-@＝＋－＠"), fc.string())
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(formula, (text) => {
      expect(csvText([[text]]).replace(/^\ufeff"?/, "")).toMatch(/^'/);
    }),
  );
});
