import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Tally } from "../../stores/votes/tally.ts";
import { roomsIn } from "./groups.ts";

/** Why a room stays: people have said something of it, or are asked about it. Its words are the messages' `removal.…`. */
export type RoomHeard = "has-votes" | "has-comments" | "has-rounds";

/** What there is of rooms that cannot be taken back; null where there is nothing. */
export async function roomsHeard(
  db: CivicDatabase,
  tally: Pick<Tally, "groups">,
  roomIds: readonly number[],
): Promise<RoomHeard | null> {
  if (roomIds.length === 0) return null;
  const wanted = new Set(roomIds);
  // Votes are kept by the rooms' numbers: a later room of the same number would be taken for the one they are of.
  if (tally.groups().some((key) => roomsIn(key).some((id) => wanted.has(id)))) return "has-votes";
  for (const [table, heard] of [
    ["vote_comment", "has-comments"],
    ["vote_round_room", "has-rounds"],
  ] as const) {
    const row = await db
      .selectFrom(table)
      .select("room_id")
      .where("room_id", "in", roomIds)
      .executeTakeFirst();
    if (row !== undefined) return heard;
  }
  return null;
}

/** Takes rooms back with their codes and what was set of them; to be asked of `roomsHeard` before. */
export async function forgetRooms(db: CivicDatabase, roomIds: readonly number[]): Promise<void> {
  if (roomIds.length === 0) return;
  for (const table of ["vote_code", "vote_room", "room_use"] as const)
    await db.deleteFrom(table).where("room_id", "in", roomIds).execute();
  await db.deleteFrom("room").where("id", "in", roomIds).execute();
}
