import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { watchReadings } from "../features/quality/index.ts";
import { workdayMessages } from "../features/workday/messages.ts";
import { languages } from "../web/language/index.ts";
import { axeFindingsOfCopy } from "./accessibility.ts";
import { launchBrowser } from "./browser.ts";
import { browserCookies, type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const t = workdayMessages.t("en");
let city: RunningCity;
let browser: Browser;
let cookie: string;

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  await watchReadings(city.node.quality);
  cookie = await city.signInAs("manager");
  const [room] = [...(await city.node.votes.rooms.all()).values()];
  for (const words of ["It is cold by the window.", "It is warm at noon.", "The air is stale."])
    await city.node.votes.comments.add(room!.roomId, words);
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

async function dayPage(
  path = "/en/staff/day?kind=complaint",
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<Page> {
  const context = await browser.newContext(options);
  await context.addCookies(browserCookies(cookie, city.baseUrl));
  const page = await context.newPage();
  await page.goto(`${city.baseUrl}${path}`);
  return page;
}

/** Which of the boxes has the focus; -1 for none. */
const boxAt = (page: Page): Promise<number> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.day-form input[name="item"]')].indexOf(document.activeElement!),
  );
const ticked = (page: Page): Promise<number> => page.locator('input[name="item"]:checked').count();

describe("single keys of the day's list", () => {
  it("go from item to item, tick, act and undo, with nothing broken on the way", async () => {
    const page = await dayPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    await page.keyboard.press("j");
    expect(await boxAt(page)).toBe(0);
    await page.keyboard.press("n");
    expect(await boxAt(page)).toBe(1);
    await page.keyboard.press("k");
    expect(await boxAt(page)).toBe(0);
    // Before the first there is none.
    await page.keyboard.press("p");
    expect(await boxAt(page)).toBe(0);
    await page.keyboard.press("x");
    expect(await ticked(page)).toBe(1);
    await page.keyboard.press("x");
    expect(await ticked(page)).toBe(0);
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    const words = await page.locator(".work-item:has(:checked) q").innerText();
    const answered = page.waitForURL(/act=\d+/);
    await page.keyboard.press("s");
    await answered;
    expect(await page.locator(".day-form").innerText()).not.toContain(words);
    const undone = page.waitForURL(/undone=yes/);
    await page.keyboard.press("u");
    await undone;
    expect(await page.locator(".day-form").innerText()).toContain(words);
    await page.keyboard.press("Shift+?");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("single-keys");
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it("lead to the reason before anything is set aside, and open what has the focus", async () => {
    const page = await dayPage("/en/staff/day?kind=advice");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.keyboard.press("a");
    expect(await page.evaluate(() => (document.activeElement as HTMLSelectElement).name)).toBe("reason");
    expect(page.url()).not.toContain("act=");
    await page.locator(".work-item a").first().focus();
    const opened = page.waitForURL((url) => !url.pathname.endsWith("/staff/day"));
    await page.keyboard.press("o");
    await opened;
    await page.context().close();
  });

  it("are off while a field has the focus, with another key held, and once they are switched off, until they are on", async () => {
    const page = await dayPage();
    await page.locator("#building").focus();
    await page.keyboard.press("j");
    expect(await boxAt(page)).toBe(-1);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press("Control+j");
    expect(await boxAt(page)).toBe(-1);
    await page.getByLabel(t("keys.switch"), { exact: true }).uncheck();
    for (const key of ["j", "x", "s", "u", "?"]) await page.keyboard.press(key);
    expect(await boxAt(page)).toBe(-1);
    await page.reload();
    expect(await page.getByLabel(t("keys.switch"), { exact: true }).isChecked()).toBe(false);
    await page.keyboard.press("j");
    expect(await boxAt(page)).toBe(-1);
    await page.getByLabel(t("keys.switch"), { exact: true }).check();
    await page.keyboard.press("j");
    expect(await boxAt(page)).toBe(0);
    await page.context().close();
  });

  it("are told of nowhere where no script runs, and everywhere else in words that axe has nothing against", async () => {
    const without = await dayPage(undefined, { javaScriptEnabled: false });
    expect(await without.locator("#single-keys").isVisible()).toBe(false);
    expect(await without.locator("#single-keys-switch").isVisible()).toBe(false);
    await without.context().close();
    const looking = await browser.newContext({ bypassCSP: true });
    for (const language of languages) {
      const page = await dayPage(`/${language}/staff/day`, { viewport: { width: 320, height: 640 } });
      const list = page.locator("#single-keys");
      expect(await list.locator("dt").count()).toBe(9);
      expect(await list.innerText()).toContain(workdayMessages.t(language)("keys.single-lead"));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      expect(await axeFindingsOfCopy(looking, page)).toEqual([]);
      await page.context().close();
    }
    await looking.close();
  });
});
