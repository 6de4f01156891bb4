import { sql, type Transaction } from "kysely";
import type { CivicTables } from "../../../stores/civic/tables.ts";

/**
 * Erases what has hung its time, or has waited or been taken back for so long.
 * @param beforeMs what ended before this.
 * @returns how many works.
 */
export async function eraseWorks(transaction: Transaction<CivicTables>, beforeMs: number): Promise<number> {
  const before = new Date(beforeMs).toISOString().slice(0, 10);
  const over = await transaction
    .selectFrom("work")
    .select(["id", "log_entry"])
    .where(({ and, eb, or }) =>
      or([
        and([eb("state", "=", "published"), eb("until_date", "<", before)]),
        and([eb("state", "!=", "published"), eb("changed_at_ms", "<", beforeMs)]),
      ]),
    )
    .execute();
  if (over.length === 0) return 0;
  const ids = over.map(({ id }) => id);
  await transaction.deleteFrom("work_screen").where("work_id", "in", ids).execute();
  await transaction.deleteFrom("work").where("id", "in", ids).execute();
  await forgetRest(
    transaction,
    over.map(({ log_entry }) => log_entry),
  );
  return over.length;
}

/** Forgets pictures that no work has any more, and what opens the log's commitments to works that are gone. */
export async function forgetRest(
  transaction: Transaction<CivicTables>,
  entries: readonly number[],
): Promise<void> {
  await sql`DELETE FROM work_picture WHERE NOT EXISTS (
    SELECT 1 FROM work WHERE work.picture = work_picture.sha256)`.execute(transaction);
  await transaction
    .deleteFrom("log_opening")
    .where("sequence", "in", [...entries])
    .where("name", "=", "work")
    .execute();
}
