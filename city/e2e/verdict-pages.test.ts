import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { outcomes } from "@husting/verdict";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { generateDemo } from "../demo/create.ts";
import type { MeasurePage, MeasuresPage } from "../features/measures/index.ts";
import { verdictMessages } from "../features/verdicts/messages.ts";
import { outcomeName } from "../features/verdicts/words.ts";
import { openControl } from "../node/control.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { createServer, listen } from "../node/server.ts";
import { languages } from "../web/language/index.ts";
import { launchBrowser } from "./browser.ts";
import { husting } from "./command.ts";
import { simulatedUmea } from "./running-city.ts";

/** The simulated city on a day of its own: what its measures came to must not hang on the day the tests run. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let home = "";
let node: CityNode;
let browser: Browser;
let baseUrl = "";
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "husting-verdict-pages-"));
  node = await openNode(join(home, "city"), {
    profile: simulatedUmea,
    nowMs: () => Date.UTC(2026, 10, 28, 4),
  });
  await generateDemo(node, () => {});
  await node.recompute();
  await node.judge();
  const server = await listen(await createServer(node), 0);
  const control = await openControl(node);
  browser = await launchBrowser();
  closing.push(
    () => browser.close(),
    server.close,
    control.close,
    () => node.close(),
  );
  baseUrl = `http://127.0.0.1:${server.port}`;
});
afterAll(async () => {
  for (const close of closing) await close();
  rmSync(home, { recursive: true, force: true });
});

const listed = async (): Promise<MeasuresPage["measures"]> =>
  ((await (await fetch(`${baseUrl}/en/measures.json`)).json()) as MeasuresPage).measures;
const judgedAs = async (outcome: (typeof outcomes)[number]): Promise<string> =>
  (await listed()).find(({ verdict }) => verdict?.isFinal && verdict.outcome === outcome)?.slug ?? "";

describe("the measures of the demo city", () => {
  it("come to each of the five outcomes, and each page says in three languages what and why", async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 360, height: 800 },
    });
    for (const outcome of outcomes) {
      const slug = await judgedAs(outcome);
      expect(slug, outcome).not.toBe("");
      const document = (await node.verdicts.find((await node.measures.bySlug(slug))!.id))!.document;
      for (const language of languages) {
        const page = await context.newPage();
        await page.goto(`${baseUrl}/${language}/measures/${slug}`);
        const t = verdictMessages.t(language);
        const section = page.locator("#verdict").locator("xpath=ancestor-or-self::section[1]");
        const text = (await section.innerText()).replaceAll("\u00a0", " ");
        expect(text).toContain(outcomeName(language, outcome));
        // Each of the three parts is told, and what is open is told with what would settle it.
        for (const part of ["energy", "rooms", "people"] as const) expect(text).toContain(t(`part.${part}`));
        expect(text.includes(t("settle.title"))).toBe(document.settle.length > 0);
        expect(text).not.toMatch(/undefined|NaN|\{|\}/);
        expect(await section.locator("svg.chart").count()).toBe(2);
        const { scrollWidth, clientWidth } = await page
          .locator("html")
          .evaluate((html: { scrollWidth: number; clientWidth: number }) => ({
            scrollWidth: html.scrollWidth,
            clientWidth: html.clientWidth,
          }));
        expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
        await page.close();
      }
    }
    await context.close();
  });

  it("say that a baseline is weak, and that the interval is as wide as that makes it", async () => {
    const slug = await judgedAs("verified");
    const told = async (): Promise<MeasurePage> =>
      (await (await fetch(`${baseUrl}/en/measures/${slug}.json`)).json()) as MeasurePage;
    expect((await told()).judged!.weakBaseline).toBeNull();
    const { id } = (await node.registry.building((await told()).buildings[0]!.slug))!;
    const rows = node.civic.selectFrom("result").select(["point_id", "detail"]).where("building_id", "=", id);
    const kept = await rows.execute();
    const put = (pointId: number, detail: string) =>
      node.civic.updateTable("result").set({ detail }).where("point_id", "=", pointId).execute();
    for (const { point_id, detail } of kept)
      await put(point_id, detail.replaceAll(/"cvrmse":[\d.]+/g, '"cvrmse":0.39'));
    expect((await told()).judged!.weakBaseline).toBe(0.39);
    const page = await browser.newPage();
    await page.goto(`${baseUrl}/en/measures/${slug}`);
    const section = page.locator("#verdict").locator("xpath=ancestor-or-self::section[1]");
    expect((await section.innerText()).replaceAll("\u00a0", " ")).toMatch(
      /The baseline is weak: it misses its own days by 39% .* the interval counts with that/,
    );
    await page.close();
    for (const { point_id, detail } of kept) await put(point_id, detail);
  });

  it("are green only where the joint verdict says so", async () => {
    const page = await browser.newPage();
    await page.goto(`${baseUrl}/en/measures`);
    const green = await page.locator('.tag[data-tone="good"]').allInnerTexts();
    expect(new Set(green)).toEqual(
      new Set([outcomeName("en", "verified"), outcomeName("en", "verified-people-not-asked")]),
    );
    const verified = (await listed()).filter(({ state }) => state === "verified");
    expect(verified.every(({ verdict }) => verdict!.outcome.startsWith("verified"))).toBe(true);
    await page.close();
  });

  it("give a verdict that anyone can download and whoever has the data can compute again", async () => {
    const slug = await judgedAs("verified");
    const response = await fetch(`${baseUrl}/measures/${slug}/verdicts/1.json`);
    expect(response.headers.get("content-type")).toContain("application/json");
    const text = await response.text();
    const file = join(home, "verdict.json");
    writeFileSync(file, text);
    const same = await husting("explain", file, "--data", join(home, "city"));
    expect(same).toMatchObject({ code: 0, stderr: "" });
    expect(same.stdout).toContain("byte for byte");
    writeFileSync(file, text.replace('"outcome":"verified"', '"outcome":"inconclusive"'));
    const other = await husting("explain", file, "--data", join(home, "city"));
    expect(other.code).toBe(1);
    expect(other.stdout).toContain("/outcome");
    writeFileSync(file, "{}");
    expect((await husting("explain", file, "--data", join(home, "city"))).code).toBe(2);
    for (const path of [`${slug}/verdicts/99.json`, `${slug}/verdicts/x`, "nothing/verdicts/1.json"])
      expect((await fetch(`${baseUrl}/measures/${path}`)).status).toBe(404);
  });

  it("never tell which home is which", async () => {
    const measure = (await node.measures.bySlug("tjaderklockan-varmekurva"))!;
    const { document } = (await node.verdicts.find(measure.id))!;
    expect(document.rooms.rooms.length).toBe(4);
    for (const { room } of document.rooms.rooms)
      expect(room).toMatch(/^tjaderklockan-hus\/home-[0-9a-f]{8}$/);
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${baseUrl}/en/measures/${measure.slug}`);
    const text = await page.locator("#verdict").locator("xpath=ancestor-or-self::section[1]").innerText();
    for (const { names } of await node.registry.rooms(measure.buildingIds[0]!))
      expect(text).not.toContain(names.en);
    await context.close();
  });

  it("show nobody what a verdict was made of: the answers and hours of single rooms", async () => {
    const slug = await judgedAs("verified");
    for (const path of [
      `/en/measures/${slug}`,
      `/en/measures/${slug}.json`,
      `/measures/${slug}/verdicts/1.json`,
    ]) {
      const text = await (await fetch(`${baseUrl}${path}`)).text();
      // Names of the inputs' rows; the document has counts and intervals only.
      for (const inner of ["roomDays", "outsideHours", "measuredHours", '"sensation"'])
        expect(text).not.toContain(inner);
      // An answer of somebody says yes or no; a count of them is a number.
      expect(text).not.toMatch(/"dissatisfied":(true|false)/);
    }
  });
});
