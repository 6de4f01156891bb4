import { expect, it } from "vitest";
import { xoshiro128 } from "./xoshiro.ts";

it("the generator gives the first words of xoshiro128** for the state 1, 2, 3, 4", () => {
  const next = xoshiro128([1, 2, 3, 4]);
  // Worked from the definition in exact integers, independently of the code.
  expect([next(), next(), next(), next(), next(), next()]).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492,
  ]);
});
