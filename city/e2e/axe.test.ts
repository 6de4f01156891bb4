import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { axeFindings } from "./axe.ts";
import { launchBrowser } from "./browser.ts";

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
});
afterAll(() => browser.close());

const written = (body: string): Promise<void> =>
  page.setContent(`<!doctype html><html lang="en"><title>Heat</title><main>${body}</main></html>`);

it("finds a picture without words and grey on grey, and nothing once both are mended", async () => {
  await written('<h1>Heat</h1><img src="data:," id="curve"><p style="color:#999;background:#aaa">Saved</p>');
  expect((await axeFindings(page)).map((line) => line.split(":")[0])).toEqual([
    "color-contrast",
    "image-alt",
  ]);
  await page.evaluate(() => {
    document.querySelector("img")!.alt = "Heat by month";
    document.querySelector("p")!.removeAttribute("style");
  });
  expect(await axeFindings(page)).toEqual([]);
});

it("looks at the rules it is given, and at good practice when asked for every rule", async () => {
  await written('<h3>Heat</h3><img src="data:,"><p>Saved</p>');
  expect(await axeFindings(page, ["color-contrast"])).toEqual([]);
  expect((await axeFindings(page, "every")).join()).toMatch(/image-alt.*page-has-heading-one/);
});

it("will not call a page clean that it could not look at", async () => {
  await page.goto("about:blank");
  await expect(axeFindings(page, ["image-alt"])).rejects.toThrow("rules that axe could hold");
});
