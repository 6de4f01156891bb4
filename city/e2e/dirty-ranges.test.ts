import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type CityNode, OPEN_DAY_PATIENCE_MS, openNode } from "../node/node.ts";
import { ensureMeteringPoint, weatherPoint } from "../node/points.ts";
import { cityProfiles } from "../node/profile.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Midnight in Stockholm. */
const START = Date.parse("2025-01-01T00:00+01:00");
const DAYS = 120;
/** Enough for the results to be computed on threads. */
const METERS = 18;

let home = "";
let node: CityNode;
let weather = 0;
const meters: number[] = [];
let nowMs = START + DAYS * DAY + 12 * HOUR;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "husting-dirty-"));
  node = await openNode(join(home, "city"), { profile: cityProfiles.umea, nowMs: () => nowMs });
  weather = await weatherPoint(node, "station");
  for (let i = 0; i < METERS; i++) {
    const { id } = await ensureMeteringPoint(node.registry, {
      building: `house-${i}`,
      room: null,
      carrier: "district-heat",
      kind: i % 2 === 0 ? "interval" : "cumulative",
      unit: "kWh",
      stepMinutes: 60,
      registerWidth: null,
    });
    meters.push(id);
  }
  const hours = Array.from({ length: DAYS * 24 }, (_, hour) => hour);
  await send(
    weather,
    hours.map((hour) => [hour, temperature(hour)]),
  );
  for (const [i, id] of meters.entries())
    await send(
      id,
      hours.map((hour) => [hour, i % 2 === 0 ? 20 + (hour % 7) : 20 * hour + (hour % 7)]),
    );
});
afterAll(async () => {
  await node.close();
  rmSync(home, { recursive: true, force: true });
});

const temperature = (hour: number): number => Math.round(10 * Math.cos(hour / 400));

async function send(
  pointId: number,
  rows: readonly (readonly [hour: number, value: number])[],
): Promise<void> {
  await node.readings.take([
    {
      source: "test",
      receivedAtMs: nowMs,
      reason: "sent",
      rejections: [],
      columns: {
        pointId: new Int32Array(rows.length).fill(pointId),
        atMs: Float64Array.from(rows, ([hour]) => START + hour * HOUR),
        mantissa: Float64Array.from(rows, ([, value]) => value),
        decimals: new Uint8Array(rows.length),
        quality: new Uint8Array(rows.length),
        row: new Float64Array(rows.length),
      },
    },
  ]);
}

const results = () =>
  node.civic
    .selectFrom("result")
    .select(["point_id", "summary", "detail", "measured", "first_ms", "whole_until_ms"])
    .orderBy("point_id")
    .execute();

const patiently = () => node.recompute({ patienceMs: OPEN_DAY_PATIENCE_MS });

describe("what is computed again", () => {
  it("is everything at first, on threads, and then nothing", async () => {
    expect(await node.recompute()).toBe(METERS);
    expect((await results()).every(({ summary }) => JSON.parse(summary).type === "energy")).toBe(true);
    expect(await node.recompute()).toBe(0);
  });

  it("is nothing when the weather of the day under way comes in, hour by hour", async () => {
    for (let hour = DAYS * 24; hour < DAYS * 24 + 10; hour++) {
      await send(weather, [[hour, 1]]);
      expect(await node.recompute()).toBe(0);
    }
  });

  it("is every meter when the weather of a day they counted is corrected", async () => {
    await send(weather, [[500, 33]]);
    expect(await patiently()).toBe(METERS);
  });

  it("is one meter when one reading of it is late, and no meter while its day goes on", async () => {
    await send(meters[0]!, [[700, 99]]);
    expect(await patiently()).toBe(1);
    await send(meters[0]!, [
      [DAYS * 24, 20],
      [DAYS * 24 + 1, 21],
    ]);
    expect(await patiently()).toBe(0);
    nowMs += OPEN_DAY_PATIENCE_MS;
    expect(await patiently()).toBe(1);
  });
});

it("whatever comes in whatever order, computing only what is dirty leaves what computing everything gives", async () => {
  const change = fc.record({
    meter: fc.integer({ min: -1, max: METERS - 1 }),
    hour: fc.integer({ min: 0, max: (DAYS + 3) * 24 }),
    hours: fc.integer({ min: 1, max: 40 }),
    value: fc.integer({ min: 0, max: 60 }),
    waits: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 3, maxLength: 8 }), async (changes) => {
      for (const { meter, hour, hours, value, waits } of changes) {
        const isRegister = meter % 2 === 1;
        const rows = Array.from({ length: hours }, (_, i): [number, number] => [
          hour + i,
          isRegister ? 20 * (hour + i) + (value % 9) : value,
        ]);
        await send(meter < 0 ? weather : meters[meter]!, rows);
        if (waits) nowMs += OPEN_DAY_PATIENCE_MS / 2;
        await patiently();
      }
      await node.recompute();
      const byDirt = await results();
      await node.civic.deleteFrom("result").execute();
      expect(await node.recompute()).toBe(METERS);
      expect(byDirt).toEqual(await results());
    }),
    { numRuns: 12 },
  );
});
