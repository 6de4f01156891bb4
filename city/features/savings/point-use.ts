import type { EnergyDetail, KeptQuestion } from "./results.ts";

export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What was used at a point, in kWh, or that its readings cannot say it. */
export type PointUse =
  | {
      readonly ok: true;
      /** Starts of the measured intervals. */
      readonly atMs: Float64Array;
      /** In kWh. */
      readonly value: Float64Array;
      /** The same in the point's own unit: a gigajoule is no decimal number of kWh, and sums of years are exact. */
      readonly amount: Float64Array;
      /** How long each is, where they may differ. */
      readonly lengthMs?: Float64Array;
      readonly stepMs: number;
      readonly findings: EnergyDetail["findings"];
      /** Times whose values are counted in totals and not taken for measured. */
      readonly suspect?: readonly Stretch[];
      /** Breaks and amounts that only a person can explain; they are in no total until then. */
      readonly questions: readonly KeptQuestion[];
    }
  | { readonly ok: false };
