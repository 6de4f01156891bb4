import { describe, expect, it } from "vitest";
import { groupsOf, type RoomSize } from "./groups.ts";

const room = (roomId: number, regularUsers: number | null, zone: string | null = null): RoomSize => ({
  roomId,
  regularUsers,
  zone,
});

describe("who is counted together", () => {
  it("a room with five regular users is told by itself, whatever its zone", () => {
    const group = groupsOf([room(1, 5, "north"), room(2, 30)]).get(1);
    expect(group).toMatchObject({ key: "rooms:1", kind: "room", isLargeEnough: true });
  });

  it("small rooms of a zone are one group where they come to five people", () => {
    const groups = groupsOf([room(1, 3, "north"), room(2, 2, "north"), room(3, 4)]);
    expect(groups.get(1)).toMatchObject({
      key: "rooms:1,2",
      kind: "zone",
      zone: "north",
      isLargeEnough: true,
    });
    expect(groups.get(2)).toBe(groups.get(1));
  });

  it("a zone of too few joins what is left of the building", () => {
    const groups = groupsOf([room(1, 2, "north"), room(2, 1, "north"), room(3, 2)]);
    expect(groups.get(1)).toMatchObject({ key: "rooms:1,2,3", kind: "rest", isLargeEnough: true });
  });

  it("a room of which nobody has said how many use it counts as one person", () => {
    expect(groupsOf([room(1, null)]).get(1)).toMatchObject({ kind: "rest", isLargeEnough: false });
    const five = groupsOf([1, 2, 3, 4, 5].map((id) => room(id, null)));
    expect(five.get(1)).toMatchObject({ kind: "rest", isLargeEnough: true });
  });

  it("every room belongs to exactly one group, so that none can be taken from another", () => {
    const rooms = [room(1, 3, "a"), room(2, 9, "a"), room(3, 3, "a"), room(4, null, "b"), room(5, 0)];
    const groups = new Set(groupsOf(rooms).values());
    expect([...groups].flatMap(({ roomIds }) => roomIds).sort()).toEqual([1, 2, 3, 4, 5]);
  });
});
