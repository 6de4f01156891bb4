import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildingMessages } from "../features/buildings/messages.ts";
import { proposalMessages } from "../features/proposals/messages.ts";
import { takePartMessages } from "../features/take-part/messages.ts";
import type { Language } from "../web/language/index.ts";
import { shellMessages } from "../web/shell-messages.ts";
import { launchBrowser, press } from "./browser.ts";
import { type RunningCity, runCity } from "./running-city.ts";

/** Find my house → how is it doing → what is being done → what I can do → what came of what people said. */

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

const ways: readonly (readonly [name: string, Language, Parameters<Browser["newContext"]>[0]])[] = [
  ["without JavaScript", "sv", { javaScriptEnabled: false, viewport: { width: 1280, height: 800 } }],
  ["320 pixels wide", "en", { viewport: { width: 320, height: 640 } }],
  ["in Chinese", "zh", { viewport: { width: 390, height: 844 } }],
];

describe.each(ways)("a resident, %s", (_, language, options) => {
  let context: BrowserContext;
  let page: Page;
  const t = {
    shell: shellMessages.t(language),
    house: buildingMessages.t(language),
    part: takePartMessages.t(language),
  };

  beforeAll(async () => {
    context = await browser.newContext(options);
    page = await context.newPage();
  });
  afterAll(() => context.close());

  const follow = (name: string): Promise<void> =>
    page.getByRole("link", { name, exact: true }).first().click();

  it("finds the house by its street, and reads how it is doing in a sentence and a picture", async () => {
    await page.goto(`${city.baseUrl}/${language}`);
    await page.getByLabel(t.house("find.label")).fill("algkronsgatan 3");
    await press(page, t.house("find.go"));
    await expect
      .poll(() => page.getByRole("heading", { level: 2 }).first().innerText())
      .toContain("algkronsgatan 3");
    await page.locator(".card a").first().click();
    expect(await page.locator(".kicker").innerText()).toContain("Älgkronsgatan");
    // The house in three storeys, each with its figure.
    const storeys = await page.locator(".house-storey").allInnerTexts();
    expect(storeys).toHaveLength(3);
    for (const storey of storeys) expect(storey).toMatch(/\d/);
    expect((await page.locator(".lead").first().innerText()).length).toBeGreaterThan(20);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      options?.viewport?.width ?? 0,
    );
  });

  it("sees what is being done there, and what was judged of it", async () => {
    const done = page.locator("#done");
    expect(await done.getByRole("listitem").count()).toBeGreaterThan(1);
    await done.getByRole("link").last().click();
    expect(new URL(page.url()).pathname).toMatch(/\/measures\/algkronan-/);
    await page.goBack();
  });

  it("comes from the house to saying how a room is, and to a proposal about this house", async () => {
    await page
      .locator("#can")
      .getByRole("link", { name: t.house("story.say") })
      .click();
    expect(new URL(page.url()).pathname).toBe("/v");
    expect(await page.locator("html").getAttribute("lang")).toBe(language === "zh" ? "zh-Hans" : language);
    await page.goBack();
    await page
      .locator("#can")
      .getByRole("link", { name: proposalMessages.t(language)("building.propose") })
      .click();
    expect(new URL(page.url()).search).toContain("building=algkronan-skola");
    await page.goBack();
  });

  it("sees everything that is open now, and from there what came of what people said", async () => {
    await follow(t.shell("nav.takePart"));
    expect(await page.locator("h1").innerText()).toBe(t.part("title"));
    expect(await page.locator("#voting .card").count()).toBeGreaterThan(0);
    expect(await page.locator("#conversations .card").count()).toBeGreaterThan(0);
    await page
      .locator("#after")
      .getByRole("link", { name: t.part("after.promises") })
      .click();
    expect(new URL(page.url()).pathname).toBe(`/${language}/promises`);
  });

  it("types in the code on a wall where the house is searched for, and is led to the room", async () => {
    const code = [...(await city.node.votes.rooms.all()).values()].find(({ code }) => code !== null)!.code;
    await page.goto(`${city.baseUrl}/${language}/find`);
    await page.getByLabel(t.house("find.label")).fill(code!.toLowerCase());
    await press(page, t.house("find.go"));
    await follow(t.house("find.code-go"));
    expect(new URL(page.url()).pathname).toBe(`/v/${code}`);
    expect(await page.locator("html").getAttribute("lang")).toBe(language === "zh" ? "zh-Hans" : language);
  });

  it("is told what to do where no house fits, with what was typed kept", async () => {
    await page.goto(`${city.baseUrl}/${language}/find?q=${encodeURIComponent("<b>Storgatan 999")}`);
    expect(await page.getByLabel(t.house("find.label")).inputValue()).toBe("<b>Storgatan 999");
    await follow(t.house("find.see-all"));
    expect(await page.locator("#houses .card").count()).toBe(10);
  });
});

it("the picture that goes with a link is a house's own, and nobody else's address gives one", async () => {
  const page = await fetch(`${city.baseUrl}/sv/buildings/algkronan-skola`).then((answer) => answer.text());
  const image = /property="og:image" content="[^"]*(\/share\/[^"]+)"/.exec(page)?.[1];
  expect(image).toBe("/share/sv/house-algkronan-skola.png");
  const [house, other] = await Promise.all(
    [image!, "/share/sv/city.png"].map((path) =>
      fetch(`${city.baseUrl}${path}`).then(async (answer) => {
        expect(answer.headers.get("content-type")).toBe("image/png");
        return Buffer.from(await answer.arrayBuffer());
      }),
    ),
  );
  expect(house!.equals(other!)).toBe(false);
  for (const none of ["/share/sv/house-nowhere.png", "/share/xx/city.png", "/share/sv/..%2Fhusting.json"])
    expect((await fetch(`${city.baseUrl}${none}`)).status).toBe(404);
});

/** A page as the text browser w3m shows it, without colours or pictures. */
async function inW3m(path: string): Promise<string> {
  const { stdout } = await promisify(execFile)("w3m", [
    "-O",
    "UTF-8",
    "-dump",
    "-cols",
    "80",
    `${city.baseUrl}${path}`,
  ]);
  return stdout;
}

it.for(["sv", "en", "zh"] as const)("the journey can be read in w3m (%s)", async (language, { skip }) => {
  await promisify(execFile)("w3m", ["-version"]).catch(() => skip("w3m is not installed"));
  const t = buildingMessages.t(language);
  const city_ = await inW3m(`/${language}`);
  for (const key of ["nav.takePart", "nav.decisions", "nav.find"] as const)
    expect(city_).toContain(shellMessages.t(language)(key));
  expect(city_).toContain(t("find.label"));
  const found = await inW3m(`/${language}/find?q=algkronsgatan`);
  expect(found).toContain("Älgkronsgatan 1");
  const house = await inW3m(`/${language}/buildings/algkronan-skola`);
  for (const key of ["story.energy", "story.rooms", "story.people", "story.done", "story.can"] as const)
    expect(house).toContain(t(key));
  const part = await inW3m(`/${language}/take-part`);
  expect(part).toContain(takePartMessages.t(language)("propose.go"));
  const wall = await inW3m(`/v?language=${language}`);
  expect(wall.length).toBeGreaterThan(50);
});
