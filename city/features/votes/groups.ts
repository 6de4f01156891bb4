import { disclosureRules } from "./disclosure.ts";

/** What the disclosure rules need to know of a room. */
export interface RoomSize {
  readonly roomId: number;
  /** People who use it regularly, as its manager said; null where nobody has. */
  readonly regularUsers: number | null;
  /** Rooms that are told together, where they are small. */
  readonly zone: string | null;
}

/** Rooms whose answers are counted together and told together, or not at all. */
export interface Group {
  /** Names its rooms, so that a group of other rooms is another group: `rooms:3,4,9`. */
  readonly key: string;
  readonly kind: "room" | "zone" | "rest";
  readonly zone: string | null;
  readonly roomIds: readonly number[];
  /** Whether so many people use it that its answers may be told. */
  readonly isLargeEnough: boolean;
}

/** A room with fewer regular users is told together with others; the rule holds for staff as for everyone. */
export const FEWEST_USERS = disclosureRules.fewestUsers.value;

/**
 * Divides the rooms of one building: each belongs to exactly one group, so that no figure can be taken from another to
 * find out about a few people. A room with five regular users or more is a group by itself; smaller ones of a zone are one
 * group where the zone comes to five; all that is left is the last. A room of which nobody has said how many use it
 * counts as one person.
 *
 * Votes are stored under the group of their time: when a manager changes a room, only later votes are counted otherwise.
 */
export function groupsOf(rooms: readonly RoomSize[]): Map<number, Group> {
  const groups = new Map<number, Group>();
  const add = (kind: Group["kind"], zone: string | null, members: readonly RoomSize[]): void => {
    const roomIds = members.map(({ roomId }) => roomId).sort((a, b) => a - b);
    const group = {
      key: keyOf(roomIds),
      kind,
      zone,
      roomIds,
      isLargeEnough: usersOf(members) >= FEWEST_USERS,
    };
    for (const id of roomIds) groups.set(id, group);
  };
  const small: RoomSize[] = [];
  for (const room of rooms) {
    if (usersOf([room]) >= FEWEST_USERS) add("room", null, [room]);
    else small.push(room);
  }
  const rest = small.filter(({ zone }) => zone === null);
  for (const [zone, members] of Map.groupBy(
    small.filter((room) => room.zone !== null),
    (room) => room.zone!,
  )) {
    if (usersOf(members) >= FEWEST_USERS) add("zone", zone, members);
    else rest.push(...members);
  }
  if (rest.length > 0) add("rest", null, rest);
  return groups;
}

/** The rooms a group's key names. */
export function roomsIn(key: string): number[] {
  return key.replace("rooms:", "").split(",").map(Number);
}

function keyOf(roomIds: readonly number[]): string {
  return `rooms:${roomIds.join(",")}`;
}

function usersOf(rooms: readonly RoomSize[]): number {
  return rooms.reduce((sum, { regularUsers }) => sum + (regularUsers ?? 1), 0);
}
