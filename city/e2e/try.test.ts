import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { languages } from "../web/language/index.ts";
import { shellMessages } from "../web/shell-messages.ts";
import { launchBrowser, press } from "./browser.ts";
import { husting } from "./command.ts";
import { type EmptyCity, runEmptyCity } from "./empty-city.ts";

// Processes and browsers take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let city: EmptyCity;
let browser: Browser;
beforeAll(async () => {
  [city, browser] = await Promise.all([runEmptyCity(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2023, 11, 31, 23);
const WORK_MS = Date.UTC(2025, 0, 14, 23);

/** Degrees of an hour of a winter that is the same every year, with some weather in it. */
const temperature = (hour: number): number =>
  5 - 12 * Math.cos((2 * Math.PI * hour) / 8766) + 4 * Math.sin(hour / 31) + 3 * Math.sin(hour / 97);
/** A house that is heated under 15 °C, and takes 30 % less once its windows are tight. */
function useOf(hour: number): number {
  const before = 8 + 1.5 * Math.max(0, 15 - temperature(hour)) + ((hour * 7919) % 13) / 13;
  return START_MS + hour * HOUR_MS < WORK_MS ? before : 0.7 * before;
}
const rows = (value: (hour: number) => number, hours = 2 * 8784): string =>
  Array.from(
    { length: hours },
    (_, hour) => `${new Date(START_MS + hour * HOUR_MS).toISOString()},${value(hour).toFixed(3)}`,
  ).join("\n");
const meter = `time,kwh\n${rows(useOf)}\n`;
const weather = `time,degrees\n${rows(temperature)}\n`;

const fields = {
  ...{ zone: "Europe/Stockholm", carrier: "electricity", kind: "interval", unit: "kWh", registerWidth: "" },
  ...{ temperatureUnit: "C", timeColumn: "", valueColumn: "", workFrom: "2025-01-08", workTo: "2025-01-14" },
};

async function send(
  said: Partial<typeof fields> = {},
  files: { readonly meter?: string | Uint8Array<ArrayBuffer>; readonly weather?: string } = {
    meter,
    weather,
  },
): Promise<{ status: number; text: string }> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...said })) form.set(name, value);
  for (const [name, content] of Object.entries(files)) form.set(name, new File([content], `${name}.csv`));
  const headers = { origin: city.baseUrl };
  const answer = await fetch(`${city.baseUrl}/en/try`, { method: "POST", body: form, headers });
  return { status: answer.status, text: (await answer.text()).replaceAll("<!-- -->", "") };
}

it("a file is chosen on a telephone, in Chinese, without scripts, and a statement comes that a command repeats", async () => {
  for (const [name, content] of Object.entries({ meter, weather }))
    writeFileSync(join(city.directory, `${name}.csv`), content);
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 320, height: 700 },
  });
  const page = await context.newPage();
  await page.goto(`${city.baseUrl}/zh/method`);
  await page.getByRole("link", { name: "用计量表文件试一试" }).click();
  await page.getByLabel(/^计量表读数/).setInputFiles(join(city.directory, "meter.csv"));
  await page.getByLabel(/^室外温度/).setInputFiles(join(city.directory, "weather.csv"));
  await page.getByLabel(/^施工第一天/).fill("2025-01-08");
  await page.getByLabel(/^施工最后一天/).fill("2025-01-14");
  await press(page, "计算");
  const text = await page.locator("main").innerText();
  expect(text).toMatch(/扣除天气影响后，用量比以前少 (29|30|31)\s?%/);
  expect(text).toContain("来自您的文件");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  // The very same by the command on the page.
  const typed = (await page.locator("pre code").innerText()).replaceAll("\\\n", " ").trim().split(/\s+/u);
  const named = typed
    .slice(2)
    .map((word) =>
      /^(METER|WEATHER)$/u.test(word) ? join(city.directory, `${word.toLowerCase()}.csv`) : word,
    );
  const again = JSON.parse((await husting(...named, "--json")).stdout);
  expect(again.savings.share).toBeGreaterThan(0.29);
  expect(again.savings.share).toBeLessThan(0.31);
  expect(text.replaceAll(/[\s,]/gu, "")).toContain((again.savings.value / 1000).toFixed(1));
  await context.close();
});

describe("what a file says wrong is told, with what to do", () => {
  it.each([
    ["no file", {}, {}, "Choose the meter"],
    ["a zone that is none", { zone: "Mars/Olympus" }, { meter, weather }, "no time zone"],
    ["a day that is none", { workFrom: "2025-02-31" }, { meter, weather }, "This is no date"],
    ["work that ends first", { workTo: "2024-12-24" }, { meter, weather }, "ends before it begins"],
    ["a unit that is none", { unit: "furlong" }, { meter, weather }, "no unit of energy"],
    ["digits that are none", { registerWidth: "2" }, { meter, weather }, "number from 3 to 15"],
    ["no weather, in a city without", {}, { meter }, "no outdoor temperatures"],
    ["a text that is no table", {}, { meter: "hello", weather }, "The meter"],
    ["one reading", {}, { meter: "time,kwh\n2025-01-01T00:00Z,1\n", weather }, "at least two readings"],
    ["a column that is not there", { valueColumn: "use" }, { meter, weather }, "The meter"],
    ["a counter's register", {}, { meter: `time,kwh\n${rows((hour) => hour * 3)}`, weather }, "only rise"],
    [
      "degrees of another scale",
      {},
      { meter, weather: `t,f\n${rows((hour) => 70 + temperature(hour))}` },
      "which no air is",
    ],
    ["too little before the work", { workFrom: "2024-02-01", workTo: "" }, { meter, weather }, "are needed"],
    [
      "nothing after the work",
      { workFrom: "2026-05-01", workTo: "" },
      { meter, weather },
      "reporting period",
    ],
    ["markup", { zone: '"><script>alert(1)</script>' }, { meter, weather }, "no time zone"],
  ] as const)("%s", async (_what, said, files, words) => {
    const { status, text } = await send(said as Partial<typeof fields>, files as { meter?: string });
    expect(status).toBe(422);
    expect(text).toContain(words);
    expect(text).not.toContain("<script>");
    // What was written stands there still.
    expect(text).toContain(`value="${(said as { workTo?: string }).workTo ?? fields.workTo}"`);
  });

  it("rows that cannot be read are named, and the rest is worked with", async () => {
    const broken = meter.replace("\n2024-06-01T00:00:00.000Z,", "\n2024-06-01T00:00:00.000Z,~");
    const { status, text } = await send({}, { meter: broken, weather });
    expect(status).toBe(200);
    expect(text).toMatch(/row 3,6\d\d/u);
  });
});

it("a zipped file is taken, too large a one is refused, and nothing of any of them stays", async () => {
  expect((await send({}, { meter: new Uint8Array(gzipSync(meter)), weather })).status).toBe(200);
  const large = await send({}, { meter: "x".repeat(9 * 1024 * 1024), weather });
  expect(large.text).toContain("larger than 8 MB");
  const left = join(city.directory, "scratch");
  expect(existsSync(left) ? readdirSync(left) : []).toEqual([]);
  expect(await city.node.readings.deliveryCount()).toBe(0);
});

describe("what cannot be taken is refused before it is read", () => {
  /** Says how much is coming, and sends none of it yet. @returns what is answered at once, and how to go away. */
  function announce(language: string): { answer: Promise<Response | "waits">; leave: () => void } {
    const { hostname, port } = new URL(city.baseUrl);
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {});
    socket.write(
      `POST /${language}/try HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${city.baseUrl}\r\n` +
        `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: ${256 * 1024}\r\n\r\n`,
    );
    const answer = new Promise<Response | "waits">((resolve) => {
      let text = "";
      const waits = setTimeout(() => resolve("waits"), 5000);
      socket.on("data", (part) => {
        text += String(part);
        const [head = "", body] = text.split("\r\n\r\n");
        if (!body?.includes("</html>")) return;
        clearTimeout(waits);
        const [status = "", ...lines] = head.split("\r\n");
        const headers = lines.map((line) => line.split(": ") as [string, string]);
        resolve(new Response(body, { status: Number(status.split(" ")[1]), headers }));
      });
    });
    return { answer, leave: () => socket.destroy() };
  }

  it.each(languages)("in %s, with a page that says when to come again", async (language) => {
    const first = [announce(language), announce(language)];
    expect(await Promise.all(first.map(({ answer }) => answer))).toEqual(["waits", "waits"]);
    const third = announce(language);
    const refused = await third.answer;
    if (refused === "waits") throw new Error("a third file of one asker was waited for");
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("60");
    expect(await refused.text()).toContain(shellMessages.t(language)("error.tooOften.title"));
    for (const { leave } of [...first, third]) leave();
    // Whoever goes away leaves their place to others.
    await vi.waitUntil(async () => (await send({}, { meter: "time,kwh\n" })).status === 422, 20_000);
  });
});

it("whoever tries again and again is asked to wait", async () => {
  let last = "";
  for (let tried = 0; tried < 13; tried++) last = (await send({}, { meter: "time,kwh\n" })).text;
  expect(last).toContain("Come back in half an hour");
});
