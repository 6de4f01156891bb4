import type { Browser, BrowserContext, Page } from "playwright-core";
import { readSheet } from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildingPage, remove } from "../features/buildings/index.ts";
import {
  type InventoryPage,
  inventoryPage,
  portfolioYear,
  publicBuildingsPage,
} from "../features/carbon/index.ts";
import { inventoryMessages } from "../features/carbon/inventory/messages.ts";
import { launchBrowser, press } from "./browser.ts";
import { HOUR_MS, meteredPoint } from "./metered-point.ts";
import { browserCookies, postForm, type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const t = inventoryMessages.t("en");
const zone = "Europe/Stockholm";
const startOf = (year: number): number =>
  Temporal.ZonedDateTime.from(`${year}-01-01T00:00[${zone}]`).epochMilliseconds;
const HOURS = (startOf(2023) - startOf(2022)) / HOUR_MS;

let city: RunningCity;
let browser: Browser;
let context: BrowserContext;
let cookie: string;

/** An imported building: 2 kWh an hour through all of 2022 and the first tenth of 2023, and a part of it in one room. */
beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  const counting = (kwh: number, hours: number): number[] =>
    Array.from({ length: hours + 1 }, (_, hour) => (500 + kwh * hour) * 1000);
  await meteredPoint(city, { building: "imported" }, startOf(2022), counting(2, HOURS + 876));
  await meteredPoint(city, { building: "imported", room: "room-1" }, startOf(2022), counting(1, HOURS));
  cookie = await city.signInAs("manager");
  context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
  await context.addCookies(browserCookies(cookie, city.baseUrl));
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

async function at<T>(path: string, use: (page: Page) => Promise<T>): Promise<T> {
  const page = await context.newPage();
  try {
    await page.goto(`${city.baseUrl}${path}`);
    return await use(page);
  } finally {
    await page.close();
  }
}

const inYear = (year: number): Promise<InventoryPage> =>
  inventoryPage(city.node, { year, kind: null, page: 1 });
const rowIn = async (year: number) => (await inYear(year)).buildings.find(({ slug }) => slug === "imported");
const entries = async (act: string): Promise<number> => {
  const log = await (await fetch(`${city.baseUrl}/log/entries.ndjson`)).text();
  return log.split("\n").filter((line) => line.includes(`"act":"${act}"`)).length;
};
const say = (fields: Record<string, string>, as = cookie): Promise<Response> =>
  postForm(`${city.baseUrl}/en/staff/buildings/imported`, fields, { cookie: as });

describe("a building's year", () => {
  it("is what its own meter counted in the local calendar year; its rooms' meters are a part of that", async () => {
    const row = await rowIn(2022);
    expect(row).toMatchObject({ kwh: 2 * HOURS, measuredShare: 1, notMeasured: [] });
    // 17 520 kWh × 90 g/kWh
    expect(row?.totals).toEqual([
      { gas: "CO2e", scope: "life-cycle", bases: ["location"], kilograms: "1576.800" },
    ]);
  });

  it("a year measured to a tenth says so wherever it stands, and is no decrease", async () => {
    expect(await rowIn(2023)).toMatchObject({ kwh: 2 * 876, measuredShare: 0.1 });
    const page = (await buildingPage(city.node, "imported"))!;
    expect(page.emissions.years.map(({ year, measuredShare }) => [year, measuredShare])).toContainEqual([
      2023, 0.1,
    ]);
    await at("/en/buildings/imported", async (tab) => {
      const text = await tab.locator("#emissions").innerText();
      expect(text).toContain(t("line.part"));
      expect(text).toContain(t("inv.years-lead"));
      expect(text).not.toMatch(/[−-]\s?\d+\s?%/);
    });
  });

  it("follows a correction of one hour, and nothing else is computed for it", async () => {
    const point = (await city.node.registry.points()).find(({ key }) => key === "imported/electricity")!;
    const hour = await city.node.readings.current(point.id, startOf(2022), startOf(2022) + HOUR_MS);
    const writer = await city.node.readings.begin({
      pointId: point.id,
      source: "test",
      receivedAtMs: city.node.nowMs(),
      reason: "read wrongly",
    });
    await writer.append({
      atMs: hour.atMs,
      mantissa: hour.mantissa.map((mantissa) => mantissa - 1),
      decimals: hour.decimals,
      quality: hour.quality,
      row: new Float64Array(1),
    });
    await writer.commit("");
    expect(await city.node.recompute()).toBe(1);
    expect((await rowIn(2022))?.kwh).toBe(2 * HOURS + 0.001);
  });
});

describe("what staff say of an imported building", () => {
  it("is refused field by field, in words, with what was written still there", async () => {
    await at("/en/staff/buildings", async (page) => {
      await page.getByRole("link", { name: "imported" }).click();
      await page.getByLabel(t("field.nameEn"), { exact: true }).fill("Lantern School");
      await page.getByLabel(t("field.use"), { exact: true }).selectOption("school");
      await page.getByLabel(t("field.atemp"), { exact: true }).fill("1 000");
      await page.getByLabel(t("field.grossArea"), { exact: true }).fill("12 000");
      await page.getByLabel(t("field.requirement"), { exact: true }).fill("70");
      await page.getByLabel(t("purpose.heating"), { exact: true }).fill("50");
      await page.getByLabel(t("purpose.property"), { exact: true }).fill("50");
      await press(page, t("staff.save"));
      const text = await page.locator("main").innerText();
      expect(text).toContain(t("staff.faults", { count: 3 }));
      expect(text).toContain(t("fault.areas-far-apart"));
      expect(text).toContain(t("fault.source-missing"));
      expect(await page.getByLabel(t("field.nameEn"), { exact: true }).inputValue()).toBe("Lantern School");
      expect((await city.node.registry.building("imported"))?.names.en).toBe("imported");
      expect(await entries("building.described")).toBe(10);

      await page.getByLabel(t("field.grossArea"), { exact: true }).fill("1 150");
      await page.getByLabel(t("field.requirementSource"), { exact: true }).fill("BBR 9:2");
      await page.getByLabel(t("field.tenure"), { exact: true }).selectOption("owned");
      await press(page, t("staff.save"));
      expect(page.url()).toBe(`${city.baseUrl}/en/staff/buildings/imported?done=said`);
      expect(await page.locator("main").innerText()).toContain(t("staff.saved"));
    });
    expect(await city.node.registry.building("imported")).toMatchObject({
      names: { en: "Lantern School" },
      use: "school",
      floorAreaM2: 1000,
      floorAreaKind: "Atemp",
    });
    expect(await entries("building.described")).toBe(11);
    // What people write themselves may name somebody: the public log has a commitment to it.
    const log = await (await fetch(`${city.baseUrl}/log/entries.ndjson`)).text();
    expect(log).toContain('"requirement":"70"');
    for (const text of ["BBR 9:2", "Lantern School"]) expect(log).not.toContain(text);
  });

  it("gives it a primary energy number and a class, each with where its figures were read", async () => {
    const { primaryEnergy } = (await buildingPage(city.node, "imported"))!.emissions;
    // 17 520.001 kWh · (0.5 / 1.3 + 0.5) · 1.8 / 1000 m² = 27.9; 40 % of the 70 that are allowed
    expect(primaryEnergy?.view).toMatchObject({
      year: 2022,
      kwhPerSquareMetre: 28,
      energyClass: { name: "A", requirement: { value: 70, source: "BBR 9:2" } },
    });
    await at("/en/buildings/imported", async (page) => {
      const text = await page.locator("#primary-energy").innerText();
      expect(text).toContain("BBR 9:2");
      expect(text).toContain(t("primary.as-measured"));
      expect(text).toContain(t("area.apart"));
      await page.getByRole("link", { name: t("own.edit") }).click();
      expect(page.url()).toBe(`${city.baseUrl}/en/staff/buildings/imported`);
    });
  });

  it("the same again is no act; something else replaces it, and an empty field takes it back", async () => {
    const said = {
      nameEn: "Lantern School",
      nameSv: "imported",
      nameZh: "imported",
      use: "school",
      atemp: "1000",
      grossArea: "1150",
      requirement: "70",
      requirementSource: "BBR 9:2",
      tenure: "owned",
      "share-electricity-heating": "50",
      "share-electricity-property": "50",
    };
    expect((await say(said)).status).toBe(303);
    expect(await entries("building.described")).toBe(11);
    expect((await say({ ...said, atemp: "", requirement: "", requirementSource: "" })).status).toBe(303);
    expect(await entries("building.described")).toBe(12);
    const { primaryEnergy } = (await buildingPage(city.node, "imported"))!.emissions;
    expect(primaryEnergy).toMatchObject({
      view: null,
      lacking: [{ what: "atemp" }, { what: "requirement" }],
    });
    // Its gross area is no Atemp, and is not made into one.
    expect(await city.node.registry.building("imported")).toMatchObject({
      floorAreaM2: 1150,
      floorAreaKind: "建筑面积",
    });
    expect((await say(said)).status).toBe(303);
  });

  it("is nobody's but theirs to say", async () => {
    for (const role of ["public", "tenant", "researcher"] as const) {
      const as = role === "public" ? "" : await city.signInAs(role as never).catch(() => "");
      const answer = await say({ nameEn: "Mine" }, as);
      expect([401, 403]).toContain(answer.status);
    }
    expect((await city.node.registry.building("imported"))?.names.en).toBe("Lantern School");
  });

  it("the city's Fgeo is said once, and refused where it cannot be", async () => {
    await at("/en/staff/buildings", async (page) => {
      await page.getByLabel(t("field.geographicFactor"), { exact: true }).fill("13");
      await press(page, t("staff.save"));
      expect(await page.locator("main").innerText()).toContain(t("fault.figure-not-possible"));
      await page.getByLabel(t("field.geographicFactor"), { exact: true }).fill("1,300");
      await press(page, t("staff.save"));
      expect(await page.locator("main").innerText()).toContain("1,300 can be 1.3 or 1300: ");
      await page.getByLabel(t("field.geographicFactor"), { exact: true }).fill("1,4");
      await press(page, t("staff.save"));
      expect(await page.locator("main").innerText()).toContain(t("staff.saved"));
    });
    expect((await buildingPage(city.node, "algkronan-skola"))!.emissions.primaryEnergy?.view).toMatchObject({
      geographicFactor: { value: 1.4 },
    });
  });
});

describe("the inventory of public buildings", () => {
  it("lists what is larger than 250 m² with its measured energy, and names every other with the reason", async () => {
    const page = (await publicBuildingsPage(city.node, 2022))!;
    expect(page.listed.find(({ building }) => building === "imported")).toBeUndefined();
    // It has neither a meter of heat nor anybody's word that it is heated.
    expect(page.notListed.find(({ slug }) => slug === "imported")?.code).toBe("conditioning-not-said");
    const answer = await fetch(
      `${city.baseUrl}/inventory/public-buildings-not-listed.csv?year=2022&language=en`,
    );
    expect(answer.headers.get("content-disposition")).toContain(
      "husting-umea-public-buildings-not-listed-2022.csv",
    );
    expect(await answer.text()).toContain("imported,Lantern School,2022,conditioning-not-said,");
  });

  it("the file has a row a building, with the area's conversion in it", async () => {
    await say({
      nameEn: "=HYPERLINK(1)",
      use: "school",
      atemp: "251",
      tenure: "occupied",
      conditioned: "yes",
    });
    const text = await (
      await fetch(`${city.baseUrl}/inventory/public-buildings.csv?year=2022&language=en`)
    ).text();
    const line = text.split("\r\n").find((one) => one.startsWith("imported,"));
    // A spreadsheet does not run a building's name.
    expect(line).toContain(`imported,'=HYPERLINK(1),School,occupied,251.0,`);
    expect(line).toContain('"Converted: the useful floor area is taken as equal to Atemp.');
    expect(line).not.toContain("× 1");
    expect(line).toContain(",2022,,,,,17520.0,1.0000,,,no,");
    await say({
      nameEn: "Lantern School",
      use: "school",
      atemp: "250",
      tenure: "occupied",
      conditioned: "yes",
    });
    const small = (await publicBuildingsPage(city.node, 2022))!;
    expect(small.notListed.find(({ slug }) => slug === "imported")?.code).toBe("not-larger");
  });

  it("comes as a workbook with both lists, whose numbers are those of the files", async () => {
    const answer = await fetch(`${city.baseUrl}/inventory/public-buildings.xlsx?year=2022&language=sv`);
    expect(answer.headers.get("content-disposition")).toContain("husting-umea-public-buildings-2022.xlsx");
    const bytes = Buffer.from(await answer.arrayBuffer());
    const page = (await publicBuildingsPage(city.node, 2022))!;
    const [header, ...listed] = await readSheet(bytes, "I förteckningen");
    const column = (name: string) => listed.map((row) => row[header!.indexOf(name)]);
    expect(column("Värme (kWh)")).toEqual(page.listed.map(({ heatKwh }) => heatKwh));
    expect(column("Användbar golvarea (m²)")).toEqual(
      page.listed.map(({ usefulAreaSquareMetres }) => usefulAreaSquareMetres),
    );
    const [, ...others] = await readSheet(bytes, "Inte i förteckningen");
    expect(others.length + listed.length).toBe((await city.node.registry.buildings()).length);
    const about = (await readSheet(bytes, "Om filen")).map((row) => row.join(": ")).join("\n");
    expect(about).toMatch(/Licens: CC0 1\.0/);
    expect(about).toContain("2023/1791");
  });

  it("has no file and no page of a year that there is not", async () => {
    for (const year of ["2030", "-1", "1e9", "x"]) {
      for (const file of ["public-buildings", "public-buildings-not-listed"]) {
        const answer = await fetch(`${city.baseUrl}/inventory/${file}.csv?year=${year}&language=en`);
        expect(answer.status, year).toBe(404);
        const { error } = (await answer.json()) as { error: { message: string } };
        expect(error.message).toMatch(/^There is no such year here\. Years with readings: .*2022.*2025/);
      }
      const page = await fetch(`${city.baseUrl}/en/inventory/public-buildings?year=${year}`);
      expect(page.status, year).toBe(404);
    }
  });

  it("speaks the reader's language wherever the words are ours", async () => {
    const text = await (
      await fetch(`${city.baseUrl}/inventory/public-buildings.csv?year=2025&language=zh`)
    ).text();
    const line = text.split("\r\n").find((one) => one.startsWith("algkronan-skola,"))!;
    for (const words of [
      "换算：使用面积取与 Atemp 相等。依据：模拟所设，无出处。",
      "第 6 条第 5 款",
      "欧盟指令",
    ])
      expect(line).toContain(words);
    expect(line).not.toMatch(/simulated|useful|meters|directive|memory/);
  });

  it("an Atemp is no useful floor area until somebody has said how one is made from the other", async () => {
    const page = `${city.baseUrl}/en/staff/buildings`;
    expect((await postForm(page, { usefulFrom: "" }, { cookie })).status).toBe(303);
    const { listed, notListed } = (await publicBuildingsPage(city.node, 2022))!;
    expect(listed).toEqual([]);
    expect(notListed.find(({ slug }) => slug === "imported")?.code).toBe("area-of-other-kind");
  });
});

describe("a city's year for an exchange", () => {
  it("is by use and carrier, with what each building brought, areas apart and degree days", async () => {
    const year = await portfolioYear(city.node, 2025, city.node.nowMs());
    const schools = year.groups.find(({ use, carrier }) => use === "school" && carrier === "electricity")!;
    expect(schools).toMatchObject({ buildings: 2, carbon: { ok: true } });
    expect(schools.contributors.map(({ slug }) => slug)).toEqual(["algkronan-skola"]);
    expect(schools.kwh).toBe(schools.contributors[0]!.kwh);
    expect(schools.floorAreas).toEqual([{ definition: "Atemp", squareMetres: 6400, buildings: 1 }]);
    expect(schools.measuredShare).toBeCloseTo(schools.contributors[0]!.measuredShare / 2, 12);
    expect(year).toMatchObject({ isOver: true, degreeDays: { ok: true, value: { daysCounted: 365 } } });
  });
});

it("what was said of a building goes with it", async () => {
  await city.node.registry.ensureBuilding({
    slug: "empty",
    names: { sv: "Tom", zh: "空", en: "Empty" },
    use: "unknown",
    yearBuilt: null,
    floorAreaM2: null,
    floorAreaKind: null,
    storeys: null,
  });
  const done = await postForm(
    `${city.baseUrl}/en/staff/buildings/empty`,
    { nameEn: "Empty", tenure: "owned" },
    { cookie },
  );
  expect(done.status).toBe(303);
  const removed = await remove(
    { ...city.node, tally: city.node.votes.tally },
    { what: "building", slug: "empty" },
  );
  expect(removed.ok).toBe(true);
  expect(await city.node.civic.selectFrom("building_facts").selectAll().execute()).toHaveLength(11);
});
