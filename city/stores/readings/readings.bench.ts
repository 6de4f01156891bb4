import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDuckdbReadings } from "./duckdb.ts";

/**
 * The store as it grows: how long it takes to write another meter and to read one, from a million readings to a hundred
 * million. The city of the issue has 3,053 meters with 53 million readings.
 */

const METER_HOURS = 17_360;
const CITY_METERS = 3_053;
const MOST_METERS = 5_760;
const READ_BOUND_MS = 20;
const READS = 41;
const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2023, 0, 1);

export default async function bench(print: (line: string) => void): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "husting-store-bench-"));
  const path = join(directory, "readings.duckdb");
  const store = await openDuckdbReadings(path);
  try {
    const rowNumbers = Float64Array.from({ length: METER_HOURS }, (_, i) => i + 2);
    const atMs = Float64Array.from({ length: METER_HOURS }, (_, i) => START_MS + i * HOUR_MS);
    const decimals = new Uint8Array(METER_HOURS).fill(1);
    const quality = new Uint8Array(METER_HOURS);
    let sinceMs = performance.now();
    let sinceMeters = 0;
    for (let meter = 1; meter <= MOST_METERS; meter++) {
      const writer = await store.begin({
        pointId: meter,
        source: `${meter}.csv`,
        receivedAtMs: START_MS,
        reason: "bench",
      });
      const mantissa = Float64Array.from(
        { length: METER_HOURS },
        (_, i) => (i * 7919 + meter * 104_729) % 5000,
      );
      await writer.append({ atMs, mantissa, decimals, quality, row: rowNumbers });
      await writer.commit("");
      if (![58, 576, CITY_METERS, MOST_METERS].includes(meter)) continue;
      const seconds = (performance.now() - sinceMs) / 1000;
      const rows = (meter - sinceMeters) * METER_HOURS;
      print(
        `store: up to ${millions(meter * METER_HOURS)} readings: ${Math.round(rows / seconds)} rows/s since the line before, ${Math.round(statSync(path).size / 1e6)} MB`,
      );
      await reads(store, meter, print);
      sinceMs = performance.now();
      sinceMeters = meter;
    }
  } finally {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  }
  await byTime(print);
}

/** Hours in one commit: what a city's senders send comes in by time, a few hours of every meter at once. */
const HOURS_A_COMMIT = 24;

/** The same 53 million readings as senders bring them, before and after they were put in order. */
async function byTime(print: (line: string) => void): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "husting-store-bench-"));
  const store = await openDuckdbReadings(join(directory, "readings.duckdb"));
  try {
    const startMs = performance.now();
    for (let hour = 0; hour < METER_HOURS; hour += HOURS_A_COMMIT) {
      const hours = Math.min(HOURS_A_COMMIT, METER_HOURS - hour);
      const rows = hours * CITY_METERS;
      const columns = {
        pointId: Int32Array.from({ length: rows }, (_, i) => 1 + (i % CITY_METERS)),
        atMs: Float64Array.from(
          { length: rows },
          (_, i) => START_MS + (hour + Math.floor(i / CITY_METERS)) * HOUR_MS,
        ),
        mantissa: Float64Array.from({ length: rows }, (_, i) => (i * 7919) % 5000),
        decimals: new Uint8Array(rows).fill(1),
        quality: new Uint8Array(rows),
        row: new Float64Array(rows),
      };
      const receivedAtMs = START_MS + (hour + hours) * HOUR_MS;
      await store.take([{ source: "bench", receivedAtMs, reason: "sent", rejections: [], columns }]);
    }
    const seconds = (performance.now() - startMs) / 1000;
    print(`store: as senders bring them: ${Math.round((METER_HOURS * CITY_METERS) / seconds)} rows/s`);
    await reads(store, CITY_METERS, print);
    const settleMs = performance.now();
    let worstMs = 0;
    for (;;) {
      const batchMs = performance.now();
      if (!(await store.settle())) break;
      worstMs = Math.max(worstMs, performance.now() - batchMs);
    }
    print(
      `store: put in order in ${((performance.now() - settleMs) / 1000).toFixed(1)} s, no writer waiting longer than ${Math.round(worstMs)} ms`,
    );
    await reads(store, CITY_METERS, print);
    const freshMs = performance.now();
    await store.freshness();
    print(`store:   how new each meter's readings are: ${Math.round(performance.now() - freshMs)} ms`);
  } finally {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function reads(
  store: Awaited<ReturnType<typeof openDuckdbReadings>>,
  meters: number,
  print: (line: string) => void,
): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < READS; i++) {
    const pointId = 1 + ((i * 7919) % meters);
    const startMs = performance.now();
    const { atMs } = await store.current(pointId, START_MS, START_MS + METER_HOURS * HOUR_MS);
    times.push(performance.now() - startMs);
    if (atMs.length !== METER_HOURS) throw new Error(`meter ${pointId} has ${atMs.length} readings`);
  }
  const medianMs = times.sort((a, b) => a - b)[READS >> 1]!;
  const bound =
    meters === CITY_METERS
      ? ` (bound ${READ_BOUND_MS} ms) ${medianMs <= READ_BOUND_MS ? "held" : "MISSED"}`
      : "";
  print(
    `store:   two years of one meter of ${meters}: ${medianMs.toFixed(1)} ms (median of ${READS})${bound}`,
  );
}

function millions(count: number): string {
  return `${(count / 1e6).toFixed(count < 1e7 ? 1 : 0)} million`;
}
