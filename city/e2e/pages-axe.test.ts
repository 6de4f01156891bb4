import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type CityOfPages, inEveryLanguage, openCityOfPages, withPage } from "./city-of-pages.ts";

// Processes and browsers take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let pages: CityOfPages;
/** Scripts only so that axe can look; the page's own policy would refuse it. */
let inspected: BrowserContext;

beforeAll(async () => {
  pages = await openCityOfPages();
  inspected = await pages.signedIn({ bypassCSP: true });
});
afterAll(() => pages.close());

describe("every page can be used by everyone (WCAG 2.2 A and AA, as far as axe can tell)", () => {
  const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  it.each(inEveryLanguage)("/%s%s, narrow and wide, light and dark", async (language, path) => {
    await withPage(inspected, async (page) => {
      await page.goto(pages.address(language, path));
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          // The page has no frames: what axe calls legacy mode looks at it as it stands, without a second tab.
          const axe = new AxeBuilder({ page }).setLegacyMode(true);
          const first = width === 320 && colorScheme === "light";
          // Colours are the same in every language; words are shortest, and targets smallest, in the first look.
          if (!first && language !== "en") continue;
          // Neither names nor roles change with the width or the scheme: what can change is looked at again.
          const look = first ? axe.withTags(standards) : axe.withRules(["color-contrast", "target-size"]);
          const { violations, passes } = await look.analyze();
          expect(passes.length).toBeGreaterThan(first ? 5 : 0);
          const found = violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`,
          );
          expect(found, `${width} px, ${colorScheme}`).toEqual([]);
        }
      }
    });
  });

  it("the picture really changes between light and dark", async () => {
    await withPage(inspected, async (page) => {
      const ground = async (colorScheme: "light" | "dark"): Promise<string> => {
        await page.emulateMedia({ colorScheme });
        return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      };
      await page.goto(pages.address("en", ""));
      expect(await ground("light")).not.toBe(await ground("dark"));
    });
  });
});
