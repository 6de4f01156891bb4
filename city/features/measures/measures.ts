import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Names } from "../buildings/index.ts";

/** An energy efficiency measure: something done to a building that should change its use. */
export interface Measure {
  readonly id: number;
  readonly slug: string;
  readonly buildingId: number;
  readonly carrier: string;
  readonly titles: Names;
  readonly kind: string;
  readonly baselineEndMs: number;
  readonly reportingStartMs: number;
  /** Only in a simulated city: the share of use that the measure truly saves. */
  readonly trueEffectShare: number | null;
}

export class MeasureRegister {
  readonly #db: CivicDatabase;

  constructor(db: CivicDatabase) {
    this.#db = db;
  }

  async all(): Promise<Measure[]> {
    const rows = await this.#db.selectFrom("measure").selectAll().orderBy("baseline_end_ms").execute();
    return rows.map((row) => ({
      id: row.id,
      slug: row.slug,
      buildingId: row.building_id,
      carrier: row.carrier,
      titles: JSON.parse(row.titles),
      kind: row.kind,
      baselineEndMs: row.baseline_end_ms,
      reportingStartMs: row.reporting_start_ms,
      trueEffectShare: row.true_effect_share,
    }));
  }
}
