import { calibrationCarrier } from "../features/savings/claims/method-names.ts";
import {
  type MeterPlacebo,
  meterPlacebo,
  type PlaceboOrder,
} from "../features/savings/claims/placebo-years.ts";
import { resolutionOf } from "../features/savings/claims/series.ts";
import { type MeterWork, onMeters } from "./meter-threads.ts";

export type MeterOutcome =
  | ({ readonly ok: true } & MeterPlacebo)
  | { readonly ok: false; readonly why: string };

/** One thread of `husting placebo`. */
export function prepare(work: MeterWork<PlaceboOrder>) {
  return onMeters(work, (series, { building, carrier }, order): MeterOutcome => {
    const calibrated = calibrationCarrier(carrier);
    if (calibrated === undefined) return { ok: false, why: `${carrier}: no ordinary years are known of it` };
    if (resolutionOf(series.use.stepMs) !== "hours") {
      return { ok: false, why: "the placebo test needs hourly readings" };
    }
    return { ok: true, ...meterPlacebo(series, building, calibrated, order) };
  });
}
