import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type MeterPage, meterPage } from "../features/meters/index.ts";
import { meterMessages } from "../features/meters/messages.ts";
import { launchBrowser, press } from "./browser.ts";
import { HOUR_MS, meteredPoint, newestHour } from "./metered-point.ts";
import { browserCookies, postForm, type RunningCity, runCity } from "./running-city.ts";

/** What a meter's forms take from several people at once, from who presses twice, and from who writes what cannot be. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const HOURS = 400 * 24;
const t = meterMessages.t("en");

let city: RunningCity;
let browser: Browser;
let cookie: string;
let startMs: number;
beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  cookie = await city.signInAs("manager");
  startMs = (await newestHour(city)) - HOURS * HOUR_MS;
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

/** Ten units an hour; from hour 5000 on 20 000 less, as after a meter nobody wrote down. */
const steady = Array.from({ length: HOURS }, (_, hour) => (30_000 + 10 * hour) * 1000);
const broken = steady.map((register, hour) => (hour < 5000 ? register : register - 79_000_000));

const stateOf = async (id: number): Promise<MeterPage> => (await meterPage(city.node, id))!;
const send = (id: number, fields: Record<string, string>): Promise<Response> =>
  postForm(`${city.baseUrl}/en/staff/meters/${id}`, fields, { cookie });
const acts = async (act: string): Promise<number> =>
  (await (await fetch(`${city.baseUrl}/log/entries.ndjson`)).text()).split(`"act":"${act}"`).length - 1;

function local(hour: number): string {
  const wall = Temporal.Instant.fromEpochMilliseconds(startMs + hour * HOUR_MS).toZonedDateTimeISO(
    city.node.city.zone,
  );
  return wall.toPlainDateTime().toString({ smallestUnit: "minute" });
}
/** The exchange of the meter after so many hours, its registers as they were read. */
const exchange = (hour: number, serial: string, hanging: string): Record<string, string> => ({
  do: "exchange",
  at: local(hour),
  closingRegister: String(30_000 + 10 * hour),
  serial,
  openingRegister: String(30_000 + 10 * hour),
  multiplier: "1",
  registerWidth: "",
  hanging,
});

describe("an exchange", () => {
  let id: number;
  beforeAll(async () => {
    id = await meteredPoint(city, { building: "crowded-hall" }, startMs, steady);
  });

  it("sent five times at once is carried out and logged once, and the others read that somebody was quicker", async () => {
    const before = await acts("meter.exchanged");
    const { hanging } = await stateOf(id);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => send(id, exchange(4000, "N-1", hanging))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422, 422]);
    const refused = answers.find(({ status }) => status === 422);
    expect(await refused?.text()).toContain(t("refusal.exchanged-meanwhile"));
    expect((await acts("meter.exchanged")) - before).toBe(1);
    expect((await stateOf(id)).installations).toHaveLength(2);
  });

  it("is taken back once by three quick presses, and only while it stands newest", async () => {
    const older = (await stateOf(id)).hanging;
    for (const [hour, serial] of [
      [5000, "N-2"],
      [6000, "N-3"],
    ] as const)
      expect((await send(id, exchange(hour, serial, (await stateOf(id)).hanging))).status).toBe(303);
    const { hanging } = await stateOf(id);
    const press = (which: string): Promise<Response> => send(id, { do: "take-back", exchange: which });
    expect((await press(older)).status).toBe(422);
    expect((await press("")).status).toBe(422);
    const statuses = (await Promise.all([press(hanging), press(hanging), press(hanging)])).map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([303, 422, 422]);
    expect((await stateOf(id)).installations.map(({ serial }) => serial).slice(1)).toEqual(["N-1", "N-2"]);
    expect(await acts("exchange.taken-back")).toBe(1);
  });

  it.each([
    "+275760-09-13T23:00",
    "-271821-04-20T00:00",
    "9999-12-31T23:59",
    "2026-02-30T10:00",
    "2026-03-01T10:00+02:00",
    "2026-03-01T10:00[Asia/Shanghai]",
  ])("at %s is refused beside its field", async (at) => {
    const { hanging } = await stateOf(id);
    const answer = await send(id, { ...exchange(7000, "N-9", hanging), at });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("at-error");
  });

  it("whose closing register is far too high is saved only when it is meant", async () => {
    const { hanging } = await stateOf(id);
    const odd = { ...exchange(7000, "N-4", hanging), closingRegister: "1234567890" };
    const doubted = await send(id, odd);
    expect(doubted.status).toBe(422);
    expect(await doubted.text()).toContain(t("exchange.doubt"));
    expect((await stateOf(id)).hanging).toBe(hanging);
    // What was meant is that number and no other.
    expect((await send(id, { ...odd, meant: "99" })).status).toBe(422);
    expect((await send(id, { ...odd, meant: odd.closingRegister })).status).toBe(303);
    await send(id, { do: "take-back", exchange: (await stateOf(id)).hanging });
  });
});

describe("an answer", () => {
  let id: number;
  beforeAll(async () => {
    id = await meteredPoint(city, { building: "asking-hall" }, startMs, broken);
    // A meter of nine digits, which at its register is no meter that can have rolled over.
    await city.node.registry.addInstallation(id, {
      serial: "W-9",
      fromMs: startMs - HOUR_MS,
      toMs: null,
      openingRegister: "29990",
      closingRegister: null,
      multiplier: "1",
      registerWidth: 9,
      ratedPowerKw: null,
    });
    await city.node.civic.updateTable("point").set({ declaration: 1 }).where("id", "=", id).execute();
    await city.node.recompute();
  });

  it("that counts more than the meter's own year stands last, and is given only on a page of its own", async () => {
    const [question] = (await stateOf(id)).questions;
    expect(question?.options.at(-1)).toMatchObject({ kind: "rollover" });
    expect(question?.options.at(-1)?.implausibleYears).toBeGreaterThan(100);
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 320, height: 800 },
    });
    await context.addCookies(browserCookies(cookie, city.baseUrl));
    const page = await context.newPage();
    await page.goto(`${city.baseUrl}/en/staff/meters/${id}`);
    await press(page, /It rolled over: count .* …/);
    expect(await page.locator("#confirm").innerText()).toContain("times what this meter counts in a year");
    expect((await stateOf(id)).answers).toEqual([]);
    await press(page, t("confirm.send"));
    expect((await stateOf(id)).answers).toMatchObject([{ choice: "rollover" }]);
    await press(page, /^Undo the answer/);
    expect((await stateOf(id)).answers).toEqual([]);
    await context.close();
  });

  it("to a question nobody asked, or withdrawn where none stands, is refused and not on record", async () => {
    const before = [await acts("question.answered"), await acts("answer.withdrawn")];
    const [question] = (await stateOf(id)).questions;
    const attempts = [
      { do: "answer", question: "event/2020-01-01/2020-12-31", choice: "left-out" },
      { do: "answer", question: "nonsense", choice: "real" },
      { do: "withdraw", question: "nonsense" },
      { do: "withdraw", question: question!.id },
    ];
    for (const attempt of attempts)
      expect((await send(id, attempt)).status, JSON.stringify(attempt)).toBe(422);
    expect([await acts("question.answered"), await acts("answer.withdrawn")]).toEqual(before);
  });

  it("given five times at once is on record once", async () => {
    const before = await acts("question.answered");
    const [question] = (await stateOf(id)).questions;
    const give = (): Promise<Response> => send(id, { do: "answer", question: question!.id, choice: "reset" });
    const statuses = (await Promise.all([give(), give(), give(), give(), give()])).map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([303, 422, 422, 422, 422]);
    expect((await acts("question.answered")) - before).toBe(1);
  });

  it("stored to something that was never a question has no date on the building's page", async () => {
    const row = { point_id: id, question_id: "left by nobody", choice: "real", answered_at_ms: startMs };
    await city.node.civic.insertInto("answer").values(row).execute();
    await city.node.civic.updateTable("point").set({ declaration: 50 }).where("id", "=", id).execute();
    await city.node.recompute();
    const page = await (await fetch(`${city.baseUrl}/en/buildings/asking-hall`)).text();
    expect(page).not.toContain("1970");
  });
});
