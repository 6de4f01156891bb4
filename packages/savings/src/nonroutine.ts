import { fail, ok, type Result } from "@husting/series";
import { dayKind, weekdayOf } from "./daykinds.ts";
import { type EventRecord, residualSpread } from "./eventnoise.ts";
import { eventRecord } from "./eventrecord.ts";
import { type SearchedDays, StepSearch, type Stretch } from "./eventsearch.ts";
import { fitHustingDaily, type HustingDailyInput, predictHustingDaily } from "./hustingdaily.ts";
import { firstSeasonColumn } from "./hustingdesign.ts";
import type { DailyReason } from "./sufficiency.ts";
import { toCelsius } from "./temperature.ts";

/** A stretch of days whose use differs from the rest in a way that weather and calendar do not explain. */
export interface NonRoutineEvent {
  /** Indexes of the first day and of the day after the last, into the days given. */
  readonly fromDay: number;
  readonly toDay: number;
  /** Mean difference over the stretch, as a share of modelled use: −0.3 is 30 % less. */
  readonly share: number;
  /** How many standard deviations of chance: √(2 · log-odds), less when it begins and ends slowly. */
  readonly strength: number;
  /** A question to the building's manager, not an answer. */
  readonly question: "what-happened-here";
}

/**
 * What is looked for, as a record: changes of 15 % of use or more for four weeks or more. Changes that last longer than
 * a quarter become a building's new ordinary, which the claim's interval covers: they must be the clearer the longer
 * they last.
 */
export const eventLimits = {
  shortestDays: 28,
  leastShare: 0.15,
  leastLogOdds: 5,
  usualDays: 90,
  lengthCost: 6,
  mostStretches: 6,
} as const;

// One odd day says little: residuals count up to this many standard deviations.
const mostDeviations = 6;
// When a heated building rests, a large share of next to nothing is no event: days count when three weeks around them
// are expected to use half of the mean or more.
const leastExpectedShare = 0.5;
const seasonDays = 21;
// An ordinary change comes and goes over weeks. A jump of this many standard deviations at the edges, a fortnight's
// mean against the fortnight before, is sharp; less is believed in proportion.
const edgeDays = 14;
const sharpJump = 10 / 3;

/**
 * Finds and dates events that begin on day `watchFrom` or later. Husting's daily model is fitted to all days together (the
 * baseline and the watched days); its residuals are measured against what is ordinary for the meter (`residualSpread`)
 * and from day to day (`EventRecord`), and searched for the stretch that a change by one share explains best, with what
 * the baseline itself would absorb of the change counted (`StepSearch`). That stretch is set aside and the search
 * repeated: all days are searched, so that the baseline's own events and slow changes are out of the way too.
 */
export function findNonRoutineEvents(
  input: HustingDailyInput,
  watchFrom: number,
  record: EventRecord = eventRecord,
): Result<NonRoutineEvent[], DailyReason> {
  const found = strongStretches(input, record);
  if (!found.ok) return found;
  return ok(
    found.value.filter(({ fromDay, strength }) => fromDay >= watchFrom && strength >= record.strength),
  );
}

/** All stretches that stand out, however weakly, in the order of days: what a record's threshold is learnt from. */
export function strongStretches(
  input: HustingDailyInput,
  record: Pick<EventRecord, "whitening">,
): Result<NonRoutineEvent[], DailyReason> {
  const prepared = searchedDays(input);
  if (!prepared.ok) return prepared;
  const days = prepared.value;
  const search = new StepSearch(days, record.whitening, eventLimits);
  for (const [column, priorSpread] of absorbedColumns(input, days)) search.absorb(column, priorSpread);
  const events: NonRoutineEvent[] = [];
  for (let round = 0; round < eventLimits.mostStretches; round++) {
    const stretch = search.strongest();
    if (stretch === undefined) break;
    const { fromDay, toDay, share, logOdds } = stretch;
    const strength = Math.sqrt(2 * logOdds * sharpness(days, stretch));
    events.push({ fromDay, toDay, share, strength, question: "what-happened-here" });
    search.absorb(
      days.expected.map((use, day) => (day >= fromDay && day < toDay ? use : 0)),
      foundSpread,
    );
    days.counted.fill(0, fromDay, toDay);
  }
  return ok(events.sort((x, y) => x.fromDay - y.fromDay));
}

// A stretch that was found may have been of any size.
const foundSpread = 2;

/** Days measured against the model and the meter's ordinary spread. */
export interface PreparedDays extends SearchedDays {
  readonly meanKwh: number;
  /** Standard deviation of each day, as a share of mean use, and how far the floor of use lets columns through. */
  readonly spread: Float64Array;
  readonly slope: Float64Array;
}

/** Fits the model and says what is ordinary: the first half of the search. */
export function searchedDays(input: HustingDailyInput): Result<PreparedDays, DailyReason> {
  const model = fitHustingDaily(input);
  if (!model.ok) return model;
  const meanKwh = model.value.fit.observedMean;
  if (!(meanKwh > 0)) return fail({ code: "constant-use", valueKwh: meanKwh });
  const modelled = predictHustingDaily(model.value, input);
  // The season and the drift, which bend to an event, are left to the search, where they are reluctant to.
  const coefficients = model.value.coefficients.slice().fill(0, firstSeasonColumn);
  const unbent = predictHustingDaily({ ...model.value, coefficients }, input);
  const expectedShare = modelled.map((kwh) => Math.max(0, kwh / meanKwh));
  const residuals = input.useKwh.map((use, day) => (use - modelled[day]!) / meanKwh);
  const spread = residualSpread(residuals, expectedShare);
  const resting = restingDays(expectedShare);
  const n = residuals.length;
  const counted = new Uint8Array(n);
  const standardised = new Float64Array(n);
  const expected = new Float64Array(n);
  for (let day = 0; day < n; day++) {
    if (Number.isNaN(residuals[day]!) || resting[day] === 1) continue;
    counted[day] = 1;
    const deviations = (input.useKwh[day]! - unbent[day]!) / meanKwh / spread[day]!;
    standardised[day] = Math.max(-mostDeviations, Math.min(mostDeviations, deviations));
    expected[day] = expectedShare[day]! / spread[day]!;
  }
  const softness = model.value.softnessKwh / meanKwh;
  // The derivative of softFloor by what is under it, told from its value.
  const slope = expectedShare.map((share) => 1 - Math.exp(-share / softness));
  return ok({ meanKwh, standardised, expected, expectedShare, counted, spread, slope });
}

function restingDays(expectedShare: Float64Array): Uint8Array {
  const half = seasonDays >> 1;
  return Uint8Array.from(expectedShare, (_, day) => {
    let sum = 0;
    let known = 0;
    for (let near = Math.max(0, day - half); near <= day + half && near < expectedShare.length; near++) {
      if (Number.isNaN(expectedShare[near]!)) continue;
      sum += expectedShare[near]!;
      known++;
    }
    return sum < leastExpectedShare * known ? 1 : 0;
  });
}

/**
 * What a baseline would absorb of an event, each column with how large its coefficient may be, as a share of mean use:
 * level, days off, slopes against temperature nearly freely, a season and a drift of a few percent.
 */
function absorbedColumns(input: HustingDailyInput, days: PreparedDays): [Float64Array, number][] {
  const celsius = input.temperature.map((t) => toCelsius(t, input.temperatureUnit));
  const n = celsius.length;
  const column = (priorSpread: number, value: (day: number) => number): [Float64Array, number] => [
    Float64Array.from({ length: n }, (_, day) =>
      days.counted[day] === 1 ? (value(day) * days.slope[day]!) / days.spread[day]! : 0,
    ),
    priorSpread,
  ];
  const off = (day: number) =>
    (input.kinds[day] ?? 0) !== dayKind.ordinary || weekdayOf(input.firstDay + day) >= 5 ? 1 : 0;
  const year = (day: number) => (2 * Math.PI * (input.firstDay + day)) / 365.2425;
  return [
    column(1, () => 1),
    column(1, off),
    column(1, (day) => Math.max(0, 12 - celsius[day]!) / 5),
    column(1, (day) => Math.max(0, celsius[day]! - 14) / 5),
    column(0.3, (day) => (off(day) * (celsius[day]! - 10)) / 5),
    column(0.06, (day) => (day + 0.5) / n - 0.5),
    ...[1, 2, 3, 4].flatMap((k) => [
      column(0.05, (day) => Math.cos(k * year(day))),
      column(0.05, (day) => Math.sin(k * year(day))),
    ]),
  ];
}

/**
 * 0 to 1: how sharply a stretch begins and ends, the mean of both. An edge at the end of the data is not known and does not
 * count; one at which a building begins or ends to be heated is none, for it has no days to be told from.
 */
function sharpness({ standardised, counted }: SearchedDays, { fromDay, toDay, share }: Stretch): number {
  const mean = (from: number, to: number): number | undefined => {
    let sum = 0;
    let known = 0;
    for (let day = Math.max(0, from); day < to && day < counted.length; day++) {
      if (counted[day] === 0) continue;
      sum += standardised[day]!;
      known++;
    }
    return 2 * known < edgeDays ? undefined : sum / known;
  };
  const jump = (day: number): number => {
    const before = mean(day - edgeDays, day);
    const after = mean(day, day + edgeDays);
    return before === undefined || after === undefined ? 0 : Math.sign(share) * (after - before);
  };
  const jumps: number[] = [];
  if (fromDay >= edgeDays) jumps.push(jump(fromDay));
  if (toDay + edgeDays <= counted.length) jumps.push(-jump(toDay));
  if (jumps.length === 0) return 0;
  const size = jumps.reduce((sum, one) => sum + one, 0) / jumps.length;
  return Math.min(1, Math.max(0, size / sharpJump));
}
