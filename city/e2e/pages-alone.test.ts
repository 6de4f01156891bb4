import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { htmlLanguage, type Language, languages } from "../web/language/index.ts";
import { shellMessages } from "../web/shell-messages.ts";
import {
  BUILDING,
  type CityOfPages,
  everyPage,
  inEveryLanguage,
  openCityOfPages,
  withPage,
} from "./city-of-pages.ts";

// Processes and browsers take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let pages: CityOfPages;
/** As a reader without scripts sees the city, signed in as the administrator, who may open every page. */
let plain: BrowserContext;
/** Pages that cannot do all of their work without a script; docs/site.md says why. */
const SCRIPTED = /^\/(ballot\/2|sign-in|account|staff\/day)(\?|$)/;
/** What stood over each page, by its path. */
const headings = new Map<string, Map<Language, string>>();

beforeAll(async () => {
  pages = await openCityOfPages();
  plain = await pages.signedIn({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
});
afterAll(() => pages.close());

describe("every page, in every language, without a script", () => {
  it.each(inEveryLanguage)("/%s%s stands by itself on a narrow screen", async (language, path) => {
    await withPage(plain, async (page) => {
      const hosts = new Set<string>();
      page.on("request", (request) => hosts.add(new URL(request.url()).origin));
      const answer = await page.goto(pages.address(language, path));
      expect(answer?.status()).toBe(path === "/nowhere" ? 404 : 200);
      expect([...hosts]).toEqual([pages.city.baseUrl]);
      expect(await page.locator("script").count()).toBe(SCRIPTED.test(path) ? 1 : 0);
      expect(await page.locator("html").getAttribute("lang")).toBe(htmlLanguage[language]);
      const banner = page.getByText(shellMessages.t(language)("demo.title"), { exact: true });
      expect(await banner.first().isVisible()).toBe(true);
      const [heading = "", ...others] = await page.locator("h1").allInnerTexts();
      expect(others).toEqual([]);
      expect(/\p{Script=Han}/u.test(heading)).toBe(language === "zh");
      headings.set(path, (headings.get(path) ?? new Map()).set(language, heading));
      expect(await page.title()).toContain("Husting");
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 640 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide, `${width} px`).toBeLessThanOrEqual(width);
      }
      // Scripts of the page are off; this one is the test's. "#top" is the head of any page (HTML, section 7.4.6.4).
      const lost = await page.evaluate(() =>
        [...document.querySelectorAll('a[href^="#"]')]
          .map((link) => link.getAttribute("href")!.slice(1))
          .filter((id) => id !== "top" && document.querySelectorAll(`[id="${id}"]`).length !== 1),
      );
      expect(lost, "links to a part of the page that is not there, or there twice").toEqual([]);
    });
  });

  it.each(everyPage.filter((path) => path !== BUILDING && !/^\/staff\/(quality|partners)\//.test(path)))(
    "%s has another heading in each language",
    (path) => {
      expect(new Set(headings.get(path)?.values()).size).toBe(languages.length);
    },
  );
});
