import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import mqtt, { type MqttClient } from "mqtt";
import { generate } from "selfsigned";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Broker, type MessageIntake, openBroker, openConnection } from "../features/readings/index.ts";
import { presets } from "../features/readings/ingest/mqtt/presets.ts";
import { messageIntake } from "../node/lines.ts";
import { definePoint } from "../node/points.ts";
import { freePort, mosquittoPath, startMosquitto } from "./mosquitto.ts";
import { type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 300_000 });

const START_MS = Date.UTC(2026, 0, 1);
const at = (minute: number): string => new Date(START_MS + minute * 60_000).toISOString();

const manager = { id: "m", email: "manager@umea.example", role: "manager" } as const;
const directory = mkdtempSync(join(tmpdir(), "husting-mqtt-"));
let city: RunningCity;
let intake: MessageIntake;
let token: string;
const certificate = { certFile: join(directory, "cert.pem"), keyFile: join(directory, "key.pem") };

beforeAll(async () => {
  city = await runCity();
  const { node } = city;
  intake = messageIntake(node);
  const added = await node.sources.add("gateway", "hall");
  if (!added.ok) throw new Error(added.fault);
  token = added.token;
  const point = { room: null, building: "hall", stepMinutes: 60, registerWidth: null } as const;
  await definePoint(node, { ...point, carrier: "electricity", kind: "interval", unit: "kWh" });
  await definePoint(node, { ...point, carrier: "gas", kind: "cumulative", unit: "m3" });
  const made = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] }],
  });
  writeFileSync(certificate.certFile, made.cert);
  writeFileSync(certificate.keyFile, made.private);
});
afterAll(async () => {
  await city.close();
  rmSync(directory, { recursive: true, force: true });
});

async function current(key: string): Promise<Map<number, number>> {
  const { atMs, value } = await city.node.readings.current(city.node.points.book.get(key)!.id);
  return new Map(Array.from(atMs, (ms, i) => [(ms - START_MS) / 60_000, value[i]!]));
}

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  const endMs = performance.now() + 20_000;
  while (!(await holds())) {
    if (performance.now() > endMs) throw new Error("it did not come");
    await pause(20);
  }
}

const message = (minute: number, value: unknown): string => JSON.stringify({ time: at(minute), value });

describe("the node's own broker", () => {
  let broker: Broker;
  let sender: MqttClient;
  beforeAll(async () => {
    broker = await openBroker({ host: "127.0.0.1", port: 0 }, city.node.sources, intake);
    sender = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, {
      username: "gateway",
      password: token,
    });
  });
  afterAll(async () => {
    await sender.endAsync();
    await broker.close();
  });

  it("acknowledges a message when its reading is durable, and not before", async () => {
    await sender.publishAsync("husting/hall/electricity", message(1, 1.25), { qos: 1 });
    expect((await current("hall/electricity")).get(1)).toBe(1.25);
  });

  it("takes thousands of messages at once, each once, and the last word of each instant", async () => {
    const sent: Promise<unknown>[] = [];
    for (let i = 0; i < 3000; i++)
      sent.push(sender.publishAsync("husting/hall/gas", message(1000 + (i % 2000), i), { qos: 1 }));
    await Promise.all(sent);
    const found = await current("hall/gas");
    expect(found.size).toBe(2000);
    for (let i = 0; i < 2000; i++) expect(found.get(1000 + i)).toBe(i < 1000 ? 2000 + i : i);
    expect(
      await city.node.readings.history(city.node.points.book.get("hall/gas")!.id, START_MS + 1000 * 60_000),
    ).toHaveLength(2);
  });

  it("puts a message that cannot be read on record, acknowledges it, and takes the others", async () => {
    const before = Math.max(0, ...(await city.node.readings.deliveries(1)).map(({ rejected }) => rejected));
    await sender.publishAsync("husting/hall/electricity", "{", { qos: 1 });
    await sender.publishAsync("husting/hall/electricity", message(2, -1), { qos: 1 });
    await sender.publishAsync("husting/school/electricity", message(2, 1), { qos: 1 });
    await sender.publishAsync("elsewhere", message(2, 1), { qos: 1 });
    await sender.publishAsync("husting/hall/electricity", message(3, 3), { qos: 2 });
    const [delivery] = await city.node.readings.deliveries(1);
    expect(delivery).toMatchObject({ source: "gateway", rejected: before + 4 });
    const rejections = await city.node.readings.rejections(delivery!.deliveryId, 100);
    expect(rejections.map(({ code }) => code).sort()).toEqual(
      ["below-possible", "not-json", "point-not-known", "topic-not-mapped"].sort(),
    );
    expect((await current("hall/electricity")).get(3)).toBe(3);
  });

  it("lets nobody in without a token, and gives nothing out", async () => {
    const refused = mqtt.connectAsync(
      `mqtt://127.0.0.1:${broker.port}`,
      { username: "gateway", password: "hst_1_x", reconnectPeriod: 0 },
      false,
    );
    await expect(refused).rejects.toThrow(/Not authorized/i);
    await expect(sender.subscribeAsync("#", { qos: 1 })).rejects.toThrow();
  });

  it("speaks TLS", async () => {
    const tls = {
      cert: readFileSync(certificate.certFile, "utf8"),
      key: readFileSync(certificate.keyFile, "utf8"),
    };
    const secure = await openBroker({ host: "127.0.0.1", port: 0, tls }, city.node.sources, intake);
    const client = await mqtt.connectAsync(`mqtts://localhost:${secure.port}`, {
      password: token,
      username: "g",
      ca: tls.cert,
    });
    await client.publishAsync("husting/hall/electricity", message(4, 4), { qos: 1 });
    expect((await current("hall/electricity")).get(4)).toBe(4);
    await client.endAsync();
    await secure.close();
  });
});

describe.skipIf(mosquittoPath === undefined)("a connection to Mosquitto", () => {
  for (const protocol of ["3.1.1", "5"] as const) {
    it(`takes what is sent while it is there and while it is away (MQTT ${protocol})`, async () => {
      const home = mkdtempSync(join(directory, "broker-"));
      const mosquitto = await startMosquitto({ directory: home, port: await freePort() });
      const options = {
        name: `broker ${protocol}`,
        url: mosquitto.url,
        protocol,
        clientId: `node-${protocol}`,
        scope: "*",
      };
      const minute = protocol === "5" ? 20_000 : 10_000;
      const sender = await mqtt.connectAsync(mosquitto.url);
      let connection = openConnection(options, intake);
      await until(() => connection.state() === "connected");
      await pause(200);
      const send = (from: number, count: number) =>
        Promise.all(
          Array.from({ length: count }, (_, i) =>
            sender.publishAsync("husting/hall/electricity", message(minute + from + i, from + i), { qos: 1 }),
          ),
        );
      await send(0, 500);
      await until(async () => (await current("hall/electricity")).has(minute + 499));
      await connection.close();
      await send(500, 500);
      connection = openConnection(options, intake);
      await until(async () => (await current("hall/electricity")).has(minute + 999));
      const found = await current("hall/electricity");
      for (let i = 0; i < 1000; i++) expect(found.get(minute + i)).toBe(i);
      await connection.close();
      await sender.endAsync();
      await mosquitto.stop();
    });
  }

  it("comes back after the broker was stopped, over TLS, and subscribes to a mapping that was added meanwhile", async () => {
    const home = mkdtempSync(join(directory, "broker-"));
    const port = await freePort();
    let mosquitto = await startMosquitto({ directory: home, port, certificate });
    const ca = readFileSync(certificate.certFile, "utf8");
    const url = mosquitto.url.replace("127.0.0.1", "localhost");
    const connection = openConnection(
      { name: "lora", url, protocol: "5", clientId: "lora", scope: "*", ca },
      intake,
    );
    await until(() => connection.state() === "connected");
    await mosquitto.stop();
    await until(() => connection.state() !== "connected");
    mosquitto = await startMosquitto({ directory: home, port, certificate });
    await until(() => connection.state() === "connected");
    const preset = presets["the-things-stack"];
    await city.node.mappings.put("rooms", { ...preset, devices: { dev1: "algkronan-skola/3a" } }, manager);
    connection.subscribe();
    await pause(300);
    const [room] = [...city.node.points.book.keys()].filter((key) => key.endsWith("/indoor-temperature"));
    const place = room!.split("/").slice(0, 2).join("/");
    await city.node.mappings.put("rooms", { ...preset, devices: { dev1: place } }, manager);
    const sender = await mqtt.connectAsync(url, { ca });
    const uplink = { received_at: at(7), uplink_message: { decoded_payload: { temperature: 21.5 } } };
    await sender.publishAsync("v3/app1@ttn/devices/dev1/up", JSON.stringify(uplink), { qos: 1 });
    await until(async () => (await current(room!)).get(7) === 21.5);
    await sender.endAsync();
    await connection.close();
    await mosquitto.stop();
  });
});
