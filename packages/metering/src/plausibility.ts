import { converter, toNumber, type UnitSymbol, units } from "@husting/series";
import type { LimitBasis } from "./findings.ts";
import { greatestOf, rise, type Trace } from "./trace.ts";

const hourMs = 3_600_000;

/** What one meter's register can do in a given time, in raw counts of its trace. */
export interface Plausibility {
  readonly basis: LimitBasis;
  /** Counts per millisecond that the meter cannot exceed; null when nothing says. */
  readonly ratePerMs: number | null;
  /** Counts per millisecond it seldom exceeds; null when nothing says. */
  readonly usualRatePerMs: number | null;
  /** The smallest step the register was seen to make: a coarse register moves in jumps. */
  readonly quantum: number;
  /** Count at which the register starts again at zero; null when its width is unknown or contradicted. */
  readonly modulus: bigint | null;
  /** Chance, at most, that a register lands by accident within what is usual for a stretch of time. */
  coincidence(durationMs: number): number;
  readonly ratingContradictedBy: number | null;
}

/** A meter's greatest continuous power is not the last watt it can count. Ours, not a standard's. */
export const overload = 1.2;
// A rating that a tenth of all differences exceed is a wrong rating (kW for MW, or a forgotten multiplier).
const contradictedShare = 0.1;

/** The rating in raw counts per millisecond; null when there is none or it does not fit the unit. */
function ratedRate(trace: Trace, unit: UnitSymbol): number | null {
  const { ratedPowerKw, multiplier } = trace.installation;
  if (ratedPowerKw === null) return null;
  const fromKwh = converter(units.kWh, units[unit]);
  if (!fromKwh.ok) return null;
  return (fromKwh.value(ratedPowerKw) * 10 ** trace.decimals) / toNumber(multiplier) / hourMs;
}

/** Rates of the differences that look sound: upward, and not beside a drop, where one of the two registers is wrong. */
function soundRates(trace: Trace): { readonly rates: Float64Array; readonly quantum: number } {
  const { raw, timesMs } = trace;
  const rates = new Float64Array(raw.length);
  let count = 0;
  let quantum = Number.POSITIVE_INFINITY;
  let previousDropped = false;
  for (let i = 1; i < raw.length; i++) {
    const difference = rise(trace, i - 1, i);
    const nextDrops = i + 1 < raw.length && rise(trace, i, i + 1) < 0;
    if (difference > 0 && !previousDropped && !nextDrops) {
      rates[count++] = difference / (timesMs[i]! - timesMs[i - 1]!);
      if (difference < quantum) quantum = difference;
    }
    previousDropped = difference < 0;
  }
  return { rates: rates.subarray(0, count).sort(), quantum: Number.isFinite(quantum) ? quantum : 1 };
}

/**
 * What is plausible for a meter. The limit is its rating; without one, or when its own readings contradict it, the limit
 * comes from its history: three times the third-greatest rate it was seen to hold (ten times while there are fewer than
 * 48 differences), and no more than a hundred times what nine in ten of its rates keep under, so that a few wild ones do
 * not set their own limit. Under four differences there is no limit.
 */
export function plausibility(trace: Trace, unit: UnitSymbol): Plausibility {
  const { rates, quantum } = soundRates(trace);
  const rating = ratedRate(trace, unit);
  let over = 0;
  if (rating !== null) for (const rate of rates) if (rate > rating * overload) over++;
  const contradicted = rates.length > 0 && over >= 3 && over / rates.length > contradictedShare;
  const enough = rates.length >= 48;
  const held = rates.length < 4 ? null : rates[rates.length - 3]! * (enough ? 3 : 10);
  const history = held === null ? null : Math.min(held, 100 * rates[Math.floor(rates.length * 0.9)]!);
  const usual = enough ? rates[Math.floor(rates.length * 0.99)]! : null;
  const useRating = rating !== null && !contradicted;
  const ratePerMs = useRating ? rating * overload : history;

  const { registerWidth } = trace.installation;
  const declared = registerWidth === null ? null : 10n ** BigInt(registerWidth + trace.decimals);
  const greatest = greatestOf(trace);
  const modulus = declared !== null && greatest < declared ? declared : null;
  // Without a known width, the places the register fills are the least it must have.
  const space = Number(modulus ?? 10n ** BigInt(greatest.toString().length));
  const tightest = usual === null ? ratePerMs : ratePerMs === null ? usual : Math.min(usual, ratePerMs);
  return {
    basis: useRating ? "rating" : history === null ? "none" : "own-history",
    ratePerMs,
    usualRatePerMs: tightest,
    quantum,
    modulus,
    coincidence: (durationMs) =>
      tightest === null ? 1 : Math.min(1, (tightest * durationMs + quantum) / space),
    ratingContradictedBy: contradicted ? over / rates.length : null,
  };
}
