import { roomFigures } from "@husting/indoor";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { BuildingPage } from "../features/buildings/building-page.ts";
import { amountInterval, factorValue } from "../features/carbon/words.ts";
import {
  type AdvicePage,
  type BuildingAdvicePage,
  buildingHours,
  type ClimateRoomsPage,
  limitsOf,
} from "../features/climate/index.ts";
import { climateMessages } from "../features/climate/messages.ts";
import type { MeasurePage } from "../features/measures/index.ts";
import type { Role } from "../features/people/index.ts";
import { formats, languages } from "../web/language/index.ts";
import { launchBrowser, press } from "./browser.ts";
import { browserCookies, postForm, type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const HOUR_MS = 3_600_000;
const SCHOOL = "algkronan-skola";
const CARE = "humlevilan-aldreboende";
const FLATS = "midnattskaffet-hus";
const t = climateMessages.t("en");
let city: RunningCity;
let browser: Browser;
const cookies = new Map<Role, string>();

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  for (const role of ["adviser", "officer", "manager"] as const) cookies.set(role, await city.signInAs(role));
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

async function json<T>(path: string, role?: Role, query = ""): Promise<T> {
  const cookie = role === undefined ? "" : cookies.get(role)!;
  const answer = await fetch(`${city.baseUrl}/en${path}.json${query}`, { headers: { cookie } });
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
}

async function open<T>(path: string, role: Role | undefined, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 800 },
  });
  if (role !== undefined) await context.addCookies(browserCookies(cookies.get(role)!, city.baseUrl));
  const page = await context.newPage();
  try {
    await page.goto(`${city.baseUrl}${path}`);
    return await use(page);
  } finally {
    await context.close();
  }
}

const climateRow = async (slug: string) => {
  const { id } = (await city.node.registry.building(slug))!;
  return city.node.civic
    .selectFrom("climate_result")
    .selectAll()
    .where("building_id", "=", id)
    .executeTakeFirstOrThrow();
};

describe("how it was indoors, on a building's page", () => {
  it("every room's figures are those of packages/indoor on the hours its sensors showed", async () => {
    const { climate } = await json<BuildingPage>(`/buildings/${SCHOOL}`);
    const { node } = city;
    const { first_ms, whole_until_ms } = await climateRow(SCHOOL);
    const { zone, country } = node.city;
    const building = (await node.registry.building(SCHOOL))!;
    const hours = await buildingHours({ ...node, zone, country }, building, first_ms!, whole_until_ms!);
    expect(climate!.rooms).toHaveLength(hours.rooms.length);
    for (const [
      i,
      { slug, use, sensitivePeople, roomId: _, names: __, ...columns },
    ] of hours.rooms.entries()) {
      const room = { use, sensitivePeople };
      const figures = roomFigures({ id: slug, room, ...columns }, limitsOf(node.city.rules), hours.frame);
      const shown = climate!.rooms[i]!;
      for (const name of ["tooCold", "tooWarm", "outside", "tooMuchCo2"] as const) {
        const own = figures[name];
        expect(shown[name].ok).toBe(own.ok);
        if (own.ok) expect(shown[name]).toMatchObject({ value: { shareOutside: own.value.shareOutside } });
      }
    }
  });

  it.each(languages)(
    "the page in %s says what its .json says, with every limit's source and standing",
    async (language) => {
      const { climate } = await json<BuildingPage>(`/buildings/${CARE}`);
      const format = formats(language, "Europe/Stockholm");
      const say = climateMessages.t(language);
      const text = await open(`/${language}/buildings/${CARE}`, undefined, (page) =>
        page.locator("#indoor").innerText(),
      );
      const { outside, tooWarm } = climate!.building!;
      expect(text).toContain(outside!.worst!.names[language]);
      expect(text).toContain(format.percent(outside!.worst!.shareOutside));
      expect(text).toContain(format.percent(tooWarm!.meanShareOutside));
      for (const { source, standing } of climate!.limits) {
        expect(text).toContain(source);
        expect(text).toContain(say(`limits.standing.${standing}`));
      }
      expect(climate!.rooms.some(({ outside }) => !outside.ok)).toBe(true);
      expect(text).toContain(say("reason.no-sensor"));
    },
  );

  it("no home is shown by itself, in the page or in its data", async () => {
    const page = await json<BuildingPage>(`/buildings/${FLATS}`);
    const building = (await city.node.registry.building(FLATS))!;
    const rooms = await city.node.registry.rooms(building.id);
    expect(rooms.length).toBeGreaterThan(0);
    expect(page.rooms).toEqual([]);
    expect(page.climate?.rooms).toEqual([]);
    expect(page.climate?.building).toBeNull();
    const html = await (await fetch(`${city.baseUrl}/en/buildings/${FLATS}`)).text();
    for (const { names, slug } of rooms) {
      expect(JSON.stringify({ ...page, said: null })).not.toContain(slug);
      expect(html).not.toContain(names.en);
    }
  });
});

describe("the city's rooms, for its staff", () => {
  it("come worst first, those that are not measured last", async () => {
    const { rooms, homesHidden } = await json<ClimateRoomsPage>("/staff/climate", "manager");
    const shares = rooms.map(({ outside }) => outside?.share ?? -1);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(shares.at(-1)).toBe(-1);
    expect(homesHidden).toBe(0);
    const text = await open("/en/staff/climate", "manager", (page) => page.locator("main").innerText());
    expect(text).toContain(t("climate.not-measured"));
  });

  it("leave out homes for who does not look after them", async () => {
    const all = await json<ClimateRoomsPage>("/staff/climate", "manager");
    const { rooms, homesHidden } = await json<ClimateRoomsPage>("/staff/climate", "officer");
    expect(homesHidden).toBeGreaterThan(0);
    expect(rooms.length + homesHidden).toBe(all.rooms.length);
    expect(rooms.some(({ building }) => building.slug === FLATS)).toBe(false);
    const { advice } = await json<AdvicePage>("/staff/advice", "officer");
    for (const { building, rooms, key } of advice.filter((item) => item.building.slug === FLATS)) {
      expect(rooms, building.slug).toEqual([]);
      expect(key).not.toContain("lagenhet");
    }
  });
});

describe("what is computed again", () => {
  it("is a building whose days changed, and no other; the hour that has just come in changes nothing", async () => {
    const { node } = city;
    const before = new Map(
      (await node.civic.selectFrom("climate_result").selectAll().execute()).map((row) => [
        row.building_id,
        row,
      ]),
    );
    const school = (await node.registry.building(SCHOOL))!;
    const point = (await node.registry.points(school.id)).find(
      ({ carrier }) => carrier === "indoor-temperature",
    )!;
    const untilMs = before.get(school.id)!.whole_until_ms!;
    const stored = async () => node.civic.selectFrom("climate_result").selectAll().execute();

    await hear(point.id, untilMs + HOUR_MS, 19.9);
    await node.recompute();
    expect(await stored()).toEqual([...before.values()]);

    await hear(point.id, untilMs - 30 * 24 * HOUR_MS, 35);
    await node.recompute();
    const after = await stored();
    for (const row of after) {
      const same = row.building_id !== school.id;
      expect(row.input_version === before.get(row.building_id)!.input_version).toBe(same);
      expect(row.detail === before.get(row.building_id)!.detail).toBe(same);
    }
  });

  it("is a building of which something else was said of a room", async () => {
    const { node } = city;
    const school = (await node.registry.building(SCHOOL))!;
    const room = (await node.registry.rooms(school.id))[0]!;
    await node.civic
      .insertInto("room_use")
      .values({ room_id: room.id, use: "culture", sensitive_people: 0 })
      .execute();
    await node.recompute();
    const { climate } = await json<BuildingPage>(`/buildings/${SCHOOL}`);
    expect(climate!.rooms[0]!.use).toBe("culture");
  });

  async function hear(pointId: number, atMs: number, value: number): Promise<void> {
    await city.node.readings.take([
      {
        source: "test",
        receivedAtMs: city.node.nowMs(),
        reason: "sent",
        rejections: [],
        columns: {
          pointId: Int32Array.of(pointId),
          atMs: Float64Array.of(atMs),
          mantissa: Float64Array.of(Math.round(value * 10)),
          decimals: Uint8Array.of(1),
          quality: Uint8Array.of(0),
          row: Float64Array.of(0),
        },
      },
    ]);
  }
});

describe("advice", () => {
  it("is ranked over the city, each with its energy or that it cannot be said", async () => {
    const { advice } = await json<AdvicePage>("/staff/advice", "officer");
    expect(advice.length).toBeGreaterThan(2);
    const text = await open("/sv/staff/advice", "officer", (page) => page.locator("main").innerText());
    const say = climateMessages.t("sv");
    for (const { code, building } of advice) {
      expect(text).toContain(say(`finding.${code}.title`));
      expect(text).toContain(building.names.sv);
    }
  });

  it("is ranked by the CO2 its energy stands for, with the factor; or by rooms and confidence too", async () => {
    const { advice, order } = await json<AdvicePage>("/staff/advice", "officer");
    expect(order).toBe("carbon");
    const kg = advice.flatMap(({ carbon }) => (carbon === null ? [] : [carbon.amount.kg]));
    expect(kg.length).toBeGreaterThan(1);
    expect(kg).toEqual(kg.toSorted((a, b) => b - a));
    // What cannot be estimated comes after all that can.
    expect(advice.slice(0, kg.length).every(({ carbon }) => carbon !== null)).toBe(true);
    const { carbon, kwhPerYear } = advice[0]!;
    expect(carbon!.amount.kg).toBeCloseTo((kwhPerYear!.value * Number(carbon!.factor.gramsPerKwh)) / 1000, 2);
    const text = await open("/sv/staff/advice", "officer", (page) => page.locator("main").innerText());
    const format = formats("sv", "Europe/Stockholm");
    expect(text).toContain(factorValue(format, carbon!.factor));
    expect(text).toContain(amountInterval(format, carbon!.amount));
    const other = await json<AdvicePage>("/staff/advice", "officer", "?order=worth");
    expect(other.order).toBe("worth");
    expect(new Set(other.advice.map(({ key }) => key))).toEqual(new Set(advice.map(({ key }) => key)));
  });

  it("can be read and not acted on by an officer", async () => {
    const page = await json<BuildingAdvicePage>(`/staff/advice/${CARE}`, "officer");
    expect(page.mayAct).toBe(false);
    const buttons = await open(`/en/staff/advice/${CARE}`, "officer", (shown) =>
      shown.locator("main").getByRole("button").count(),
    );
    expect(buttons).toBe(0);
    const fields = { do: "measure", key: page.advice[0]!.key };
    const answer = await postForm(`${city.baseUrl}/en/staff/advice/${CARE}`, fields, {
      cookie: cookies.get("officer")!,
    });
    expect(answer.status).toBe(403);
  });

  it("becomes a measure with one press, once, and the log says what it was made of", async () => {
    const page = await json<BuildingAdvicePage>(`/staff/advice/${CARE}`, "adviser");
    const [finding] = page.advice;
    const address = await open(`/en/staff/advice/${CARE}`, "adviser", async (shown) => {
      await press(shown, /^Make it a measure/);
      return new URL(shown.url()).pathname;
    });
    expect(address).toMatch(/^\/en\/measures\//);
    const measure = await json<MeasurePage>(address.slice("/en".length), "adviser");
    expect(measure).toMatchObject({
      state: "planned",
      owner: "",
      carrier: "district-heat",
      kind: "lower-set-point",
    });
    const { heat } = JSON.parse((await climateRow(CARE)).advice);
    expect(measure.plan.expectedShare).toBeCloseTo(finding!.kwhPerYear!.value / heat.kwhPerYear, 2);
    const { line } = await city.node.civic
      .selectFrom("log_entry")
      .select("line")
      .orderBy("sequence", "desc")
      .executeTakeFirstOrThrow();
    expect(JSON.parse(line)).toMatchObject({ act: "measure.registered", facts: { advice: finding!.code } });
    const again = await postForm(
      `${city.baseUrl}/en/staff/advice/${CARE}`,
      { do: "measure", key: finding!.key },
      { cookie: cookies.get("adviser")! },
    );
    expect(await again.text()).toContain(t("advice.fault.already"));
    expect(
      (await json<BuildingAdvicePage>(`/staff/advice/${CARE}`, "adviser")).advice[0]!.measure,
    ).not.toBeNull();
  });

  it("set aside with a reason stays away, by role and on record", async () => {
    const before = await json<AdvicePage>("/staff/advice", "manager");
    const item = before.advice.find(({ measure }) => measure === null)!;
    const path = `/staff/advice/${item.building.slug}`;
    const cookie = cookies.get("manager")!;
    const url = `${city.baseUrl}/en${path}`;
    const unsaid = await postForm(url, { do: "dismiss", key: item.key, reason: "because" }, { cookie });
    expect(await unsaid.text()).toContain(t("advice.fault.reason"));
    const said = await postForm(url, { do: "dismiss", key: item.key, reason: "not-a-fault" }, { cookie });
    expect(said.headers.get("location")).toBe(`/en${path}?done=dismissed`);
    const after = await json<AdvicePage>("/staff/advice", "manager");
    expect(after.setAside).toBe(before.setAside + 1);
    expect(after.advice).toHaveLength(before.advice.length - 1);
    const { advice } = await json<BuildingAdvicePage>(path, "manager");
    expect(advice.find(({ key }) => key === item.key)!.dismissed).toMatchObject({
      reason: "not-a-fault",
      role: "manager",
    });
  });

  it.each([
    { do: "measure", key: "no-such-advice" },
    { do: "measure", key: "stuck-sensor:../../x" },
    { do: "", key: "" },
  ])("that is not there is refused: %o", async (fields) => {
    const answer = await postForm(`${city.baseUrl}/zh/staff/advice/${SCHOOL}`, fields, {
      cookie: cookies.get("adviser")!,
    });
    expect(await answer.text()).toContain(climateMessages.t("zh")("advice.fault.unknown"));
  });
});
