import { localDate } from "@husting/series";
import type { Selectable, Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { SchoolClassTable } from "../../stores/civic/school-tables.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import { readSaidText, type SaidTextFault } from "../../web/language/index.ts";
import type { BuildingRegistry } from "../buildings/index.ts";
import { tellsHours } from "../climate/index.ts";
import type { ActLog } from "../log/index.ts";
import type { Person, Role } from "../people/index.ts";
import { newClassCode } from "./class-codes.ts";
import { dayOf, isDate, plusDays } from "./days.ts";
import { type Experiment, type ExperimentId, experiments, isExperiment } from "./experiments.ts";
import { metersFor } from "./meters.ts";
import { type BandCounts, type BandId, bands, isBand, noPredictions, sumOf } from "./predictions.ts";

/** How long an experiment may take, in days. */
export const LENGTHS = [7, 14, 21, 28] as const;
/** A class name is no longer than what stands on a classroom's door: no pupil's name fits in by mistake. */
export const LONGEST_NAME = 12;
export const MOST_PREDICTIONS = 60;
const USUAL_PREDICTIONS = 30;
/** So far ahead an experiment may begin. */
const FURTHEST_DAYS = 200;
/** With fewer whole days there is nothing to compare. */
export const LEAST_DAYS = 5;

export type ClassState = "open" | "running" | "over";

export interface SchoolClass {
  readonly id: number;
  readonly code: string;
  readonly buildingId: number;
  readonly name: string;
  readonly experiment: ExperimentId;
  readonly fromDate: string;
  readonly toDate: string;
  readonly most: number;
  readonly personId: string | null;
  readonly isStopped: boolean;
  readonly begunEntry: number | null;
}

export interface SaidClass {
  readonly building: string;
  readonly name: string;
  readonly experiment: string;
  readonly from: string;
  readonly days: string;
  readonly most: string;
  /** Ticked: whoever answers for the building agrees. */
  readonly agreed: string;
}

export type ClassFault =
  | SaidTextFault<"name">
  | { readonly code: "name-personal" }
  | { readonly code: "building-unknown" }
  | { readonly code: "building-not-metered" }
  | { readonly code: "building-of-homes" }
  | { readonly code: "building-busy"; readonly from: string; readonly to: string }
  | { readonly code: "experiment-unknown" }
  | { readonly code: "from-malformed" }
  | { readonly code: "from-not-ahead"; readonly earliest: string }
  | { readonly code: "from-too-far"; readonly latest: string }
  | { readonly code: "days-unknown" }
  | { readonly code: "most-out-of-range"; readonly most: number }
  | { readonly code: "agreement-missing" };

export type PredictionFault =
  | "band-missing"
  /** The experiment has begun. */
  | "closed"
  /** As many as the teacher said have been counted. */
  | "full";

/** What a teacher may do with a class as it stands. */
export const classActs = ["reset", "remove", "stop"] as const;
export type ClassAct = (typeof classActs)[number];

export interface ClassParts {
  readonly civic: CivicDatabase;
  readonly registry: Pick<BuildingRegistry, "buildings" | "points" | "rooms">;
  readonly log: ActLog;
  readonly zone: string;
  readonly nowMs: () => number;
}

/** Classes, and how many predicted what. */
export class ClassBook {
  readonly #parts: ClassParts;

  constructor(parts: ClassParts) {
    this.#parts = parts;
  }

  get today(): string {
    return localDate(this.#parts.zone, this.#parts.nowMs());
  }

  stateOf({ fromDate, toDate }: Pick<SchoolClass, "fromDate" | "toDate">): ClassState {
    const { today } = this;
    return today < fromDate ? "open" : today <= toDate ? "running" : "over";
  }

  /** What may be done with a class just now. */
  openActs(of: SchoolClass, role: Role): ClassAct[] {
    const state = this.stateOf(of);
    const acts = this.#actsIn(state, of);
    // Where a name should not have been given, somebody must be able to take it away at any time.
    return role === "administrator" && !acts.includes("remove") ? [...acts, "remove"] : acts;
  }

  #actsIn(state: ReturnType<ClassBook["stateOf"]>, of: SchoolClass): ClassAct[] {
    if (state === "open" && of.begunEntry === null) return ["reset", "remove"];
    // On its first day an experiment that is ended is one that has not been.
    return state === "running" && this.today > of.fromDate ? ["stop"] : [];
  }

  /** A class is made with its code; a form that is sent twice makes one. */
  async make(
    said: SaidClass,
    by: Person,
  ): Promise<
    { readonly ok: true; readonly id: number } | { readonly ok: false; readonly fault: ClassFault }
  > {
    const { civic, registry, log } = this.#parts;
    const read = this.#read(said);
    if (!read.ok) return read;
    const { name, experiment, fromDate, toDate, most } = read.value;
    const building = (await registry.buildings()).find(({ slug }) => slug === said.building);
    if (building === undefined) return refused({ code: "building-unknown" });
    if (metersFor(await registry.points(), building.id, experiment.energy).length === 0)
      return refused({ code: "building-not-metered" });
    if (!(await tellsHours(civic, building, await registry.rooms(building.id))))
      return refused({ code: "building-of-homes" });
    return civic.transaction().execute(async (transaction) => {
      const others = (
        await transaction
          .selectFrom("school_class")
          .selectAll()
          .where("building_id", "=", building.id)
          .execute()
      ).map(classOf);
      const same = others.find(
        (other) =>
          other.name === name &&
          other.experiment === experiment.id &&
          other.fromDate === fromDate &&
          other.toDate === toDate &&
          other.personId === by.id,
      );
      if (same !== undefined) return { ok: true, id: same.id } as const;
      const busy = others.find(
        (other) =>
          experiments[other.experiment].energy === experiment.energy &&
          other.fromDate <= toDate &&
          other.toDate >= fromDate,
      );
      if (busy !== undefined) return refused({ code: "building-busy", from: busy.fromDate, to: busy.toDate });
      const { id } = await transaction
        .insertInto("school_class")
        .values({
          ...{ code: await freeCode(transaction), building_id: building.id, name, most, person_id: by.id },
          ...{ experiment: experiment.id, from_date: fromDate, to_date: toDate },
          ...{ stopped: 0, begun_entry: null, log_entry: 0 },
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      const { entry } = await log.append(transaction, {
        act: "class.made",
        role: by.role,
        personId: by.id,
        subject: `class/${id}`,
        facts: { building: building.slug, experiment: experiment.id, from: fromDate, to: toDate },
      });
      await transaction
        .updateTable("school_class")
        .set({ log_entry: entry.sequence })
        .where("id", "=", id)
        .execute();
      return { ok: true, id } as const;
    });
  }

  #read(said: SaidClass):
    | {
        readonly ok: true;
        readonly value: {
          readonly name: string;
          readonly experiment: Experiment;
          readonly fromDate: string;
          readonly toDate: string;
          readonly most: number;
        };
      }
    | { readonly ok: false; readonly fault: ClassFault } {
    const name = readSaidText("name", said.name, { most: LONGEST_NAME, isOneLine: true });
    if (!name.ok) return refused(name.fault);
    // An address or a telephone number is somebody's; a class has neither.
    if (name.text.includes("@") || /\d{4}/.test(name.text.replaceAll(/[\s-]/g, "")))
      return refused({ code: "name-personal" });
    if (!isExperiment(said.experiment)) return refused({ code: "experiment-unknown" });
    if (!isDate(said.from)) return refused({ code: "from-malformed" });
    const earliest = plusDays(this.today, 1);
    if (said.from < earliest) return refused({ code: "from-not-ahead", earliest });
    const latest = plusDays(this.today, FURTHEST_DAYS);
    if (said.from > latest) return refused({ code: "from-too-far", latest });
    const days = LENGTHS.find((length) => String(length) === said.days);
    if (days === undefined) return refused({ code: "days-unknown" });
    const most = said.most.trim() === "" ? USUAL_PREDICTIONS : Number(said.most);
    if (!Number.isInteger(most) || most < 1 || most > MOST_PREDICTIONS)
      return refused({ code: "most-out-of-range", most: MOST_PREDICTIONS });
    if (said.agreed !== "yes") return refused({ code: "agreement-missing" });
    return {
      ok: true,
      value: {
        ...{ name: name.text, experiment: experiments[said.experiment], most },
        ...{ fromDate: said.from, toDate: plusDays(said.from, days - 1) },
      },
    };
  }

  async byCode(code: string): Promise<SchoolClass | undefined> {
    const row = await this.#parts.civic
      .selectFrom("school_class")
      .selectAll()
      .where("code", "=", code)
      .executeTakeFirst();
    return row && classOf(row);
  }

  async find(id: number): Promise<SchoolClass | undefined> {
    const row = await this.#parts.civic
      .selectFrom("school_class")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirst();
    return row && classOf(row);
  }

  /** Every class, the latest first. */
  async all(): Promise<SchoolClass[]> {
    const rows = await this.#parts.civic
      .selectFrom("school_class")
      .selectAll()
      .orderBy("from_date", "desc")
      .orderBy("id", "desc")
      .execute();
    return rows.map(classOf);
  }

  async counts(classId: number): Promise<BandCounts> {
    return countsOf(this.#parts.civic, classId);
  }

  /** Counts one prediction. Nothing is kept of it but that its band has one more. */
  async predict(code: string, band: string): Promise<PredictionFault | null> {
    if (!isBand(band)) return "band-missing";
    return this.#parts.civic.transaction().execute(async (transaction) => {
      const row = await transaction
        .selectFrom("school_class")
        .selectAll()
        .where("code", "=", code)
        .executeTakeFirst();
      if (row === undefined || row.begun_entry !== null || this.stateOf(classOf(row)) !== "open")
        return "closed";
      if (sumOf(await countsOf(transaction, row.id)) >= row.most) return "full";
      await transaction
        .insertInto("school_prediction")
        .values({ class_id: row.id, band, count: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(["class_id", "band"])
            .doUpdateSet((of) => ({ count: of("school_prediction.count", "+", 1) })),
        )
        .execute();
      return null;
    });
  }

  /** @returns whether it could be done: not where it is not open, or somebody was quicker. */
  async act(id: number, act: ClassAct, by: Person): Promise<boolean> {
    const { civic, log } = this.#parts;
    return civic.transaction().execute(async (transaction) => {
      const row = await transaction
        .selectFrom("school_class")
        .selectAll()
        .where("id", "=", id)
        .executeTakeFirst();
      if (row === undefined || !this.openActs(classOf(row), by.role).includes(act)) return false;
      const last = plusDays(this.today, -1);
      const one = transaction.deleteFrom("school_prediction").where("class_id", "=", id);
      if (act !== "stop") await one.execute();
      if (act === "remove") await transaction.deleteFrom("school_class").where("id", "=", id).execute();
      if (act === "stop")
        await transaction
          .updateTable("school_class")
          .set({ to_date: last, stopped: 1 })
          .where("id", "=", id)
          .execute();
      await log.append(transaction, {
        act: `class.${act === "reset" ? "predictions-cleared" : act === "remove" ? "removed" : "stopped"}`,
        role: by.role,
        personId: by.id,
        subject: `class/${id}`,
        facts: act === "stop" ? { to: last } : {},
      });
      return true;
    });
  }

  /** Puts on record that experiments have begun, which closes their predictions for good. @returns how many. */
  async beginDue(): Promise<number> {
    const { civic, log } = this.#parts;
    const due = (await this.all()).filter((of) => of.begunEntry === null && this.stateOf(of) !== "open");
    for (const { id, experiment } of due)
      await civic.transaction().execute(async (transaction) => {
        const { entry } = await log.append(transaction, {
          act: "class.begun",
          role: "node",
          personId: null,
          subject: `class/${id}`,
          facts: { experiment, predictions: sumOf(await countsOf(transaction, id)) },
        });
        await transaction
          .updateTable("school_class")
          .set({ begun_entry: entry.sequence })
          .where("id", "=", id)
          .execute();
      });
    return due.length;
  }
}

async function countsOf(
  civic: CivicDatabase | Transaction<CivicTables>,
  classId: number,
): Promise<BandCounts> {
  const rows = await civic
    .selectFrom("school_prediction")
    .select(["band", "count"])
    .where("class_id", "=", classId)
    .execute();
  const counted = new Map(rows.map(({ band, count }) => [band, count]));
  return Object.fromEntries(bands.map(({ id }) => [id, counted.get(id) ?? noPredictions[id]])) as Record<
    BandId,
    number
  >;
}

async function freeCode(transaction: Transaction<CivicTables>): Promise<string> {
  for (;;) {
    const code = newClassCode();
    const taken = await transaction
      .selectFrom("school_class")
      .select("id")
      .where("code", "=", code)
      .executeTakeFirst();
    if (taken === undefined) return code;
  }
}

function classOf(row: Selectable<SchoolClassTable>): SchoolClass {
  return {
    id: row.id,
    code: row.code,
    buildingId: row.building_id,
    name: row.name,
    experiment: row.experiment as ExperimentId,
    fromDate: row.from_date,
    toDate: row.to_date,
    most: row.most,
    personId: row.person_id,
    isStopped: row.stopped === 1,
    begunEntry: row.begun_entry,
  };
}

/** Days of an experiment, both ends counted in. */
export function daysOf({ fromDate, toDate }: Pick<SchoolClass, "fromDate" | "toDate">): number {
  return dayOf(toDate) - dayOf(fromDate) + 1;
}

function refused(fault: ClassFault): { readonly ok: false; readonly fault: ClassFault } {
  return { ok: false, fault };
}
