import type { Selectable, Transaction } from "kysely";
import type { CivicTables, DecisionTable } from "../../stores/civic/tables.ts";
import { isLanguage, type Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import type { Person } from "../people/index.ts";
import { BodyBook } from "./bodies.ts";
import type { Vote } from "./office.ts";
import { type About, type AboutKind, type Correctable, correctable, MOST, type Outcome } from "./outcome.ts";
import type { DecisionParts } from "./parts.ts";
import { type Read, readText, type TextFault } from "./read-text.ts";
import { CannotFollow, putDecision } from "./record.ts";
import {
  checkedMark,
  type DecisionRefusal,
  type NewDecision,
  readDecision,
  type SaidDecision,
} from "./said-decision.ts";

/** A decision as it stands on record. */
export interface Decision {
  readonly id: number;
  readonly bodyId: number;
  readonly date: string;
  readonly caseNumber: string;
  readonly about: About;
  readonly titles: Names;
  /** What its texts are written in. */
  readonly language: Language;
  readonly outcome: Outcome;
  readonly reasons: string;
  readonly costMinor: number | null;
  readonly covers: string | null;
  readonly voting: "recorded" | "acclamation";
  readonly reservations: string | null;
  readonly recordedAtMs: number;
  readonly logEntry: number;
}

/** Stands beside what it corrects, which stays as it was. */
export interface Correction {
  readonly field: Correctable;
  readonly text: string;
  readonly reason: string;
  readonly language: Language;
  readonly atMs: number;
  readonly logEntry: number;
}

export type CorrectionFault = TextFault | "field-unknown" | "reason-missing";

/** The decisions of a city's bodies, append-only: a correction stands beside its decision, with a date and a reason. */
export class DecisionBook {
  readonly parts: DecisionParts;
  readonly bodies: BodyBook;

  constructor(parts: DecisionParts) {
    this.parts = parts;
    this.bodies = new BodyBook(parts);
  }

  /** Reads a form as it would be recorded. */
  async understand(said: SaidDecision): Promise<Read<NewDecision, DecisionRefusal>> {
    return this.#read(said, this.parts.civic, await this.#open());
  }

  /**
   * Puts a decision on record with its promises, as it was looked at.
   * @param checked the mark of what was looked at, by `checkedMark`.
   */
  async record(
    said: SaidDecision,
    checked: string,
    language: Language,
    by: Person | null,
  ): Promise<Read<number, DecisionRefusal>> {
    if (checked !== checkedMark(said)) return { ok: false, fault: { field: "checked", code: "not-checked" } };
    // Before the transaction, which holds the only connection: whoever keeps proposals and conversations asks by another way.
    const open = await this.#open();
    try {
      const recorded = await this.parts.civic.transaction().execute(async (transaction) => {
        const read = await this.#read(said, transaction, open);
        if (!read.ok) return read;
        const decided = read.value;
        const known = await transaction
          .selectFrom("decision")
          .select("id")
          .where("body_id", "=", decided.body.id)
          .where("meeting_date", "=", decided.date)
          .where("case_number", "=", decided.caseNumber)
          .executeTakeFirst();
        if (known !== undefined)
          return { ok: false, fault: { field: "caseNumber", code: "already-recorded" } } as const;
        return {
          ok: true,
          value: await putDecision(this.parts, transaction, decided, language, by),
        } as const;
      });
      if (recorded.ok) this.parts.afterDecided?.();
      return recorded;
    } catch (error) {
      if (error instanceof CannotFollow)
        return { ok: false, fault: { field: "about", code: "cannot-follow" } };
      throw error;
    }
  }

  /** Newest meeting first. */
  async all(filter: DecisionFilter = {}): Promise<Decision[]> {
    let query = this.parts.civic
      .selectFrom("decision")
      .selectAll()
      .orderBy("meeting_date", "desc")
      .orderBy("id", "desc");
    if (filter.bodyId !== undefined) query = query.where("body_id", "=", filter.bodyId);
    if (filter.ids?.length === 0) return [];
    if (filter.ids !== undefined) query = query.where("id", "in", filter.ids);
    if (filter.about !== undefined)
      query = query.where("about_kind", "=", filter.about.kind).where("about_ref", "=", filter.about.ref);
    if (filter.abouts?.length === 0) return [];
    if (filter.abouts !== undefined) {
      const { abouts } = filter;
      query = query.where(({ or, and, eb }) =>
        or(abouts.map(({ kind, refs }) => and([eb("about_kind", "=", kind), eb("about_ref", "in", refs)]))),
      );
    }
    if (filter.limit !== undefined) query = query.limit(filter.limit).offset(filter.offset ?? 0);
    return (await query.execute()).map(decisionOf);
  }

  async count({ bodyId }: Pick<DecisionFilter, "bodyId"> = {}): Promise<number> {
    let query = this.parts.civic.selectFrom("decision").select(({ fn }) => fn.countAll<number>().as("count"));
    if (bodyId !== undefined) query = query.where("body_id", "=", bodyId);
    return (await query.executeTakeFirstOrThrow()).count;
  }

  async find(id: number): Promise<Decision | undefined> {
    const row = await this.parts.civic
      .selectFrom("decision")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirst();
    return row && decisionOf(row);
  }

  async votesOf(decisionId: number): Promise<Map<number, Vote>> {
    const rows = await this.parts.civic
      .selectFrom("decision_vote")
      .selectAll()
      .where("decision_id", "=", decisionId)
      .execute();
    return new Map(rows.map((row) => [row.holder_id, row.vote as Vote]));
  }

  async corrections(decisionId: number): Promise<Correction[]> {
    const rows = await this.parts.civic
      .selectFrom("decision_correction")
      .selectAll()
      .where("decision_id", "=", decisionId)
      .orderBy("id")
      .execute();
    return rows.map((row) => ({
      field: row.field as Correctable,
      text: row.text,
      reason: row.reason,
      language: languageIn(row.language),
      atMs: row.corrected_at_ms,
      logEntry: row.log_entry,
    }));
  }

  /** Puts beside a decision what should have stood there, and why. */
  async correct(
    decision: Decision,
    said: { readonly field: string; readonly text: string; readonly reason: string },
    language: Language,
    by: Person,
  ): Promise<CorrectionFault | null> {
    const field = correctable.find((known) => known === said.field);
    if (field === undefined) return "field-unknown";
    const text = readText(said.text);
    if (!text.ok) return text.fault;
    const reason = readText(said.reason, MOST.question);
    if (!reason.ok) return reason.fault === "text-missing" ? "reason-missing" : reason.fault;
    const { civic, log, nowMs } = this.parts;
    await civic.transaction().execute(async (transaction) => {
      const last = await transaction
        .selectFrom("decision_correction")
        .select(["field", "text", "reason"])
        .where("decision_id", "=", decision.id)
        .orderBy("id", "desc")
        .executeTakeFirst();
      // A button that was pressed twice corrects once.
      if (last?.field === field && last.text === text.value && last.reason === reason.value) return;
      const { entry } = await log.append(transaction, {
        act: "decision.corrected",
        role: by.role,
        personId: by.id,
        subject: `decision/${decision.id}`,
        facts: { field },
        secret: { text: text.value, reason: reason.value },
      });
      await transaction
        .insertInto("decision_correction")
        .values({
          ...{ decision_id: decision.id, field, text: text.value, reason: reason.value, language },
          ...{ corrected_at_ms: nowMs(), log_entry: entry.sequence },
        })
        .execute();
    });
    return null;
  }

  async #open(): Promise<Open> {
    const { proposals, conversations } = this.parts;
    const [proposed, talked] = await Promise.all([proposals?.open() ?? [], conversations?.open() ?? []]);
    const refs = (of: readonly { readonly ref: string }[]) => new Set(of.map(({ ref }) => ref));
    return { proposal: refs(proposed), conversation: refs(talked) };
  }

  async #read(
    said: SaidDecision,
    db: Pick<Transaction<CivicTables>, "selectFrom">,
    open: Open,
  ): Promise<Read<NewDecision, DecisionRefusal>> {
    const register = await this.bodies.register(db);
    const slugs = await db.selectFrom("measure").select("slug").execute();
    return readDecision(said, register, this.bodies.today, (kind, ref) =>
      kind === "measure" ? slugs.some(({ slug }) => slug === ref) : open[kind].has(ref),
    );
  }
}

/** What a decision can be about now, by what it is called where it is kept. */
type Open = Readonly<Record<"proposal" | "conversation", ReadonlySet<string>>>;

/** Which decisions are asked for; all where nothing is said. */
export interface DecisionFilter {
  readonly ids?: readonly number[];
  readonly bodyId?: number;
  readonly about?: { readonly kind: AboutKind; readonly ref: string };
  /** About any of these. */
  readonly abouts?: readonly { readonly kind: AboutKind; readonly refs: readonly string[] }[];
  readonly limit?: number;
  readonly offset?: number;
}

function decisionOf(row: Selectable<DecisionTable>): Decision {
  return {
    id: row.id,
    bodyId: row.body_id,
    date: row.meeting_date,
    caseNumber: row.case_number,
    about: { kind: row.about_kind, ref: row.about_ref },
    titles: JSON.parse(row.titles),
    language: languageIn(row.language),
    outcome: row.outcome as Outcome,
    reasons: row.reasons,
    costMinor: row.cost_minor,
    covers: row.covers,
    voting: row.voting,
    reservations: row.reservations,
    recordedAtMs: row.recorded_at_ms,
    logEntry: row.log_entry,
  };
}

export function languageIn(text: string): Language {
  return isLanguage(text) ? text : "en";
}
