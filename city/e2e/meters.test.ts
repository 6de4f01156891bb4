import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type MeterPage, meterPage } from "../features/meters/index.ts";
import { meterMessages } from "../features/meters/messages.ts";
import { launchBrowser, press } from "./browser.ts";
import { HOUR_MS, meteredPoint, newestHour } from "./metered-point.ts";
import { browserCookies, type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

/** A year of hours up to the city's own newest weather: the meter was exchanged after `BEFORE` of them. */
const HOURS = 400 * 24;
const BEFORE = 200 * 24;
const t = meterMessages.t("en");

let city: RunningCity;
let browser: Browser;
let context: BrowserContext;
let endMs: number;

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
  await context.addCookies(browserCookies(await city.signInAs("manager"), city.baseUrl));
  endMs = await newestHour(city);
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

const startMs = (): number => endMs - HOURS * HOUR_MS;
/** What is used in an hour, in thousandths: seven days' rhythm, so that no day is like the next. */
const amountIn = (hour: number): number => 1000 + (hour % 24) * 40 + (Math.floor(hour / 24) % 7) * 100;
const usedBetween = (from: number, to: number): number => {
  let sum = 0;
  for (let hour = from; hour < to; hour++) sum += amountIn(hour);
  return sum;
};

/** A point whose register counts `registerAt(hour)` thousandths at the start of each hour. */
const hallWith = (building: string, registerAt: (hour: number) => number): Promise<number> =>
  meteredPoint(
    city,
    { building },
    startMs(),
    Array.from({ length: HOURS }, (_, hour) => registerAt(hour)),
  );

const stateOf = async (id: number): Promise<MeterPage> => (await meterPage(city.node, id))!;

async function onPage<T>(id: number, use: (page: Page) => Promise<T>): Promise<T> {
  const page = await context.newPage();
  try {
    await page.goto(`${city.baseUrl}/en/staff/meters/${id}`);
    return await use(page);
  } finally {
    await page.close();
  }
}

/** Local date and time of an instant as the form's field has it. */
function local(atMs: number): string {
  const wall = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(city.node.city.zone);
  return wall.toPlainDateTime().toString({ smallestUnit: "minute" });
}

describe("an exchange of meters in the browser", () => {
  /** A new meter hangs from 20 minutes after the hour `BEFORE`; it opened at 12.5 and shows what was used since. */
  const opening = 12_500;
  const first = 40_000_000;
  const atExchange = first + usedBetween(0, BEFORE) + Math.round(amountIn(BEFORE) / 3);
  const registers = (hour: number): number =>
    hour <= BEFORE
      ? first + usedBetween(0, hour)
      : opening + (amountIn(BEFORE) - Math.round(amountIn(BEFORE) / 3)) + usedBetween(BEFORE + 1, hour);
  let id: number;
  beforeAll(async () => {
    id = await hallWith("exchange-hall", registers);
  });

  async function fillIn(page: Page, changes: Record<string, string> = {}): Promise<void> {
    const fields = {
      at: local(startMs() + BEFORE * HOUR_MS + 20 * 60_000),
      closingRegister: String(atExchange / 1000).replace(".", ","),
      serial: "N-2",
      openingRegister: "12.5",
      ...changes,
    };
    for (const [name, value] of Object.entries(fields)) await page.fill(`[name=${name}]`, value);
    await press(page, t("exchange.send"));
  }

  it("before it is entered, the break is a question and its amount is in no total", async () => {
    const state = await stateOf(id);
    expect(state.questions).toMatchObject([{ break: "drop" }]);
    await onPage(id, async (page) => {
      expect(await page.locator("#questions form").count()).toBe(1);
    });
  });

  it("what cannot be is refused beside its field, and what was filled in stays", async () => {
    const cases: [Record<string, string>, string][] = [
      [{ closingRegister: "12" }, t("fault.closing-below-reading")],
      [{ closingRegister: "many" }, t("fault.register-malformed")],
      [{ closingRegister: "1e5" }, t("fault.register-malformed")],
      [{ at: local(Date.now() + 48 * HOUR_MS) }, t("fault.time-in-future")],
      [{ at: local(startMs() - HOUR_MS) }, t("fault.time-before-installation")],
    ];
    for (const [change, fault] of cases) {
      await onPage(id, async (page) => {
        await fillIn(page, change);
        expect(await page.locator("main").innerText()).toContain(fault);
        expect(await page.inputValue("[name=serial]")).toBe("N-2");
      });
    }
    expect((await stateOf(id)).installations).toEqual([]);
  });

  it("once it is entered, the year's total is exactly what was used", async () => {
    await onPage(id, async (page) => {
      await fillIn(page);
      expect(await page.locator("main").innerText()).toContain("N-2");
    });
    const { year, questions, installations } = await stateOf(id);
    expect(questions).toEqual([]);
    expect(installations).toMatchObject([{ closingRegister: String(atExchange / 1000) }, { serial: "N-2" }]);
    // Every whole day of the year, to the last count: the day of the last register is not over.
    const zone = city.node.city.zone;
    const fromMs = Temporal.PlainDate.from(year!.fromDate).toZonedDateTime(zone).epochMilliseconds;
    const lastRegister = Temporal.Instant.fromEpochMilliseconds(endMs - HOUR_MS).toZonedDateTimeISO(zone);
    const hourOf = (ms: number): number => (ms - startMs()) / HOUR_MS;
    const used = usedBetween(hourOf(fromMs), hourOf(lastRegister.startOfDay().epochMilliseconds));
    expect(year!.kwh).toBeCloseTo(used / 1000, 6);
  });

  it("is on record, and can be taken back and entered again", async () => {
    const log = await (await fetch(`${city.baseUrl}/log/entries.ndjson`)).text();
    expect(log).toContain('"act":"meter.exchanged"');
    await onPage(id, async (page) => {
      expect(await page.locator("#take-back").innerText()).toContain("N-2");
      await press(page, t("take-back.send", { serial: "N-2" }));
    });
    expect((await stateOf(id)).questions).toHaveLength(1);
    await onPage(id, (page) => fillIn(page));
    expect((await stateOf(id)).questions).toEqual([]);
  });
});

describe("a question answered in the browser", () => {
  /** The register lost its count and began again from zero. */
  const registers = (hour: number): number =>
    hour < BEFORE ? 40_000_000 + usedBetween(0, hour) : usedBetween(BEFORE, hour) + 200;
  let id: number;
  beforeAll(async () => {
    id = await hallWith("question-hall", registers);
  });

  it("is settled by one press, and open again by another", async () => {
    const [question] = (await stateOf(id)).questions;
    const reset = question!.options.find(({ kind }) => kind === "reset");
    expect(reset?.amount).toBe("0.200");
    await onPage(id, async (page) => {
      await press(page, /began again from zero/);
      expect(await page.locator("#questions form").count()).toBe(0);
    });
    const settled = await stateOf(id);
    expect(settled.questions).toEqual([]);
    expect(settled.answers).toMatchObject([{ choice: "reset" }]);
    await onPage(id, async (page) => {
      // Beside the button stands what it undoes, and its name says it to who cannot see that.
      expect(await page.locator("#answers").innerText()).toContain("Register from");
      await press(page, /^Undo the answer: Register from /);
      expect(await page.locator("#questions form").count()).toBe(1);
    });
    expect((await stateOf(id)).answers).toEqual([]);
  });

  it("stands in the list of meters before all that ask nothing", async () => {
    const page = await context.newPage();
    await page.goto(`${city.baseUrl}/en/staff/meters`);
    const rows = await page.locator("tbody tr").allInnerTexts();
    const cells = await page.locator(`tbody td[data-label="${t("col.questions")}"]`).allInnerTexts();
    const asking = cells.map((cell) => cell.trim() !== "0");
    expect(asking).toEqual(asking.toSorted((a, b) => Number(b) - Number(a)));
    expect(asking[rows.findIndex((row) => row.includes("question-hall"))]).toBe(true);
    await page.close();
  });
});
