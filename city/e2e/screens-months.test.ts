import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createServer, listen } from "../node/server.ts";
import { launchBrowser } from "./browser.ts";
import { type RunningCity, runCity } from "./running-city.ts";

// Processes and browsers take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let city: RunningCity;
let browser: Browser;
let code: string;
let port: number;
let server: Awaited<ReturnType<typeof listen>>;

/** A fifth of a second a page: what a display does in an hour takes a minute. */
const SECONDS = 0.2;

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  code = (await city.node.screens.screens.all())[0]!.code;
  await city.node.civic.updateTable("screen").set({ seconds: SECONDS }).execute();
  server = await listen(await createServer(city.node, "first"), 0);
  ({ port } = server);
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await city.close();
});

/** What the page holds once all that can go is gone. */
async function held(page: Page): Promise<{ heapBytes: number; nodes: number }> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  const { metrics } = await devtools
    .send("Performance.enable")
    .then(() => devtools.send("Performance.getMetrics"));
  await devtools.detach();
  return { heapBytes: usedSize, nodes: metrics.find(({ name }) => name === "Nodes")!.value };
}

async function turned(page: Page, turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) {
    const next = await page.locator("main").getAttribute("data-next");
    await page.waitForFunction(
      (before) => document.querySelector<HTMLElement>("main")?.dataset.next !== before,
      next,
      { timeout: 30_000 },
    );
  }
}

it("a screen turns for months: it keeps its picture while the node is away, says so, goes on, and takes up a new version", async () => {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (said) => {
    if (said.type() === "error" && !said.text().includes("ERR_CONNECTION_REFUSED")) errors.push(said.text());
  });
  let loads = 0;
  page.on("load", () => loads++);
  await page.goto(`http://127.0.0.1:${port}/screen/${code}`);

  // Some rounds first: fonts, pictures and the engine's own caches fill once.
  await turned(page, 30);
  const before = await held(page);
  await turned(page, 120);
  const after = await held(page);
  expect(after.heapBytes - before.heapBytes).toBeLessThan(300 * 1024);
  expect(after.nodes - before.nodes).toBeLessThan(800);

  // The network goes.
  await server.close();
  const shown = await page
    .locator("main h1, main img")
    .first()
    .evaluate((one) => one.outerHTML);
  await page.locator("#lost").waitFor({ state: "visible", timeout: 30_000 });
  const lost = await page.locator("#lost").innerText();
  expect(lost).toMatch(/^(Bilden är från|此画面为|This picture is from) ?\d\d:\d\d/);
  const shift = await page.locator("main").getAttribute("class");
  await page.waitForFunction((was) => document.querySelector("main")?.className !== was, shift);
  expect(
    await page
      .locator("main h1, main img")
      .first()
      .evaluate((one) => one.outerHTML),
  ).toBe(shown);
  expect(loads).toBe(1);

  // It comes back, as it was.
  server = await listen(await createServer(city.node, "first"), port);
  await turned(page, 2);
  expect(await page.locator("#lost").isHidden()).toBe(true);
  expect(loads).toBe(1);

  // A proxy answers in the node's place: that is no picture.
  await page.route("**/screen/**", (route) =>
    route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad Gateway</h1>" }),
  );
  await page.locator("#lost").waitFor({ state: "visible", timeout: 30_000 });
  expect(await page.getByText("Bad Gateway").count()).toBe(0);
  await page.unroute("**/screen/**");
  await turned(page, 1);

  // A new version is put in place, with the old one away for a while.
  await server.close();
  await page.waitForTimeout(1500);
  server = await listen(await createServer(city.node, "second"), port);
  await page.waitForFunction(
    () => document.querySelector<HTMLElement>("main")?.dataset.version === "second",
    undefined,
    {
      timeout: 30_000,
    },
  );
  expect(loads).toBe(2);
  await turned(page, 3);
  expect(loads).toBe(2);
  expect(errors.filter((error) => !/Failed to (fetch|load)/.test(error))).toEqual([]);
});

it("a device whose clock is wrong by years, and jumps, is told the node's time, and is not called lost", async () => {
  const context = await browser.newContext();
  await context.clock.setSystemTime(new Date("1970-01-02T00:00:00Z"));
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${port}/screen/${code}`);
  await turned(page, 3);
  await context.clock.setSystemTime(new Date("2031-01-02T00:00:00Z"));
  await turned(page, 3);
  expect(await page.locator("#lost").isHidden()).toBe(true);
  await context.close();
});
