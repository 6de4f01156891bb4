import { sql } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";

/** An act as it stands on record. */
export interface ActOnRecord {
  readonly sequence: number;
  readonly act: string;
  readonly subject: string;
  readonly atMs: number;
}

/** Every act of some kinds, oldest first. */
export async function actsOnRecord(db: CivicDatabase, acts: readonly string[]): Promise<ActOnRecord[]> {
  if (acts.length === 0) return [];
  // The expression is the index's (046-acts-of-the-log).
  const { rows } = await sql<{ sequence: number; act: string; subject: string; at: string }>`
    SELECT sequence, json_extract(line, '$.act') AS act, json_extract(line, '$.subject') AS subject,
      json_extract(line, '$.at') AS at
    FROM log_entry WHERE json_extract(line, '$.act') IN (${sql.join([...acts])}) ORDER BY sequence`.execute(
    db,
  );
  return rows.map(({ at, ...row }) => ({ ...row, atMs: Date.parse(at) }));
}
