import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { fetchDueWeather } from "../features/readings/index.ts";
import { readingMessages } from "../features/readings/messages.ts";
import {
  hours,
  openMeteoJson,
  type StandIn,
  smhiCsv,
  smhiJson,
  standIn,
} from "../features/readings/weather/services.fixtures.ts";
import { launchBrowser, press } from "./browser.ts";
import { browserCookies, type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const HOUR_MS = 3_600_000;
const t = readingMessages.t("en");
let service: StandIn;
let city: RunningCity;
let browser: Browser;
let context: BrowserContext;
let months = "";
let archive = "";
beforeAll(async () => {
  const fromMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 3 * 366 * 24 * HOUR_MS;
  const every = hours(fromMs, 3 * 366 * 24);
  archive = smhiCsv(every.slice(0, -2_500));
  months = smhiJson(every.slice(-2_900));
  service = await standIn((path, response) => {
    if (path.includes("/station/140480/period/latest-months/")) response.end(months);
    else if (path.includes("/station/140480/period/corrected-archive/")) response.end(archive);
    else if (path.startsWith("/v1/archive")) response.end(openMeteoJson(fromMs, [1, 2, null]));
    else response.writeHead(404).end();
  });
  const weather = { smhiUrl: `${service.url}/1.0`, openMeteoUrl: `${service.url}/v1/archive` };
  [city, browser] = await Promise.all([runCity({ weather }), launchBrowser()]);
  context = await browser.newContext({ javaScriptEnabled: false });
  context.setDefaultTimeout(20_000);
  await context.addCookies(browserCookies(await city.signInAs("manager"), city.baseUrl));
});
afterAll(async () => {
  await browser.close();
  await city.close();
  await service.close();
});

async function added(provider: string, code: string, from: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${city.baseUrl}/en/staff/weather`);
  await page.selectOption("[name=provider]", provider);
  await page.fill("[name=code]", code);
  await page.fill("[name=from]", from);
  await press(page, t("weather.add"));
  return page;
}

it("a station is asked for before it is taken, and what is wrong is said at its field", async () => {
  for (const [code, from, fault] of [
    ["14", "2024-01-01", "weather.fault.code-malformed"],
    ["999999", "2024-01-01", "weather.fault.not-found"],
    ["140480", "1850-01-01", "weather.fault.from-malformed"],
  ] as const) {
    const page = await added("smhi", code, from);
    expect(await page.locator(".field-error").innerText()).toContain(t(fault));
    expect(await page.inputValue("[name=code]")).toBe(code);
    await page.close();
  }
  expect(await city.node.weather.stations.all()).toEqual([]);
});

it("a station's archive and months come in, meters are set against it, and its terms are shown", async () => {
  const from = new Date(Date.now() - 3 * 366 * 24 * HOUR_MS).toISOString().slice(0, 10);
  const page = await added("smhi", "140480", from);
  expect(await page.locator("#stations").innerText()).toContain("Umeå Flygplats (140480)");
  expect(await fetchDueWeather(city.node.weather)).toBeGreaterThan(25_000);
  await page.reload();
  expect(await page.locator("#stations").innerText()).not.toContain(t("weather.not-yet"));
  await page.close();

  await city.node.recompute();
  const [building] = await city.node.registry.buildings();
  const shown = await context.newPage();
  await shown.goto(`${city.baseUrl}/en/buildings/${building!.slug}`);
  const text = await shown.locator("main").innerText();
  expect(text).toContain("Umeå Flygplats, SMHI, CC BY 4.0");
  await shown.close();
});

it("what is not due is not asked for again, and a correction becomes a later version", async () => {
  const before = service.asked.length;
  expect(await fetchDueWeather(city.node.weather)).toBe(0);
  expect(service.asked.length).toBe(before);

  const [station] = await city.node.weather.stations.all();
  const changed = JSON.parse(months);
  const { date } = changed.value.at(-1);
  changed.value.at(-1).value = "9.9";
  months = JSON.stringify(changed);
  const later = { ...city.node.weather, nowMs: () => Date.now() + 25 * HOUR_MS };
  expect(await fetchDueWeather(later)).toBe(1);
  const versions = await city.node.readings.history(station!.pointId, date);
  expect(versions.at(-1)).toMatchObject({ value: 9.9, source: "smhi 140480" });
  expect(versions).toHaveLength(2);
});

it("a fault stands with its station until the next time it answers", async () => {
  const later = { ...city.node.weather, nowMs: () => Date.now() + 100 * HOUR_MS };
  const good = months;
  months = "<html>maintenance</html>";
  await fetchDueWeather(later);
  const page = await context.newPage();
  await page.goto(`${city.baseUrl}/en/staff/weather`);
  expect(await page.locator(".notice").innerText()).toContain(t("weather.fault.not-understood"));
  months = good;
  await fetchDueWeather({ ...city.node.weather, nowMs: () => Date.now() + 101 * HOUR_MS });
  await page.reload();
  expect(await page.locator(".notice").count()).toBe(0);
  await press(page, t("weather.remove"));
  expect(await city.node.weather.stations.all()).toEqual([]);
  await page.close();
});

it("a place is fetched from Open-Meteo as modelled values", async () => {
  const page = await added("open-meteo", "34.33, 109.03", "2026-01-01");
  expect(await page.locator("#stations").innerText()).toContain("34.33,109.03");
  expect(await page.locator("#stations").innerText()).toContain("Open-Meteo.com");
  await page.close();
  await fetchDueWeather(city.node.weather);
  const [station] = await city.node.weather.stations.all();
  const { quality } = await city.node.readings.current(station!.pointId);
  expect([...quality]).toEqual([11, 11]);
});
