import mqtt, { type MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Broker, openBroker } from "../features/readings/index.ts";
import type { VotingRoom } from "../features/votes/rooms.ts";
import { messageIntake } from "../node/lines.ts";
import { type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 300_000 });

let city: RunningCity;
let broker: Broker;
let client: MqttClient;
let room: VotingRoom;
let elsewhere: VotingRoom;

beforeAll(async () => {
  city = await runCity();
  const { node } = city;
  const rooms = [...(await node.votes.rooms.all()).values()];
  room = rooms[0]!;
  elsewhere = rooms.find(({ building }) => building.slug !== room.building.slug)!;
  const added = await node.sources.add("buttons", room.building.slug);
  broker = await openBroker({ host: "127.0.0.1", port: 0 }, node.sources, messageIntake(node));
  client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, {
    username: "buttons",
    password: added.ok ? added.token : "",
  });
});
afterAll(async () => {
  await client.endAsync();
  await broker.close();
  await city.close();
});

/** Acknowledged when it is counted or refused on record. */
const send = (of: VotingRoom, payload: string) =>
  client.publishAsync(`husting/${of.building.slug}/${of.slug}/vote`, payload, { qos: 1 });
const counted = (of: VotingRoom): number =>
  city.node.votes.tally
    .counts(of.group.key)
    .filter(({ channel }) => channel === "device")
    .reduce((sum, { votes }) => sum + votes, 0);
async function rejected(): Promise<string[]> {
  const [newest] = (await city.node.readings.deliveries(50)).filter(({ source }) => source === "buttons");
  const found = newest === undefined ? [] : await city.node.readings.rejections(newest.deliveryId, 100);
  expect(found.map((one) => one.found).join("")).toBe("");
  return found.map(({ code }) => code);
}

it("a device's vote is counted when it is acknowledged, as a number or with ticks", async () => {
  await send(room, "-2");
  await send(room, JSON.stringify({ vote: 1, stuffy: true }));
  const counts = city.node.votes.tally.counts(room.group.key).filter(({ channel }) => channel === "device");
  expect(counts.map(({ sensation, marks, votes }) => [sensation, marks, votes])).toEqual([
    [-2, 0, 1],
    [1, 1, 1],
  ]);
});

it("a message that is sent again with its id is counted once", async () => {
  const before = counted(room);
  for (let again = 0; again < 3; again++) await send(room, JSON.stringify({ vote: 0, id: "7f3a" }));
  expect(counted(room)).toBe(before + 1);
});

it("what is no vote, and a room that the token may not write for, are rejected on record, without what was said", async () => {
  for (const payload of ["4", "warm", "{}", '{"vote":"1"}', '{"vote":1,"id":5}']) await send(room, payload);
  await send(elsewhere, "1");
  await send({ ...room, slug: "no-such-room" }, "1");
  expect(counted(elsewhere)).toBe(0);
  expect([...new Set(await rejected())].sort()).toEqual(["vote-not-understood", "vote-room-not-known"]);
});

it("a contact that sends on and on is not counted on and on", async () => {
  for (let sent = 0; sent < 40; sent++) await send(room, "3");
  expect(counted(room)).toBeLessThanOrEqual(30);
  expect(await rejected()).toContain("vote-too-many");
});
