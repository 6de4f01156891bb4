import type { Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { htmlLanguage, type Language, languages } from "../web/language/index.ts";
import { shellMessages } from "../web/shell-messages.ts";
import {
  BUILDING,
  type CityOfPages,
  everyPage,
  inEveryLanguage,
  openCityOfPages,
  tabOf,
} from "./city-of-pages.ts";

// Processes and browsers take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let pages: CityOfPages;
/** As a reader without scripts sees the city, signed in as the administrator, who may open every page. */
let inTab: ReturnType<typeof tabOf>;
/** Pages that cannot do all of their work without a script; docs/site.md says why. */
const SCRIPTED = /^\/(ballot\/2|sign-in|account|staff\/day)(\?|$)/;
/** What stood over each page, by its path. */
const headings = new Map<string, Map<Language, string>>();

beforeAll(async () => {
  pages = await openCityOfPages();
  inTab = tabOf(await pages.signedIn({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } }));
});
afterAll(() => pages.close());

describe("every page, in every language, without a script", () => {
  it.each(inEveryLanguage)("/%s%s stands by itself on a narrow screen", async (language, path) => {
    await inTab(async (page) => {
      const hosts = new Set<string>();
      const asked = (request: Request): unknown => hosts.add(new URL(request.url()).origin);
      page.on("request", asked);
      const answer = await page.goto(pages.address(language, path));
      page.off("request", asked);
      expect(answer?.status()).toBe(path === "/nowhere" ? 404 : 200);
      expect([...hosts]).toEqual([pages.city.baseUrl]);
      // Scripts of the page are off; these are the test's.
      const seen = await page.evaluate((banner) => {
        const ids = [...document.querySelectorAll('a[href^="#"]')].map((link) =>
          link.getAttribute("href")!.slice(1),
        );
        return {
          scripts: document.querySelectorAll("script").length,
          language: document.documentElement.lang,
          title: document.title,
          isDemoTold: [...document.querySelectorAll("body *")].some(
            (element) => element.textContent?.trim() === banner && element.checkVisibility(),
          ),
          headings: [...document.querySelectorAll("h1")].map((heading) => heading.innerText),
          // "#top" is the head of any page (HTML, section 7.4.6.4).
          lost: ids.filter((id) => id !== "top" && document.querySelectorAll(`[id="${id}"]`).length !== 1),
        };
      }, shellMessages.t(language)("demo.title"));
      expect(seen).toMatchObject({
        scripts: SCRIPTED.test(path) ? 1 : 0,
        language: htmlLanguage[language],
        title: expect.stringContaining("Husting"),
        isDemoTold: true,
      });
      expect(seen.lost, "links to a part of the page that is not there, or there twice").toEqual([]);
      expect(seen.headings).toHaveLength(1);
      const heading = seen.headings[0]!;
      expect(/\p{Script=Han}/u.test(heading)).toBe(language === "zh");
      headings.set(path, (headings.get(path) ?? new Map()).set(language, heading));
      // The next page begins as narrow as this one did.
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 640 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide, `${width} px`).toBeLessThanOrEqual(width);
      }
    });
  });

  it.each(everyPage.filter((path) => path !== BUILDING && !/^\/staff\/(quality|partners)\//.test(path)))(
    "%s has another heading in each language",
    (path) => {
      expect(new Set(headings.get(path)?.values()).size).toBe(languages.length);
    },
  );
});
