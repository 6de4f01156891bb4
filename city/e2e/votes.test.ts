import { request } from "node:http";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { voteMessages } from "../features/votes/messages.ts";
import type { VotingRoom } from "../features/votes/rooms.ts";
import { sensations } from "../features/votes/wording.ts";
import { htmlLanguage, languages } from "../web/language/index.ts";
import { axeFindings } from "./axe.ts";
import { launchBrowser } from "./browser.ts";
import { postForm, type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let city: RunningCity;
let browser: Browser;
let sensed: VotingRoom;
let unsensed: VotingRoom;

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  const points = await city.node.registry.points();
  const isSensed = (room: VotingRoom): boolean => points.some(({ roomId }) => roomId === room.roomId);
  const rooms = [...(await city.node.votes.rooms.all()).values()];
  sensed = rooms.find((room) => isSensed(room) && room.group.kind === "room")!;
  unsensed = rooms.find((room) => !isSensed(room))!;
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

const address = (room: VotingRoom): string => `${city.baseUrl}/v/${room.code}`;
let browsers = 0;
/** Taps as somebody whom the limit does not know yet. */
function tap(room: VotingRoom, fields: Record<string, string>, userAgent = `Phone ${browsers++}`) {
  return postForm(address(room), fields, { "user-agent": userAgent, "accept-language": "en" });
}

/** How many votes are counted of a room's group now. */
function counted(room: VotingRoom): number {
  return city.node.votes.tally.counts(room.group.key).reduce((sum, { votes }) => sum + votes, 0);
}

describe("the page behind the code on the wall", () => {
  it.each([
    ["sv-SE,sv;q=0.9", "sv"],
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
    ["en-GB", "en"],
    ["de", "sv"],
  ] as const)("a reader of %s gets it in %s, with links to the other two", async (wanted, language) => {
    const answer = await fetch(address(sensed), { headers: { "accept-language": wanted } });
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(text).toContain(`<html lang="${htmlLanguage[language]}">`);
    for (const other of languages.filter((one) => one !== language))
      expect(text).toContain(`href="/v/${sensed.code}?language=${other}"`);
    for (const sensation of sensations)
      expect(text).toContain(voteMessages.t(language)(`answer.${sensation}`));
  });

  it.each(languages)(
    "in %s the question and the answer weigh less than 15 kB each, in one request, without a script or a cookie",
    async (language) => {
      const asked = await fetch(`${address(sensed)}?language=${language}`);
      const answered = await tap(sensed, { answer: "0", language });
      for (const page of [asked, answered]) {
        expect(page.status).toBe(200);
        expect(page.headers.getSetCookie()).toEqual([]);
        const text = await page.text();
        expect(Buffer.byteLength(text)).toBeLessThan(15_000);
        expect(text).not.toMatch(/<script|<link rel="stylesheet"|<img|@import|url\(/);
      }
    },
  );

  it("its code may be typed in small letters and with a hyphen, and asked for on a page of its own", async () => {
    const typed = `${sensed.code.slice(0, 4)}-${sensed.code.slice(4)}`.toLowerCase();
    expect((await fetch(`${city.baseUrl}/v/${typed}`)).status).toBe(200);
    const lead = await fetch(`${city.baseUrl}/v?code=${typed}&language=en`, { redirect: "manual" });
    expect(lead.headers.get("location")).toBe(`/v/${sensed.code}?language=en`);
    expect((await fetch(`${city.baseUrl}/v`)).status).toBe(200);
  });

  it("a code that nobody has leads to a page that says so", async () => {
    const answer = await fetch(`${city.baseUrl}/v/22222222?language=sv`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain(voteMessages.t("sv")("nowhere.room"));
  });

  it.each(languages)(
    "in %s it can be used by everyone (axe), narrow, light and dark, before and after",
    async (language) => {
      const context = await browser.newContext({
        bypassCSP: true,
        viewport: { width: 320, height: 640 },
        userAgent: `Axe ${language}`,
      });
      const page = await context.newPage();
      const look = async (): Promise<void> => {
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          expect(await axeFindings(page)).toEqual([]);
        }
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      };
      await page.goto(`${address(sensed)}?language=${language}`);
      await look();
      await page.locator("summary").click();
      await look();
      await page.getByRole("button", { name: voteMessages.t(language)("answer.0"), exact: true }).click();
      await page.getByText(voteMessages.t(language)("outcome.counted"), { exact: true }).waitFor();
      await look();
      await context.close();
    },
  );

  it("a telephone without scripts answers with one tap, by keyboard too, and reads what the room measures", async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 360, height: 640 },
      userAgent: "Keyboard",
      locale: "en-GB",
    });
    const page = await context.newPage();
    const before = counted(sensed);
    await page.goto(address(sensed));
    const button = page.getByRole("button", { name: "Too cold", exact: true });
    for (let pressed = 0; pressed < 30; pressed++) {
      await page.keyboard.press("Tab");
      if (await button.evaluate((element) => element === document.activeElement)) break;
    }
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    const text = await page.locator("main").innerText();
    expect(text).toContain("your answer is counted");
    expect(text).toContain("The rules on what is told");
    expect(text).toMatch(/°C, measured|has been silent since/);
    expect(counted(sensed)).toBe(before + 1);
    await context.close();
  });
});

describe("an answer", () => {
  it("in a room without a sensor says that there is none", async () => {
    const text = await (await tap(unsensed, { answer: "-1" })).text();
    expect(text).toContain("no sensor in this room");
  });

  it("is counted once in half an hour from one kind of phone and address, and the second is answered politely", async () => {
    const before = counted(sensed);
    expect(await (await tap(sensed, { answer: "2" }, "Impatient")).text()).toContain(
      "your answer is counted",
    );
    const again = await tap(sensed, { answer: "-2" }, "Impatient");
    expect(again.status).toBe(200);
    expect(await again.text()).toContain("an answer is counted already");
    expect(counted(sensed)).toBe(before + 1);
    const [newest] = city.node.votes.tally
      .counts(sensed.group.key)
      .filter(({ sensation }) => sensation === 2);
    expect(newest?.votes).toBeGreaterThan(0);
  });

  it.each([
    [{ answer: "9" }, "fault.answer-unknown"],
    [{ answer: "" }, "fault.nothing-said"],
    [{}, "fault.nothing-said"],
    [{ answer: "1", comment: "a\u202eb" }, "fault.comment-characters"],
    [{ answer: "1", comment: "x".repeat(301) }, "fault.comment-too-long"],
  ] as const)("%o is refused in the reader's words and not counted", async (fields, key) => {
    const before = counted(sensed);
    for (const language of languages) {
      const answer = await tap(sensed, { ...fields, language });
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(
        voteMessages.t(language)(key, { most: 300 }).replaceAll("'", "&#39;"),
      );
    }
    expect(counted(sensed)).toBe(before);
  });

  it("what was written is in the form again when something was wrong", async () => {
    const text = await (await tap(sensed, { answer: "7", comment: "<b>Drag</b>", stuffy: "yes" })).text();
    expect(text).toContain("&lt;b&gt;Drag&lt;/b&gt;");
    expect(text).toContain('name="stuffy" value="yes" checked');
  });

  it("a form from another site is refused", async () => {
    const before = counted(sensed);
    const answer = await fetch(address(sensed), {
      method: "POST",
      body: new URLSearchParams({ answer: "0" }),
      headers: { origin: "https://elsewhere.example" },
    });
    expect(answer.status).toBe(403);
    expect(counted(sensed)).toBe(before);
  });

  it("what is no form, and a form that is too large, are refused", async () => {
    const origin = city.baseUrl;
    const post = (body: string, type: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const asked = request(address(sensed), {
          method: "POST",
          headers: { origin, "content-type": type, "content-length": Buffer.byteLength(body) },
        });
        asked.on("response", (answer) => resolve(answer.resume().statusCode));
        asked.on("error", reject);
        asked.end(body);
      });
    expect(await post("{}", "application/json")).toBe(415);
    expect(await post(`comment=${"x".repeat(70_000)}`, "application/x-www-form-urlencoded")).toBe(413);
  });
});

describe("what others said", () => {
  it("is not told of few, and from ten on only when the half-day is over", async () => {
    await city.node.votes.rooms.set(sensed.roomId, { regularUsers: "30", zone: "" });
    const [halfDay] = ["2026-07-01/am"];
    const { tally, teller } = city.node.votes;
    const room = (await city.node.votes.rooms.all()).get(unsensed.roomId)!;
    expect((await teller.others({ ...room, group: { ...room.group, isLargeEnough: false } })).kind).toBe(
      "too-small",
    );
    tally.take({
      votes: Array.from({ length: 9 }, () => ({
        group: "rooms:999",
        halfDay,
        sensation: 0,
        marks: 0,
        channel: "tap" as const,
      })),
      answers: [],
    });
    const other = { ...room, group: { ...room.group, key: "rooms:999", isLargeEnough: true } };
    expect(await teller.others(other)).toMatchObject({ kind: "too-few", told: null });
  });
});
