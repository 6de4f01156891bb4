import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { buildingPage, cityPage } from "../features/buildings/index.ts";
import { HOUR_MS, meteredPoint, newestHour } from "./metered-point.ts";
import { type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const HOURS = 400 * 24;
let city: RunningCity;
/** The building takes ten kWh an hour, and one of its rooms three of them; a second building is metered in a room only. */
beforeAll(async () => {
  city = await runCity();
  const startMs = (await newestHour(city)) - HOURS * HOUR_MS;
  const counting = (kwh: number): number[] =>
    Array.from({ length: HOURS }, (_, hour) => (1000 + kwh * hour) * 1000);
  await meteredPoint(city, { building: "sub" }, startMs, counting(10));
  await meteredPoint(city, { building: "sub", room: "room-1" }, startMs, counting(3));
  await meteredPoint(city, { building: "rooms-only", room: "room-1" }, startMs, counting(3));
});
afterAll(() => city.close());

it("what is metered in a room is a part of what the building's meter counts, and is in no total", async () => {
  const { buildings, totals } = await cityPage(city.node, "use");
  const row = buildings.find(({ slug }) => slug === "sub")!;
  expect(row.carriers).toHaveLength(1);
  expect(row.yearKwh).toBeCloseTo(365 * 24 * 10, -3);
  expect(buildings.find(({ slug }) => slug === "rooms-only")).toMatchObject({ yearKwh: null, carriers: [] });
  const electricity = totals.carriers.find(({ carrier }) => carrier === "electricity")!;
  const metered = buildings.filter(({ carriers }) =>
    carriers.some(({ carrier }) => carrier === "electricity"),
  );
  expect(electricity.meters).toBe(metered.length);
});

it("a building's page has one section for its electricity, and its rooms' meters under the rooms' names", async () => {
  const page = (await buildingPage(city.node, "sub"))!;
  expect(page.meters.map(({ key }) => key)).toEqual(["sub/electricity"]);
  expect(page.submeters).toMatchObject([
    { key: "sub/room-1/electricity", room: { en: "room-1" }, year: { measuredShare: expect.any(Number) } },
  ]);
  expect(page.submeters[0]!.year!.kwh).toBeCloseTo(365 * 24 * 3, -3);
  const html = await (await fetch(`${city.baseUrl}/en/buildings/sub`)).text();
  expect(html.match(/<h2[^>]*>Electricity</g)).toHaveLength(1);
  expect(html).toMatch(/<h2[^>]*>Metered in rooms</);
});

it("a building whose year was not measured says so, and does not say that it used nothing", async () => {
  const row = await city.node.civic
    .selectFrom("building")
    .select("id")
    .where("slug", "=", "sub")
    .executeTakeFirstOrThrow();
  const result = await city.node.civic
    .selectFrom("result")
    .selectAll()
    .where("building_id", "=", row.id)
    .execute();
  for (const { point_id, summary } of result) {
    const unmeasured = JSON.parse(summary);
    unmeasured.year = { ...unmeasured.year, kwh: 0, measuredShare: 0 };
    await city.node.civic
      .updateTable("result")
      .set({ summary: JSON.stringify(unmeasured), computed_at_ms: Date.now() + 1 })
      .where("point_id", "=", point_id)
      .execute();
  }
  const { buildings } = await cityPage(city.node, "name");
  expect(buildings.find(({ slug }) => slug === "sub")).toMatchObject({ yearKwh: null, measuredShare: 0 });
  for (const path of ["", "/buildings/sub"]) {
    const html = await (await fetch(`${city.baseUrl}/en${path}`)).text();
    expect(html).not.toMatch(/\b0\s?%\smeasured|>0\s?kWh/);
    expect(html).toContain("Not measured");
  }
});
