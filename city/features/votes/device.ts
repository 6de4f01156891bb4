import type { VoteDesk } from "./desk.ts";
import type { RoomBook } from "./rooms.ts";
import type { Teller } from "./telling.ts";
import { bitsOf, isSensation, type Mark, marks, type Sensation } from "./wording.ts";

/** `husting/BUILDING/ROOM/vote` */
const TOPIC = /^husting\/([^/]+)\/([^/]+)\/vote$/u;
/** What a wall of buttons may send of one room in a minute: a class may press it, a loose contact may not fill a chart. */
const MOST_PER_MINUTE = 30;
const MINUTE_MS = 60_000;
/** So long a message is known again that its sender sends once more because no answer reached it. */
const REMEMBERED_MS = 30 * MINUTE_MS;

/** Why a device's vote is not counted; the words stand in the readings' messages as `reject.<code>`. */
export type DeviceFault = "vote-not-understood" | "vote-room-not-known" | "vote-too-many";
export type DeviceOutcome = { readonly ok: true } | { readonly ok: false; readonly fault: DeviceFault };

export interface DeviceParts {
  readonly rooms: RoomBook;
  readonly desk: VoteDesk;
  readonly teller: Teller;
  readonly nowMs: () => number;
}

/** Takes votes of devices in rooms, as messages bring them. */
export class DeviceVotes {
  readonly #parts: DeviceParts;
  /** In memory only: when votes of a room came in the last minute, and ids of the last half hour. */
  readonly #recentMs = new Map<number, number[]>();
  readonly #ids = new Map<string, number>();

  constructor(parts: DeviceParts) {
    this.#parts = parts;
  }

  /** Whether a topic is one of votes. */
  reads(topic: string): boolean {
    return TOPIC.test(topic);
  }

  /**
   * Counts one vote; resolves when it is durable, or is refused for good.
   * @param mayWrite whether the sender may write for a building.
   * @throws TooManyWaiting
   */
  async take(
    topic: string,
    payload: Uint8Array,
    mayWrite: (building: string) => boolean,
  ): Promise<DeviceOutcome> {
    const [, building = "", slug = ""] = TOPIC.exec(topic) ?? [];
    const said = readVote(payload);
    if (said === undefined) return { ok: false, fault: "vote-not-understood" };
    const room = mayWrite(building) ? await this.#parts.rooms.find(building, slug) : undefined;
    if (room === undefined) return { ok: false, fault: "vote-room-not-known" };
    const nowMs = this.#parts.nowMs();
    const id = said.id === null ? null : `${room.roomId} ${said.id}`;
    if (id !== null && this.#isKnown(id, nowMs)) return { ok: true };
    const recent = (this.#recentMs.get(room.roomId) ?? []).filter((atMs) => nowMs - atMs < MINUTE_MS);
    if (recent.length >= MOST_PER_MINUTE) return { ok: false, fault: "vote-too-many" };
    this.#recentMs.set(room.roomId, [...recent, nowMs]);
    if (id !== null) this.#ids.set(id, nowMs);
    try {
      await this.#parts.desk.vote({
        group: room.group.key,
        halfDay: this.#parts.teller.halfDay,
        sensation: said.sensation,
        marks: bitsOf(said.marks),
        channel: "device",
      });
    } catch (error) {
      // Sent again, it is to be counted.
      if (id !== null) this.#ids.delete(id);
      throw error;
    }
    return { ok: true };
  }

  #isKnown(id: string, nowMs: number): boolean {
    for (const [known, atMs] of this.#ids) {
      if (nowMs - atMs < REMEMBERED_MS) break;
      this.#ids.delete(known);
    }
    return this.#ids.has(id);
  }
}

/** A number from −3 to 3 alone, or an object with `vote`, what is ticked, and an `id` that a repetition carries again. */
function readVote(
  payload: Uint8Array,
):
  | { readonly sensation: Sensation; readonly marks: readonly Mark[]; readonly id: string | null }
  | undefined {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
  } catch {
    return undefined;
  }
  if (isSensation(json)) return { sensation: json, marks: [], id: null };
  if (typeof json !== "object" || json === null || !("vote" in json) || !isSensation(json.vote))
    return undefined;
  const said = json as Readonly<Record<string, unknown>>;
  const { id = null } = said;
  if (id !== null && (typeof id !== "string" || id.length > 100)) return undefined;
  return { sensation: json.vote, marks: marks.filter((mark) => said[mark] === true), id };
}
