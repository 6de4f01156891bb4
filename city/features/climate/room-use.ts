import { type RoomUse, roomUses } from "@husting/indoor";
import { sql } from "kysely";
import type { Migration } from "kysely/migration";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";

/** What a room is for, and whether people use it who are more sensitive than others: what decides which limits hold in it. */
export interface UseOfRoom {
  readonly use: RoomUse;
  readonly sensitivePeople: boolean;
}

export const climateMigrations: Record<string, Migration> = {
  "021-room-use": {
    async up(db) {
      await sql`CREATE TABLE room_use (
        room_id INTEGER PRIMARY KEY REFERENCES room ON DELETE CASCADE, use TEXT NOT NULL,
        sensitive_people INTEGER NOT NULL CHECK (sensitive_people IN (0, 1))) STRICT`.execute(db);
    },
  },
};

/** What the rooms of a building are for where nobody has said it of the room itself. */
const usual: Readonly<Record<string, UseOfRoom>> = {
  school: { use: "classroom", sensitivePeople: false },
  preschool: { use: "preschool", sensitivePeople: true },
  housing: { use: "dwelling", sensitivePeople: false },
  office: { use: "office", sensitivePeople: false },
  "health-centre": { use: "office", sensitivePeople: true },
  "community-centre": { use: "culture", sensitivePeople: false },
  "sports-hall": { use: "gym", sensitivePeople: false },
  library: { use: "culture", sensitivePeople: false },
  culture: { use: "culture", sensitivePeople: false },
  "elderly-care": { use: "care", sensitivePeople: true },
};

/** The use that a room has by its building's; a building of unknown use is taken for offices. */
export function usualUse(buildingUse: string): UseOfRoom {
  return Object.hasOwn(usual, buildingUse) ? usual[buildingUse]! : { use: "office", sensitivePeople: false };
}

export function isRoomUse(text: string): text is RoomUse {
  return (roomUses as readonly string[]).includes(text);
}

/** What one room is for: what people have said of it, else what rooms of its building are for. */
export async function roomUseOf(
  db: CivicDatabase,
  room: { readonly roomId: number; readonly building: { readonly use: string } },
): Promise<UseOfRoom> {
  const row = await db
    .selectFrom("room_use")
    .selectAll()
    .where("room_id", "=", room.roomId)
    .executeTakeFirst();
  return row !== undefined && isRoomUse(row.use)
    ? { use: row.use, sensitivePeople: row.sensitive_people === 1 }
    : usualUse(room.building.use);
}

/** What people have said of single rooms, by the room's number. */
export async function saidUses(db: CivicDatabase): Promise<Map<number, UseOfRoom>> {
  const rows = await db.selectFrom("room_use").selectAll().execute();
  return new Map(
    rows.flatMap(({ room_id, use, sensitive_people }) =>
      isRoomUse(use) ? [[room_id, { use, sensitivePeople: sensitive_people === 1 }]] : [],
    ),
  );
}

/** A room, as its use is decided by and written down. */
interface UsedRoom {
  readonly roomId: number;
  readonly slug: string;
  readonly building: { readonly slug: string; readonly use: string };
}

/**
 * Says what a room is for and whether sensitive people use it. What is as usual for its building is not kept as an exception.
 * On record where it changes something; that people are sensitive is a matter of their health, so the public log holds a
 * commitment to it.
 */
export async function sayRoomUse(
  db: CivicDatabase,
  log: ActLog,
  room: UsedRoom,
  said: UseOfRoom,
  by: Person,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const before = await roomUseOf(transaction, room);
    if (before.use === said.use && before.sensitivePeople === said.sensitivePeople) return;
    const usual = usualUse(room.building.use);
    await transaction.deleteFrom("room_use").where("room_id", "=", room.roomId).execute();
    if (usual.use !== said.use || usual.sensitivePeople !== said.sensitivePeople)
      await transaction
        .insertInto("room_use")
        .values({ room_id: room.roomId, use: said.use, sensitive_people: Number(said.sensitivePeople) })
        .execute();
    await log.append(transaction, {
      act: "room-use.changed",
      role: by.role,
      personId: by.id,
      subject: `room/${room.building.slug}/${room.slug}`,
      facts: { building: room.building.slug, room: room.slug, roomUse: said.use },
      secret: { sensitivePeople: said.sensitivePeople ? "yes" : "no" },
    });
  });
}
