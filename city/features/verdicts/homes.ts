import { randomBytes } from "node:crypto";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Names } from "../buildings/index.ts";

/**
 * A verdict's document is public and names its rooms. What single homes are like is nobody else's matter, so a home
 * stands in it under random signs that are kept for it, and who reads it cannot tell which home that is.
 */

/** The signs of some homes, by the room's number; a home that has none yet is given them. */
export async function signsOfHomes(
  db: CivicDatabase,
  roomIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (roomIds.length === 0) return new Map();
  await db
    .insertInto("verdict_home")
    .values(roomIds.map((room_id) => ({ room_id, signs: randomBytes(4).toString("hex") })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const rows = await db
    .selectFrom("verdict_home")
    .selectAll()
    .where("room_id", "in", [...roomIds])
    .execute();
  return new Map(rows.map(({ room_id, signs }) => [room_id, signs]));
}

/** A home as a document names it within its building. */
export function homeSlug(signs: string): string {
  return `home-${signs}`;
}

/** And as a page calls it. */
export function homeNames(signs: string): Names {
  return { sv: `Bostad ${signs}`, zh: `住房 ${signs}`, en: `Home ${signs}` };
}
