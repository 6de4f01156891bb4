import { type ShortTrial, type ShortTrialInput, type ShortTrialReason, shortTrial } from "@husting/savings";
import type { Result } from "@husting/series";

/** What a worker thread does: a hundred baselines take a part of a second, which no reader of a page should wait. */
export function prepare() {
  return (input: ShortTrialInput): Result<ShortTrial, ShortTrialReason> => shortTrial(input);
}
