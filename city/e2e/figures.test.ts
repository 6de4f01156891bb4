import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { MeterView } from "../features/buildings/building-page.ts";
import { type BuildingPage, buildingPage } from "../features/buildings/index.ts";
import { type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const HOUR_MS = 3_600_000;
let city: RunningCity;
beforeAll(async () => {
  city = await runCity();
});
afterAll(() => city.close());

async function meterWithMeasure(): Promise<{ page: BuildingPage; meter: MeterView; pointId: number }> {
  for (const { slug } of await city.node.registry.buildings()) {
    const page = (await buildingPage(city.node, slug))!;
    const meter = page.meters.find(({ measure, summary }) => measure !== null && summary?.claim.ok);
    if (meter === undefined) continue;
    const point = (await city.node.registry.points()).find(({ key }) => key === meter.key)!;
    return { page, meter, pointId: point.id };
  }
  throw new Error("no measure of the demo city has a figure");
}

/** Sends a day of the reporting period again with another quality: nobody measured it after all. */
async function withdrawDay(pointId: number, fromMs: number): Promise<Float64Array> {
  const day = await city.node.readings.current(pointId, fromMs, fromMs + 24 * HOUR_MS);
  const count = day.atMs.length;
  const receipt = await city.node.desk.submit({
    source: "late",
    rejections: [],
    columns: {
      pointId: new Int32Array(count).fill(pointId),
      atMs: day.atMs,
      mantissa: day.mantissa,
      decimals: day.decimals,
      // ESPI 12: a forecast.
      quality: new Uint8Array(count).fill(12),
      row: new Float64Array(count),
    },
  });
  expect(receipt).toMatchObject({ added: 0, corrected: count, repeated: 0 });
  return day.atMs;
}

it("a figure keeps its version; a late correction makes the next one, with what changed, and computes nothing else", async () => {
  const { page, meter, pointId } = await meterWithMeasure();
  expect(meter.figures).toMatchObject([{ version: 1, cause: null, changed: null }]);
  expect(await city.node.recompute()).toBe(0);

  const { claim } = meter.summary!;
  if (!claim.ok) throw new Error("the figure is gone");
  const reported = Temporal.PlainDate.from(claim.coverage.reporting.from).add({ days: 30 });
  const changed = await withdrawDay(pointId, reported.toZonedDateTime(city.node.city.zone).epochMilliseconds);
  expect(await city.node.recompute()).toBe(1);
  expect(await city.node.recompute()).toBe(0);

  const after = (await buildingPage(city.node, page.building.slug))!.meters.find(
    ({ key }) => key === meter.key,
  )!;
  expect(after.figures).toMatchObject([
    { version: 2, cause: "readings", changed: { fromMs: changed[0], toMs: changed.at(-1) } },
    { version: 1, cause: null, avoidedKwh: claim.savings.value },
  ]);
  expect(after.figures[0]!.avoidedKwh).not.toBe(claim.savings.value);
  const html = await (await fetch(`${city.baseUrl}/en/buildings/${page.building.slug}`)).text();
  expect(html).toContain("Revised ");
  expect(html).toContain("Readings were corrected or came late.");
});
