import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type MeasurePage, measurePage } from "../features/measures/index.ts";
import { measureMessages } from "../features/measures/messages.ts";
import type { Role } from "../features/people/index.ts";
import { measureParts } from "../node/pages.ts";
import { launchBrowser, press } from "./browser.ts";
import { browserCookies, postForm, type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const t = measureMessages.t("en");
let city: RunningCity;
let browser: Browser;
const cookies = new Map<Role, string>();
const contexts = new Map<Role, BrowserContext>();

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  for (const role of ["adviser", "elected"] as const) {
    const cookie = await city.signInAs(role);
    cookies.set(role, cookie);
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 390, height: 800 },
    });
    await context.addCookies(browserCookies(cookie, city.baseUrl));
    contexts.set(role, context);
  }
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

async function as<T>(role: Role, path: string, use: (page: Page) => Promise<T>): Promise<T> {
  const page = await contexts.get(role)!.newPage();
  try {
    await page.goto(`${city.baseUrl}/en${path}`);
    return await use(page);
  } finally {
    await page.close();
  }
}

const dataOf = async (slug: string): Promise<MeasurePage> =>
  (await measurePage(measureParts(city.node), slug, "adviser"))!;
const day = (daysAgo: number): string =>
  Temporal.Now.zonedDateTimeISO("Europe/Stockholm").subtract({ days: daysAgo }).toPlainDate().toString();

const sound = {
  titleSv: "",
  titleZh: "",
  titleEn: "New windows, first floor",
  kind: "windows",
  carrier: "district-heat",
  buildings: "snolyktan-forskola",
  owner: "Fastighet",
  cost: "1 250 000,50",
  method: "husting-daily",
  expected: "8",
  leastWorthwhile: "2",
  roomsMargin: "2",
  peopleMargin: "10",
};
const register = (fields: Record<string, string>): Promise<Response> =>
  postForm(`${city.baseUrl}/en/staff/measures`, fields, { cookie: cookies.get("adviser")! });

describe("a measure from plan to effect", () => {
  it("is registered with how it will be judged, approved, begun and finished in the browser, each step on record", async () => {
    await as("adviser", "/staff/measures", async (page) => {
      await page.getByLabel(t("new.titleEn")).fill("New windows, first floor");
      await page.getByLabel(t("new.kind")).selectOption("windows");
      await page.getByLabel(t("new.carrier")).selectOption("district-heat");
      await page.getByLabel("Snow Lantern Fairy Preschool").check();
      await page.getByLabel(t("new.owner")).fill("Fastighet");
      await page.getByLabel(t("new.expected")).fill("8");
      await press(page, t("new.check"));
      // What it asks for is told, and its rooms are offered, before anything is on record.
      const asked = await page.locator("main").innerText();
      expect(asked).toContain(t("check.ask"));
      expect(asked).toContain(t("check.people", { answers: 198 }));
      expect(await page.locator('input[name="rooms"]:checked').count()).toBe(3);
      expect(await page.getByLabel(t("new.owner")).inputValue()).toBe("Fastighet");
      expect(await city.node.measures.bySlug("new-windows-first-floor")).toBeUndefined();
      await page.locator('input[name="rooms"]').first().uncheck();
      await press(page, t("new.send"));
      expect(page.url()).toBe(`${city.baseUrl}/en/measures/new-windows-first-floor`);
      const text = await page.locator("main").innerText();
      expect(text).toContain(t("state.planned"));
      expect(text).toContain(t("effect.waiting"));
      expect(await page.getByRole("button", { name: t("do.approve") }).count()).toBe(0);
    });
    await as("elected", "/measures/new-windows-first-floor", (page) => press(page, t("do.approve")));
    await as("adviser", "/measures/new-windows-first-floor", async (page) => {
      await page.getByLabel(t("do.date-start")).fill(day(400));
      await press(page, t("do.start"));
      await page.getByLabel(t("do.date-finish")).fill(day(380));
      await press(page, t("do.finish"));
      const text = await page.locator("main").innerText();
      expect(text).toContain(t("state.finished"));
      // Work that began before today's plan was registered.
      expect(text).toContain(t("plan.afterwards"));
    });
    const measure = await dataOf("new-windows-first-floor");
    expect(measure.plan.rooms).toHaveLength(2);
    expect(measure.steps.map(({ state }) => state)).toEqual(["planned", "approved", "started", "finished"]);
    expect(measure.effect).not.toBeNull();
    // Nothing was done to the simulated building: the interval holds that.
    expect(measure.effect!.low).toBeLessThan(0);
    expect(measure.effect!.high).toBeGreaterThan(0);
    const log = await (await fetch(`${city.baseUrl}/log/entries.ndjson`)).text();
    for (const act of ["registered", "approved", "started", "finished"])
      expect(log).toContain(`"act":"measure.${act}"`);
  });

  it("tells what else was done to the same building meanwhile", async () => {
    for (const [role, fields] of [
      ["elected", { do: "approve" }],
      ["adviser", { do: "start", date: day(390) }],
    ] as const) {
      if (role === "elected") await register({ ...sound, titleEn: "Lamps", carrier: "electricity" });
      const done = await postForm(`${city.baseUrl}/en/measures/lamps`, fields, {
        cookie: cookies.get(role)!,
      });
      expect(done.status).toBe(303);
    }
    expect((await dataOf("new-windows-first-floor")).overlaps).toMatchObject([{ slug: "lamps" }]);
  });
});

describe("what cannot be", () => {
  it.each([
    ["no name", { titleEn: "" }, "title-missing"],
    ["a name that turns the text around", { titleEn: "a\u202eb" }, "text-not-usable"],
    ["no building", { buildings: "" }, "building-unknown"],
    ["a cost in words", { cost: "much" }, "cost-malformed"],
    ["more than all of it saved", { expected: "120" }, "share-malformed"],
    ["no margin for the rooms", { roomsMargin: "0" }, "margin-malformed"],
  ] as const)("%s is refused in words, and nothing is registered", async (_what, fields, code) => {
    const before = (await city.node.measures.all()).length;
    const answer = await register({ ...sound, ...fields });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(t(`fault.${code}`));
    expect((await city.node.measures.all()).length).toBe(before);
  });

  it("a step by the wrong role, a step out of order, and a day that has not come", async () => {
    await register({ ...sound, titleEn: "Balancing" });
    const step = (role: Role, fields: Record<string, string>) =>
      postForm(`${city.baseUrl}/en/measures/balancing`, fields, { cookie: cookies.get(role)! });
    expect((await step("adviser", { do: "approve" })).status).toBe(422);
    expect((await step("adviser", { do: "start", date: day(1) })).status).toBe(422);
    await step("elected", { do: "approve" });
    expect(await (await step("adviser", { do: "start", date: day(-3) })).text()).toContain(
      t("fault.date-in-future"),
    );
    expect(await (await step("adviser", { do: "start", date: "2026-02-31" })).text()).toContain(
      t("fault.date-malformed"),
    );
    expect((await dataOf("balancing")).state).toBe("approved");
  });

  it("a form that is sent twice registers one measure; with one word changed it is another", async () => {
    const before = (await city.node.measures.all()).length;
    const fields = { ...sound, titleEn: "Pressed twice" };
    const answers = await Promise.all([register(fields), register(fields)]);
    const places = answers.map((answer) => answer.headers.get("location"));
    expect(places[0]).toContain("/measures/pressed-twice");
    expect(places[1]).toBe(places[0]);
    expect((await city.node.measures.all()).length).toBe(before + 1);
    await register({ ...fields, expected: "9" });
    expect((await city.node.measures.all()).length).toBe(before + 2);
  });

  it("two who approve at once: one does, the other is told", async () => {
    await register({ ...sound, titleEn: "Twice" });
    const approve = () =>
      postForm(`${city.baseUrl}/en/measures/twice`, { do: "approve" }, { cookie: cookies.get("elected")! });
    const answers = await Promise.all([approve(), approve()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect((await dataOf("twice")).steps).toHaveLength(2);
  });
});
