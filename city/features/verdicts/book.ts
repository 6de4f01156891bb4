import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Outcome, VerdictDocument, VerdictInputs } from "@husting/verdict";
import type { Selectable, Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables, VerdictTable } from "../../stores/civic/tables.ts";
import type { ActLog } from "../log/index.ts";
import { type DoneMeasure, setVerified } from "../measures/index.ts";
import type { Refusal } from "./refusal.ts";
import type { Look } from "./windows.ts";

/** One version of a measure's verdict, without its document. */
export interface VerdictVersion {
  readonly version: number;
  readonly lookDays: number;
  readonly isFinal: boolean;
  readonly outcome: Outcome;
  readonly sha256: string;
  readonly judgedAtMs: number;
  readonly logEntry: number;
}

export interface KeptVerdict extends VerdictVersion {
  /** Canonical JSON, as it was when its hash went on record. */
  readonly text: string;
  readonly document: VerdictDocument;
}

/** A verdict that is being put on record. */
export interface RecordedVerdict {
  readonly measure: DoneMeasure;
  readonly version: number;
  readonly isFinal: boolean;
  readonly sha256: string;
  readonly document: VerdictDocument;
  readonly inputs: VerdictInputs;
}

/** What goes on record together with a verdict, in its transaction. */
export type WithVerdict = (transaction: Transaction<CivicTables>, verdict: RecordedVerdict) => Promise<void>;

/** A version without its document. */
const VERSION_COLUMNS = [
  "version",
  "look_days",
  "is_final",
  "outcome",
  "sha256",
  "judged_at_ms",
  "log_entry",
] as const;

/** Whether a final verdict of this outcome makes its measure a saving. */
export const isVerified = (outcome: Outcome): boolean =>
  outcome === "verified" || outcome === "verified-people-not-asked";

/** The verdicts of a city: append-only, each version's hash on record in the log. */
export class VerdictBook {
  readonly #db: CivicDatabase;
  readonly #log: ActLog;
  readonly #nowMs: () => number;
  readonly #withVerdict: WithVerdict;

  constructor(db: CivicDatabase, log: ActLog, nowMs: () => number, withVerdict: WithVerdict) {
    this.#db = db;
    this.#log = log;
    this.#nowMs = nowMs;
    this.#withVerdict = withVerdict;
  }

  /** The newest version, or the one asked for. */
  async find(measureId: number, version?: number): Promise<KeptVerdict | undefined> {
    let query = this.#db.selectFrom("verdict").selectAll().where("measure_id", "=", measureId);
    if (version !== undefined) query = query.where("version", "=", version);
    const row = await query.orderBy("version", "desc").executeTakeFirst();
    return row && { ...versionOf(row), text: row.document, document: JSON.parse(row.document) };
  }

  /** Every version of a measure's verdict, newest first. */
  async versions(measureId: number): Promise<VerdictVersion[]> {
    const rows = await this.#db
      .selectFrom("verdict")
      .select(VERSION_COLUMNS)
      .where("measure_id", "=", measureId)
      .orderBy("version", "desc")
      .execute();
    return rows.map(versionOf);
  }

  /** The newest version of each measure's verdict, by the measure's number. */
  async newest(): Promise<Map<number, VerdictVersion>> {
    const rows = await this.#db
      .selectFrom("verdict")
      .select(["measure_id", ...VERSION_COLUMNS])
      .orderBy("version")
      .execute();
    return new Map(rows.map((row) => [row.measure_id, versionOf(row)]));
  }

  /** The newest version of each measure's verdict with its document, by the measure's number: one question for all. */
  async newestDocuments(): Promise<Map<number, KeptVerdict>> {
    const rows = await this.#db
      .selectFrom("verdict")
      .select(["measure_id", "document", ...VERSION_COLUMNS])
      .where("version", "=", (of) =>
        of
          .selectFrom("verdict as other")
          .select(({ fn }) => fn.max("other.version").as("version"))
          .whereRef("other.measure_id", "=", "verdict.measure_id"),
      )
      .execute();
    return new Map(
      rows.map((row) => [
        row.measure_id,
        { ...versionOf(row), text: row.document, document: JSON.parse(row.document) },
      ]),
    );
  }

  /** What the version with this hash was made of; undefined where no such document was ever given. */
  async inputsOf(sha256: string): Promise<VerdictInputs | undefined> {
    const row = await this.#db
      .selectFrom("verdict")
      .select("inputs")
      .where("sha256", "=", sha256)
      .executeTakeFirst();
    return row && JSON.parse(gunzipSync(row.inputs).toString("utf8"));
  }

  async refusal(measureId: number): Promise<Refusal | undefined> {
    const row = await this.#db
      .selectFrom("verdict_seen")
      .select("refused")
      .where("measure_id", "=", measureId)
      .executeTakeFirst();
    return row?.refused == null ? undefined : JSON.parse(row.refused);
  }

  /** @returns how far the judging of each measure has seen its inputs, as it was noted. */
  async allSeen(): Promise<Map<number, string>> {
    const rows = await this.#db.selectFrom("verdict_seen").select(["measure_id", "seen"]).execute();
    return new Map(rows.map((row) => [row.measure_id, row.seen]));
  }

  async note(measureId: number, seen: string, refused?: Refusal): Promise<void> {
    const row = { seen, refused: refused === undefined ? null : JSON.stringify(refused) };
    await this.#db
      .insertInto("verdict_seen")
      .values({ measure_id: measureId, ...row })
      .onConflict((conflict) => conflict.column("measure_id").doUpdateSet(row))
      .execute();
  }

  /**
   * Puts a verdict on record unless the newest version says the very same. The final look's outcome makes its measure
   * verified, or takes that back.
   * @returns whether it is a new version.
   */
  async put(
    measure: DoneMeasure,
    look: Look,
    document: VerdictDocument,
    text: string,
    inputs: VerdictInputs,
  ): Promise<boolean> {
    const sha256 = createHash("sha256").update(text).digest("hex");
    const packed = gzipSync(JSON.stringify(inputs));
    return this.#db.transaction().execute(async (transaction) => {
      const last = await transaction
        .selectFrom("verdict")
        .select(["version", "sha256"])
        .where("measure_id", "=", measure.id)
        .orderBy("version", "desc")
        .executeTakeFirst();
      if (last?.sha256 === sha256) return false;
      const version = (last?.version ?? 0) + 1;
      const { entry } = await this.#log.append(transaction, {
        act: "measure.judged",
        role: "node",
        personId: null,
        subject: `measure/${measure.slug}`,
        facts: { version, afterDays: look.days, final: look.isFinal, outcome: document.outcome, sha256 },
      });
      await transaction
        .insertInto("verdict")
        .values({
          measure_id: measure.id,
          version,
          look_days: look.days,
          is_final: look.isFinal ? 1 : 0,
          outcome: document.outcome,
          document: text,
          sha256,
          inputs: packed,
          judged_at_ms: this.#nowMs(),
          log_entry: entry.sequence,
        })
        .execute();
      const verified = look.isFinal && isVerified(document.outcome);
      await setVerified(transaction, measure, verified, { atMs: this.#nowMs(), logEntry: entry.sequence });
      await this.#withVerdict(transaction, {
        measure,
        version,
        isFinal: look.isFinal,
        sha256,
        document,
        inputs,
      });
      return true;
    });
  }
}

function versionOf(row: Pick<Selectable<VerdictTable>, (typeof VERSION_COLUMNS)[number]>): VerdictVersion {
  return {
    version: row.version,
    lookDays: row.look_days,
    isFinal: row.is_final === 1,
    outcome: row.outcome as Outcome,
    sha256: row.sha256,
    judgedAtMs: row.judged_at_ms,
    logEntry: row.log_entry,
  };
}
