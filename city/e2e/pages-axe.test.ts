import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { axeFindings } from "./axe.ts";
import { type CityOfPages, inEveryLanguage, openCityOfPages, tabOf } from "./city-of-pages.ts";

// Processes and browsers take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let pages: CityOfPages;
/** Scripts only so that axe can look; the page's own policy would refuse it. */
let inTab: ReturnType<typeof tabOf>;

beforeAll(async () => {
  pages = await openCityOfPages();
  inTab = tabOf(await pages.signedIn({ bypassCSP: true }));
});
afterAll(() => pages.close());

describe("every page can be used by everyone (WCAG 2.2 A and AA, as far as axe can tell)", () => {
  it.each(inEveryLanguage)("/%s%s, narrow and wide, light and dark", async (language, path) => {
    await inTab(async (page) => {
      await page.setViewportSize({ width: 320, height: 800 });
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(pages.address(language, path));
      expect(await axeFindings(page), "320 px, light").toEqual([]);
      // Colours are the same in every language; words are shortest, and targets smallest, in the first look.
      if (language !== "en") return;
      for (const [width, colorScheme] of [
        [320, "dark"],
        [1280, "dark"],
        [1280, "light"],
      ] as const) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        // Neither names nor roles change with the width or the scheme: what can change is looked at again.
        const found = await axeFindings(page, ["color-contrast", "target-size"]);
        expect(found, `${width} px, ${colorScheme}`).toEqual([]);
      }
    });
  });

  it("the picture really changes between light and dark", async () => {
    await inTab(async (page) => {
      const ground = async (colorScheme: "light" | "dark"): Promise<string> => {
        await page.emulateMedia({ colorScheme });
        return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      };
      await page.goto(pages.address("en", ""));
      expect(await ground("light")).not.toBe(await ground("dark"));
    });
  });
});
