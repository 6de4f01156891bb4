import { DatabaseSync } from "node:sqlite";
import { opensTo } from "@husting/openness";

/**
 * What a data directory holds beside its log must agree with it: the position the next entry is appended at, what the
 * commitments stand for, and the roles that were given. An opening that is gone was erased, which is a right.
 * @param database path of the civic state, whose log has been found to hold.
 * @returns the first disagreement in words, or null.
 */
export function disagreementWithLog(database: string): string | null {
  const db = new DatabaseSync(database, { readOnly: true });
  try {
    return positionThatDoesNotFit(db) ?? openingThatDoesNotFit(db) ?? roleThatWasNotGiven(db);
  } finally {
    db.close();
  }
}

function positionThatDoesNotFit(db: DatabaseSync): string | null {
  const entries = Number(db.prepare("SELECT COUNT(*) AS size FROM log_entry").get()?.size);
  const position = db.prepare("SELECT position FROM log_position").get();
  const size = position === undefined ? 0 : Number(JSON.parse(String(position.position)).frontier.size);
  if (size === entries) return null;
  return `the node has appended ${size} entries, and ${entries} are here: entries were taken away or added.`;
}

function openingThatDoesNotFit(db: DatabaseSync): string | null {
  for (const row of db
    .prepare("SELECT sequence, name, commitment, salt, value FROM log_opening ORDER BY sequence")
    .iterate()) {
    const { sequence, name, commitment, salt, value } = row;
    if (!(salt instanceof Uint8Array) || !opensTo(String(commitment), String(value), salt))
      return `what stands for "${String(name)}" of entry ${Number(sequence)} is not what was committed to.`;
  }
  return null;
}

/** Roles stand in the log by themselves; whose they are, only in its openings. */
function roleThatWasNotGiven(db: DatabaseSync): string | null {
  const given = new Map<string, string>();
  for (const row of db
    .prepare(
      `SELECT o.value AS email, e.line FROM log_opening o JOIN log_entry e ON e.sequence = o.sequence
       WHERE o.name = 'person' ORDER BY e.sequence`,
    )
    .iterate()) {
    const entry = JSON.parse(String(row.line));
    if (entry.act === "role.granted") given.set(String(row.email), String(entry.facts.role));
  }
  for (const row of db
    .prepare("SELECT u.email, r.role FROM account_role r JOIN user u ON u.id = r.user_id ORDER BY u.email")
    .iterate()) {
    const logged = given.get(String(row.email));
    if (logged !== row.role) {
      return `${String(row.email)} holds the role ${String(row.role)}; the log gave ${logged ?? "none"}.`;
    }
  }
  return null;
}
