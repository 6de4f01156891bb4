import { randomBytes, randomInt } from "node:crypto";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Building, BuildingRegistry, Names } from "../buildings/index.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import { type Group, groupsOf } from "./groups.ts";

/** A room people can answer about. */
export interface VotingRoom {
  readonly roomId: number;
  readonly slug: string;
  readonly names: Names;
  readonly building: Pick<Building, "id" | "slug" | "names" | "use">;
  readonly regularUsers: number | null;
  readonly zone: string | null;
  readonly code: string;
  /** The code opens nothing that was measured before: others lived there. Null where it opens all. */
  readonly opensFromMs: number | null;
  /** Who is counted together with it. */
  readonly group: Group;
}

export type SettingFault = "users-not-a-number" | "zone-not-usable" | "room-unknown";

/** Digits and capitals without 0, 1, I and O: 32 signs, so that eight of them are forty random bits. */
const SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
export const CODE_LENGTH = 8;
/** Rooms and names may come from elsewhere in the node: so old is what is remembered of them at most. */
const REMEMBERED_MS = 60_000;
const ZONE = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u;

/** Random signs that a person can read aloud and type. */
export function randomCode(length: number): string {
  return Array.from(randomBytes(length), (byte) => SIGNS[byte % 32]).join("");
}

/** Random digits, for codes that are sent in letters. */
export function randomDigits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join("");
}

/** A code as it was typed or read: small letters, spaces and hyphens do not matter. */
export function readCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/gu, "");
}

/** The rooms with their codes, how many use them and how they are told together. */
export class RoomBook {
  readonly #db: CivicDatabase;
  readonly #registry: BuildingRegistry;
  readonly #log: ActLog;
  readonly #nowMs: () => number;
  #known: Promise<ReadonlyMap<number, VotingRoom>> | undefined;
  #codes: ReadonlyMap<string, number> = new Map();
  #knownAtMs = 0;

  constructor(db: CivicDatabase, registry: BuildingRegistry, log: ActLog, nowMs: () => number) {
    this.#db = db;
    this.#registry = registry;
    this.#log = log;
    this.#nowMs = nowMs;
  }

  /** The room a code on a poster stands for; undefined where the code is not in use. */
  async withCode(code: string): Promise<VotingRoom | undefined> {
    const rooms = await this.all();
    return rooms.get(this.#codes.get(code) ?? 0);
  }

  /** Every room by its number; rooms that have no code yet are given one. */
  all(): Promise<ReadonlyMap<number, VotingRoom>> {
    const nowMs = this.#nowMs();
    if (this.#known === undefined || nowMs - this.#knownAtMs >= REMEMBERED_MS) {
      this.#knownAtMs = nowMs;
      this.#known = this.#read();
      this.#known.catch(() => this.forget());
    }
    return this.#known;
  }

  /** The room of these names in addresses. */
  async find(building: string, room: string): Promise<VotingRoom | undefined> {
    const rooms = await this.all();
    return [...rooms.values()].find((one) => one.building.slug === building && one.slug === room);
  }

  /** Reads anew at the next question. */
  forget(): void {
    this.#known = undefined;
  }

  /** Sets how many use a room, and with which rooms it is told where they are few. */
  async set(
    roomId: number,
    said: { readonly regularUsers: string; readonly zone: string },
  ): Promise<SettingFault | null> {
    if (!(await this.all()).has(roomId)) return "room-unknown";
    if (!/^\d{0,5}$/.test(said.regularUsers)) return "users-not-a-number";
    if (said.zone !== "" && !ZONE.test(said.zone)) return "zone-not-usable";
    const row = {
      regular_users: said.regularUsers === "" ? null : Number(said.regularUsers),
      zone: said.zone === "" ? null : said.zone,
    };
    await this.#db
      .insertInto("vote_room")
      .values({ room_id: roomId, ...row })
      .onConflict((conflict) => conflict.column("room_id").doUpdateSet(row))
      .execute();
    this.forget();
    return null;
  }

  /**
   * Gives a room a new code: the old one, on a poster that was lost, leads nowhere from now on. On record; that people
   * have moved in is not, for the log is public.
   * @param household `new`: what was measured until now is of people who lived there before, and stays closed.
   */
  async replaceCode(roomId: number, household: "same" | "new", by: Person): Promise<SettingFault | null> {
    const room = (await this.all()).get(roomId);
    if (room === undefined) return "room-unknown";
    await this.#db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable("vote_code")
        .set({ replaced_at_ms: this.#nowMs() })
        .where("room_id", "=", roomId)
        .where("replaced_at_ms", "is", null)
        .execute();
      const opensFromMs = household === "new" ? this.#nowMs() : room.opensFromMs;
      await transaction.insertInto("vote_code").values(this.#newCode(roomId, opensFromMs)).execute();
      await this.#log.append(transaction, {
        act: "vote-code.replaced",
        role: by.role,
        personId: by.id,
        subject: `room/${room.building.slug}/${room.slug}`,
        facts: { building: room.building.slug, room: room.slug },
      });
    });
    this.forget();
    return null;
  }

  async #read(): Promise<ReadonlyMap<number, VotingRoom>> {
    const [buildings, rooms, settings] = await Promise.all([
      this.#registry.buildings(),
      this.#registry.rooms(),
      this.#db.selectFrom("vote_room").selectAll().execute(),
    ]);
    const codes = await this.#ensureCodes(rooms.map(({ id }) => id));
    const settingOf = new Map(settings.map((row) => [row.room_id, row]));
    const buildingOf = new Map(buildings.map(({ id, slug, names, use }) => [id, { id, slug, names, use }]));
    const sized = rooms.map(({ id, buildingId }) => ({
      roomId: id,
      buildingId,
      regularUsers: settingOf.get(id)?.regular_users ?? null,
      zone: settingOf.get(id)?.zone ?? null,
    }));
    const groups = new Map(
      [...Map.groupBy(sized, ({ buildingId }) => buildingId).values()].flatMap((own) => [...groupsOf(own)]),
    );
    this.#codes = new Map([...codes].map(([roomId, { code }]) => [code, roomId]));
    return new Map(
      rooms.map(({ id, slug, names, buildingId }, index) => {
        const { regularUsers, zone } = sized[index]!;
        const building = buildingOf.get(buildingId)!;
        const group = groups.get(id)!;
        return [id, { roomId: id, slug, names, building, regularUsers, zone, ...codes.get(id)!, group }];
      }),
    );
  }

  /** The code of each room; a room that has none is given one, and whoever else does so meanwhile finds the same. */
  async #ensureCodes(
    roomIds: readonly number[],
  ): Promise<Map<number, Pick<VotingRoom, "code" | "opensFromMs">>> {
    const inUse = async () => {
      const rows = await this.#db
        .selectFrom("vote_code")
        .select(["code", "room_id", "opens_from_ms"])
        .where("replaced_at_ms", "is", null)
        .execute();
      return new Map(
        rows.map((row) => [row.room_id, { code: row.code, opensFromMs: row.opens_from_ms }] as const),
      );
    };
    const known = await inUse();
    const without = roomIds.filter((id) => !known.has(id));
    if (without.length === 0) return known;
    for (const id of without)
      await this.#db
        .insertInto("vote_code")
        .values(this.#newCode(id, null))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    return inUse();
  }

  #newCode(roomId: number, opensFromMs: number | null) {
    return {
      code: randomCode(CODE_LENGTH),
      room_id: roomId,
      made_at_ms: this.#nowMs(),
      replaced_at_ms: null,
      opens_from_ms: opensFromMs,
    };
  }
}
