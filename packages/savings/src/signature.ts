import { fail, ok, type Result } from "@husting/series";
import { studentQuantile } from "./statistics.ts";

export interface EnergySignatureInput {
  /** Mean heating power of each day, W; NaN = not measured. */
  readonly powerW: Float64Array;
  /** Daily mean indoor temperature, °C, or one figure taken for all days. */
  readonly indoorC: Float64Array | number;
  readonly outdoorC: Float64Array;
  /** Only days colder than this outdoors count (no heating need, much sun above it). */
  readonly heatedUnderC?: number;
}

export type SignatureReason =
  | { readonly code: "lengths-differ"; readonly power: number; readonly outdoor: number }
  | { readonly code: "too-few-days"; readonly have: number; readonly need: number }
  | { readonly code: "differences-too-alike"; readonly spreadK: number; readonly need: number };

/** Total heat loss coefficient with how sure it is, and what was assumed. */
export interface EnergySignature {
  /** Slope of power on the indoor–outdoor difference, W/K. */
  readonly ktotWPerK: number;
  /** 90 % interval of the slope, residual autocorrelation taken into account. */
  readonly interval90: { readonly lower: number; readonly upper: number };
  /** Power at no temperature difference, W: negative when sun, people and appliances heat, positive with hot water. */
  readonly interceptW: number;
  /** The slope when each run of thirty days is left out in turn: how much it hangs on the period. */
  readonly sensitivity: { readonly lowest: number; readonly highest: number; readonly runs: Float64Array };
  readonly rSquared: number;
  readonly assumptions: {
    readonly heatedUnderC: number;
    readonly indoor: "measured" | "assumed";
    readonly gains: "constant over the period";
    readonly firstDay: number;
    readonly lastDay: number;
    readonly daysCounted: number;
  };
}

const leastDays = 30;
const leastSpreadK = 5;
const runDays = 30;

/**
 * Energy signature: linear regression of heating power on the difference between indoor and outdoor temperature, whose
 * slope is the building's total heat loss coefficient Ktot (Umeå University's method; Sjögren, Andersson & Olofsson 2009,
 * Energy and Buildings 41(7) 801–808). Heat gains are taken to be constant over the period, so give a dark season.
 */
export function fitEnergySignature(input: EnergySignatureInput): Result<EnergySignature, SignatureReason> {
  const { powerW, indoorC, outdoorC } = input;
  const heatedUnderC = input.heatedUnderC ?? 10;
  const days = powerW.length;
  if (outdoorC.length !== days || (typeof indoorC !== "number" && indoorC.length !== days)) {
    return fail({ code: "lengths-differ", power: days, outdoor: outdoorC.length });
  }
  const used: number[] = [];
  const difference = new Float64Array(days);
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let day = 0; day < days; day++) {
    const inside = typeof indoorC === "number" ? indoorC : indoorC[day]!;
    difference[day] = inside - outdoorC[day]!;
    if (
      !(outdoorC[day]! < heatedUnderC) ||
      !Number.isFinite(powerW[day]!) ||
      !Number.isFinite(difference[day]!)
    )
      continue;
    used.push(day);
    least = Math.min(least, difference[day]!);
    most = Math.max(most, difference[day]!);
  }
  if (used.length < leastDays) return fail({ code: "too-few-days", have: used.length, need: leastDays });
  if (most - least < leastSpreadK)
    return fail({ code: "differences-too-alike", spreadK: most - least, need: leastSpreadK });
  const line = regress(used, difference, powerW);
  const n = used.length;
  let squares = 0;
  let cross = 0;
  let previous = 0;
  for (const [k, day] of used.entries()) {
    const residual = powerW[day]! - line.intercept - line.slope * difference[day]!;
    squares += residual * residual;
    if (k > 0) cross += residual * previous;
    previous = residual;
  }
  // Days that resemble their neighbours carry less news: n′ = n(1 − ρ)/(1 + ρ).
  const autocorrelation = squares > 0 ? Math.max(0, Math.min(0.98, cross / squares)) : 0;
  const nPrime = Math.max(4, (n * (1 - autocorrelation)) / (1 + autocorrelation));
  const deviation = Math.sqrt((squares / (nPrime - 2) / line.sxx) * (nPrime / n));
  const half = studentQuantile(0.95, nPrime - 2) * deviation;
  const runs: number[] = [];
  for (let from = used[0]!; from <= used.at(-1)!; from += runDays) {
    const rest = used.filter((day) => day < from || day >= from + runDays);
    if (rest.length >= leastDays / 2 && rest.length < n) runs.push(regress(rest, difference, powerW).slope);
  }
  return ok({
    ktotWPerK: line.slope,
    interval90: { lower: line.slope - half, upper: line.slope + half },
    interceptW: line.intercept,
    sensitivity: {
      lowest: Math.min(line.slope, ...runs),
      highest: Math.max(line.slope, ...runs),
      runs: Float64Array.from(runs),
    },
    rSquared: line.syy > 0 ? 1 - squares / line.syy : 0,
    assumptions: {
      heatedUnderC,
      indoor: typeof indoorC === "number" ? "assumed" : "measured",
      gains: "constant over the period",
      firstDay: used[0]!,
      lastDay: used.at(-1)!,
      daysCounted: n,
    },
  });
}

function regress(days: readonly number[], x: Float64Array, y: Float64Array) {
  let meanX = 0;
  let meanY = 0;
  for (const day of days) {
    meanX += x[day]! / days.length;
    meanY += y[day]! / days.length;
  }
  let sxx = 0;
  let sxy = 0;
  let syy = 0;
  for (const day of days) {
    sxx += (x[day]! - meanX) ** 2;
    sxy += (x[day]! - meanX) * (y[day]! - meanY);
    syy += (y[day]! - meanY) ** 2;
  }
  const slope = sxy / sxx;
  return { slope, intercept: meanY - slope * meanX, sxx, syy };
}
