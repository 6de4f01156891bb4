import { localDate } from "@husting/series";
import type { Selectable, Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { WorkActTable } from "../../stores/civic/workday-tables.ts";
import { RETURNS_AFTER_GROWTH } from "../climate/index.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import type { CommentBook } from "../votes/index.ts";
import { gather, type InboxParts } from "./inbox.ts";
import { kindsOf } from "./kinds.ts";
import {
  ACTED_ON,
  isAsideReason,
  isWorkAct,
  isWorkKind,
  LONGEST_ASIDE_DAYS,
  MOST_AT_ONCE,
  UNDO_DAYS,
  type WorkAct,
  type WorkItem,
  type WorkKind,
} from "./model.ts";

/** An act on several things, as the form was sent. */
export interface SaidWork {
  readonly act: string;
  readonly items: readonly string[];
  readonly reason: string;
  /** The day on which they come back. */
  readonly until: string;
}

export type WorkFault =
  | "act-unknown"
  | "nothing-ticked"
  | "too-many"
  /** None of what was ticked waits any more, or none of it can be done so. */
  | "none-left"
  | "reason-missing"
  | "until-malformed"
  | "until-not-ahead"
  | "until-too-far";

export type Worked =
  | { readonly ok: true; readonly actId: number }
  | { readonly ok: false; readonly fault: WorkFault };

export type UndoFault = "act-not-there" | "undone-before" | "too-late" | "role-may-not";

/** What was done, for the list of what can be undone. */
export interface DoneWork {
  readonly id: number;
  readonly act: WorkAct;
  readonly kinds: readonly WorkKind[];
  readonly items: number;
  readonly reason: string | null;
  readonly until: string | null;
  readonly role: string;
  readonly isOwn: boolean;
  readonly atMs: number;
  readonly logEntry: number;
  readonly undone: { readonly atMs: number; readonly role: string; readonly logEntry: number } | null;
  /** Whether the reader may take it back now. */
  readonly canUndo: boolean;
}

/** How something stands by what was done with it. */
export interface Handled {
  /** Set aside until this day; null where it is not, and where it has come back. */
  readonly asideUntil: string | null;
  readonly takenBy: { readonly role: string; readonly personId: string | null; readonly atMs: number } | null;
}

const DAY_MS = 86_400_000;
const NOT_HANDLED: Handled = { asideUntil: null, takenBy: null };

export interface WorkParts {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly comments: Pick<CommentBook, "markAll">;
  readonly zone: string;
  readonly nowMs: () => number;
}

/** What people did with the things of their inbox. Each act is one transaction with one entry of the log, and so is taking it back. */
export class WorkBook {
  readonly #parts: WorkParts;

  constructor(parts: WorkParts) {
    this.#parts = parts;
  }

  get today(): string {
    return localDate(this.#parts.zone, this.#parts.nowMs());
  }

  /** Of what is ticked, only what waits now is acted on: somebody may have been quicker. */
  async carryOut(inbox: InboxParts, said: SaidWork, by: Person): Promise<Worked> {
    const fail = (fault: WorkFault): Worked => ({ ok: false, fault });
    const { act } = said;
    if (!isWorkAct(act)) return fail("act-unknown");
    const ticked = new Set(said.items);
    if (ticked.size === 0) return fail("nothing-ticked");
    if (ticked.size > MOST_AT_ONCE) return fail("too-many");
    if (act === "aside") {
      const fault = this.#findAsideFault(said);
      if (fault !== null) return fail(fault);
    }
    const mine = kindsOf(by.role).filter((kind) => ACTED_ON[act].includes(kind));
    const items = (await gather(inbox, by.role)).filter(
      ({ key, matter }) => ticked.has(key) && mine.includes(matter.kind),
    );
    if (items.length === 0) return fail("none-left");
    return this.#parts.civic
      .transaction()
      .execute((transaction) => this.#put(transaction, act, said, items, by));
  }

  #findAsideFault({ reason, until }: SaidWork): WorkFault | null {
    if (!isAsideReason(reason)) return "reason-missing";
    if (!/^\d{4}-\d\d-\d\d$/.test(until) || Number.isNaN(Date.parse(until))) return "until-malformed";
    const { today } = this;
    if (until <= today) return "until-not-ahead";
    return Date.parse(until) - Date.parse(today) > LONGEST_ASIDE_DAYS * DAY_MS ? "until-too-far" : null;
  }

  async #put(
    transaction: Transaction<CivicTables>,
    act: WorkAct,
    { reason, until }: SaidWork,
    items: readonly WorkItem[],
    by: Person,
  ): Promise<Worked> {
    const { log, comments, nowMs } = this.#parts;
    let done = items;
    if (act === "seen") {
      const ids = items.flatMap(({ matter }) => (matter.kind === "complaint" ? [matter.id] : []));
      const changed = new Set(await comments.markAll(transaction, ids, true));
      done = items.filter(({ matter }) => matter.kind === "complaint" && changed.has(matter.id));
      // Somebody else was quicker.
      if (done.length === 0) return { ok: false, fault: "none-left" };
    }
    const isAside = act === "aside";
    const { entry } = await log.append(transaction, {
      act: `work.${act}`,
      role: by.role,
      personId: by.id,
      subject: "work",
      facts: { ...counted(done), ...(isAside ? { asideReason: reason, backOn: until } : {}) },
    });
    const { id } = await transaction
      .insertInto("work_act")
      .values({
        ...{ act, role: by.role, person_id: by.id, at_ms: nowMs(), log_entry: entry.sequence },
        ...{ reason: isAside ? reason : null, until_date: isAside ? until : null },
        ...{ undone_at_ms: null, undone_role: null, undone_entry: null },
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await transaction
      .insertInto("work_item")
      .values(done.map(({ key, matter, figure }) => ({ act_id: id, item: key, kind: matter.kind, figure })))
      .execute();
    return { ok: true, actId: id };
  }

  /** Takes an act back. @returns why it could not be, or null. */
  async undo(id: number, by: Person): Promise<UndoFault | null> {
    const { civic, log, comments, nowMs } = this.#parts;
    return civic.transaction().execute(async (transaction): Promise<UndoFault | null> => {
      const row = await transaction
        .selectFrom("work_act")
        .selectAll()
        .where("id", "=", id)
        .executeTakeFirst();
      if (row === undefined) return "act-not-there";
      if (row.undone_at_ms !== null) return "undone-before";
      if (nowMs() - row.at_ms > UNDO_DAYS * DAY_MS) return "too-late";
      const items = await transaction.selectFrom("work_item").selectAll().where("act_id", "=", id).execute();
      if (
        !mayWorkWith(
          by,
          items.map(({ kind }) => kind),
        )
      )
        return "role-may-not";
      if (row.act === "seen")
        await comments.markAll(
          transaction,
          items.map(({ item }) => item.replace("complaint/", "")),
          false,
        );
      const { entry } = await log.append(transaction, {
        act: "work.undone",
        role: by.role,
        personId: by.id,
        subject: "work",
        facts: { work: row.act, undoes: row.log_entry },
      });
      await transaction
        .updateTable("work_act")
        .set({ undone_at_ms: nowMs(), undone_role: by.role, undone_entry: entry.sequence })
        .where("id", "=", id)
        .execute();
      return null;
    });
  }

  /** How each of these stands by what was done: one question, however many there are. */
  async handled(items: readonly WorkItem[]): Promise<(item: WorkItem) => Handled> {
    const { today } = this;
    const rows = await this.#parts.civic
      .selectFrom("work_item")
      .innerJoin("work_act", "work_act.id", "work_item.act_id")
      .select(["item", "figure", "act", "until_date", "role", "person_id", "at_ms"])
      .where("undone_at_ms", "is", null)
      .where(({ eb, or }) => or([eb("act", "=", "taken"), eb("until_date", ">", today)]))
      .orderBy("work_act.id")
      .execute();
    const of = Map.groupBy(rows, ({ item }) => item);
    const known = new Map(
      items.map((item): [string, Handled] => {
        const own = of.get(item.key) ?? [];
        const aside = own.findLast(({ act }) => act === "aside");
        const taken = own.findLast(({ act }) => act === "taken");
        const stays = aside !== undefined && item.figure <= aside.figure * (1 + RETURNS_AFTER_GROWTH);
        return [
          item.key,
          {
            asideUntil: stays ? aside.until_date : null,
            takenBy: taken ? { role: taken.role, personId: taken.person_id, atMs: taken.at_ms } : null,
          },
        ];
      }),
    );
    return ({ key }) => known.get(key) ?? NOT_HANDLED;
  }

  /** What was done lately, the newest first, as far as it is of this reader's kinds. */
  async lately(reader: Person): Promise<DoneWork[]> {
    const fromMs = this.#parts.nowMs() - UNDO_DAYS * DAY_MS;
    const rows = await this.#parts.civic
      .selectFrom("work_act")
      .selectAll()
      .where("at_ms", ">=", fromMs)
      .orderBy("id", "desc")
      .limit(50)
      .execute();
    if (rows.length === 0) return [];
    const items = await this.#parts.civic
      .selectFrom("work_item")
      .select(["act_id", "kind"])
      .select(({ fn }) => fn.countAll<number>().as("items"))
      .where(
        "act_id",
        "in",
        rows.map(({ id }) => id),
      )
      .groupBy(["act_id", "kind"])
      .execute();
    const of = Map.groupBy(items, ({ act_id }) => act_id);
    return rows
      .map((row) => doneOf(row, of.get(row.id) ?? [], reader))
      .filter(({ kinds }) => mayWorkWith(reader, kinds));
  }
}

function mayWorkWith(person: Person, kinds: readonly string[]): boolean {
  const mine: readonly string[] = kindsOf(person.role);
  return kinds.every((kind) => mine.includes(kind));
}

/** `quality: 3, advice: 1`: the log tells how much was done, and of whom nothing. */
function counted(items: readonly WorkItem[]): Record<string, number> {
  const of = Map.groupBy(items, ({ matter }) => matter.kind);
  return Object.fromEntries([...of].map(([kind, all]) => [`${kind}Items`, all.length]));
}

function doneOf(
  row: Selectable<WorkActTable>,
  items: readonly { readonly kind: string; readonly items: number }[],
  reader: Person,
): DoneWork {
  return {
    id: row.id,
    act: row.act,
    kinds: items.map(({ kind }) => kind).filter(isWorkKind),
    items: items.reduce((sum, of) => sum + of.items, 0),
    reason: row.reason,
    until: row.until_date,
    role: row.role,
    isOwn: row.person_id === reader.id,
    atMs: row.at_ms,
    logEntry: row.log_entry,
    undone:
      row.undone_at_ms === null
        ? null
        : { atMs: row.undone_at_ms, role: row.undone_role ?? "", logEntry: row.undone_entry ?? 0 },
    canUndo: row.undone_at_ms === null,
  };
}
