import { createHash } from "node:crypto";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Names } from "../buildings/index.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import {
  districtKey,
  type PopulationCell,
  type PopulationFault,
  readPopulationFile,
} from "./population-file.ts";
import { MOST_SIGNS, readCount, readDay, readText, type TextFault } from "./text.ts";

export interface District {
  /** As answers name it. */
  readonly id: string;
  readonly names: Names;
}

/** Who lives in the city, as one file said. */
export interface PopulationTable {
  readonly id: number;
  readonly source: string;
  readonly licence: string;
  readonly asOf: string;
  /** Of fifteen years and older. */
  readonly persons: number;
  readonly younger: number;
  readonly logEntry: number;
}

export interface Population extends PopulationTable {
  readonly districts: readonly District[];
  readonly cells: readonly PopulationCell[];
}

/** The form that goes with a file. */
export interface SaidPopulation {
  readonly source: string;
  readonly licence: string;
  readonly asOf: string;
  /** How many persons the source names in all; empty where nobody checks. */
  readonly total: string;
  /** `yes`: districts that no earlier table has may come in. */
  readonly newDistricts: string;
}

export type ImportFault =
  | PopulationFault
  | { readonly code: "no-file" }
  | { readonly code: `source-${TextFault}` | `licence-${TextFault}` }
  | { readonly code: "as-of-malformed" | "as-of-in-the-future" | "as-of-taken" | "total-malformed" }
  | { readonly code: "total-differs"; readonly said: number; readonly found: number }
  | { readonly code: "district-unknown"; readonly value: string };

export type Imported =
  | { readonly ok: true; readonly table: number; readonly persons: number }
  | { readonly ok: false; readonly faults: readonly ImportFault[]; readonly more: number };

/** Rows written at once: SQLite takes 32,766 values in a statement. */
const ROWS_AT_ONCE = 1_000;

/** The population tables of a city. An older one stays: what was told by it stays explained. */
export class PopulationBook {
  readonly #db: CivicDatabase;
  readonly #log: ActLog;
  readonly #nowMs: () => number;
  readonly #today: () => string;

  constructor(db: CivicDatabase, log: ActLog, nowMs: () => number, today: () => string) {
    this.#db = db;
    this.#log = log;
    this.#nowMs = nowMs;
    this.#today = today;
  }

  /** Newest first. */
  async tables(): Promise<PopulationTable[]> {
    const rows = await this.#db.selectFrom("population_table").selectAll().orderBy("as_of", "desc").execute();
    return rows.map(({ id, source, licence, as_of, persons, younger, log_entry }) => ({
      ...{ id, source, licence, asOf: as_of, persons, younger },
      logEntry: log_entry,
    }));
  }

  /** The newest that holds on a day; the oldest there is where none is that old. */
  async on(day: string): Promise<Population | undefined> {
    const tables = await this.tables();
    const table = tables.find(({ asOf }) => asOf <= day) ?? tables.at(-1);
    if (table === undefined) return undefined;
    const [rows, districts] = await Promise.all([
      this.#db.selectFrom("population_row").selectAll().where("table_id", "=", table.id).execute(),
      this.#db.selectFrom("heard_district").selectAll().orderBy("id").execute(),
    ]);
    const inTable = new Set(rows.map(({ district_id }) => district_id));
    return {
      ...table,
      districts: districts
        .filter(({ id }) => inTable.has(id))
        .map(({ id, names }) => ({ id: String(id), names: JSON.parse(names) as Names })),
      cells: rows.map(({ district_id, sex, band, persons }) => ({
        ...{ district: String(district_id), sex, band, persons },
      })),
    };
  }

  /** The districts people can say they live in today. */
  async districts(): Promise<readonly District[]> {
    return (await this.on(this.#today()))?.districts ?? [];
  }

  /** Every district that was ever named, for what was told earlier. */
  async everyDistrict(): Promise<District[]> {
    const rows = await this.#db.selectFrom("heard_district").selectAll().orderBy("id").execute();
    return rows.map(({ id, names }) => ({ id: String(id), names: JSON.parse(names) as Names }));
  }

  /** Takes in a file as a whole or not at all. */
  async take(bytes: Uint8Array | undefined, said: SaidPopulation, by: Person | null): Promise<Imported> {
    const faults: ImportFault[] = [];
    const source = readText(said.source, MOST_SIGNS.source);
    if (!source.ok) faults.push({ code: `source-${source.fault}` });
    const licence = readText(said.licence, MOST_SIGNS.source);
    if (!licence.ok) faults.push({ code: `licence-${licence.fault}` });
    const asOf = readDay(said.asOf);
    if (asOf === undefined) faults.push({ code: "as-of-malformed" });
    else if (asOf > this.#today()) faults.push({ code: "as-of-in-the-future" });
    else if ((await this.tables()).some((table) => table.asOf === asOf)) faults.push({ code: "as-of-taken" });
    const total = said.total.trim() === "" ? null : readCount(said.total, 99_999_999);
    if (total === undefined) faults.push({ code: "total-malformed" });
    if (bytes === undefined || bytes.length === 0)
      return { ok: false, faults: [...faults, { code: "no-file" }], more: 0 };
    const read = readPopulationFile(bytes);
    if (!read.ok) return { ok: false, faults: [...faults, ...read.faults], more: read.more };
    const { persons, younger, districts, cells } = read.value;
    if (typeof total === "number" && total !== persons + younger)
      faults.push({ code: "total-differs", said: total, found: persons + younger });
    const known = new Set(
      (await this.#db.selectFrom("heard_district").select("key").execute()).map(({ key }) => key),
    );
    if (known.size > 0 && said.newDistricts !== "yes")
      for (const { name } of districts)
        if (!known.has(districtKey(name))) faults.push({ code: "district-unknown", value: name });
    if (faults.length > 0 || !source.ok || !licence.ok || asOf === undefined)
      return { ok: false, faults, more: 0 };
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const table = await this.#db.transaction().execute(async (transaction) => {
      const { entry } = await this.#log.append(transaction, {
        act: "population.imported",
        role: by?.role ?? "node",
        personId: by?.id ?? null,
        subject: `population/${asOf}`,
        facts: { asOf, persons: persons + younger, districts: districts.length, sha256 },
      });
      for (const { name, sv, zh, en } of districts) {
        const names = JSON.stringify({ sv: sv || name, zh: zh || name, en: en || name });
        await transaction
          .insertInto("heard_district")
          .values({ key: districtKey(name), names })
          .onConflict((conflict) => conflict.column("key").doUpdateSet({ names }))
          .execute();
      }
      const ids = new Map(
        (await transaction.selectFrom("heard_district").select(["id", "key"]).execute()).map(
          ({ id, key }) => [key, id],
        ),
      );
      const { id } = await transaction
        .insertInto("population_table")
        .values({
          ...{ source: source.value, licence: licence.value, as_of: asOf, imported_at_ms: this.#nowMs() },
          ...{ persons, younger, sha256, log_entry: entry.sequence },
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      for (let first = 0; first < cells.length; first += ROWS_AT_ONCE)
        await transaction
          .insertInto("population_row")
          .values(
            cells.slice(first, first + ROWS_AT_ONCE).map(({ district, sex, band, persons }) => ({
              ...{ table_id: id, district_id: ids.get(district)!, sex, band, persons },
            })),
          )
          .execute();
      return id;
    });
    return { ok: true, table, persons };
  }
}
