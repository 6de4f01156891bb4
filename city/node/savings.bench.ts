import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CityNode, openNode } from "./node.ts";
import { ensureMeteringPoint, weatherPoint } from "./points.ts";
import { cityProfiles } from "./profile.ts";

const METERS = 3_053;
const STEPS = [382, 763, 1_527, METERS];
const HOURS = 2 * 8_760;
const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2024, 0, 1);
const BOUND_S = 40;
const MEMORY_BOUND_MB = 1_500;

/**
 * A city's meters with two hourly years each, from the readings store to stored results: consumption, suspect values, the
 * claim with its interval and events, the published method, and what pages draw.
 */
export default async function bench(print: (line: string) => void): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "husting-results-bench-"));
  const node = await openNode(join(directory, "city"), { profile: cityProfiles.umea });
  const atMs = Float64Array.from({ length: HOURS }, (_, i) => START_MS + i * HOUR_MS);
  const temperature = Float64Array.from(
    { length: HOURS },
    (_, i) => 5 - 12 * Math.cos((2 * Math.PI * i) / 8_766) + 4 * Math.sin(i / 31) + 3 * Math.cos(i / 3.8),
  );
  try {
    await deliver(
      node,
      await weatherPoint(node, "station"),
      atMs,
      temperature.map((t) => Math.round(10 * t)),
    );
    for (let meter = 0; meter < METERS; meter++) {
      const kind = meter % 2 === 0 ? "interval" : "cumulative";
      const { id } = await ensureMeteringPoint(node.registry, {
        building: `house-${meter}`,
        room: null,
        carrier: meter % 3 === 0 ? "electricity" : "district-heat",
        kind,
        unit: "kWh",
        stepMinutes: 60,
        registerWidth: null,
      });
      await deliver(node, id, atMs, meterOf(meter, temperature, kind));
    }
    let peakMb = 0;
    const watch = setInterval(() => {
      peakMb = Math.max(peakMb, process.memoryUsage.rss() / 1e6);
    }, 200);
    const started = performance.now();
    const secondsNow = (): number => (performance.now() - started) / 1000;
    let seconds = 0;
    const total = await node.recompute({
      onProgress(done, of) {
        if (done === of) seconds = secondsNow();
        if (STEPS.includes(done))
          print(
            `results: ${done} meters after ${secondsNow().toFixed(1)} s, ${((secondsNow() / done) * 1000).toFixed(1)} ms a meter`,
          );
      },
    });
    const roomSeconds = secondsNow() - seconds;
    clearInterval(watch);
    const kept = await node.civic
      .selectFrom("result")
      .select((of) => of.fn.countAll<number>().as("rows"))
      .executeTakeFirstOrThrow();
    if (kept.rows !== METERS) throw new Error(`${kept.rows} results are stored`);
    const holds = seconds <= BOUND_S && peakMb <= MEMORY_BOUND_MB ? "holds" : "FALLS SHORT";
    print(
      `results: all ${total} meters in ${seconds.toFixed(1)} s (bound: ${BOUND_S} s), ${Math.round(peakMb)} MB at most (bound: ${MEMORY_BOUND_MB} MB): ${holds}`,
    );
    print(`after them, what rooms and advice can be told of as many buildings: ${roomSeconds.toFixed(1)} s`);
  } finally {
    await node.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Tenths of a kWh by hour, or the register that adds them up: hours of work, heating, and noise that repeats. */
function meterOf(seed: number, temperature: Float64Array, kind: "interval" | "cumulative"): Float64Array {
  let state = seed * 7_919 + 1;
  let register = 0;
  return temperature.map((t, i) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const hour = i % 24;
    const use = 60 + (hour > 6 && hour < 18 ? 50 : 0) + 6 * Math.max(0, 15 - t) + (40 * state) / 2 ** 32;
    if (kind === "interval") return Math.round(use);
    register += Math.round(use);
    return register;
  });
}

async function deliver(
  node: CityNode,
  pointId: number,
  atMs: Float64Array,
  mantissa: Float64Array,
): Promise<void> {
  const writer = await node.readings.begin({
    pointId,
    source: "bench",
    receivedAtMs: START_MS,
    reason: "bench",
  });
  await writer.append({
    atMs,
    mantissa,
    decimals: new Uint8Array(atMs.length).fill(1),
    quality: new Uint8Array(atMs.length),
    row: Float64Array.from(atMs.keys()),
  });
  await writer.commit("");
}
