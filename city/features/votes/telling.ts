import type { Tally } from "../../stores/votes/tally.ts";
import type { Names } from "../buildings/index.ts";
import { FEWEST_USERS, type Group, roomsIn } from "./groups.ts";
import { halfDayOf, seasonName } from "./half-day.ts";
import { type Released, released, together } from "./released.ts";
import type { RoomBook, VotingRoom } from "./rooms.ts";

/** What others said, as far as it may be told. */
export interface Others {
  /**
   * `too-small`: so few use the room, and those it would be told with, that nothing is told of it. `too-few`: no ten
   * answers of this season yet.
   */
  readonly kind: "told" | "too-few" | "too-small";
  /** Who is counted together: the room, a zone of small rooms, or the building's other small rooms. */
  readonly of: Group["kind"];
  readonly zone: string | null;
  readonly rooms: readonly Names[];
  readonly told: Released | null;
}

/** Tells what was counted, by the rules of disclosure, to whoever asks: staff see no more than others. */
export class Teller {
  readonly #tally: Tally;
  readonly #rooms: RoomBook;
  readonly #zone: string;
  readonly #nowMs: () => number;
  /** Figures change only when a half-day is over. */
  #toldHalfDay = "";
  #told = new Map<string, Released[]>();

  constructor(tally: Tally, rooms: RoomBook, zone: string, nowMs: () => number) {
    this.#tally = tally;
    this.#rooms = rooms;
    this.#zone = zone;
    this.#nowMs = nowMs;
  }

  get halfDay(): string {
    return halfDayOf(this.#zone, this.#nowMs());
  }

  /** What was said in this season by those who are counted together with a room. */
  async others({ group }: VotingRoom): Promise<Others> {
    const rooms = await this.#rooms.all();
    const about = {
      of: group.kind,
      zone: group.zone,
      rooms: group.roomIds.flatMap((id) => rooms.get(id)?.names ?? []),
    };
    if (!group.isLargeEnough) return { kind: "too-small", ...about, told: null };
    const season = seasonName(this.halfDay);
    const told = this.#ofGroup(group.key).find((one) => one.season === season) ?? null;
    return { kind: told === null ? "too-few" : "told", ...about, told };
  }

  /** Every season of a building: the sum of its groups that may be told, newest season first. */
  async building(buildingId: number): Promise<Released[]> {
    const rooms = await this.#rooms.all();
    const groups = this.#tally.groups().filter((key) => {
      const members = roomsIn(key).map((id) => rooms.get(id));
      const users = members.reduce((sum, room) => sum + (room?.regularUsers ?? 1), 0);
      return members.every((room) => room?.building.id === buildingId) && users >= FEWEST_USERS;
    });
    return together(groups.flatMap((key) => this.#ofGroup(key)));
  }

  #ofGroup(key: string): Released[] {
    const halfDay = this.halfDay;
    if (halfDay !== this.#toldHalfDay) {
      this.#toldHalfDay = halfDay;
      this.#told = new Map();
    }
    const known = this.#told.get(key) ?? released(this.#tally.counts(key), halfDay);
    this.#told.set(key, known);
    return known;
  }
}
