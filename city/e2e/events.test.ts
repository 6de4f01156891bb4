import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type BuildingPage, buildingPage } from "../features/buildings/index.ts";
import { buildingMessages } from "../features/buildings/messages.ts";
import { meterMessages } from "../features/meters/messages.ts";
import { definePoint } from "../node/points.ts";
import { launchBrowser, press } from "./browser.ts";
import { hourlyElectricity } from "./metered-point.ts";
import { browserCookies, postForm, type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const HOUR_MS = 3_600_000;
const HOURS = 730 * 24;
const t = meterMessages.t("en");
const building = buildingMessages.t("en");

let city: RunningCity;
let browser: Browser;
let context: BrowserContext;
let cookie: string;
let pointId: number;

/** A hall in the city's own weather: it was closed from day 500 on, for 40 days. */
beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
  cookie = await city.signInAs("manager");
  await context.addCookies(browserCookies(cookie, city.baseUrl));
  const { node } = city;
  await definePoint(node, hourlyElectricity("hall"));
  pointId = node.points.book.get("hall/electricity")!.id;
  const newest = Math.max(...[...(await node.readings.extents()).values()].map(({ lastMs }) => lastMs));
  // Days begin at the city's midnight, whatever the hour is now: the hall is closed for whole ones.
  const startMs = Temporal.Instant.fromEpochMilliseconds(newest - HOURS * HOUR_MS)
    .toZonedDateTimeISO(node.city.zone)
    .startOfDay().epochMilliseconds;
  const hours = Array.from({ length: HOURS }, (_, hour) => hour);
  const writer = await node.readings.begin({
    pointId,
    source: "test",
    receivedAtMs: newest,
    reason: "test",
  });
  await writer.append({
    atMs: Float64Array.from(hours, (hour) => startMs + hour * HOUR_MS),
    mantissa: Float64Array.from(hours, (hour) => {
      const day = Math.floor(hour / 24);
      const use = 500 + (hour % 24) * 10 + (day % 7) * 20 + ((hour * 7_919) % 101);
      return day >= 500 && day < 540 ? Math.round(use / 3) : use;
    }),
    decimals: new Uint8Array(HOURS).fill(1),
    quality: new Uint8Array(HOURS),
    row: Float64Array.from(hours),
  });
  await writer.commit("");
  await node.recompute();
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

const meter = async (): Promise<BuildingPage["meters"][number]> =>
  (await buildingPage(city.node, "hall"))!.meters[0]!;
const avoidedKwh = async (): Promise<number> => {
  const { claim } = (await meter()).summary!;
  if (!claim.ok) throw new Error(claim.reason.code);
  return claim.savings.value;
};

describe("a stretch that weather and calendar do not explain", () => {
  it("is asked about, counted until it is answered, and left out on the manager's word, which can be undone", async () => {
    const [event] = (await meter()).detail!.events;
    expect(event).toMatchObject({ period: "reporting", answer: null, treatment: "counted" });
    const counted = await avoidedKwh();
    const page = await context.newPage();
    await page.goto(`${city.baseUrl}/en/buildings/hall`);
    expect(await page.locator("main").innerText()).toContain(building("event.open"));
    await page.goto(`${city.baseUrl}/en/staff/meters/${pointId}`);
    await press(page, t("event.choice.left-out"));
    expect(await page.locator("main").innerText()).toContain(t("answer.left-out"));
    expect((await meter()).detail!.events).toMatchObject([{ id: event!.id, treatment: "left-out" }]);
    // The closure is no saving any more.
    expect(await avoidedKwh()).toBeLessThan(counted / 4);
    await page.goto(`${city.baseUrl}/en/buildings/hall`);
    expect(await page.locator("main").innerText()).toContain(building("event.left-out"));
    await page.goto(`${city.baseUrl}/en/staff/meters/${pointId}`);
    await press(page, /^Undo the answer: Days that differ/);
    expect(await avoidedKwh()).toBe(counted);
    await page.close();
  });

  it("is the only thing that can be left out: days nobody asked about are refused", async () => {
    const counted = await avoidedKwh();
    const answer = { do: "answer", question: "event/2025-01-01/2025-12-31", choice: "left-out" };
    const refused = await postForm(`${city.baseUrl}/en/staff/meters/${pointId}`, answer, { cookie });
    expect(refused.status).toBe(422);
    await city.node.recompute();
    expect(await avoidedKwh()).toBe(counted);
  });
});
