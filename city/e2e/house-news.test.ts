import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { checkedMark } from "../features/decisions/index.ts";
import { newsMessages } from "../features/house-news/messages.ts";
import type { HouseNewsPage } from "../features/house-news/pages-data.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { createServer, listen } from "../node/server.ts";
import { type Language, languages } from "../web/language/index.ts";
import { launchBrowser, press } from "./browser.ts";
import { filledDirectory, postForm, simulatedUmea } from "./running-city.ts";

/**
 * A resident follows a house: in a real browser without scripts, by letters that go over SMTP, by feed and by calendar. The city is the simulated
 * one without its mailbox, with a clock of its own.
 */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const HOUSE = "algkronan-skola";
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const words = (language: Language) => newsMessages.t(language);

let node: CityNode;
let baseUrl: string;
let closeServer: () => Promise<void>;
let directory: string;
let browser: Browser;
let smtp: SMTPServer;
/** Whether the mail server takes letters. */
let isMailUp = true;
/** Noon of the day after the city was made, and later as tests go on. */
let now = 0;

interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly head: string;
  readonly text: string;
}
const mails: Mail[] = [];

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) => done(isMailUp ? null : new Error("the mail server is down")),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        mails.push(mailOf(session.envelope.rcptTo[0]!.address, Buffer.concat(chunks).toString("latin1")));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  const address = smtp.server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  directory = await filledDirectory();
  const file = join(directory, "husting.json");
  const mail = { host: "127.0.0.1", port, from: "Husting <husting@umea.example>" };
  const city = { ...simulatedUmea, simulated: false };
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), city, mail }));
  now = Temporal.Now.zonedDateTimeISO("Europe/Stockholm")
    .add({ days: 1 })
    .withPlainTime("12:00").epochMilliseconds;
  await open();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await closeNode();
  rmSync(directory, { recursive: true, force: true });
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});

async function open(): Promise<void> {
  node = await openNode(directory, { nowMs: () => now, baseUrl: "http://localhost" });
  const server = await listen(await createServer(node), 0);
  baseUrl = `http://127.0.0.1:${server.port}`;
  closeServer = server.close;
}

async function closeNode(): Promise<void> {
  await closeServer();
  await node.close();
}

function mailOf(to: string, raw: string): Mail {
  const [head = "", ...rest] = raw.split("\r\n\r\n");
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, " ");
  const decoded = (text: string): string =>
    Buffer.from(
      text
        .replaceAll(/=\r\n/g, "")
        .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
      "latin1",
    ).toString("utf8");
  const body = rest.join("\r\n\r\n");
  const isBase64 = /^content-transfer-encoding: base64/im.test(unfolded);
  const subject = (/^subject: (.*)$/im.exec(unfolded)?.[1] ?? "")
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/=\?utf-8\?Q\?(.*?)\?=/gi, (_, text) => decoded(String(text).replaceAll("_", " ")))
    .replaceAll(/=\?utf-8\?B\?(.*?)\?=/gi, (_, text) => Buffer.from(String(text), "base64").toString("utf8"));
  return {
    to,
    subject,
    head: unfolded,
    text: isBase64 ? Buffer.from(body, "base64").toString("utf8") : decoded(body),
  };
}

const lettersTo = (to: string): Mail[] => mails.filter((mail) => mail.to === to);
const lastTo = (to: string): Mail => lettersTo(to).at(-1)!;
const codeIn = (mail: Mail): string => /\b\d{6}\b/.exec(mail.subject)?.[0] ?? "";
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${baseUrl}${path}`, { headers, redirect: "manual" });
const newsOf = async (): Promise<HouseNewsPage["news"]> =>
  ((await (await get(`/en/house-news/${HOUSE}.json`)).json()) as HouseNewsPage).news;

/** Follows a house as a browser without scripts would, and confirms. */
async function follow(email: string, language: Language, house = HOUSE): Promise<void> {
  const asked = await postForm(`${baseUrl}/${language}/house-news/${house}`, { email });
  expect(asked.status).toBe(303);
  const confirmed = await postForm(`${baseUrl}${asked.headers.get("location")}`, {
    code: codeIn(lastTo(email)),
  });
  expect(confirmed.headers.get("location")).toBe(`/${language}/house-news/${house}?done=follows`);
}

const followers = async (email: string): Promise<number> =>
  (await node.civic.selectFrom("house_follower").select("id").where("email", "=", email).execute()).length;

/** A body decides about a measure of the house. */
async function decide(title: string): Promise<void> {
  const said = {
    ...{ body: (await node.decisions.bodies.register()).bodies.find(({ toDate }) => toDate === null)!.slug },
    date: new Date(now).toISOString().slice(0, 10),
    caseNumber: `KS 2026/${Math.floor(now / MINUTE_MS) % 1_000_000}`,
    ...{ about: "measure:algkronan-led", titleSv: title, titleZh: title, titleEn: title },
    ...{ outcome: "accepted", reasons: "Ljuset är bättre.", cost: "", covers: "" },
    ...{ voting: "acclamation", votes: [], reservations: "", promises: [] },
  };
  const recorded = await node.decisions.record(said, checkedMark(said), "sv", null);
  expect(recorded).toMatchObject({ ok: true });
}

/** The LED measure is judged again, as when readings within its days have changed. */
async function judgeAgain(): Promise<void> {
  const measure = (await node.measures.done()).find(({ slug }) => slug === "algkronan-led")!;
  const kept = (await node.verdicts.find(measure.id))!;
  const inputs = (await node.verdicts.inputsOf(kept.sha256))!;
  const look = { days: kept.lookDays, lastDay: 0, isFinal: kept.isFinal };
  const text = `${kept.text} `;
  expect(await node.verdicts.put(measure, look, kept.document, text, inputs)).toBe(true);
}

/** The newest that was put on record may be told a little later. */
async function tellLater(ms = 2 * MINUTE_MS): Promise<void> {
  now += ms;
  await node.houseNews.teller.tell();
}

describe("news of a house", () => {
  it("tell what stands on record, each line leading to a page that is there", async () => {
    const news = await newsOf();
    const kinds = new Set(news.map(({ what }) => what.kind));
    for (const kind of ["measure", "verdict", "decision", "promise", "promise-answered", "proposal"])
      expect(kinds).toContain(kind);
    expect(news.map(({ happenedAtMs }) => happenedAtMs)).toEqual(
      news.map(({ happenedAtMs }) => happenedAtMs).sort((a, b) => b - a),
    );
    for (const { path } of news) {
      const [page = "", anchor] = path.split("#");
      const answer = await get(`/sv${page}`);
      expect([path, answer.status]).toEqual([path, 200]);
      if (anchor !== undefined) expect(await answer.text()).toContain(`id="${anchor}"`);
    }
  });

  it("its newest five stand on the building's page, with the way to all of them", async () => {
    await at(await phone(), `/zh/buildings/${HOUSE}`, async (page) => {
      const section = page.locator("#news");
      expect(await section.locator("li").count()).toBe(5);
      await Promise.all([page.waitForEvent("load"), section.getByText(words("zh")("house.all")).click()]);
      expect(new URL(page.url()).pathname).toBe(`/zh/house-news/${HOUSE}`);
      expect(await page.locator("main li").count()).toBeGreaterThan(15);
    });
  });

  it("there are none of a house that does not exist", async () => {
    for (const path of [
      "/sv/house-news/nowhere",
      "/sv/house-news/nowhere.json",
      "/feeds/sv/houses/nowhere.atom",
    ])
      expect((await get(path)).status).toBe(404);
    expect((await postForm(`${baseUrl}/sv/house-news/nowhere`, { email: "a@b.example" })).status).toBe(404);
  });
});

describe("somebody follows a house by mail", () => {
  it("finds its news, follows in two steps, and is told of what is new, at 320 pixels, in Chinese and without a script", async () => {
    const email = "li@houses.example";
    await at(await phone(), `/zh/house-news/${HOUSE}`, async (page) => {
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(320);
      await page.locator("#follow [name=email]").fill(email);
      await press(page, words("zh")("follow.do"));
      expect(await page.locator(".lead").innerText()).toContain("l…@houses.example");
      expect(await followers(email)).toBe(0);
      const letter = lastTo(email);
      expect(letter.text).toContain(`http://localhost${new URL(page.url()).pathname}`);
      await page.locator("[name=code]").fill("000000");
      await press(page, words("zh")("confirm.do"));
      expect(await page.locator("main").innerText()).toContain(words("zh")("fault.code-wrong"));
      await page.locator("[name=code]").fill(codeIn(letter));
      await press(page, words("zh")("confirm.do"));
      expect(await page.locator(".notice").innerText()).toContain(words("zh")("follow.done"));
    });
    expect(await followers(email)).toBe(1);
  });

  it("nothing is sent for nothing new, and a letter tells what came on record since", async () => {
    const email = "li@houses.example";
    const before = lettersTo(email).length;
    await tellLater();
    expect(lettersTo(email)).toHaveLength(before);
    await decide("Ny belysning");
    await tellLater();
    expect(lettersTo(email)).toHaveLength(before + 1);
    const letter = lastTo(email);
    expect(letter.subject).toContain("1 条新动态");
    expect(letter.text).toContain("关于“Ny belysning”的决定：通过。");
    expect(letter.text).not.toContain(words("zh")("measure.planned", { title: "" }).slice(0, 6));
    expect(letter.text).toContain(words("zh")("letter.stop"));
  });

  it("one letter a day, however much happens, and none at night", async () => {
    const email = "li@houses.example";
    const before = lettersTo(email).length;
    await judgeAgain();
    await tellLater();
    expect(lettersTo(email)).toHaveLength(before);
    await decide("Ny fläkt");
    // Half past twelve at night, and half past six.
    await tellLater(DAY_MS / 2 + 30 * MINUTE_MS);
    await tellLater(6 * 60 * MINUTE_MS);
    expect(lettersTo(email)).toHaveLength(before);
    await tellLater(60 * MINUTE_MS);
    expect(lettersTo(email)).toHaveLength(before + 1);
    expect(lastTo(email).subject).toContain("2 条新动态");
    expect(lastTo(email).text).toContain("Ny fläkt");
    expect(lastTo(email).text).toMatch(/重新评判/);
  });

  it("what cannot be sent is kept and goes when mail does, after a crash too", async () => {
    const email = "li@houses.example";
    now += DAY_MS;
    const before = lettersTo(email).length;
    await decide("Nya fönster");
    isMailUp = false;
    await tellLater();
    isMailUp = true;
    expect(lettersTo(email)).toHaveLength(before);
    await closeNode();
    await open();
    await tellLater();
    expect(lettersTo(email)).toHaveLength(before);
    await tellLater(5 * MINUTE_MS);
    expect(lettersTo(email)).toHaveLength(before + 1);
    expect(lastTo(email).text).toContain("Nya fönster");
    await tellLater(6 * MINUTE_MS);
    expect(lettersTo(email)).toHaveLength(before + 1);
  });

  it("a mail program ends the letters by one request, without cookies and from nowhere", async () => {
    const email = "li@houses.example";
    const { head } = lastTo(email);
    expect(head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/im);
    const address = /^List-Unsubscribe: <http:\/\/localhost([^>]+)>$/im.exec(head)?.[1] ?? "";
    // Whoever opens the link has ended nothing: scanners do.
    const opened = await get(address);
    expect(opened.status).toBe(303);
    expect(await followers(email)).toBe(1);
    const stopped = await fetch(`${baseUrl}${address}`, {
      method: "POST",
      body: "List-Unsubscribe=One-Click",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(stopped.status).toBe(200);
    expect(await followers(email)).toBe(0);
    now += DAY_MS;
    const before = lettersTo(email).length;
    await decide("Nya dörrar");
    await tellLater();
    expect(lettersTo(email)).toHaveLength(before);
  });

  it("a person ends them by the link in the letter, on a page with one button", async () => {
    const email = "asa@houses.example";
    await follow(email, "sv");
    now += DAY_MS;
    await decide("Ny matta");
    await tellLater();
    const path = /http:\/\/localhost(\/sv\/stop-following\/\S+)/.exec(lastTo(email).text)?.[1] ?? "";
    expect((await get(path)).headers.get("cache-control")).toContain("no-store");
    await at(await phone(), path, async (page) => {
      await press(page, words("sv")("stop.do"));
      expect(await page.locator("h1").innerText()).toBe(words("sv")("stop.stopped"));
    });
    expect(await followers(email)).toBe(0);
    expect(await node.civic.selectFrom("house_letter").selectAll().execute()).toEqual([]);
  });
});

describe("what a stranger cannot do", () => {
  it("a form is answered alike for an address that follows already, and twice following is once", async () => {
    const email = "known@houses.example";
    await follow(email, "en");
    const again = await postForm(`${baseUrl}/en/house-news/${HOUSE}`, { email });
    const other = await postForm(`${baseUrl}/en/house-news/${HOUSE}`, { email: "new@houses.example" });
    for (const answer of [again, other]) {
      expect(answer.status).toBe(303);
      expect(answer.headers.get("location")).toMatch(/^\/en\/confirm-following\/[\w-]{22}$/);
    }
    const told = (to: string) => lastTo(to).text.replaceAll(/\d{6}|[\w-]{22}/g, "");
    expect(told(email)).toBe(told("new@houses.example"));
    await follow(email, "sv");
    expect(await followers(email)).toBe(1);
  });

  it("a code that is guessed five times opens nothing any more, not even the right one", async () => {
    const email = "guessed@houses.example";
    const asked = await postForm(`${baseUrl}/en/house-news/${HOUSE}`, { email });
    const path = `${baseUrl}${asked.headers.get("location")}`;
    const right = codeIn(lastTo(email));
    for (let guess = 0; guess < 5; guess++) {
      const code = String((Number(right) + guess + 1) % 1_000_000).padStart(6, "0");
      expect((await postForm(path, { code })).status).toBe(422);
    }
    const spent = await postForm(path, { code: right });
    expect(spent.status).toBe(422);
    expect(await spent.text()).toContain(words("en")("fault.code-spent"));
    expect(await followers(email)).toBe(0);
  });

  it("what waits longer than a day leads nowhere and is erased", async () => {
    const email = "late@houses.example";
    const asked = await postForm(`${baseUrl}/en/house-news/${HOUSE}`, { email });
    const path = `${baseUrl}${asked.headers.get("location")}`;
    now += DAY_MS + MINUTE_MS;
    expect((await fetch(path)).status).toBe(404);
    expect((await postForm(path, { code: codeIn(lastTo(email)) })).status).toBe(404);
    await node.records.retention.carryOut();
    expect(await node.civic.selectFrom("house_pending").selectAll().execute()).toEqual([]);
  });

  it("an address cannot carry a header or another address with it", async () => {
    const before = mails.length;
    for (const email of [
      "a@x.example\r\nBcc: b@x.example",
      "a@x.example, b@x.example",
      "a@x.example\u2028b@x.example",
      '"x" <a@x.example>',
      "",
      "a".repeat(300),
    ]) {
      const answer = await postForm(`${baseUrl}/en/house-news/${HOUSE}`, { email });
      expect([email, answer.status]).toEqual([email, 422]);
    }
    expect(mails).toHaveLength(before);
  });

  it("one address gets no flood of codes, and whoever asks for it is told", async () => {
    const email = "flooded@houses.example";
    const statuses: number[] = [];
    for (let time = 0; time < 9; time++)
      statuses.push((await postForm(`${baseUrl}/en/house-news/${HOUSE}`, { email })).status);
    expect(statuses.filter((status) => status === 303)).toHaveLength(6);
    expect(statuses.at(-1)).toBe(422);
    expect(lettersTo(email)).toHaveLength(6);
  });

  it("a key that was made up, or is of another purpose, ends nobody's letters and is answered alike", async () => {
    const email = "steady@houses.example";
    now += 11 * MINUTE_MS;
    await follow(email, "en");
    const { id } = await node.civic
      .selectFrom("house_follower")
      .select("id")
      .where("email", "=", email)
      .executeTakeFirstOrThrow();
    const right = node.houseNews.keys.keyOf("stop", id);
    for (const key of [
      `${id}-${"A".repeat(27)}`,
      node.proposals.keys.stopKey(id),
      node.houseNews.keys.keyOf("other", id),
      right.slice(0, -1),
      String(id),
    ]) {
      const answer = await fetch(`${baseUrl}/stop-following/${key}`, { method: "POST" });
      expect([answer.status, await answer.text()]).toEqual([200, "OK"]);
    }
    expect(await followers(email)).toBe(1);
    await fetch(`${baseUrl}/stop-following/${right}`, { method: "POST" });
    expect(await followers(email)).toBe(0);
  });

  it("another site's page cannot send the forms", async () => {
    const email = "forged@houses.example";
    const origin = "https://elsewhere.example";
    const answer = await postForm(`${baseUrl}/en/house-news/${HOUSE}`, { email }, { origin });
    expect(answer.status).toBe(403);
    expect(lettersTo(email)).toEqual([]);
  });
});

describe("feeds and the calendar", () => {
  it.each([`/feeds/LANG/houses/${HOUSE}.atom`, "/feeds/LANG/city.atom"])(
    "%s is sound XML with what RFC 4287 asks for",
    async (path) => {
      const page = await browser.newPage();
      const ids = new Set<string>();
      for (const language of languages) {
        const answer = await get(path.replace("LANG", language));
        expect(answer.headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
        const feed = await page.evaluate(read, await answer.text());
        expect(feed).toMatchObject({ error: null, root: "feed", namespace: "http://www.w3.org/2005/Atom" });
        expect(feed.self).toBe(`http://localhost${path.replace("LANG", language)}`);
        expect(feed.entries.length).toBeGreaterThan(5);
        for (const text of [feed.updated, ...feed.entries.map(({ updated }) => updated)])
          expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(feed.author).not.toBe("");
        expect(feed.updated).toBe(
          feed.entries
            .map(({ updated }) => updated)
            .sort()
            .at(-1),
        );
        const all = [feed.id, ...feed.entries.map(({ id }) => id)];
        expect(new Set(all).size).toBe(all.length);
        for (const id of all) {
          expect(ids.has(id)).toBe(false);
          ids.add(id);
        }
        for (const { title, href } of feed.entries) {
          expect(title).not.toBe("");
          expect(href).toMatch(new RegExp(`^http://localhost/${language}/`));
        }
      }
      await page.close();
    },
  );

  it("who has the newest is told so in a few bytes, by its tag or by its date", async () => {
    const path = `/feeds/sv/houses/${HOUSE}.atom`;
    const first = await get(path);
    const tag = first.headers.get("etag")!;
    const date = first.headers.get("last-modified")!;
    expect((await get(path, { "if-none-match": tag })).status).toBe(304);
    expect((await get(path, { "if-modified-since": date })).status).toBe(304);
    const older = new Date(Date.parse(date) - 1_000).toUTCString();
    expect((await get(path, { "if-modified-since": older })).status).toBe(200);
    expect((await get(path, { "if-none-match": '"other"', "if-modified-since": date })).status).toBe(200);
    await decide("Nytt tak");
    const later = await get(path, { "if-none-match": tag });
    expect(later.status).toBe(200);
    expect(await later.text()).toContain("Nytt tak");
    const [before, after] = [await get("/feeds/zh/calendar.ics"), await get("/feeds/zh/calendar.ics")];
    expect(await after.text()).toBe(await before.text());
    const seen = before.headers.get("etag")!;
    now += 3 * MINUTE_MS;
    expect((await get("/feeds/zh/calendar.ics", { "if-none-match": seen })).status).toBe(304);
  });

  it("pages say in their head where their feed is", async () => {
    for (const path of [`/sv/house-news/${HOUSE}`, `/sv/buildings/${HOUSE}`]) {
      const [head = ""] = (await (await get(path)).text()).split("</head>");
      expect(head).toMatch(
        new RegExp(
          `<link rel="alternate" type="application/atom\\+xml"[^>]*/feeds/sv/houses/${HOUSE}\\.atom`,
        ),
      );
    }
  });

  it("the calendar holds what is coming, and its page leads there", async () => {
    const answer = await get("/feeds/en/calendar.ics");
    expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    const events = new ICAL.Component(ICAL.parse(await answer.text())).getAllSubcomponents("vevent");
    const uids = events.map((event) => String(event.getFirstPropertyValue("uid")));
    expect(uids).toContain("budget-2-closes@umea.husting");
    expect(uids).toContain("measure-algkronan-led-judged-180@umea.husting");
    expect(uids).toContain("promise-6@umea.husting");
    expect(new Set(uids).size).toBe(uids.length);
    // Promises that were answered are nothing that is coming.
    expect(uids).not.toContain("promise-1@umea.husting");
    await at(await phone(), "/en/calendar", async (page) => {
      const link = page.getByText(words("en")("calendar.subscribe"));
      expect(await link.getAttribute("href")).toBe("webcal://localhost/feeds/en/calendar.ics");
      expect(await page.locator("#coming li").count()).toBeGreaterThan(3);
    });
  });
});

describe("what is kept of who follows", () => {
  it("stands among what the city keeps of an address, and can be erased", async () => {
    const email = "mine@houses.example";
    await follow(email, "sv");
    await postForm(`${baseUrl}/sv/house-news/bokalven-bibliotek`, { email });
    const { findKept, eraseKept } = await import("../features/records/index.ts");
    const subject = { kind: "address", email } as const;
    const kinds = (await findKept(node.records.requests, subject)).map(({ kind }) => kind);
    expect(kinds).toEqual(["house-follower", "waiting-following"]);
    await eraseKept(node.records.requests, subject, { kind: "person" });
    expect(await findKept(node.records.requests, subject)).toEqual([]);
    expect(await followers(email)).toBe(0);
  });
});

/** A small old telephone in the hand of somebody without an account. */
function phone(): Promise<BrowserContext> {
  return browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
}

async function at<T>(context: BrowserContext, path: string, use: (page: Page) => Promise<T>): Promise<T> {
  const page = await context.newPage();
  try {
    await page.goto(`${baseUrl}${path}`);
    return await use(page);
  } finally {
    await context.close();
  }
}

/** Reads a feed as a strict XML parser does; runs in the browser. */
function read(text: string) {
  const document = new DOMParser().parseFromString(text, "application/xml");
  const root = document.documentElement;
  const of = (from: Element, name: string): string =>
    [...from.children].find(({ localName }) => localName === name)?.textContent ?? "";
  const link = (from: Element, rel: string): string =>
    [...from.children]
      .find((one) => one.localName === "link" && one.getAttribute("rel") === rel)
      ?.getAttribute("href") ?? "";
  return {
    error: document.querySelector("parsererror")?.textContent ?? null,
    root: root.localName,
    namespace: root.namespaceURI,
    id: of(root, "id"),
    updated: of(root, "updated"),
    author: of(root, "author"),
    self: link(root, "self"),
    entries: [...root.children]
      .filter(({ localName }) => localName === "entry")
      .map((entry) => ({
        id: of(entry, "id"),
        title: of(entry, "title"),
        updated: of(entry, "updated"),
        href: link(entry, "alternate"),
      })),
  };
}
