import { type ClimateInput, climateOf } from "./climate-figures.ts";
import type { ClimateResult } from "./results.ts";

/** What a worker thread does: all it needs comes with the task. */
export function prepare(_: null): (input: ClimateInput) => ClimateResult {
  return climateOf;
}
