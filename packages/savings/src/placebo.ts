import { type CalibrationRecord, type Carrier, interval90, intervalScore } from "./interval90.ts";
import { counterfactual, type MeterHours, type Method, type MethodReason } from "./methods.ts";

/** Two consecutive years of one meter in which nothing was done to the building. */
export interface PlaceboPair {
  readonly building: string;
  readonly carrier: Carrier;
  readonly fitYear: number;
  readonly fit: MeterHours;
  readonly next: MeterHours;
}

export interface PlaceboScore {
  readonly hourlyCvrmse: number | undefined;
  readonly dailyCvrmse: number;
  /** (modelled − observed) / observed over the year. */
  readonly nmbe: number;
  /** Half-width of interval90 over the year's observed use, whether it held the year, and its score over use. */
  readonly intervalShare: number;
  readonly intervalHolds: boolean;
  readonly intervalScore: number;
  readonly published: { readonly share: number; readonly holds: boolean; readonly score: number } | undefined;
  /** How many of the twelve thirty-day sums, and of the days, their own interval90 held. */
  readonly monthsHeld: { readonly held: number; readonly of: number };
  readonly daysHeld: { readonly held: number; readonly of: number };
}

export interface PlaceboRow {
  readonly building: string;
  readonly carrier: Carrier;
  readonly fitYear: number;
  readonly method: Method;
  readonly result:
    | { readonly ok: true; readonly score: PlaceboScore }
    | { readonly ok: false; readonly reason: MethodReason };
}

/** Fits the method on one year and scores its prediction of the next, in which nothing was saved. */
export function placebo(pair: PlaceboPair, method: Method, record: CalibrationRecord): PlaceboRow {
  const { building, carrier, fitYear } = pair;
  const run = counterfactual(method, pair.fit, pair.next);
  const row = { building, carrier, fitYear, method };
  if (!run.ok) return { ...row, result: run };
  const { dailyKwh, observedDailyKwh, hourlyKwh, baselineFit, driftKwhPerDay, publishedBandKwh } = run.value;
  let days = 0;
  let squares = 0;
  let observed = 0;
  let modelled = 0;
  const months = { held: 0, of: 0 };
  const single = { held: 0, of: 0 };
  let month = { days: 0, observed: 0, modelled: 0 };
  for (let d = 0; d < dailyKwh.length; d++) {
    const o = observedDailyKwh[d]!;
    const m = dailyKwh[d]!;
    if (Number.isNaN(o + m)) continue;
    days++;
    squares += (m - o) ** 2;
    observed += o;
    modelled += m;
    single.of++;
    if (
      Math.abs(m - o) <=
      interval90(record, method, carrier, baselineFit, { counterfactualKwh: m, days: 1, driftKwhPerDay })
        .halfWidthKwh
    ) {
      single.held++;
    }
    month = { days: month.days + 1, observed: month.observed + o, modelled: month.modelled + m };
    if (month.days === 30) {
      const half = interval90(record, method, carrier, baselineFit, {
        counterfactualKwh: month.modelled,
        days: 30,
        driftKwhPerDay,
      });
      months.of++;
      if (Math.abs(month.modelled - month.observed) <= half.halfWidthKwh) months.held++;
      month = { days: 0, observed: 0, modelled: 0 };
    }
  }
  if (days === 0 || observed <= 0) {
    return {
      ...row,
      result: { ok: false, reason: { code: "too-few-days", have: days, need: 1, missing: "both" } },
    };
  }
  const error = modelled - observed;
  const half = interval90(record, method, carrier, baselineFit, {
    counterfactualKwh: modelled,
    days,
    driftKwhPerDay,
  }).halfWidthKwh;
  return {
    ...row,
    result: {
      ok: true,
      score: {
        hourlyCvrmse: hourlyKwh === undefined ? undefined : cvrmse(pair.next.useKwh, hourlyKwh),
        dailyCvrmse: Math.sqrt(squares / days) / (observed / days),
        nmbe: error / observed,
        intervalShare: half / observed,
        intervalHolds: Math.abs(error) <= half,
        intervalScore: intervalScore(half, error) / observed,
        published:
          publishedBandKwh === undefined
            ? undefined
            : {
                share: publishedBandKwh / observed,
                holds: Math.abs(error) <= publishedBandKwh,
                score: intervalScore(publishedBandKwh, error) / observed,
              },
        monthsHeld: months,
        daysHeld: single,
      },
    },
  };
}

function cvrmse(observed: Float64Array, modelled: Float64Array): number {
  let squares = 0;
  let sum = 0;
  let n = 0;
  for (let i = 0; i < observed.length; i++) {
    const error = modelled[i]! - observed[i]!;
    if (Number.isNaN(error)) continue;
    squares += error * error;
    sum += observed[i]!;
    n++;
  }
  return Math.sqrt(squares / n) / (sum / n);
}

/** Why a pair of years is not counted. */
export type PlaceboExclusion =
  | { readonly code: "too-few-hours"; readonly have: number; readonly need: number }
  | { readonly code: "too-little-use"; readonly yearKwh: number; readonly need: number }
  | { readonly code: "too-many-zeros"; readonly share: number; readonly most: number };

/** Limits as records; those of the shared Cambridge comparison. */
export const placeboLimits = {
  leastHours: 8700,
  leastYearKwh: 20_000,
  mostZeroShare: { electricity: 0.02, heat: 0.25 },
} as const;

/**
 * Whether both years can be compared: enough hours, enough use, few exact zeros (for heat, December–February only, as
 * boilers rest in the other seasons).
 */
export function placeboExclusion(
  pair: PlaceboPair,
  leastYearKwh: number = placeboLimits.leastYearKwh,
): PlaceboExclusion | undefined {
  for (const year of [pair.fit, pair.next]) {
    let hours = 0;
    let total = 0;
    let seasonHours = 0;
    let zeros = 0;
    for (let hour = 0; hour < year.useKwh.length; hour++) {
      const use = year.useKwh[hour]!;
      if (Number.isNaN(use)) continue;
      hours++;
      total += use;
      const month = year.calendar.month[hour]!;
      if (pair.carrier === "heat" && month > 2 && month < 12) continue;
      seasonHours++;
      if (use === 0) zeros++;
    }
    if (hours < placeboLimits.leastHours) {
      return { code: "too-few-hours", have: hours, need: placeboLimits.leastHours };
    }
    if (total < leastYearKwh) {
      return { code: "too-little-use", yearKwh: total, need: leastYearKwh };
    }
    const most = placeboLimits.mostZeroShare[pair.carrier];
    if (zeros > most * seasonHours) return { code: "too-many-zeros", share: zeros / seasonHours, most };
  }
  return undefined;
}

export interface PlaceboSummary {
  readonly method: Method;
  readonly carrier: Carrier;
  readonly pairs: number;
  readonly refused: number;
  readonly medianHourlyCvrmse: number | undefined;
  readonly medianDailyCvrmse: number;
  readonly medianAbsoluteNmbe: number;
  readonly medianIntervalShare: number;
  readonly meanIntervalScore: number;
  /** Share of years held, with the 95 % interval of a bootstrap by building and year. */
  readonly coverage: { readonly share: number; readonly lower: number; readonly upper: number };
  readonly publishedCoverage: number | undefined;
  readonly publishedMeanScore: number | undefined;
  readonly monthCoverage: number;
  readonly dayCoverage: number;
}

/** One line per method and carrier. */
export function summarisePlacebo(rows: readonly PlaceboRow[]): PlaceboSummary[] {
  const groups = new Map<string, PlaceboRow[]>();
  for (const row of rows) {
    const key = `${row.carrier} ${row.method}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const lines: PlaceboSummary[] = [];
  for (const group of groups.values()) {
    const scored = group.flatMap((row) => (row.result.ok ? [{ row, score: row.result.score }] : []));
    const first = group[0]!;
    if (scored.length === 0) continue;
    const scores = scored.map(({ score }) => score);
    const published = scores.flatMap((score) => (score.published === undefined ? [] : [score.published]));
    const hourly = scores.flatMap((score) => (score.hourlyCvrmse === undefined ? [] : [score.hourlyCvrmse]));
    const held = (key: "monthsHeld" | "daysHeld") =>
      scores.reduce((sum, score) => sum + score[key].held, 0) /
      scores.reduce((sum, score) => sum + score[key].of, 0);
    lines.push({
      method: first.method,
      carrier: first.carrier,
      pairs: scored.length,
      refused: group.length - scored.length,
      medianHourlyCvrmse: hourly.length === 0 ? undefined : median(hourly),
      medianDailyCvrmse: median(scores.map((score) => score.dailyCvrmse)),
      medianAbsoluteNmbe: median(scores.map((score) => Math.abs(score.nmbe))),
      medianIntervalShare: median(scores.map((score) => score.intervalShare)),
      meanIntervalScore: mean(scores.map((score) => score.intervalScore)),
      coverage: clusteredShare(
        scored.map(({ row, score }) => ({
          building: row.building,
          year: row.fitYear,
          holds: score.intervalHolds,
        })),
      ),
      publishedCoverage:
        published.length === 0 ? undefined : mean(published.map((band) => (band.holds ? 1 : 0))),
      publishedMeanScore: published.length === 0 ? undefined : mean(published.map((band) => band.score)),
      monthCoverage: held("monthsHeld"),
      dayCoverage: held("daysHeld"),
    });
  }
  return lines;
}

export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const draws = 2000;

/**
 * A share and its 95 % interval when outcomes of one building, and of one year, hang together: buildings and years are
 * drawn with replacement, each outcome counting as often as both its clusters were drawn (Owen's 2007 pigeonhole
 * bootstrap). The draws are seeded, so that the same outcomes give the same interval.
 */
export function clusteredShare(
  outcomes: readonly { readonly building: string; readonly year: number; readonly holds: boolean }[],
): { share: number; lower: number; upper: number } {
  const buildings = [...new Set(outcomes.map((outcome) => outcome.building))];
  const years = [...new Set(outcomes.map((outcome) => outcome.year))];
  const at = outcomes.map((outcome) => ({
    building: buildings.indexOf(outcome.building),
    year: years.indexOf(outcome.year),
    holds: outcome.holds,
  }));
  let state = 0x9e3779b9;
  const random = (below: number): number => {
    // xorshift32 (Marsaglia 2003).
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 2 ** 32) * below);
  };
  const shares: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const buildingTimes = new Uint16Array(buildings.length);
    const yearTimes = new Uint16Array(years.length);
    for (let i = 0; i < buildings.length; i++) buildingTimes[random(buildings.length)]! += 1;
    for (let i = 0; i < years.length; i++) yearTimes[random(years.length)]! += 1;
    let weight = 0;
    let held = 0;
    for (const outcome of at) {
      const times = buildingTimes[outcome.building]! * yearTimes[outcome.year]!;
      weight += times;
      if (outcome.holds) held += times;
    }
    if (weight > 0) shares.push(held / weight);
  }
  shares.sort((a, b) => a - b);
  return {
    share: mean(outcomes.map((outcome) => (outcome.holds ? 1 : 0))),
    lower: shares[Math.floor(0.025 * (shares.length - 1))]!,
    upper: shares[Math.ceil(0.975 * (shares.length - 1))]!,
  };
}

/** Relative errors of a pair at a day's, thirty days' and a year's length: what a calibration record is learnt from. */
export function placeboErrors(pair: PlaceboPair, method: Method) {
  const run = counterfactual(method, pair.fit, pair.next);
  if (!run.ok) return undefined;
  const { dailyKwh, observedDailyKwh, baselineFit, driftKwhPerDay } = run.value;
  const lengths = [1, 30, 365] as const;
  const sums = lengths.map((days) => {
    const list: { days: number; counterfactualKwh: number; errorKwh: number }[] = [];
    let sum = { days: 0, counterfactualKwh: 0, errorKwh: 0 };
    for (let d = 0; d < dailyKwh.length; d++) {
      const error = observedDailyKwh[d]! - dailyKwh[d]!;
      if (Number.isNaN(error)) continue;
      sum = {
        days: sum.days + 1,
        counterfactualKwh: sum.counterfactualKwh + dailyKwh[d]!,
        errorKwh: sum.errorKwh + error,
      };
      if (sum.days < days) continue;
      list.push(sum);
      sum = { days: 0, counterfactualKwh: 0, errorKwh: 0 };
    }
    return list;
  });
  return { fit: baselineFit, driftKwhPerDay, day: sums[0]!, month: sums[1]!, year: sums[2]! };
}
