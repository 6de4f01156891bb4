import { describe, expect, it } from "vitest";
import { createRandom } from "./random.ts";

describe("random streams", () => {
  it("the same name gives the same numbers and another name gives others", () => {
    const first = createRandom("umea/1");
    const again = createRandom("umea/1");
    const other = createRandom("umea/2");
    const draws = Array.from({ length: 50 }, () => first.uniform());
    expect(Array.from({ length: 50 }, () => again.uniform())).toEqual(draws);
    expect(Array.from({ length: 50 }, () => other.uniform())).not.toEqual(draws);
  });

  it("uniform numbers fill [0, 1) evenly and normal numbers have mean 0 and variance 1", () => {
    const random = createRandom("moments");
    const tenths = new Array<number>(10).fill(0);
    let sum = 0;
    let squares = 0;
    const draws = 100_000;
    for (let i = 0; i < draws; i++) {
      tenths[Math.floor(random.uniform() * 10)]! += 1;
      const normal = random.normal();
      sum += normal;
      squares += normal * normal;
    }
    // Six standard errors: 6·√(0.1·0.9·n) = 569 and 6/√n = 0.019.
    for (const count of tenths) expect(Math.abs(count - draws / 10)).toBeLessThan(569);
    expect(Math.abs(sum / draws)).toBeLessThan(0.019);
    expect(Math.abs(squares / draws - 1)).toBeLessThan(0.027);
  });

  it("integers reach both ends of their range and never leave it", () => {
    const random = createRandom("dice");
    const seen = new Set(Array.from({ length: 1000 }, () => random.integer(1, 6)));
    expect([...seen].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
