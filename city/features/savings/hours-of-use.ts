import {
  type DaysOffCountry,
  dayKinds,
  fitHustingHourly,
  type HustingHourlyModel,
  predictHustingHourly,
} from "@husting/savings";
import { createWallClock } from "@husting/series";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ReadingStore } from "../../stores/readings/contract.ts";
import type { BuildingRegistry, Point } from "../buildings/index.ts";
import type { MeasureRegister } from "../measures/index.ts";
import { allAnswers, asMeteringAnswers } from "../meters/index.ts";
import { type ClaimHours, claimHours, type MeterSeries } from "./claims/series.ts";
import { meteredUse } from "./compute.ts";
import type { PointUse } from "./point-use.ts";

export interface HoursOfUseParts {
  readonly civic: CivicDatabase;
  readonly readings: Pick<ReadingStore, "current">;
  readonly registry: Pick<BuildingRegistry, "points" | "installations">;
  readonly measures: Pick<MeasureRegister, "done">;
  readonly zone: string;
  readonly country: DaysOffCountry;
}

/** What the expected use of an hour goes by: the year before a measure's work, or the year before the hours themselves. */
export type ExpectedBy = "before-measure" | "year-before";

/** A meter's last hours; NaN is a gap. */
export interface HoursOfUse {
  /** Start of the first hour, UTC. */
  readonly fromMs: number;
  readonly kwh: Float64Array;
  /** In this weather and on these days, by Husting's hourly method; null without a year to go by. */
  readonly expectedKwh: Float64Array | null;
  readonly expectedBy: ExpectedBy;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 365 * DAY_MS;
/** Read before the hours asked for: a register needs the reading before, and a change of meters the days around it. */
const LED_IN_MS = 3 * DAY_MS;

interface KeptModel {
  readonly day: number;
  readonly model: HustingHourlyModel | null;
  readonly by: ExpectedBy;
}

/**
 * What a meter counted in its last hours, and what it would have been expected to. A model is fitted once a local day and
 * meter, and kept until the next: later corrections of the year it goes by show a day later.
 */
export class HoursOfUseTeller {
  readonly #parts: HoursOfUseParts;
  readonly #models = new Map<number, KeptModel>();

  constructor(parts: HoursOfUseParts) {
    this.#parts = parts;
  }

  /** Up to where a meter was read in the week before an instant; undefined where it was not, or measures no energy. */
  async measuredUntil(point: Point, nowMs: number): Promise<number | undefined> {
    const use = await this.#use(point, nowMs - 7 * DAY_MS, nowMs + HOUR_MS);
    if (!use.ok || use.atMs.length === 0) return undefined;
    return use.atMs.at(-1)! + (use.lengthMs?.at(-1) ?? use.stepMs);
  }

  /**
   * @param toMs a whole hour; the hours before it are told.
   * @returns undefined for a meter that does not know hours.
   */
  async last(point: Point, toMs: number, hours: number): Promise<HoursOfUse | undefined> {
    const fromMs = toMs - hours * HOUR_MS;
    // A register that is read at the end says what its last hour was.
    const use = await this.#use(point, fromMs - LED_IN_MS, toMs + HOUR_MS);
    if (!use.ok || use.stepMs > HOUR_MS) return undefined;
    const outdoors = await this.#outdoors(fromMs - LED_IN_MS, toMs);
    const told = claimHours(seriesOf(this.#parts.zone, use, outdoors), fromMs, toMs);
    const kept = await this.#model(point, fromMs);
    return {
      ...{ fromMs, kwh: told.useKwh, expectedBy: kept.by },
      expectedKwh: kept.model === null ? null : predictHustingHourly(kept.model, this.#withKinds(told)),
    };
  }

  async #model(point: Point, beforeMs: number): Promise<KeptModel> {
    const day = Math.floor(createWallClock(this.#parts.zone)(beforeMs) / DAY_MS);
    const known = this.#models.get(point.id);
    if (known?.day === day) return known;
    const measure = (await this.#parts.measures.done()).findLast(
      ({ buildingIds, carrier, reportingStartMs }) =>
        point.buildingId !== null &&
        buildingIds.includes(point.buildingId) &&
        carrier === point.carrier &&
        reportingStartMs <= beforeMs,
    );
    const by = measure === undefined ? "year-before" : "before-measure";
    const endMs = Math.floor((measure?.baselineEndMs ?? beforeMs) / HOUR_MS) * HOUR_MS;
    const fresh: KeptModel = { day, by, model: await this.#fit(point, endMs - YEAR_MS, endMs) };
    this.#models.set(point.id, fresh);
    return fresh;
  }

  async #fit(point: Point, fromMs: number, toMs: number): Promise<HustingHourlyModel | null> {
    const use = await this.#use(point, fromMs - LED_IN_MS, toMs);
    if (!use.ok || use.atMs.length === 0) return null;
    const outdoors = await this.#outdoors(fromMs, toMs);
    const year = claimHours(seriesOf(this.#parts.zone, use, outdoors), fromMs, toMs);
    const fitted = fitHustingHourly({ ...this.#withKinds(year), temperatureUnit: "C" });
    return fitted.ok ? fitted.value : null;
  }

  async #use(point: Point, fromMs: number, toMs: number): Promise<PointUse> {
    const [readings, installations, answers] = await Promise.all([
      this.#parts.readings.current(point.id, fromMs, toMs),
      this.#parts.registry.installations(point.id),
      allAnswers(this.#parts.civic),
    ]);
    if (readings.atMs.length === 0) return { ok: false };
    return meteredUse({
      ...{ point, readings, installations },
      answers: asMeteringAnswers(answers.get(point.id) ?? []),
    });
  }

  /** The city's station that measured most of the time. */
  async #outdoors(fromMs: number, toMs: number): Promise<MeterSeries["outdoors"]> {
    const stations = (await this.#parts.registry.points(null)).filter(
      ({ carrier }) => carrier === "outdoor-temperature",
    );
    const read = await Promise.all(
      stations.map(async ({ id, stepMinutes }) => {
        const { atMs, value } = await this.#parts.readings.current(id, fromMs, toMs);
        return { atMs, value, stepMs: stepMinutes * 60_000 };
      }),
    );
    const coveredMs = (one: MeterSeries["outdoors"]): number => one.atMs.length * one.stepMs;
    const none = { atMs: new Float64Array(0), value: new Float64Array(0), stepMs: HOUR_MS };
    return read.reduce((best, one) => (coveredMs(one) > coveredMs(best) ? one : best), none);
  }

  #withKinds(hours: ClaimHours) {
    const first = hours.calendar.localDay[0] ?? 0;
    const days = (hours.calendar.localDay.at(-1) ?? first) - first + 1;
    return { ...hours, dayKinds: dayKinds(first, days, this.#parts.country) };
  }
}

function seriesOf(
  zone: string,
  use: Extract<PointUse, { ok: true }>,
  outdoors: MeterSeries["outdoors"],
): MeterSeries {
  return { zone, use, outdoors, temperatureUnit: "C" };
}
