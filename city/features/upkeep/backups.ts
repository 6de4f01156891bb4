import type { CivicDatabase } from "../../stores/civic/database.ts";

/** What opening a copy can show to be wrong. */
export const BACKUP_FAULTS = ["not-readable", "log-broken", "directory-differs", "log-shorter"] as const;
export type BackupFault = (typeof BACKUP_FAULTS)[number];

export interface BackupShown {
  readonly id: number;
  readonly madeAtMs: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly logEntries: number;
  /** Null where nobody has opened it. */
  readonly verifiedAtMs: number | null;
  readonly fault: string | null;
}

/** Copies of the data directory that were made, and what was found when they were opened. Where they lie is not kept. */
export class BackupBook {
  readonly #db: CivicDatabase;
  readonly #nowMs: () => number;

  constructor(db: CivicDatabase, nowMs: () => number) {
    this.#db = db;
    this.#nowMs = nowMs;
  }

  async made(said: Pick<BackupShown, "seconds" | "bytes" | "logEntries">): Promise<number> {
    const { id } = await this.#db
      .insertInto("backup")
      .values({
        made_at_ms: this.#nowMs(),
        seconds: said.seconds,
        bytes: said.bytes,
        log_entries: said.logEntries,
        verified_at_ms: null,
        fault: null,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    return id;
  }

  async verified(id: number, fault: BackupFault | null): Promise<void> {
    await this.#db
      .updateTable("backup")
      .set({ verified_at_ms: this.#nowMs(), fault })
      .where("id", "=", id)
      .execute();
  }

  async newest(count: number): Promise<BackupShown[]> {
    const rows = await this.#db.selectFrom("backup").selectAll().orderBy("id", "desc").limit(count).execute();
    return rows.map((row) => ({
      id: row.id,
      madeAtMs: row.made_at_ms,
      seconds: row.seconds,
      bytes: row.bytes,
      logEntries: row.log_entries,
      verifiedAtMs: row.verified_at_ms,
      fault: row.fault,
    }));
  }
}
