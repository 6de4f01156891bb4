import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import mqtt from "mqtt";
import { openNode } from "../node/node.ts";
import { definePoint } from "../node/points.ts";
import { cityProfiles } from "../node/profile.ts";

/**
 * Kills a node that is taking readings over HTTP and MQTT, again and again, and looks whether everything it acknowledged
 * is there exactly once. Used by the test (a few rounds) and the bench (fifty).
 */
export interface KillReport {
  readonly rounds: number;
  readonly acknowledged: number;
  /** Acknowledged and not there. */
  readonly lost: number;
  /** There more than once, or with another value. */
  readonly wrong: number;
}

const START_MS = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;
const HTTP_ROWS = 200;

export async function killRounds(rounds: number, random: () => number): Promise<KillReport> {
  const directory = mkdtempSync(join(tmpdir(), "husting-kill-"));
  try {
    const node = await openNode(directory, { profile: cityProfiles.umea });
    const added = await node.sources.add("killer", "*");
    if (!added.ok) throw new Error(added.fault);
    for (const carrier of ["electricity", "gas"]) {
      await definePoint(node, {
        building: "hall",
        room: null,
        carrier,
        kind: "interval",
        unit: "kWh",
        stepMinutes: 60,
        registerWidth: null,
      });
    }
    await node.close();
    /** Minute of each acknowledged reading, which is its value too. */
    const acknowledged = { electricity: new Set<number>(), gas: new Set<number>() };
    let next = 0;
    for (let round = 0; round < rounds; round++) {
      next = await oneRound(directory, added.token, acknowledged, next, 50 + random() * 400);
    }
    return await compare(directory, rounds, acknowledged);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

type Acknowledged = Readonly<Record<"electricity" | "gas", Set<number>>>;

async function oneRound(
  directory: string,
  token: string,
  acknowledged: Acknowledged,
  first: number,
  lifeMs: number,
): Promise<number> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "intake.child.ts"), directory], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const ports: { http: number; mqtt: number } = JSON.parse(line);
  let minute = first;
  let alive = true;
  const reading = (at: number, carrier: string) => ({
    point: `hall/${carrier}`,
    time: new Date(START_MS + at * MINUTE_MS).toISOString(),
    value: at,
  });
  const overHttp = async (): Promise<void> => {
    while (alive) {
      const from = minute;
      minute += HTTP_ROWS;
      const minutes = Array.from({ length: HTTP_ROWS }, (_, i) => from + i);
      const answer = await fetch(`http://127.0.0.1:${ports.http}/api/v1/readings`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson" },
        body: minutes.map((at) => JSON.stringify(reading(at, "electricity"))).join("\n"),
      }).catch(() => undefined);
      // The status comes before the body is read: it is the acknowledgement.
      if (answer?.status === 200) for (const at of minutes) acknowledged.electricity.add(at);
      await answer?.text().catch(() => undefined);
    }
  };
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${ports.mqtt}`, {
    password: token,
    username: "k",
    reconnectPeriod: 0,
  });
  client.on("error", () => {});
  const overMqtt = async (): Promise<void> => {
    while (alive) {
      const sent = Array.from({ length: 50 }, () => {
        const at = minute++;
        const { time, value } = reading(at, "gas");
        return new Promise<void>((resolve) => {
          client.publish("husting/hall/gas", JSON.stringify({ time, value }), { qos: 1 }, (error) => {
            if (!error) acknowledged.gas.add(at);
            resolve();
          });
        });
      });
      await Promise.race([Promise.all(sent), exited]);
    }
  };
  const [http, mqttRead] = [acknowledged.electricity.size, acknowledged.gas.size];
  const work = [overHttp(), overHttp(), overMqtt()];
  // A busy machine takes its time for the first answers; what is to be cut off is a stream that flows both ways.
  for (
    let waited = 0;
    acknowledged.electricity.size === http || acknowledged.gas.size === mqttRead;
    waited++
  ) {
    if (waited === 600) throw new Error("the node acknowledged nothing for a minute");
    await pause(100);
  }
  await pause(lifeMs);
  child.kill("SIGKILL");
  alive = false;
  await exited;
  client.end(true);
  await Promise.all(work);
  return minute;
}

async function compare(directory: string, rounds: number, acknowledged: Acknowledged): Promise<KillReport> {
  const node = await openNode(directory);
  let lost = 0;
  let wrong = 0;
  try {
    for (const carrier of ["electricity", "gas"] as const) {
      const { id } = node.points.book.get(`hall/${carrier}`)!;
      const { atMs, value } = await node.readings.current(id);
      const found = new Map(Array.from(atMs, (at, i) => [(at - START_MS) / MINUTE_MS, value[i]!]));
      for (const at of acknowledged[carrier]) if (!found.has(at)) lost++;
      for (const [at, read] of found) if (read !== at) wrong++;
      wrong += (await node.readings.corrections(id, 1000)).length;
      wrong += ((await node.readings.extents()).get(id)?.readings ?? 0) - found.size;
    }
  } finally {
    await node.close();
  }
  return { rounds, acknowledged: acknowledged.electricity.size + acknowledged.gas.size, lost, wrong };
}
