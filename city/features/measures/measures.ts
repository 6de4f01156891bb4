import type { Selectable } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { MeasureTable } from "../../stores/civic/tables.ts";
import type { Names } from "../buildings/index.ts";
import { type MeasurePlan, usualPlan } from "./plan.ts";

/** From the plan to the verdict; `abandoned` ends it at any point before that. */
export const MEASURE_STATES = [
  "planned",
  "approved",
  "started",
  "finished",
  "verified",
  "abandoned",
] as const;
export type MeasureState = (typeof MEASURE_STATES)[number];

/** An energy efficiency measure: something done to buildings that should change their use. */
export interface Measure {
  readonly id: number;
  readonly slug: string;
  readonly buildingIds: readonly number[];
  readonly carrier: string;
  readonly titles: Names;
  readonly kind: string;
  readonly state: MeasureState;
  /** The office that answers for it; no person's name. */
  readonly owner: string;
  /** In the hundredths of the city's currency. */
  readonly costMinor: number | null;
  readonly plan: MeasurePlan;
  /** When the plan was fixed and under which number that stands in the log; null for measures of before the system. */
  readonly planFixed: { readonly atMs: number; readonly logEntry: number } | null;
  /** When the work began; null before. */
  readonly baselineEndMs: number | null;
  /** When the work was finished; null before. */
  readonly reportingStartMs: number | null;
  /** Only in a simulated city: the share of use that the measure truly saves. */
  readonly trueEffectShare: number | null;
}

/** A measure that is done, so that something can be said of what it did. */
export type DoneMeasure = Measure & { readonly baselineEndMs: number; readonly reportingStartMs: number };

export interface MeasureStep {
  readonly state: MeasureState;
  readonly atMs: number;
  readonly logEntry: number;
  /** The decision an approval followed; null where none was named. */
  readonly decisionId: number | null;
}

export class MeasureRegister {
  readonly #db: CivicDatabase;

  constructor(db: CivicDatabase) {
    this.#db = db;
  }

  /** In the order of their work; those whose work has not begun come last. */
  async all(): Promise<Measure[]> {
    const [rows, places] = await Promise.all([
      this.#db
        .selectFrom("measure")
        .selectAll()
        .orderBy((of) => of.fn.coalesce("baseline_end_ms", of.lit(Number.MAX_SAFE_INTEGER)))
        .orderBy("id")
        .execute(),
      this.#db.selectFrom("measure_building").selectAll().orderBy("building_id").execute(),
    ]);
    const of = Map.groupBy(places, ({ measure_id }) => measure_id);
    return rows.map((row) =>
      measureOf(
        row,
        (of.get(row.id) ?? []).map(({ building_id }) => building_id),
      ),
    );
  }

  /** Those whose work is finished. */
  async done(): Promise<DoneMeasure[]> {
    return (await this.all()).filter(
      (measure): measure is DoneMeasure =>
        measure.state !== "abandoned" && measure.baselineEndMs !== null && measure.reportingStartMs !== null,
    );
  }

  async bySlug(slug: string): Promise<Measure | undefined> {
    return (await this.all()).find((measure) => measure.slug === slug);
  }

  /** What became of it, oldest first. */
  async steps(measureId: number): Promise<MeasureStep[]> {
    const rows = await this.#db
      .selectFrom("measure_step")
      .selectAll()
      .where("measure_id", "=", measureId)
      .orderBy("id")
      .execute();
    return rows.map((row) => ({
      state: row.state as MeasureState,
      atMs: row.at_ms,
      logEntry: row.log_entry,
      decisionId: row.decision_id ?? null,
    }));
  }
}

function measureOf(row: Selectable<MeasureTable>, buildingIds: readonly number[]): Measure {
  return {
    id: row.id,
    slug: row.slug,
    buildingIds,
    carrier: row.carrier,
    titles: JSON.parse(row.titles),
    kind: row.kind,
    state: row.state as MeasureState,
    owner: row.owner,
    costMinor: row.cost_minor,
    // Plans of before rooms were named are about all of them.
    plan: { ...usualPlan, ...JSON.parse(row.plan) },
    planFixed:
      row.plan_fixed_at_ms === null || row.plan_entry === null
        ? null
        : { atMs: row.plan_fixed_at_ms, logEntry: row.plan_entry },
    baselineEndMs: row.baseline_end_ms,
    reportingStartMs: row.reporting_start_ms,
    trueEffectShare: row.true_effect_share,
  };
}
