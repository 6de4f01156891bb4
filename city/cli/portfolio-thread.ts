import { type ClaimOptions, savingsClaim } from "../features/savings/claims/claim.ts";
import { calibrationCarrier } from "../features/savings/claims/method-names.ts";
import { claimRow, type PortfolioRow, refusedRow } from "../features/savings/claims/portfolio.ts";
import { claimReasonText } from "../features/savings/claims/reasons.ts";
import { type MeterWork, onMeters } from "./meter-threads.ts";
import { commandLanguage } from "./words.ts";

/** What is the same for all meters; carrier and candidates follow from the file's name. */
export type PortfolioOrder = Omit<ClaimOptions, "carrier" | "heatingOnly">;

/** One thread of `husting portfolio`. */
export function prepare(work: MeterWork<PortfolioOrder>) {
  return onMeters(work, (series, meter, order): PortfolioRow => {
    const carrier = calibrationCarrier(meter.carrier);
    if (carrier === undefined) return refusedRow(meter, `no ordinary years are known of ${meter.carrier}.`);
    // What heats a building does not cool it: cooling candidates would only fit noise.
    const claim = savingsClaim(series, { ...order, carrier, heatingOnly: carrier === "heat" });
    return claim.ok
      ? claimRow(meter, claim)
      : refusedRow(meter, claimReasonText(commandLanguage(), claim.reason));
  });
}
