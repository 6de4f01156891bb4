import type { CivicDatabase } from "../../stores/civic/database.ts";
import { emptyJournal } from "../../stores/civic/database.ts";
import type { ActLog } from "../log/index.ts";
import { eraseByRules } from "./erasers.ts";
import { retentionRules } from "./retention-rules.ts";

const DAY_MS = 24 * 3_600_000;

/** What a rule has erased so far. */
export interface Erased {
  readonly rule: string;
  readonly count: number;
  readonly lastAtMs: number | null;
}

/**
 * Carries the retention rules out: what a period has run out for is erased and counted. Once a day the counts go on record, and
 * nothing but the counts.
 */
export class RetentionJob {
  readonly #civic: CivicDatabase;
  readonly #log: ActLog;
  readonly #nowMs: () => number;
  #loggedAtMs = Number.NEGATIVE_INFINITY;

  constructor(civic: CivicDatabase, log: ActLog, nowMs: () => number) {
    this.#civic = civic;
    this.#log = log;
    this.#nowMs = nowMs;
  }

  /**
   * Erases what is to be erased now. Asked for every minute, because some of it is kept for half an hour only; what is kept longer
   * than a day is looked for once a day.
   */
  async carryOut(): Promise<void> {
    const nowMs = this.#nowMs();
    const isDue = nowMs - this.#loggedAtMs >= DAY_MS;
    await this.#civic.transaction().execute(async (transaction) => {
      for (const { rule, count } of await eraseByRules(
        transaction,
        nowMs,
        isDue ? Number.POSITIVE_INFINITY : DAY_MS,
      ))
        await transaction
          .insertInto("retention_tally")
          .values({ rule, erased: count, logged: 0, last_at_ms: nowMs })
          .onConflict((conflict) =>
            conflict.column("rule").doUpdateSet((of) => ({
              erased: of("retention_tally.erased", "+", count),
              last_at_ms: nowMs,
            })),
          )
          .execute();
      if (!isDue) return;
      const fresh = await transaction
        .selectFrom("retention_tally")
        .selectAll()
        .whereRef("erased", ">", "logged")
        .orderBy("rule")
        .execute();
      if (fresh.length === 0) return;
      await this.#log.append(transaction, {
        act: "retention.carried-out",
        role: "node",
        personId: null,
        subject: "records",
        facts: Object.fromEntries(fresh.map(({ rule, erased, logged }) => [rule, erased - logged])),
      });
      await transaction
        .updateTable("retention_tally")
        .set((of) => ({ logged: of.ref("erased") }))
        .execute();
    });
    if (isDue) this.#loggedAtMs = nowMs;
    await emptyJournal(this.#civic);
  }

  /** What each rule has erased, for everybody to see. */
  async erased(): Promise<Erased[]> {
    const rows = await this.#civic.selectFrom("retention_tally").selectAll().execute();
    return retentionRules.map(({ id }) => {
      const row = rows.find(({ rule }) => rule === id);
      return { rule: id, count: row?.erased ?? 0, lastAtMs: row?.last_at_ms ?? null };
    });
  }
}
