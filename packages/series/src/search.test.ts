import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstAtOrAfter } from "./search.ts";

describe("the first at or after", () => {
  it("has only smaller values before it and none behind it", () => {
    const number = fc.integer({ min: -20, max: 20 });
    fc.assert(
      fc.property(fc.array(number), number, (values, wanted) => {
        const sorted = Float64Array.from(values).sort();
        const index = firstAtOrAfter(sorted, wanted);
        expect(sorted.subarray(0, index).every((value) => value < wanted)).toBe(true);
        expect(sorted.subarray(index).every((value) => value >= wanted)).toBe(true);
      }),
    );
  });
});
