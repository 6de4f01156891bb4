import type { Answer } from "@husting/metering";
import type { DaysOffCountry } from "@husting/savings";
import { converter, localDate, parseUnit, units } from "@husting/series";
import type { CurrentReadings } from "../../stores/readings/contract.ts";
import type { Point, RegisteredInstallation } from "../buildings/index.ts";
import type { DoneMeasure } from "../measures/index.ts";
import {
  type ClaimOptions,
  type ClaimWithDays,
  claimVersion,
  claimWithDays,
  type NoClaim,
  type SavingsClaim,
} from "./claims/claim.ts";
import { type ClaimMethod, calibrationCarrier } from "./claims/method-names.ts";
import type { ClaimPeriods } from "./claims/series.ts";
import { dailyMeans, dailySums, daysOf, type SteppedReadings, wholeUntil } from "./daily.ts";
import { keptEvents, leftOutOf, separated } from "./event-answers.ts";
import { intervalUse } from "./interval-readings.ts";
import { type MonthMeasured, measuredHours } from "./measured-hours.ts";
import { monthsOf } from "./months.ts";
import type { PointUse } from "./point-use.ts";
import { registerUse } from "./register-use.ts";
import type { NoResult, ResultDetail, ResultSummary } from "./results.ts";
import { roomResult } from "./room-result.ts";
import { round } from "./rounding.ts";
import { type KeptYear, keptYears } from "./years.ts";

/** Pure computation of one point's result from its readings; `recompute.ts` does the reading and writing. */

export interface PointInput {
  readonly point: Point;
  readonly installations: readonly RegisteredInstallation[];
  /** What people have said of breaks in its register. */
  readonly answers: readonly Answer[];
  readonly readings: CurrentReadings;
  /** Those that are done and of its energy, in the order of their work. */
  readonly measures: readonly DoneMeasure[];
  readonly zone: string;
  /** Whose days off the claim goes by. */
  readonly country: DaysOffCountry;
}

export interface OutdoorTemperature {
  readonly pointId: number;
  readonly atMs: Float64Array;
  readonly temperatureC: Float64Array;
  readonly stepMs: number;
}

export interface PointResult {
  readonly summary: ResultSummary;
  readonly detail: ResultDetail;
  /** How well it was measured, month by month; empty where there is nothing to count. */
  readonly measured: readonly MonthMeasured[];
  /** What was used in each local calendar year; empty for what is no energy. */
  readonly years: readonly KeptYear[];
  /** The first instant it counts, and up to where every local day is over; undefined for a result without days. */
  readonly days: { readonly firstMs: number; readonly wholeUntilMs: number } | undefined;
}

const none = (code: NoResult["code"], years: readonly KeptYear[] = []): PointResult => ({
  summary: { type: "none", code },
  detail: null,
  measured: [],
  years,
  days: undefined,
});

/** What pages claim by, and what they set beside it for whoever wants to check with another program. */
const METHOD = "husting-daily";
const PUBLISHED_METHOD = "caltrack-daily";

/** Version of everything between readings and a result; a result of another version is computed anew. */
export const RESULT_VERSION = `results/5 ${claimVersion(METHOD)} ${claimVersion(PUBLISHED_METHOD)}`;

export function computePoint(input: PointInput, outdoors: OutdoorTemperature | undefined): PointResult {
  if (input.point.kind !== "instantaneous") return energyResult(input, outdoors);
  return input.readings.atMs.length < 2 ? none("no-readings") : roomResult(input);
}

/** What it takes to say what was used at a point. */
export type MeteredInput = Pick<PointInput, "point" | "readings" | "installations" | "answers">;

/** Use in kWh, from a cumulative register or from interval readings. */
export function meteredUse({ point, readings, installations, answers }: MeteredInput): PointUse {
  const unit = parseUnit(point.unit);
  const toKwh = unit && converter(unit, units.kWh);
  if (!toKwh?.ok) return { ok: false };
  const input = { readings, installations, answers: separated(answers).ofRegister, unit: point.unit };
  const stepMs = point.stepMinutes * 60_000;
  if (point.kind === "interval") return intervalUse(input, stepMs, toKwh.value);
  return registerUse({ ...input, registerWidth: point.registerWidth }, stepMs, toKwh.value);
}

/**
 * What one measure did at one point, by the method of its plan, as far as the point's readings go.
 * @returns undefined where the readings are of no energy.
 */
export function claimOfMeasure(
  input: PointInput,
  outdoors: OutdoorTemperature,
  measure: DoneMeasure,
): SavingsClaim | NoClaim | undefined {
  const use = meteredUse(input);
  if (!use.ok || use.atMs.length < 2) return undefined;
  const { ofEvents } = separated(input.answers);
  return claimBy(measure.plan.method, input, use, outdoors, measure, { leftOut: leftOutOf(ofEvents) }).claim;
}

function energyResult(input: PointInput, outdoors: OutdoorTemperature | undefined): PointResult {
  if (input.readings.atMs.length === 0) return none("no-readings");
  const use = meteredUse(input);
  if (!use.ok) return none("not-energy");
  const { zone } = input;
  const years = keptYears(use, input.point.unit, zone);
  if (use.atMs.length < 2) return none("no-readings", years);
  const measured = measuredHours(zone, use.atMs, use.stepMs, input.readings, use.suspect);
  if (outdoors === undefined) return { ...none("no-outdoor-temperature", years), measured };
  const firstMs = use.atMs[0]!;
  const lastMs = use.atMs.at(-1)!;
  const days = daysOf(zone, firstMs, lastMs + use.stepMs);
  const useKwh = dailySums(use, days);
  const temperature = dailyMeans(
    { atMs: outdoors.atMs, value: outdoors.temperatureC, stepMs: outdoors.stepMs },
    days,
  );
  const dayCount = useKwh.length;
  const yearStart = Math.max(0, dayCount - 365);

  const measure = input.measures.at(-1);
  const periods = measure ?? {
    baselineEndMs: days.bounds[yearStart]!,
    reportingStartMs: days.bounds[yearStart]!,
  };
  const { ofEvents } = separated(input.answers);
  const leftOut = leftOutOf(ofEvents);
  const claimFor = (of: ClaimPeriods, method: ClaimMethod): ClaimWithDays =>
    claimBy(method, input, use, outdoors, of, { leftOut });
  const { claim, reporting } = claimFor(periods, measure?.plan.method ?? METHOD);

  let yearKwh = 0;
  let yearMeasured = 0;
  const scatter: { temperatureC: number[]; kwh: number[] } = { temperatureC: [], kwh: [] };
  for (let day = yearStart; day < dayCount; day++) {
    if (Number.isNaN(useKwh[day]!)) continue;
    yearKwh += useKwh[day]!;
    yearMeasured++;
    if (Number.isNaN(temperature[day]!)) continue;
    scatter.temperatureC.push(round(temperature[day]!, 1));
    scatter.kwh.push(round(useKwh[day]!, 1));
  }
  return {
    summary: {
      type: "energy",
      year: {
        fromDate: localDate(zone, days.bounds[yearStart]!),
        toDate: localDate(zone, days.bounds[dayCount]! - 1),
        kwh: yearKwh,
        measuredShare: yearMeasured / Math.max(365, dayCount - yearStart),
      },
      about: measure ? { kind: "measure", slug: measure.slug } : { kind: "year-on-year" },
      claim,
      weatherPointId: outdoors.pointId,
      readings: input.readings.atMs.length,
      firstMs,
      lastMs,
    },
    detail: {
      months: monthsOf(zone, days, useKwh, reporting),
      measures: input.measures.map((one) => ({
        slug: one.slug,
        claim: one === measure ? claim : claimFor(one, one.plan.method).claim,
      })),
      published: claimBy(PUBLISHED_METHOD, input, use, outdoors, periods, { leftOut, looksForEvents: false })
        .claim,
      events: claim.ok ? keptEvents(claim.events ?? [], ofEvents) : [],
      days: scatter,
      findings: use.findings,
      questions: use.questions,
    },
    measured,
    years,
    days: { firstMs, wholeUntilMs: wholeUntil(days.bounds, lastMs + use.stepMs) },
  };
}

function claimBy(
  method: ClaimMethod,
  { point, zone, country }: PointInput,
  use: SteppedReadings,
  outdoors: OutdoorTemperature,
  { baselineEndMs, reportingStartMs }: ClaimPeriods,
  more: Pick<ClaimOptions, "leftOut" | "looksForEvents">,
): ClaimWithDays {
  const carrier = calibrationCarrier(point.carrier);
  if (carrier === undefined) {
    const reason = { code: "carrier-not-calibrated", carrier: point.carrier } as const;
    return {
      claim: { ok: false, method, methodVersion: claimVersion(method), reason },
      reporting: null,
    };
  }
  const series = {
    zone,
    use,
    outdoors: { atMs: outdoors.atMs, value: outdoors.temperatureC, stepMs: outdoors.stepMs },
    temperatureUnit: "C",
  } as const;
  return claimWithDays(series, {
    method,
    periods: { baselineEndMs, reportingStartMs },
    carrier,
    country,
    // Heat follows cold alone, so that cooling candidates would only fit noise.
    heatingOnly: carrier === "heat",
    ...more,
  });
}
