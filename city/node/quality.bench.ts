import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { qualityPage, watchReadings } from "../features/quality/index.ts";
import { openNode } from "./node.ts";
import { ensureMeteringPoint } from "./points.ts";
import { cityProfiles } from "./profile.ts";

/** What it costs to keep results and the watch over readings up to date in a large city. */

const BUILDINGS = 1_636;
const METERS = 3_053;
const HOURS = 730 * 24;
const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2024, 10, 1);
const LATE = 21;

export default async function bench(print: (line: string) => void): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "husting-quality-bench-"));
  const nowMs = (): number => START_MS + HOURS * HOUR_MS;
  const node = await openNode(directory, { profile: cityProfiles.umea, nowMs });
  try {
    const weather = await point("weather", "outdoor-temperature", "instantaneous", "°C");
    const pointIds: number[] = [];
    for (let meter = 0; meter < METERS; meter++)
      pointIds.push(
        await point(
          `house-${meter % BUILDINGS}`,
          meter < BUILDINGS ? "electricity" : "district-heat",
          "interval",
          "kWh",
        ),
      );
    await hear([weather], 0, HOURS, (hour) => Math.round(80 + 100 * Math.sin(hour / 1390)));
    for (let from = 0; from < METERS; from += 100)
      await hear(
        pointIds.slice(from, from + 100),
        0,
        HOURS,
        (hour, meter) => 50 + ((hour * 7 + meter) % 24) * 3,
      );
    const allMs = performance.now();
    await node.recompute();
    print(
      `quality: results of ${METERS} meters from ${Math.round((METERS * HOURS) / 1e6)} million readings: ${((performance.now() - allMs) / METERS).toFixed(1)} ms a meter`,
    );
    const times: number[] = [];
    for (let late = 0; late < LATE; late++) {
      await hear([pointIds[late * 140]!], HOURS - 100 - late, 1, () => 999);
      const lateMs = performance.now();
      const computed = await node.recompute();
      if (computed !== 1) throw new Error(`${computed} points were computed for one late reading`);
      times.push(performance.now() - lateMs);
    }
    print(
      `quality: a late reading's result brought up to date: ${median(times).toFixed(1)} ms (median of ${LATE})`,
    );
    const page: number[] = [];
    for (let i = 0; i < 9; i++) {
      const pageMs = performance.now();
      await qualityPage(node.quality, "", 1);
      page.push(performance.now() - pageMs);
    }
    print(`quality: the inbox of ${BUILDINGS} buildings: ${Math.round(median(page))} ms (median of 9)`);
    const watchMs = performance.now();
    await watchReadings(node.quality);
    print(`quality: the watch over ${METERS} meters: ${Math.round(performance.now() - watchMs)} ms`);
  } finally {
    await node.close();
    rmSync(directory, { recursive: true, force: true });
  }

  async function point(
    building: string,
    carrier: string,
    kind: "interval" | "instantaneous",
    unit: string,
  ): Promise<number> {
    const { id } = await ensureMeteringPoint(node.registry, {
      building,
      room: null,
      carrier,
      kind,
      unit,
      stepMinutes: 60,
      registerWidth: null,
    });
    return id;
  }

  async function hear(
    points: readonly number[],
    fromHour: number,
    hours: number,
    value: (hour: number, meter: number) => number,
  ): Promise<void> {
    const rows = points.length * hours;
    const meterOf = (i: number): number => Math.floor(i / hours);
    await node.readings.take([
      {
        source: "bench",
        receivedAtMs: nowMs(),
        reason: "sent",
        rejections: [],
        columns: {
          pointId: Int32Array.from({ length: rows }, (_, i) => points[meterOf(i)]!),
          atMs: Float64Array.from({ length: rows }, (_, i) => START_MS + (fromHour + (i % hours)) * HOUR_MS),
          mantissa: Float64Array.from({ length: rows }, (_, i) => value(fromHour + (i % hours), meterOf(i))),
          decimals: new Uint8Array(rows).fill(1),
          quality: new Uint8Array(rows),
          row: new Float64Array(rows),
        },
      },
    ]);
  }
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1]!;
}
