import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { readingMessages } from "../features/readings/messages.ts";
import { languages } from "../web/language/index.ts";
import { shellMessages } from "../web/shell-messages.ts";
import { launchBrowser } from "./browser.ts";
import { HOUR_MS, meteredPoint, newestHour } from "./metered-point.ts";
import { browserCookies, postForm, type RunningCity, runCity } from "./running-city.ts";

/** What people write stands on pages as they are: it neither breaks them nor turns them around, and is answered in their language. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let city: RunningCity;
let browser: Browser;
let narrow: BrowserContext;
let cookie: string;
beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  cookie = await city.signInAs("manager");
  narrow = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  await narrow.addCookies(browserCookies(cookie, city.baseUrl));
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

const html = async (path: string): Promise<string> =>
  (await fetch(`${city.baseUrl}${path}`, { headers: { cookie } })).text();

async function fitsAt320(path: string): Promise<void> {
  const page = await narrow.newPage();
  await page.goto(`${city.baseUrl}${path}`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
  await page.close();
}

it("a file's name of two hundred letters without a space breaks wherever the screen ends", async () => {
  const form = new FormData();
  const name = `${"förbrukning_timvärden_2024".repeat(8)}.csv`;
  form.set("file", new File(["time,kWh\n2025-01-01T00:00Z,1\n"], name));
  const origin = new URL(city.baseUrl).origin;
  const sent = await fetch(`${city.baseUrl}/sv/staff/import`, {
    method: "POST",
    body: form,
    headers: { cookie, origin },
    redirect: "manual",
  });
  expect(sent.status).toBe(303);
  await fitsAt320(sent.headers.get("location")!);
});

it("a serial number that would turn the line around is shown as what it is, and a long one breaks", async () => {
  const startMs = (await newestHour(city)) - 60 * 24 * HOUR_MS;
  const registers = Array.from({ length: 60 * 24 }, (_, hour) => (1000 + hour) * 1000);
  const id = await meteredPoint(city, { building: "odd-serials" }, startMs, registers);
  const at = Temporal.Instant.fromEpochMilliseconds(startMs + 480 * HOUR_MS)
    .toZonedDateTimeISO(city.node.city.zone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" });
  const done = await postForm(
    `${city.baseUrl}/en/staff/meters/${id}`,
    {
      do: "exchange",
      at,
      closingRegister: "1480",
      serial: `\u202e${"9".repeat(50)}`,
      openingRegister: "0",
      multiplier: "1",
      registerWidth: "",
      hanging: "",
    },
    { cookie },
  );
  expect(done.status).toBe(303);
  for (const path of ["/en/staff/meters", `/en/staff/meters/${id}`, "/en/buildings/odd-serials", "/en/log"]) {
    const text = (await html(path)).replaceAll(/<input[^>]*>/g, "");
    expect(text, path).toContain("\\u{202E}999");
    expect(text, path).not.toContain("\u202e");
    await fitsAt320(path);
  }
});

it.each(languages)(
  "what is sent and is no form, or far too much, is answered with a page in %s",
  async (language) => {
    const shell = shellMessages.t(language);
    const send = (body: string, type: string): Promise<Response> =>
      fetch(`${city.baseUrl}/${language}/sign-in`, {
        method: "POST",
        body,
        headers: { "content-type": type, origin: new URL(city.baseUrl).origin },
      });
    const noForm = await send("{}", "application/json");
    expect(noForm.status).toBe(415);
    expect(await noForm.text()).toContain(shell("error.noForm.title"));
    const tooLarge = await send(`email=${"a".repeat(100_000)}`, "application/x-www-form-urlencoded");
    expect(tooLarge.status).toBe(413);
    expect(await tooLarge.text()).toContain(shell("error.tooLarge.title"));
  },
);

it.each(languages)("a mapping that cannot be used is explained in %s, place by place", async (language) => {
  const t = readingMessages.t(language);
  const whole = {
    version: 1,
    topic: "x/{device}/up",
    time: { path: "/t" },
    values: [{ path: "/v", point: "{device}/co2" }],
  };
  const cases: [unknown, string][] = [
    [{ ...whole, version: undefined }, t("mapping.why.missing", { where: "version" })],
    [{ ...whole, version: 2 }, t("mapping.why.not-one-of", { where: "version", expected: "1" })],
    [{ ...whole, topic: "a/#/b" }, t("mapping.why.topic-not-usable", { where: "topic" })],
    [{ ...whole, time: { path: "t" } }, t("mapping.why.no-json-pointer", { where: "time.path" })],
    [{ ...whole, values: [] }, t("mapping.why.empty", { where: "values" })],
    [{ ...whole, values: 7 }, t("mapping.why.wrong-type", { where: "values", expected: "array" })],
    [{ ...whole, extra: 1 }, t("mapping.why.unknown-key", { where: t("mapping.whole"), expected: "extra" })],
    [
      { ...whole, values: [{ path: "/v", point: "p", factor: 0 }] },
      t("mapping.why.too-small", { where: "values.0.factor" }),
    ],
    ["{", t("mapping.why.not-json")],
  ];
  for (const [mapping, words] of cases) {
    const spec = typeof mapping === "string" ? mapping : JSON.stringify(mapping);
    const answer = await postForm(
      `${city.baseUrl}/${language}/staff/mappings`,
      { do: "keep", name: "m", spec },
      { cookie },
    );
    expect(answer.status, spec).toBe(422);
    expect(await answer.text(), spec).toContain(words);
  }
});

it("what was kept is said to be kept, and a stored mapping opens filled in to be changed", async () => {
  const spec = JSON.stringify({
    version: 1,
    topic: "kept/{device}/up",
    time: { path: "/t" },
    values: [{ path: "/v", point: "{device}/co2" }],
  });
  const kept = await postForm(
    `${city.baseUrl}/en/staff/mappings`,
    { do: "keep", name: "my own", spec },
    { cookie },
  );
  expect(await html(kept.headers.get("location")!)).toContain(readingMessages.t("en")("mapping.saved"));
  const page = await narrow.newPage();
  await page.goto(`${city.baseUrl}/en/staff/mappings`);
  await page.getByRole("link", { name: "Edit my own", exact: true }).click();
  expect(await page.inputValue("[name=name]")).toBe("my own");
  expect(await page.inputValue("[name=spec]")).toContain("kept/{device}/up");
  await page.close();
  const wish = { digest: "7", quietFrom: "21", quietTo: "7" };
  const saved = await postForm(`${city.baseUrl}/en/staff/quality`, wish, { cookie });
  expect(await html(saved.headers.get("location")!)).toContain("Your wishes about e-mail are saved.");
});
