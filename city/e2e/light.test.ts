import { gunzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { languages } from "../web/language/index.ts";
import { launchBrowser } from "./browser.ts";
import { keyPages } from "./key-pages.ts";
import { type RunningCity, runCity } from "./running-city.ts";

/** What a first visit to a key page costs, and that the page stands with other colours, no movement and large letters. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let city: RunningCity;
let browser: Browser;

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

const places = languages.flatMap((language) => keyPages.map((path) => `/${language}${path}`));
const MOST_BYTES = 100 * 1024;

describe.each(places)("%s", (place) => {
  it("weighs at most 100 kB with all it needs, has no script and asks nobody else", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    let bytes = 0;
    session.on("Network.loadingFinished", ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`${city.baseUrl}${place}`, { waitUntil: "networkidle" });
    expect(bytes).toBeGreaterThan(5_000);
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
    expect(asked.filter((url) => new URL(url).origin !== city.baseUrl)).toEqual([]);
    expect(await page.locator("script").count()).toBe(0);
    await context.close();
  });
});

describe.each(keyPages)("/sv%s", (path) => {
  it("moves nothing, also for those who have not asked for calm", async () => {
    const page = await browser.newPage();
    await page.goto(`${city.baseUrl}/sv${path}`);
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll("*")].flatMap((element) => {
        const { animationName, transitionDuration } = getComputedStyle(element);
        return animationName === "none" && /^0s(, 0s)*$/.test(transitionDuration) ? [] : [element.className];
      }),
    );
    expect(moving).toEqual([]);
    await page.close();
  });

  it("can be read at 400 %: nothing but tables is scrolled sideways, and no letters are cut", async () => {
    // 1280 pixels enlarged four times are 320 (WCAG 2.2, 1.4.10).
    const page = await browser.newPage({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
    await page.goto(`${city.baseUrl}/sv${path}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll("h1, h2, h3, p, li, dt, dd, a, button, label")]
        .filter((element) => element.checkVisibility() && element.closest(".table-scroll, svg") === null)
        .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
        .map((element) => `${element.tagName} ${element.textContent?.slice(0, 40)}`),
    );
    expect(cut).toEqual([]);
    await page.close();
  });

  it("keeps its sense with the reader's own colours", async () => {
    const page = await browser.newPage({ forcedColors: "active" });
    await page.goto(`${city.baseUrl}/sv${path}`);
    const lost = await page.evaluate(() => {
      const system = getComputedStyle(document.body);
      return [...document.querySelectorAll("main a, main button, nav a, .tag, .notice")]
        .filter((element) => element.checkVisibility())
        .filter((element) => {
          const style = getComputedStyle(element);
          const isLink = element.tagName === "A";
          // What is told by a box needs a line around it; what is told by colour alone is gone.
          const hasLine = style.borderStyle !== "none" && Number.parseFloat(style.borderWidth) > 0;
          return isLink ? style.color === system.backgroundColor : !hasLine;
        })
        .map((element) => element.outerHTML.slice(0, 120));
    });
    expect(lost).toEqual([]);
    // Where one is can be seen without colour.
    const current = page.locator(".site-nav [aria-current]").first();
    if ((await current.count()) > 0) {
      const line = await current.evaluate((element) => getComputedStyle(element, "::after").backgroundColor);
      expect(line).not.toBe("rgba(0, 0, 0, 0)");
    }
    await page.close();
  });

  it("is walked through by Tab in the order in which it is read, each step seen", async () => {
    const page = await browser.newPage();
    await page.goto(`${city.baseUrl}/sv${path}`);
    const count = await page.evaluate(
      () =>
        [
          ...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']"),
        ].filter((element) => element.checkVisibility()).length,
    );
    let before = -1;
    for (let step = 0; step < Math.min(count, 40); step++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const focused = document.activeElement!;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
        return {
          order: [...document.querySelectorAll("*")].indexOf(focused),
          name: focused.outerHTML.slice(0, 100),
          isSeen: (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) || boxShadow !== "none",
        };
      });
      expect(at.order, at.name).toBeGreaterThan(before);
      expect(at.isSeen, at.name).toBe(true);
      before = at.order;
    }
    await page.close();
  });
});

it("tells those who search where its pages are, and each of them stands", async () => {
  const robots = await fetch(`${city.baseUrl}/robots.txt`).then((answer) => answer.text());
  expect(robots).toMatch(/^Sitemap: .*\/sitemap\.xml$/mu);
  const answer = await fetch(`${city.baseUrl}/sitemap.xml`, { headers: { "accept-encoding": "identity" } });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const xml = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString();
  const found = [...xml.matchAll(/<loc>([^<]+)<\/loc>/gu)].map(([, url]) => new URL(url!).pathname);
  expect(found.length).toBeGreaterThan(60);
  const statuses = await Promise.all(
    found
      .filter((path) => path.startsWith("/zh"))
      .map(async (path) => [path, (await fetch(`${city.baseUrl}${path}`)).status]),
  );
  expect(statuses.filter(([, status]) => status !== 200)).toEqual([]);
});
