import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { advicePage, climateRoomsPage, readRoomFilter } from "../features/climate/index.ts";
import { adviceParts, climateRoomParts } from "./climate-pages.ts";
import { openNode } from "./node.ts";
import { ensureMeteringPoint } from "./points.ts";
import { cityProfiles } from "./profile.ts";

/** What it costs to keep the rooms of a city judged, and to rank them. */

const BUILDINGS = 40;
const ROOMS = 5;
const HOURS = 366 * 24;
const HOUR_MS = 3_600_000;
const START_MS = Date.parse("2024-11-01T00:00+01:00");
const TIMES = 9;

type Value = (hour: number, of: number) => number;

export default async function bench(print: (line: string) => void): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "husting-climate-bench-"));
  const nowMs = (): number => START_MS + (HOURS + 1) * HOUR_MS;
  const node = await openNode(directory, { profile: cityProfiles.umea, nowMs });
  try {
    const weather = await point("weather", null, "outdoor-temperature", "°C");
    await hear([weather], 0, HOURS, (hour) => 40 - 120 * Math.cos(hour / 1394) + 30 * Math.sin(hour / 40));
    const sensors: number[] = [];
    for (let building = 0; building < BUILDINGS; building++) {
      const name = `house-${building}`;
      const own: number[] = [];
      for (let room = 0; room < ROOMS; room++) {
        own.push(await point(name, `room-${room}`, "indoor-temperature", "°C"));
        own.push(await point(name, `room-${room}`, "co2", "ppm"));
      }
      sensors.push(...own);
      await hear(own, 0, HOURS, (hour, of) =>
        of % 2 === 0
          ? 210 + 12 * Math.sin(hour * 0.7 + of + building)
          : 6000 + 2000 * Math.sin(hour / 3 + of),
      );
      const meters = [
        await point(name, null, "district-heat", "kWh"),
        await point(name, null, "electricity", "kWh"),
      ];
      await hear(meters, 0, HOURS, (hour) => 200 + 7 * (hour % 24) + 60 * Math.cos(hour / 1394));
    }
    // As a node does every ten minutes.
    while (await node.readings.settle());
    await node.recompute();
    await node.civic.deleteFrom("climate_result").execute();
    const allMs = await took(() => node.recompute());
    const each = allMs / BUILDINGS;
    print(
      `climate: ${BUILDINGS} buildings of ${ROOMS} rooms, a year each: ${each.toFixed(0)} ms a building, so ${((800 * each) / 1000).toFixed(0)} s for 800 (asked: under 300)`,
    );
    const idle: number[] = [];
    for (let i = 0; i < TIMES; i++) idle.push(await took(() => node.recompute()));
    print(`climate: a look that finds nothing to do: ${median(idle).toFixed(1)} ms (median of ${TIMES})`);
    const late: number[] = [];
    for (let i = 0; i < TIMES; i++) {
      await hear([sensors[i * 7]!], HOURS - 500 - i, 1, () => 300);
      late.push(await took(() => node.recompute()));
    }
    print(
      `climate: a late reading, its point's result and its building: ${median(late).toFixed(0)} ms (median of ${TIMES})`,
    );
    for (const [name, page] of [
      [
        "rooms ranked",
        () => climateRoomsPage(climateRoomParts(node), readRoomFilter(new URLSearchParams()), 1, "manager"),
      ],
      ["advice", () => advicePage(adviceParts(node), "manager", "carbon")],
    ] as const) {
      const times: number[] = [];
      for (let i = 0; i < TIMES; i++) times.push(await took(page));
      print(`climate: data of the page of ${name}: ${median(times).toFixed(0)} ms (median of ${TIMES})`);
    }
  } finally {
    await node.close();
    rmSync(directory, { recursive: true, force: true });
  }

  async function point(
    building: string,
    room: string | null,
    carrier: string,
    unit: string,
  ): Promise<number> {
    const kind = unit === "kWh" ? "interval" : "instantaneous";
    const wanted = { building, room, carrier, kind, unit, stepMinutes: 60, registerWidth: null } as const;
    if (building === "weather")
      return node.registry.ensurePoint({
        key: "weather/outdoor-temperature",
        buildingId: null,
        roomId: null,
        carrier,
        kind,
        unit,
        stepMinutes: 60,
        registerWidth: null,
      });
    return (await ensureMeteringPoint(node.registry, wanted)).id;
  }

  async function hear(
    points: readonly number[],
    fromHour: number,
    count: number,
    value: Value,
  ): Promise<void> {
    const rows = points.length * count;
    const of = (i: number): number => Math.floor(i / count);
    const hour = (i: number): number => fromHour + (i % count);
    await node.readings.take([
      {
        source: "bench",
        receivedAtMs: nowMs(),
        reason: "sent",
        rejections: [],
        columns: {
          pointId: Int32Array.from({ length: rows }, (_, i) => points[of(i)]!),
          atMs: Float64Array.from({ length: rows }, (_, i) => START_MS + hour(i) * HOUR_MS),
          mantissa: Float64Array.from({ length: rows }, (_, i) => Math.round(value(hour(i), of(i)))),
          decimals: new Uint8Array(rows).fill(1),
          quality: new Uint8Array(rows),
          row: new Float64Array(rows),
        },
      },
    ]);
  }
}

async function took(what: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await what();
  return performance.now() - startMs;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1]!;
}
