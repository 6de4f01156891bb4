import { sql, type Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { ActLog } from "../log/index.ts";
import { type CaseForm, type CaseNumber, caseAddress, caseLabel } from "./case-numbers.ts";

/** What can have a case number of its own. */
export const CASE_KINDS = ["proposal", "decision", "question"] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** A case of the register. */
export interface OpenedCase extends CaseNumber {
  readonly kind: CaseKind;
  readonly subject: number;
  readonly openedAtMs: number;
  readonly logEntry: number;
}

/** A case number as a page shows it, with where its case stands: `/cases/2026-17`. */
export interface ShownCase {
  readonly label: string;
  readonly address: string;
}

type Reads = Pick<CivicDatabase | Transaction<CivicTables>, "selectFrom">;

export interface CaseParts {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly zone: string;
  readonly form: CaseForm;
  readonly nowMs: () => number;
}

/**
 * The city's register of cases. A number is given in the transaction that puts the case on record: both happen or neither, so
 * that the numbers of a year have no gap.
 */
export class CaseBook {
  readonly #parts: CaseParts;

  constructor(parts: CaseParts) {
    this.#parts = parts;
  }

  /** A number as the city writes it. */
  label(number: CaseNumber): string {
    return caseLabel(this.#parts.form, number);
  }

  /** A number as the log and addresses have it. */
  address(number: CaseNumber): string {
    return caseAddress(number);
  }

  /** The next number of this year. It is taken once `open` has written it down in the same transaction. */
  next(transaction: Reads): Promise<CaseNumber> {
    return this.#nextOf(transaction, this.#yearOf(this.#parts.nowMs()));
  }

  /** Writes down whose number it is. */
  async open(
    transaction: Transaction<CivicTables>,
    { year, number }: CaseNumber,
    kind: CaseKind,
    subject: number,
    logEntry: number,
  ): Promise<void> {
    await transaction
      .insertInto("case_number")
      .values({ year, number, kind, subject, opened_at_ms: this.#parts.nowMs(), log_entry: logEntry })
      .execute();
  }

  async find({ year, number }: CaseNumber): Promise<OpenedCase | undefined> {
    const row = await this.#parts.civic
      .selectFrom("case_number")
      .selectAll()
      .where("year", "=", year)
      .where("number", "=", number)
      .executeTakeFirst();
    return row && caseOf(row);
  }

  /** The case of a proposal, a decision or a question. */
  async of(kind: CaseKind, subject: number, db: Reads = this.#parts.civic): Promise<OpenedCase | undefined> {
    const row = await db
      .selectFrom("case_number")
      .selectAll()
      .where("kind", "=", kind)
      .where("subject", "=", subject)
      .executeTakeFirst();
    return row && caseOf(row);
  }

  /** The same as pages and letters show it; null where it has none. */
  async shownOf(kind: CaseKind, subject: number): Promise<ShownCase | null> {
    const opened = await this.of(kind, subject);
    return opened === undefined ? null : { label: this.label(opened), address: caseAddress(opened) };
  }

  /** Every number of a kind, by what it is of. */
  async shown(kind: CaseKind): Promise<Map<number, ShownCase>> {
    const rows = await this.#parts.civic
      .selectFrom("case_number")
      .selectAll()
      .where("kind", "=", kind)
      .execute();
    return new Map(rows.map((row) => [row.subject, { label: this.label(row), address: caseAddress(row) }]));
  }

  /**
   * Numbers what was on record before there was a register, in the order of its days, and puts that on record itself. Done when a
   * node opens; a register that is whole is left alone.
   * @returns how many were numbered.
   */
  async numberEarlier(): Promise<number> {
    const { civic, log } = this.#parts;
    return civic.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ kind: CaseKind; subject: number; atMs: number; logEntry: number }>`
        SELECT 'proposal' AS kind, id AS subject, made_at_ms AS atMs,
          (SELECT MIN(log_entry) FROM proposal_entry WHERE proposal_id = proposal.id) AS logEntry
          FROM proposal WHERE NOT EXISTS (SELECT 1 FROM case_number WHERE kind = 'proposal' AND subject = id)
        UNION ALL SELECT 'decision', id, recorded_at_ms, log_entry FROM decision
          WHERE NOT EXISTS (SELECT 1 FROM case_number WHERE kind = 'decision' AND subject = id)
        UNION ALL SELECT 'question', id, asked_at_ms, log_entry FROM why_question
          WHERE asked_at_ms IS NOT NULL AND same_as IS NULL
          AND NOT EXISTS (SELECT 1 FROM case_number WHERE kind = 'question' AND subject = id)
        ORDER BY atMs, logEntry`.execute(transaction);
      if (rows.length === 0) return 0;
      const given: CaseNumber[] = [];
      for (const { kind, subject, atMs, logEntry } of rows) {
        const number = await this.#nextOf(transaction, this.#yearOf(atMs));
        await transaction
          .insertInto("case_number")
          .values({ ...number, kind, subject, opened_at_ms: atMs, log_entry: logEntry })
          .execute();
        given.push(number);
      }
      await log.append(transaction, {
        act: "cases.numbered",
        role: "node",
        personId: null,
        subject: "cases",
        facts: { cases: rows.length, from: caseAddress(given[0]!), to: caseAddress(given.at(-1)!) },
      });
      return rows.length;
    });
  }

  async #nextOf(db: Reads, year: number): Promise<CaseNumber> {
    const row = await db
      .selectFrom("case_number")
      .select("number")
      .where("year", "=", year)
      .orderBy("number", "desc")
      .limit(1)
      .executeTakeFirst();
    return { year, number: (row?.number ?? 0) + 1 };
  }

  #yearOf(atMs: number): number {
    return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(this.#parts.zone).year;
  }
}

export function caseOf(row: {
  readonly year: number;
  readonly number: number;
  readonly kind: CaseKind;
  readonly subject: number;
  readonly opened_at_ms: number;
  readonly log_entry: number;
}): OpenedCase {
  const { year, number, kind, subject, opened_at_ms: openedAtMs, log_entry: logEntry } = row;
  return { year, number, kind, subject, openedAtMs, logEntry };
}
