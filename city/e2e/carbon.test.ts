import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { generateDemo } from "../demo/create.ts";
import { type BuildingPage, type CityPage, cityPage } from "../features/buildings/index.ts";
import { type CarbonPage, type MeasureCarbon, readClaimDocument } from "../features/carbon/index.ts";
import { carbonMessages } from "../features/carbon/messages.ts";
import { amountTexts, factorValue, standingText } from "../features/carbon/words.ts";
import type { MeasurePage, MeasuresPage } from "../features/measures/index.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { createServer, listen } from "../node/server.ts";
import { formats, languages } from "../web/language/index.ts";
import { launchBrowser } from "./browser.ts";
import { simulatedUmea } from "./running-city.ts";

/** What the pages of the simulated city say of CO2, on a day of its own. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let home = "";
let node: CityNode;
let browser: Browser;
let plain: BrowserContext;
let baseUrl = "";
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "husting-carbon-"));
  node = await openNode(join(home, "city"), {
    profile: simulatedUmea,
    nowMs: () => Date.UTC(2026, 10, 28, 4),
  });
  await generateDemo(node, () => {});
  await node.recompute();
  await node.judge();
  const server = await listen(await createServer(node), 0);
  browser = await launchBrowser();
  plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
  closing.push(
    () => browser.close(),
    server.close,
    () => node.close(),
  );
  baseUrl = `http://127.0.0.1:${server.port}`;
});
afterAll(async () => {
  for (const close of closing) await close();
  rmSync(home, { recursive: true, force: true });
});

async function json<T>(path: string): Promise<T> {
  return (await (await fetch(`${baseUrl}${path}.json`)).json()) as T;
}
async function textOf(path: string, selector: string): Promise<string> {
  const page = await plain.newPage();
  await page.goto(`${baseUrl}${path}`);
  // What stands behind a summary is read too.
  const text = await page.locator(selector).first().textContent();
  const wide = await page.locator("html").evaluate((html: { scrollWidth: number }) => html.scrollWidth);
  await page.close();
  expect(wide, path).toBeLessThanOrEqual(360);
  expect(text).not.toMatch(/undefined|NaN|\{|\}/);
  return text ?? "";
}
const listed = async () => (await json<MeasuresPage>("/en/measures")).measures;
const told = async (slug: string) => {
  const { carbonClaim } = await json<MeasurePage>(`/en/measures/${slug}`);
  if (carbonClaim === null || !carbonClaim.ok) throw new Error(`${slug} has no figure`);
  return carbonClaim satisfies MeasureCarbon;
};

describe("a measure's CO2", () => {
  it("stands with its interval, its factor's whole provenance and what other methods would give", async () => {
    const slug = "isbrytarlyktan-led";
    const carbon = await told(slug);
    expect(carbon.factor).toMatchObject({ id: "nordic-el-ivl", gas: "CO2e", gramsPerKwh: "90" });
    const { document } = (await node.verdicts.find((await node.measures.bySlug(slug))!.id))!;
    const { avoidedKwh, lowerKwh, upperKwh } = document.energy.figures!;
    expect(carbon.amount.kg).toBeCloseTo(avoidedKwh * 0.09, 2);
    expect(carbon.amount.lowKg).toBeCloseTo(lowerKwh * 0.09, 2);
    expect(carbon.amount.highKg).toBeCloseTo(upperKwh * 0.09, 2);
    // Swedish electricity: 16 to 524 g/kWh.
    const all = [...carbon.others!.methods, ...carbon.others!.openDatabase.methods];
    const grams = all.map(({ factor }) => Number(factor.gramsPerKwh));
    expect([Math.min(...grams), Math.max(...grams)]).toEqual([16, 524.1]);
    expect(carbon.others!.openDatabase.methods.every(({ comparable }) => comparable)).toBe(true);
    expect(all.find(({ factor }) => factor.id === "nordic-residual-2023")).toMatchObject({
      comparable: false,
      reasons: ["gas-differs", "scope-differs", "basis-differs"],
    });
    for (const language of languages) {
      const t = carbonMessages.t(language);
      const format = formats(language, "Europe/Stockholm");
      const text = await textOf(`/${language}/measures/${slug}`, "#carbon");
      const { value, low, high } = amountTexts(format, carbon.amount);
      for (const said of [
        value,
        low,
        high,
        factorValue(format, carbon.factor),
        carbon.factor.source,
        standingText(language, carbon.factor),
        t("licence.not-stated"),
        t("gas.CO2e"),
        t("scope.life-cycle"),
        t("counts-alike.place-and-year"),
        t("incomparable.basis-differs"),
        carbon.others!.openDatabase.attributions[0]!,
      ])
        expect(text, said).toContain(said);
    }
  });

  it("is called a saving where the joint verdict says verified, and nowhere else", async () => {
    const t = carbonMessages.t("en");
    for (const { slug, verdict, carbon } of await listed()) {
      if (verdict === null) {
        expect(carbon).toBeNull();
        continue;
      }
      const isVerified = verdict.isFinal && verdict.outcome.startsWith("verified");
      expect(carbon, slug).toMatchObject({ isSaving: isVerified });
      const text = await textOf(`/en/measures/${slug}`, "#carbon");
      expect(text.includes(t("measure.no-saving")), slug).toBe(!isVerified);
      expect(text.startsWith(`${t("measure.title")}A saving`), slug).toBe(isVerified);
    }
  });

  it("says in the list which energy it is of, which is not all that the meters have counted since", async () => {
    const { effect, verdict, carbon } = (await listed()).find(({ slug }) => slug === "algkronan-led")!;
    expect(verdict).toMatchObject({ lookDays: 90, isFinal: false });
    expect(carbon!.of!.lookDays).toBe(90);
    expect(carbon!.of!.kwh * 0.09).toBeCloseTo(carbon!.amount!.kg, 2);
    expect(effect!.days.most).toBeGreaterThan(90);
    expect(effect!.value).toBeGreaterThan(carbon!.of!.kwh);
    const energy = formats("en", "Europe/Stockholm").energy(carbon!.of!.kwh);
    expect(await textOf("/en/measures", "main")).toContain(`of ${energy}, by the verdict after 90 days`);
    const said = await textOf("/en/measures/algkronan-led", "#effect");
    expect(said).toContain(`In the ${effect!.days.most} days after, `);
    expect(said).toContain("of the first 90 days after the measure");
    expect(said).not.toContain("year after");
  });

  it("is a document that anyone can download and check to the gram", async () => {
    const carbon = await told("algkronan-ventilation");
    const response = await fetch(`${baseUrl}/measures/algkronan-ventilation/carbon/${carbon.version}.json`);
    const text = await response.text();
    expect(createHash("sha256").update(text).digest("hex")).toBe(carbon.sha256);
    const log = await (await fetch(`${baseUrl}/log/entries.ndjson`)).text();
    const entry = log
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
      .find(({ sequence }) => sequence === carbon.logEntry);
    expect(entry).toMatchObject({ act: "carbon.claimed", facts: { sha256: carbon.sha256 } });
    expect(readClaimDocument(JSON.parse(text)).ok).toBe(true);
    for (const path of ["algkronan-ventilation/carbon/99.json", "nothing/carbon/1.json"])
      expect((await fetch(`${baseUrl}/measures/${path}`)).status).toBe(404);
  });

  it("has a reason and no figure where the energy cannot be told", async () => {
    const measure = (await node.measures.bySlug("renfanan-ventilation"))!;
    const newest = (await node.verdicts.find(measure.id))!;
    const energy = { ...newest.document.energy, figures: null, reason: { code: "no-meter" } } as const;
    const untold = { ...newest, version: 99, document: { ...newest.document, energy } };
    expect(await node.carbon.measure(measure, untold)).toEqual({
      ok: false,
      reason: { code: "energy-not-told", because: "no-meter" },
    });
  });

  it("of stored figures that somebody has changed is no figure", async () => {
    const measure = (await node.measures.bySlug("algkronan-ventilation"))!;
    const kept = await node.civic
      .selectFrom("carbon_claim")
      .selectAll()
      .where("measure_id", "=", measure.id)
      .executeTakeFirstOrThrow();
    const write = (document: string) =>
      node.civic.updateTable("carbon_claim").set({ document }).where("measure_id", "=", measure.id).execute();
    await write(kept.document.replace('"gramsPerKwh":"51"', '"gramsPerKwh":"510"'));
    const { carbonClaim } = await json<MeasurePage>("/en/measures/algkronan-ventilation");
    expect(carbonClaim).toMatchObject({ ok: false, reason: { code: "claim-does-not-hold" } });
    expect(await textOf("/en/measures/algkronan-ventilation", "#carbon")).toContain(
      carbonMessages.t("en")("reason.claim-does-not-hold"),
    );
    await write(kept.document);
  });
});

describe("the city's CO2", () => {
  it("is the sum of its verified measures, of one gas and scope, with the interval of their energy", async () => {
    const { totals } = await json<CityPage>("/en");
    const verified = (await listed()).filter(({ carbon }) => carbon?.isSaving);
    expect(totals.carbon).toMatchObject({ verified: verified.length, withoutFigure: 0, overlapping: 0 });
    expect(totals.carbon.totals).toHaveLength(1);
    const [total] = totals.carbon.totals;
    const amounts = verified.map(({ carbon }) => carbon!.amount!);
    const sum = (of: (amount: (typeof amounts)[number]) => number) =>
      amounts.reduce((all, amount) => all + of(amount), 0);
    expect(total!.amount.kg).toBeCloseTo(
      sum(({ kg }) => kg),
      3,
    );
    const half = (total!.amount.highKg - total!.amount.lowKg) / 2;
    expect(half).toBeLessThan(sum(({ highKg, kg }) => highKg - kg));
    for (const language of languages) {
      const format = formats(language, "Europe/Stockholm");
      const text = await textOf(`/${language}`, ".key-figures");
      expect(text).toContain(amountTexts(format, total!.amount).value);
    }
  });

  it("says which verified measures are in no total", async () => {
    const measures = await node.measures.done();
    const { totals } = await cityPage(
      { ...node, measures: { done: async () => [...measures, ...measures] } },
      "use",
    );
    expect(totals.carbon).toMatchObject({ verified: 4, overlapping: 2, totals: [{ measures: 2 }] });
  });

  it("stands on a building's page measure by measure", async () => {
    const { carbon } = await json<BuildingPage>("/en/buildings/algkronan-skola");
    expect(carbon.map(({ slug, carbon: { isSaving } }) => [slug, isSaving])).toEqual(
      expect.arrayContaining([
        ["algkronan-ventilation", true],
        ["algkronan-led", false],
      ]),
    );
    const text = await textOf("/sv/buildings/algkronan-skola", "#carbon");
    expect(text).toContain(carbonMessages.t("sv")("is-saving.no"));
  });
});

describe("a building's page", () => {
  it("says where its parts are, and tells how figures were made after what they say", async () => {
    const page = await plain.newPage();
    for (const language of languages) {
      await page.goto(`${baseUrl}/${language}/buildings/algkronan-skola`);
      const links = await page
        .locator("nav .contents a")
        .evaluateAll((all: { getAttribute(name: string): string | null }[]) =>
          all.map((link) => link.getAttribute("href")!.slice(1)),
        );
      expect(links.slice(0, 4)).toEqual(["district-heat", "electricity", "emissions", "carbon"]);
      expect(links.at(-1)).toBe("details");
      const places = await Promise.all(
        [...links, "district-heat-published", "electricity-model"].map(
          async (id) => (await page.locator(`[id="${id}"]`).first().boundingBox())!.y,
        ),
      );
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
    await page.close();
  });
});

describe("the page on how CO2 is counted", () => {
  it("names every factor the city counts by and every record there is, those of an open database apart", async () => {
    const data = await json<CarbonPage>("/en/carbon");
    expect(data.used.map(({ carrier, factor }) => [carrier, factor?.id])).toEqual([
      ["electricity", "nordic-el-ivl"],
      ["district-heat", "umea-dh-2022"],
    ]);
    expect(data.records.some(({ licence }) => licence.kind === "open-database")).toBe(false);
    expect(data.openDatabase.records.every(({ licence }) => licence.kind === "open-database")).toBe(true);
    for (const language of languages) {
      const text = await textOf(`/${language}/carbon`, "main");
      for (const { id, source } of [...data.records, ...data.openDatabase.records]) {
        expect(text).toContain(id);
        expect(text).toContain(source);
      }
      for (const words of [...data.attributions, ...data.openDatabase.attributions])
        expect(text).toContain(words);
      expect(text).toContain(carbonMessages.t(language)("standing.from-memory"));
    }
  });
});
