/** How far a search could get that knows everything of an event but its date. */
import {
  type EventRecord,
  type HustingDailyInput,
  type PreparedDays,
  searchedDays,
  unlikelihood,
} from "../src/index.ts";

/** A change of use by `share` times `shape` from day `from` on. */
export interface KnownEvent {
  readonly from: number;
  readonly share: number;
  readonly shape: Float64Array;
}

interface Years {
  readonly input: HustingDailyInput;
  readonly watchFrom: number;
}

interface Standardised extends PreparedDays {
  readonly residuals: Float64Array;
  /** Observed use in standard deviations. */
  readonly observed: Float64Array;
}

const alarmShare = 0.1;
const mostDeviations = 6;

/**
 * Returns a function that says on which day it thinks the event began, or undefined when nowhere it is likelier than the
 * nine tenths of `ordinary` years in which the same event is most looked like by chance. It knows sign, size, shape and
 * length, and a baseline fitted to the years without the event: no search that is asked what happened can know as much.
 */
export function oracle<T extends Years>(
  ordinary: readonly T[],
  record: EventRecord,
): (years: T, event: KnownEvent) => number | undefined {
  const standardised = new Map<T, Standardised>();
  for (const years of ordinary) {
    const days = standardise(years);
    if (days !== undefined) standardised.set(years, days);
  }
  return (years, event) => {
    const own = standardised.get(years);
    if (own === undefined) return undefined;
    const byChance = [...standardised]
      .map(([{ watchFrom }, days]) => likeliest(days, days.residuals, watchFrom, event, record).logOdds)
      .sort((a, b) => a - b);
    const threshold = byChance[Math.ceil((1 - alarmShare) * byChance.length) - 1]!;
    const changed = own.residuals.map((residual, day) => {
      const shape = event.shape[day - event.from] ?? 0;
      return residual + (own.counted[day] === 1 ? event.share * shape * own.observed[day]! : 0);
    });
    const found = likeliest(own, changed, years.watchFrom, event, record);
    return found.logOdds > threshold ? found.day : undefined;
  };
}

function standardise({ input }: Years): Standardised | undefined {
  const prepared = searchedDays(input);
  if (!prepared.ok) return undefined;
  const { spread, expectedShare, meanKwh } = prepared.value;
  const counted = Uint8Array.from(input.useKwh, (use, day) =>
    Number.isNaN(use + expectedShare[day]!) ? 0 : 1,
  );
  const observed = input.useKwh.map((use, day) => (counted[day] === 1 ? use / meanKwh / spread[day]! : 0));
  const expected = expectedShare.map((share, day) => (counted[day] === 1 ? share / spread[day]! : 0));
  const residuals = observed.map((use, day) => use - expected[day]!);
  return { ...prepared.value, counted, observed, expected, residuals };
}

/** Where the event fits best among all days on which it could begin in the watched year, and how well. */
function likeliest(
  { expected }: Standardised,
  residuals: Float64Array,
  watchFrom: number,
  { share, shape }: KnownEvent,
  { whitening }: EventRecord,
): { day: number; logOdds: number } {
  const pull = unlikelihood(
    whitening,
    residuals.map((z) => Math.max(-mostDeviations, Math.min(mostDeviations, z))),
  );
  let best = { day: watchFrom, logOdds: Number.NEGATIVE_INFINITY };
  const length = shape.length;
  const change = new Float64Array(length + whitening.length);
  for (let day = watchFrom; day + length <= expected.length; day++) {
    let sum = 0;
    for (let k = 0; k < length; k++) {
      change[k] = share * shape[k]! * expected[day + k]!;
      sum += change[k]! * pull[day + k]!;
    }
    let information = 0;
    for (let k = 0; k < change.length; k++) {
      let white = 0;
      for (let lag = 0; lag < whitening.length && lag <= k; lag++)
        white += whitening[lag]! * change[k - lag]!;
      information += white * white;
    }
    const logOdds = sum - information / 2;
    if (logOdds > best.logOdds) best = { day, logOdds };
  }
  return best;
}
