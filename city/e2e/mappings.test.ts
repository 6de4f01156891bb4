import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { presets } from "../features/readings/ingest/mqtt/presets.ts";
import { readingMessages } from "../features/readings/messages.ts";
import { shellMessages } from "../web/shell-messages.ts";
import { launchBrowser, press } from "./browser.ts";
import { browserCookies, postForm, type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const t = readingMessages.t("en");
let city: RunningCity;
let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  context = await browser.newContext({ javaScriptEnabled: false });
  context.setDefaultTimeout(20_000);
  await context.addCookies(browserCookies(await city.signInAs("manager"), city.baseUrl));
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

const room = (): string =>
  [...city.node.points.book.keys()].find((key) => key.endsWith("/indoor-temperature"))!;

async function filledIn(fields: Record<string, string>, button: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${city.baseUrl}/en/staff/mappings`);
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name=${name}]`, value);
  await press(page, button);
  return page;
}

const uplink = JSON.stringify({
  received_at: "2026-02-12T15:15:30.123Z",
  uplink_message: { decoded_payload: { temperature: 20.5, co2: -4 } },
});

it("a mapping is tried on a real message before it is kept, and then reads such messages", async () => {
  const place = room().split("/").slice(0, 2).join("/");
  const spec = JSON.stringify({ ...presets["the-things-stack"], devices: { dev1: place } });
  const fields = { name: "rooms", spec, sampleTopic: "v3/app@ttn/devices/dev1/up", sample: uplink };
  const tried = await filledIn(fields, t("mapping.try"));
  const notice = await tried.locator(".notice").innerText();
  expect(notice).toContain(room());
  expect(notice).toContain("20.5");
  expect(notice).toContain(t("reject.below-possible"));
  expect(await tried.inputValue("[name=name]")).toBe("rooms");
  expect(city.node.mappings.stored).toEqual([]);
  await tried.close();

  const kept = await filledIn(fields, t("mapping.keep"));
  expect(await kept.locator("#stored").innerText()).toContain("rooms");
  expect(city.node.mappings.compiled[0]!.subscription).toBe("v3/+/devices/+/up");
  await press(kept, t("mapping.remove-name", { name: "rooms" }));
  expect(city.node.mappings.stored).toEqual([]);
  await kept.close();
  const log = await (await fetch(`${city.baseUrl}/log/entries.ndjson`)).text();
  expect(log).toContain('"act":"mapping.changed"');
  expect(log).toContain('"act":"mapping.removed"');
});

it("what is no mapping is refused with the place that is wrong, and what was written stays", async () => {
  const wrong = await filledIn(
    { name: "x", spec: '{"version": 1, "topic": "a/#/b", "time": {"path": "/t"}, "values": []}' },
    t("mapping.keep"),
  );
  const text = await wrong.locator("main").innerText();
  expect(text).toContain(t("mapping.fault.mapping-not-usable"));
  expect(text).toContain("topic");
  expect(await wrong.inputValue("[name=spec]")).toContain("a/#/b");
  await wrong.close();
  const nameless = await filledIn({ spec: JSON.stringify(presets.chirpstack) }, t("mapping.keep"));
  expect(await nameless.locator("main").innerText()).toContain(t("mapping.fault.name-not-usable"));
  await nameless.close();
  expect(city.node.mappings.stored).toEqual([]);
});

it("a mapping holds the devices of a whole city, and one that is too large is refused in words", async () => {
  const cookie = await city.signInAs("manager");
  const send = (devices: number): Promise<Response> => {
    const places = Array.from({ length: devices }, (_, i) => [`eui-70b3d57ed${i}`, `school-${i}/room-${i}`]);
    const spec = JSON.stringify({ ...presets["the-things-stack"], devices: Object.fromEntries(places) });
    const fields = { name: "whole city", spec, sampleTopic: "", sample: "", do: "keep" };
    return postForm(`${city.baseUrl}/sv/staff/mappings`, fields, { cookie });
  };
  expect((await send(5_000)).status).toBe(303);
  expect(Object.keys(city.node.mappings.stored[0]!.mapping.devices!)).toHaveLength(5_000);
  const refused = await send(50_000);
  expect(refused.status).toBe(413);
  expect(await refused.text()).toContain(shellMessages.t("sv")("error.tooLarge.title"));
});
