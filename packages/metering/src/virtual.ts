import { fail, ok, type RegularSeries, type Result } from "@husting/series";

/** A meter that is reckoned from others: a sum, what a main meter holds beyond its sub-meters, or a fixed share. */
export type VirtualMeter =
  | { readonly kind: "meter"; readonly id: string }
  | { readonly kind: "sum"; readonly of: readonly VirtualMeter[] }
  | { readonly kind: "difference"; readonly of: VirtualMeter; readonly less: readonly VirtualMeter[] }
  /** `numerator / denominator` of a meter, such as 1 200 of 3 400 square metres. */
  | {
      readonly kind: "share";
      readonly of: VirtualMeter;
      readonly numerator: number;
      readonly denominator: number;
    };

export type VirtualReason =
  | { readonly code: "unknown-meter"; readonly id: string }
  | { readonly code: "nothing-to-sum" }
  | { readonly code: "bad-share"; readonly numerator: number; readonly denominator: number }
  | { readonly code: "steps-differ"; readonly stepMs: readonly [number, number] }
  | { readonly code: "grids-differ"; readonly shiftMs: number };

/** A virtual meter's steps, and how many of them came out below zero: its parts do not fit together. */
export interface VirtualSeries {
  readonly series: RegularSeries;
  readonly negativeSteps: number;
}

/**
 * The series of a virtual meter over the whole time any of its parts has. A step that one part did not measure is a gap:
 * a sum without it would be a smaller building. Parts must share one grid of steps.
 * @param seriesOf the series of a real meter by id; all in one unit.
 */
export function virtualSeries(
  meter: VirtualMeter,
  seriesOf: (id: string) => RegularSeries | undefined,
): Result<VirtualSeries, VirtualReason> {
  const result = evaluate(meter, seriesOf);
  if (!result.ok) return result;
  let negativeSteps = 0;
  for (const value of result.value.values) if (value < 0) negativeSteps++;
  return ok({ series: result.value, negativeSteps });
}

function evaluate(
  meter: VirtualMeter,
  seriesOf: (id: string) => RegularSeries | undefined,
): Result<RegularSeries, VirtualReason> {
  if (meter.kind === "meter") {
    const series = seriesOf(meter.id);
    return series === undefined ? fail({ code: "unknown-meter", id: meter.id }) : ok(series);
  }
  if (meter.kind === "share") {
    const { numerator, denominator } = meter;
    if (!(numerator >= 0 && denominator > 0 && Number.isFinite(numerator / denominator))) {
      return fail({ code: "bad-share", numerator, denominator });
    }
    const whole = evaluate(meter.of, seriesOf);
    if (!whole.ok) return whole;
    return ok({
      ...whole.value,
      values: whole.value.values.map((value) => (value * numerator) / denominator),
    });
  }
  const parts = meter.kind === "sum" ? meter.of : [meter.of, ...meter.less];
  const series: RegularSeries[] = [];
  for (const part of parts) {
    const result = evaluate(part, seriesOf);
    if (!result.ok) return result;
    series.push(result.value);
  }
  return combine(series, meter.kind === "sum" ? 1 : -1);
}

/** The first series plus `sign` times each of the others; a gap in any is a gap in all. */
function combine(parts: readonly RegularSeries[], sign: 1 | -1): Result<RegularSeries, VirtualReason> {
  const [first] = parts;
  if (first === undefined) return fail({ code: "nothing-to-sum" });
  const { stepMs } = first;
  let startMs = first.startMs;
  let endMs = first.startMs;
  for (const part of parts) {
    if (part.stepMs !== stepMs) return fail({ code: "steps-differ", stepMs: [stepMs, part.stepMs] });
    const shiftMs = (part.startMs - first.startMs) % stepMs;
    if (shiftMs !== 0) return fail({ code: "grids-differ", shiftMs });
    startMs = Math.min(startMs, part.startMs);
    endMs = Math.max(endMs, part.startMs + part.values.length * stepMs);
  }
  const values = new Float64Array(Math.round((endMs - startMs) / stepMs));
  for (const part of parts) {
    const shift = (part.startMs - startMs) / stepMs;
    values.fill(Number.NaN, 0, shift);
    values.fill(Number.NaN, shift + part.values.length);
    const weight = part === first ? 1 : sign;
    for (let i = 0; i < part.values.length; i++) values[shift + i]! += weight * part.values[i]!;
  }
  return ok({ startMs, stepMs, values });
}
