import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { buildPages } from "../../scripts/build.ts";
import { generateDemo } from "../demo/create.ts";
import { keyPages } from "../e2e/key-pages.ts";
import { hourlyElectricity } from "../e2e/metered-point.ts";
import { seeded } from "../e2e/simulated-files.ts";
import { serveApart } from "../e2e/votes-load.ts";
import { languages } from "../web/language/index.ts";
import { openNode } from "./node.ts";
import { definePoint } from "./points.ts";
import { demoProfile } from "./profile.ts";

/** Ten key pages in three languages while readings stream in; the load comes from this process, on the same cores. */

const PER_SECOND = 200;
const SECONDS = 30;
const MISSES = 0.05;
const HIT_BOUND_MS = 50;
const MISS_BOUND_MS = 150;
const POINTS = 40;
const BETWEEN_BATCHES_MS = 250;
const HOUR_MS = 3_600_000;

export default async function bench(print: (line: string) => void): Promise<void> {
  buildPages();
  const directory = mkdtempSync(join(tmpdir(), "husting-public-"));
  const random = seeded(61);
  try {
    const token = await prepare(directory);
    const { child, port } = await serveApart(directory);
    const ingestion = new AbortController();
    const streamed = stream(port, token, ingestion.signal);
    const agent = new Agent({ keepAlive: true, maxSockets: 256 });
    const places = languages.flatMap((language) => keyPages.map((path) => `/${language}${path}`));
    const hits: number[] = [];
    const misses: number[] = [];
    let unlike = 0;
    let bytes = 0;
    // Until the node's code is compiled.
    for (const place of [...places, ...places, ...places]) await get(port, agent, place);
    const underWay: Promise<void>[] = [];
    const startMs = performance.now();
    for (let sent = 0; sent < PER_SECOND * SECONDS; sent++) {
      const dueMs = startMs + (sent * 1000) / PER_SECOND;
      const earlyMs = dueMs - performance.now();
      if (earlyMs > 1) await pause(earlyMs);
      const place = places[Math.floor(random() * places.length)]!;
      // A question that nobody has asked before is answered anew.
      const isNew = random() < MISSES;
      underWay.push(
        get(port, agent, isNew ? `${place}?unasked=${sent}` : place).then((answer) => {
          if (answer.status !== 200) unlike++;
          bytes += answer.bytes;
          (answer.isHit ? hits : misses).push(performance.now() - dueMs);
        }),
      );
    }
    await Promise.all(underWay);
    ingestion.abort();
    const readings = await streamed;
    agent.destroy();
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
    const asked = hits.length + misses.length;
    print(
      `pages asked for ${PER_SECOND} times a second for ${SECONDS} s, ${Math.round(readings / SECONDS)} readings a second coming in: ` +
        `${asked} answered, ${unlike} of them not with 200, ${(bytes / asked / 1024).toFixed(1)} KiB each, load ${loadavg()[0]!.toFixed(1)}`,
    );
    print(`  kept: ${told(hits, HIT_BOUND_MS)}`);
    print(`  made anew (${((100 * misses.length) / asked).toFixed(1)} %): ${told(misses, MISS_BOUND_MS)}`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function prepare(directory: string): Promise<string> {
  const node = await openNode(directory, { profile: demoProfile("umea") });
  await generateDemo(node, () => {});
  await node.recompute();
  await node.judge();
  const added = await node.sources.add("bench", "*");
  if (!added.ok) throw new Error(added.fault);
  for (let at = 0; at < POINTS; at++) await definePoint(node, hourlyElectricity(`house-${at}`));
  await node.close();
  return added.token;
}

/** Sends an hour of every point, again and again. @returns how many readings were taken. */
async function stream(port: number, token: string, signal: AbortSignal): Promise<number> {
  const fromMs = Date.UTC(2025, 0, 1);
  let taken = 0;
  for (let hour = 0; !signal.aborted; hour++) {
    const time = new Date(fromMs + hour * HOUR_MS).toISOString();
    const body = Array.from(
      { length: POINTS },
      (_, at) => `{"point":"house-${at}/electricity","time":"${time}","value":${1 + ((hour + at) % 7)}}`,
    ).join("\n");
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/readings`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson" },
      body,
    });
    taken += ((await answer.json()) as { added?: number }).added ?? 0;
    await pause(BETWEEN_BATCHES_MS);
  }
  return taken;
}

interface Answered {
  readonly status: number;
  readonly isHit: boolean;
  readonly bytes: number;
}

function get(port: number, agent: Agent, path: string): Promise<Answered> {
  return new Promise((resolve) => {
    const lost = (): void => resolve({ status: 0, isHit: false, bytes: 0 });
    const asked = request({ port, path, agent, headers: { "accept-encoding": "gzip" } }, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.on("error", lost);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          isHit: String(answer.headers["cache-status"]).includes("hit"),
          bytes,
        }),
      );
    });
    asked.on("error", lost);
    asked.end();
  });
}

function told(tookMs: number[], boundMs: number): string {
  tookMs.sort((a, b) => a - b);
  const at = (share: number): number =>
    tookMs[Math.min(tookMs.length - 1, Math.floor(share * tookMs.length))] ?? Number.NaN;
  return (
    `half within ${at(0.5).toFixed(1)} ms, 99 % within ${at(0.99).toFixed(1)} ms (asked ${boundMs}), ` +
    `slowest ${at(1).toFixed(0)} ms ${at(0.99) <= boundMs ? "held" : "MISSED"}`
  );
}
