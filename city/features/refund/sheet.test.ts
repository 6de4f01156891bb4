import { xianRefundRule } from "@husting/indoor";
import { expect, it } from "vitest";
import { decimalsThatTell } from "./sheet.ts";

const [under18, under16] = xianRefundRule.steps;

it.each([
  [17.4, under18, 1],
  [17.96, under18, 2],
  [17.996, under18, 3],
  [17.9996, under18, 3],
  [18, null, 1],
  [18.04, null, 1],
  [15.95, under16, 2],
  [16, under18, 1],
])("a day of %d °C is shown so that its number falls on its own step", (meanC, step, decimals) => {
  expect(decimalsThatTell(xianRefundRule, { meanC, step: step ?? null })).toBe(decimals);
});
