import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import mqtt from "mqtt";
import { killRounds } from "../e2e/intake-kill.ts";
import { hourlyElectricity } from "../e2e/metered-point.ts";
import { openNode } from "./node.ts";
import { definePoint } from "./points.ts";
import { cityProfiles } from "./profile.ts";

/**
 * How fast a serving node takes readings that are sent to it, durable before they are acknowledged. The node runs in a
 * process of its own; the load comes from this one, on the same cores.
 */

const HTTP_BOUND = 100_000;
const MQTT_BOUND = 8_000;
const MEMORY_BOUND_MB = 1000;
const POINTS = 400;
const HTTP_REQUESTS = 20;
const HTTP_ROWS = 100_000;
/** HUSTING_BENCH_SECONDS shortens the sustained load for a quick look; the bound is for sixty. */
const MQTT_SECONDS = Number(process.env.HUSTING_BENCH_SECONDS ?? 60);
const KILLS = 50;
const MQTT_UNDER_WAY = 4_000;
const START_MS = Date.UTC(2020, 0, 1);
const HOUR_MS = 3_600_000;

export default async function bench(print: (line: string) => void): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "husting-intake-bench-"));
  try {
    const token = await prepare(directory);
    const child = spawn(process.execPath, [join(import.meta.dirname, "../e2e/intake.child.ts"), directory], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const ports: { http: number; mqtt: number } = JSON.parse(line);
    await overHttp(ports.http, token, print);
    await overMqtt(ports.mqtt, token, print);
    const peakMb = peakMemoryMb(child.pid ?? 0);
    print(`intake: most memory of the node ${Math.round(peakMb)} MB (bound ${MEMORY_BOUND_MB} MB)`);
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
    const { rounds, acknowledged, lost, wrong } = await killRounds(KILLS, Math.random);
    print(
      `intake: ${rounds} × kill -9 under HTTP and MQTT load: ${acknowledged} acknowledged, ${lost} lost, ${wrong} wrong or twice ${verdict(lost + wrong === 0)}`,
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function prepare(directory: string): Promise<string> {
  const node = await openNode(directory, { profile: cityProfiles.umea });
  const added = await node.sources.add("bench", "*");
  if (!added.ok) throw new Error(added.fault);
  for (let i = 0; i < POINTS; i++) {
    await definePoint(node, hourlyElectricity(`house-${i}`));
  }
  await node.close();
  return added.token;
}

async function overHttp(port: number, token: string, print: (line: string) => void): Promise<void> {
  const bodies = Array.from({ length: HTTP_REQUESTS }, (_, request) =>
    Array.from({ length: HTTP_ROWS }, (_, row) => {
      const at = request * HTTP_ROWS + row;
      const time = new Date(START_MS + Math.floor(at / POINTS) * HOUR_MS).toISOString();
      return `{"point":"house-${at % POINTS}/electricity","time":"${time}","value":${(at % 997) / 10}}`;
    }).join("\n"),
  );
  const startMs = performance.now();
  // Two senders, as two cores can serve.
  const send = async (from: number): Promise<void> => {
    for (let i = from; i < bodies.length; i += 2) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/readings`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson" },
        body: bodies[i]!,
      });
      const receipt = (await answer.json()) as { added?: number };
      if (receipt.added !== HTTP_ROWS) throw new Error(JSON.stringify(receipt).slice(0, 300));
    }
  };
  await Promise.all([send(0), send(1)]);
  const seconds = (performance.now() - startMs) / 1000;
  const rate = (HTTP_REQUESTS * HTTP_ROWS) / seconds;
  print(
    `intake: HTTP NDJSON, ${HTTP_REQUESTS} requests of ${HTTP_ROWS} readings: ${Math.round(rate)} readings/s (bound ${HTTP_BOUND}) ${verdict(rate >= HTTP_BOUND)}`,
  );
}

async function overMqtt(port: number, token: string, print: (line: string) => void): Promise<void> {
  const clients = await Promise.all(
    Array.from({ length: 4 }, () =>
      mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { username: "bench", password: token }),
    ),
  );
  let sent = 0;
  let acknowledged = 0;
  const latencies: number[] = [];
  const endMs = performance.now() + MQTT_SECONDS * 1000;
  const startMs = performance.now();
  await Promise.all(
    clients.map(
      (client) =>
        new Promise<void>((resolve, reject) => {
          let underWay = 0;
          const pump = (): void => {
            while (underWay < MQTT_UNDER_WAY / clients.length && performance.now() < endMs) {
              const at = sent++;
              const time = new Date(START_MS + (50_000 + Math.floor(at / POINTS)) * 60_000).toISOString();
              const sentMs = performance.now();
              underWay++;
              client.publish(
                `husting/house-${at % POINTS}/electricity`,
                `{"time":"${time}","value":${(at % 997) / 10}}`,
                { qos: 1 },
                (error) => {
                  if (error) return reject(error);
                  underWay--;
                  acknowledged++;
                  if (acknowledged % 100 === 0) latencies.push(performance.now() - sentMs);
                  if (performance.now() < endMs) pump();
                  else if (underWay === 0) resolve();
                },
              );
            }
          };
          pump();
        }),
    ),
  );
  const seconds = (performance.now() - startMs) / 1000;
  await Promise.all(clients.map((client) => client.endAsync()));
  const rate = acknowledged / seconds;
  latencies.sort((a, b) => a - b);
  const median = latencies[latencies.length >> 1] ?? Number.NaN;
  const worst = latencies.at(-1) ?? Number.NaN;
  print(
    `intake: MQTT QoS 1, one reading a message, ${Math.round(seconds)} s: ${Math.round(rate)} messages/s (bound ${MQTT_BOUND}) ${verdict(rate >= MQTT_BOUND)}; ` +
      `durable after ${Math.round(median)} ms (median), ${Math.round(worst)} ms at most, ${MQTT_UNDER_WAY} under way`,
  );
}

function verdict(holds: boolean): string {
  return holds ? "held" : "MISSED";
}

/** Peak resident memory of a process, where the system tells it. */
function peakMemoryMb(processId: number): number {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${processId}/status`, "utf8"));
    return Number(found?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}
