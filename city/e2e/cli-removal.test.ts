import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sayRoomUse } from "../features/climate/index.ts";
import type { VotingRoom } from "../features/votes/index.ts";
import { voteMessages } from "../features/votes/messages.ts";
import { openControl } from "../node/control.ts";
import { openNode } from "../node/node.ts";
import { definePoint } from "../node/points.ts";
import { cityProfiles } from "../node/profile.ts";
import { husting } from "./command.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const data = join(mkdtempSync(join(tmpdir(), "husting-removal-")), "city");
const HOUR_MS = 3_600_000;
const electricity = { carrier: "electricity", kind: "interval", unit: "kWh", stepMinutes: 60 } as const;

/** A hall with two points by mistake, and one with a reading. */
beforeAll(async () => {
  const node = await openNode(data, { profile: cityProfiles.umea });
  for (const [building, room] of [
    ["hal", null],
    ["hal", "room-1"],
    ["town-hall", null],
    ["town-hall", "room-1"],
  ] as const)
    await definePoint(node, { ...electricity, building, room, registerWidth: null });
  const { id } = node.points.book.get("town-hall/electricity")!;
  const source = { pointId: id, source: "test", receivedAtMs: node.nowMs(), reason: "test" };
  const writer = await node.readings.begin(source);
  const one = new Uint8Array(1);
  await writer.append({
    atMs: new Float64Array([Math.floor(node.nowMs() / HOUR_MS) * HOUR_MS - HOUR_MS]),
    mantissa: new Float64Array([7]),
    decimals: one,
    quality: one,
    row: new Float64Array(1),
  });
  await writer.commit("");
  await node.recompute();
  await node.close();
});
afterAll(() => rmSync(join(data, ".."), { recursive: true, force: true }));

it("a point made by mistake is taken back, and the removal is on record", async () => {
  const removed = await husting("point", "remove", "town-hall/room-1/electricity", "--data", data);
  expect(removed).toMatchObject({ code: 0, stdout: expect.stringContaining("is removed") });
  const node = await openNode(data);
  expect([...node.points.book.keys()]).not.toContain("town-hall/room-1/electricity");
  const entries = await node.civic.selectFrom("log_entry").select("line").execute();
  expect(entries.some(({ line }) => line.includes('"act":"point.removed"'))).toBe(true);
  await node.close();
});

it("a building made by mistake is taken back with its rooms and points by the node that runs, and can be made again", async () => {
  const node = await openNode(data);
  const control = await openControl(node);
  const removed = await husting("building", "remove", "hal", "--data", data);
  expect(removed).toMatchObject({ code: 0, stdout: expect.stringContaining("2 points") });
  expect(await node.registry.building("hal")).toBeUndefined();
  expect([...node.points.book.keys()]).toEqual(["town-hall/electricity"]);
  expect(
    (await definePoint(node, { ...electricity, building: "hal", room: null, registerWidth: null })).ok,
  ).toBe(true);
  await control.close();
  await node.close();
});

describe("a building whose rooms people could answer about", () => {
  const slugs = ["mill", "barn", "shed", "yard"];
  let rooms: Map<string, VotingRoom>;

  beforeAll(async () => {
    const node = await openNode(data);
    for (const building of slugs)
      await definePoint(node, { ...electricity, building, room: "room-1", registerWidth: null });
    // Whoever opens any room's page has codes made for all of them.
    const all = [...(await node.votes.rooms.all()).values()];
    rooms = new Map(all.map((room) => [room.building.slug, room]));
    const mill = rooms.get("mill")!;
    const by = { id: "test", email: "test@umea.example", role: "manager" } as const;
    await node.votes.rooms.set(mill.roomId, { regularUsers: "4", zone: "A" });
    await node.votes.rooms.replaceCode(mill.roomId, "same", by);
    await sayRoomUse(node.civic, node.log, mill, { use: "shop", sensitivePeople: false }, by);
    const { group } = rooms.get("barn")!;
    const vote = { group: group.key, halfDay: "2026-11-24/am", sensation: 0, marks: 0 } as const;
    node.votes.tally.take({ votes: [{ ...vote, channel: "tap" }], answers: [] });
    await node.votes.comments.add(rooms.get("shed")!.roomId, "It is cold.");
    const { today } = node.votes.rounds;
    const roomIds = [rooms.get("yard")!.roomId];
    await node.votes.rounds.create(
      { measure: null, period: "other", fromDate: today, toDate: today, roomIds },
      null,
    );
    await node.close();
  });

  it("is taken back with its rooms' codes and settings, and its codes lead nowhere", async () => {
    const node = await openNode(data);
    const control = await openControl(node);
    const { roomId } = rooms.get("mill")!;
    const { code } = (await node.votes.rooms.all()).get(roomId)!;
    expect(await husting("building", "remove", "mill", "--data", data)).toMatchObject({
      code: 0,
      stderr: "",
    });
    expect(await node.votes.rooms.withCode(code)).toBeUndefined();
    for (const table of ["vote_code", "vote_room", "room_use"] as const)
      expect(
        await node.civic.selectFrom(table).select("room_id").where("room_id", "=", roomId).execute(),
      ).toEqual([]);
    await control.close();
    await node.close();
  });

  it.each([
    ["barn", "removal.has-votes"],
    ["shed", "removal.has-comments"],
    ["yard", "removal.has-rounds"],
  ] as const)("%s stays, and it is said why: %s", async (building, key) => {
    const { code, stderr } = await husting("building", "remove", building, "--data", data);
    expect(code).toBe(2);
    expect(stderr).toContain(voteMessages.t("en")(key));
    const node = await openNode(data);
    expect((await node.votes.rooms.find(building, "room-1"))?.code).toBe(rooms.get(building)!.code);
    await node.close();
  });
});

it("what has readings stays, and it is said which; what is not there is not removed", async () => {
  for (const order of [
    ["point", "remove", "town-hall/electricity"],
    ["building", "remove", "town-hall"],
  ]) {
    const { code, stderr } = await husting(...order, "--data", data);
    expect(code).toBe(2);
    expect(stderr).toContain("there are readings of town-hall/electricity");
  }
  expect((await husting("point", "remove", "nowhere/gas", "--data", data)).stderr).toContain(
    "none of this name",
  );
  expect((await husting("building", "sing", "hal", "--data", data)).code).toBe(2);
});
