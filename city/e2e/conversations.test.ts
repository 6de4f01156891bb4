import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ConversationPage, ResultsPage } from "../features/conversations/index.ts";
import { conversationMessages } from "../features/conversations/messages.ts";
import { htmlLanguage, type Language } from "../web/language/index.ts";
import { axeFindings } from "./axe.ts";
import { launchBrowser, press } from "./browser.ts";
import { cookiesOf, postForm, type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 600_000 });

const OPEN = "the-yard-between-the-houses";
const CLOSED = "how-warm-shall-we-have-it-together";
const t = conversationMessages.t("en");
const zh = conversationMessages.t("zh");

let city: RunningCity;
let browser: Browser;
let officer: string;

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  officer = await city.signInAs("officer");
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

const json = async <T>(path: string, cookie = ""): Promise<T> =>
  (await fetch(`${city.baseUrl}/en${path}.json`, { headers: { cookie } })).json();
const say = (slug: string, fields: Record<string, string>, cookie = "") =>
  postForm(`${city.baseUrl}/en/conversations/${slug}`, fields, { cookie });
const work = (slug: string, fields: Record<string, string>, cookie = officer) =>
  postForm(`${city.baseUrl}/en/staff/conversations/${slug}`, fields, { cookie });
const entries = async (): Promise<{ act: string; subject: string; facts: Record<string, unknown> }[]> =>
  (await (await fetch(`${city.baseUrl}/log/entries.ndjson`)).text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

const asked = (more: Record<string, string> = {}): Record<string, string> => ({
  ...{ "title-en": "Stairs", "question-en": "What about them?" },
  ...{ moderation: "open", access: "anyone", shows: "when-closed" },
  ...more,
});

/** Makes and opens a conversation with six statements. */
async function opened(title: string, more: Record<string, string> = {}): Promise<string> {
  const made = await postForm(
    `${city.baseUrl}/en/staff/conversations`,
    asked({ "title-en": title, ...more }),
    { cookie: officer },
  );
  const slug = /conversations\/([^?]+)/.exec(made.headers.get("location") ?? "")![1]!;
  for (let number = 1; number <= 6; number++)
    await work(slug, { do: "seed", text: `Statement ${number} of ${title}`, language: "en" });
  expect((await work(slug, { do: "open" })).status).toBe(303);
  return slug;
}

async function withPage<T>(use: (page: Page) => Promise<T>, javaScriptEnabled = false): Promise<T> {
  const context = await browser.newContext({
    javaScriptEnabled,
    bypassCSP: javaScriptEnabled,
    viewport: { width: 360, height: 740 },
  });
  try {
    return await use(await context.newPage());
  } finally {
    await context.close();
  }
}

/** Does something that leads to another page, and waits for it: the address may be the same as before. */
async function arrival(page: Page, act: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent("load"), act()]);
}

/** Presses Tab until the wanted control has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press("Tab");
    const focused = await page.locator("*:focus").first();
    if ((await focused.innerText().catch(() => "")).trim() === name) return;
  }
  throw new Error(`${name} cannot be reached with Tab`);
}

describe("somebody who takes part", () => {
  it("answers by keyboard alone, without scripts, on a telephone, in Chinese, and changes an answer", async () => {
    await withPage(async (page) => {
      await page.goto(`${city.baseUrl}/zh/conversations/${OPEN}`);
      const first = await page.locator("legend").innerText();
      await tabTo(page, zh("vote.agree"));
      await arrival(page, () => page.keyboard.press("Enter"));
      expect(page.url()).toMatch(/done=voted/);
      expect(await page.getByRole("status").innerText()).toContain(zh("done.voted"));
      expect(await page.locator("legend").innerText()).not.toBe(first);
      await tabTo(page, zh("vote.pass"));
      await arrival(page, () => page.keyboard.press("Enter"));
      expect(page.url()).toMatch(/done=voted/);
      expect(await page.locator("#vote").innerText()).toContain(
        zh("vote.progress", { said: 2, statements: 8 }),
      );
      const said = page.locator("#said li").filter({ hasText: zh("vote.agree") });
      await arrival(page, () => said.getByRole("link").click());
      expect(await page.locator("legend").innerText()).toBe(first);
      await press(page, zh("vote.disagree"));
      const votes = await page.locator("#said li strong").allInnerTexts();
      expect(votes.toSorted()).toEqual([zh("vote.disagree"), zh("vote.pass")].toSorted());
      // Nothing but one key is kept in the browser, and no script can read it.
      const cookies = await page.context().cookies();
      expect(cookies).toHaveLength(1);
      expect(cookies[0]).toMatchObject({ httpOnly: true, sameSite: "Lax" });
      await press(page, zh("said.forget"));
      expect(await page.getByRole("status").innerText()).toContain(zh("done.forgotten"));
      expect(await page.context().cookies()).toHaveLength(0);
      expect(await page.locator("#said").count()).toBe(0);
    });
  });

  it("counts once on a statement, however often and at once they press", async () => {
    const slug = await opened("Pressing");
    const first = await say(slug, { do: "vote", statement: "1", vote: "agree" });
    const cookie = cookiesOf(first);
    await Promise.all(
      ["disagree", "agree", "pass", "agree", "disagree"].map((vote) =>
        say(slug, { do: "vote", statement: "1", vote }, cookie),
      ),
    );
    const { id } = (await city.node.conversations.book.find(slug))!;
    expect(city.node.conversations.store.votesOf(id)).toMatchObject({ participants: 1 });
    expect(city.node.conversations.store.votesOf(id).vote).toHaveLength(1);
  });

  it("writes a statement, which is read first where the city chose so", async () => {
    const strict = await say(OPEN, { do: "write", statement: "A swing for grown-ups." });
    expect(strict.headers.get("location")).toContain("done=waits");
    expect(JSON.stringify(await json(`/conversations/${OPEN}`))).not.toContain("swing");
    const slug = await opened("Writing");
    const free = await say(slug, { do: "write", statement: "A swing for grown-ups." });
    expect(free.headers.get("location")).toContain("done=written");
    expect((await json<ConversationPage>(`/conversations/${slug}`)).statements).toBe(7);
  });

  it("with a code that was given out, whatever browser they type it in, and not without one", async () => {
    const slug = await opened("Coded", { access: "code" });
    const html = await (await work(slug, { do: "codes", count: "2" })).text();
    const codes = [...html.matchAll(/desk-code">([^<]+)</g)].map(([, code]) => code!);
    expect(codes).toHaveLength(2);
    const refused = await say(slug, { do: "vote", statement: "1", vote: "agree" });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain(t("fault.code-missing"));
    const forged = await say(slug, { do: "enter", code: "ABCD EFGH JKLM" });
    expect(await forged.text()).toContain("no code of this conversation");
    const typed = codes[0]!.toLowerCase();
    const cookie = cookiesOf(await say(slug, { do: "enter", code: typed }));
    await say(slug, { do: "vote", statement: "1", vote: "agree" }, cookie);
    const elsewhere = cookiesOf(await say(slug, { do: "enter", code: codes[0]!.replaceAll(" ", "") }));
    const page = await json<ConversationPage>(`/conversations/${slug}`, elsewhere);
    expect(page.said).toMatchObject([{ number: 1, vote: "agree" }]);
    // What was given out is kept nowhere as it is.
    const bytes = readFileSync(join(city.directory, "opinions.sqlite")).toString("latin1");
    expect(bytes).not.toContain(codes[0]!.replaceAll(" ", ""));
  });
});

describe("what is refused", () => {
  it("leaves nothing, and says what is wrong", async () => {
    const { id } = (await city.node.conversations.book.find(OPEN))!;
    const before = [city.node.conversations.store.participants(id), (await entries()).length];
    for (const [fields, fault] of [
      [{ do: "vote", statement: "1", vote: "maybe" }, t("fault.vote-unknown")],
      [{ do: "vote", statement: "99", vote: "agree" }, t("fault.statement-unknown")],
      [{ do: "vote", statement: "-1", vote: "agree" }, t("fault.statement-unknown")],
      [{ do: "write", statement: "" }, t("fault.text-missing")],
      [{ do: "write", statement: "x".repeat(181) }, t("fault.text-too-long", { most: 180 })],
      [{ do: "write", statement: "safe\u202egnp" }, t("fault.text-hidden-characters")],
      [{ do: "write", statement: "Call 070-123 45 67" }, t("fault.points-at-person")],
      [{ do: "write", statement: "fler TRÄD för skuggans skull" }, t("fault.statement-known", { number: 1 })],
    ] as const) {
      const answer = await say(OPEN, fields);
      expect(answer.status, JSON.stringify(fields)).toBe(422);
      expect(await answer.text()).toContain(fault.replaceAll("'", "&#x27;"));
    }
    expect([city.node.conversations.store.participants(id), (await entries()).length]).toEqual(before);
  });

  it("a vote after the end, on a draft, and on what does not exist", async () => {
    expect((await say(CLOSED, { do: "vote", statement: "1", vote: "agree" })).status).toBe(422);
    expect((await say("nothing", { do: "vote", statement: "1", vote: "agree" })).status).toBe(404);
    await postForm(`${city.baseUrl}/en/staff/conversations`, asked({ "title-en": "Draft" }), {
      cookie: officer,
    });
    expect((await say("draft", { do: "vote", statement: "1", vote: "agree" })).status).toBe(404);
    expect((await fetch(`${city.baseUrl}/en/conversations/draft`)).status).toBe(404);
  });

  it("markup is text", async () => {
    const slug = await opened("Markup");
    await say(slug, { do: "write", statement: "<script>alert(1)</script>" });
    const { headers } = await say(slug, { do: "vote", statement: "7", vote: "agree" });
    expect(headers.get("location")).toContain("done=voted");
    const html = await (await fetch(`${city.baseUrl}/en/conversations/${slug}?statement=7`)).text();
    expect(html).toContain("&lt;script&gt;alert(1)");
    expect(html).not.toContain("<script>alert");
  });

  it("many newcomers from one place are asked to wait, and whoever has taken part goes on", async () => {
    const slug = await opened("Crowd");
    const cookie = cookiesOf(await say(slug, { do: "vote", statement: "1", vote: "agree" }));
    let refusals = 0;
    for (let comer = 0; comer < 70; comer++)
      if ((await say(slug, { do: "vote", statement: "1", vote: "agree" })).status === 422) refusals++;
    expect(refusals).toBeGreaterThan(0);
    expect((await say(slug, { do: "vote", statement: "2", vote: "agree" }, cookie)).status).toBe(303);
  });
});

describe("officials", () => {
  it("show and hide statements with a reason that stands, and two cannot do it at once", async () => {
    const waiting = (
      await city.node.conversations.book.statements((await city.node.conversations.book.find(OPEN))!.id)
    ).find(({ state }) => state === "waiting")!;
    const number = String(waiting.number);
    const acts = await Promise.all([
      work(OPEN, { do: "show", number, expected: "waiting" }),
      work(OPEN, { do: "hide", number, expected: "waiting", reason: "Not about the yard" }),
    ]);
    expect(acts.map(({ status }) => status).toSorted()).toEqual([303, 422]);
    await work(OPEN, { do: "show", number, expected: "hidden" });
    expect((await work(OPEN, { do: "hide", number, expected: "shown", reason: "" })).status).toBe(422);
    expect(
      (await work(OPEN, { do: "hide", number, expected: "shown", reason: "Not about the yard" })).status,
    ).toBe(303);
    const results = await (await fetch(`${city.baseUrl}/en/conversation-results/${OPEN}`)).text();
    expect(results).toContain("Not about the yard");
    const own = Object.values(waiting.texts)[0]!;
    expect(results).not.toContain(own);
    expect((await work(OPEN, { do: "erase", number, expected: "hidden" })).status).toBe(303);
    const kept = await city.node.civic.selectFrom("log_opening").select("value").execute();
    expect(kept.filter(({ value }) => String(value).includes(own))).toEqual([]);
  });

  it("open nothing that has too little in it, and close it once", async () => {
    await postForm(`${city.baseUrl}/en/staff/conversations`, asked({ "title-en": "Empty" }), {
      cookie: officer,
    });
    const answer = await work("empty", { do: "open" });
    expect(await answer.text()).toContain(t("fault.too-few-statements", { fewest: 5 }));
    const slug = await opened("Closing");
    const closing = await Promise.all([work(slug, { do: "close" }), work(slug, { do: "close" })]);
    expect(closing.map(({ status }) => status).toSorted()).toEqual([303, 422]);
    const told = (await entries()).filter(
      ({ act, subject }) => act === "conversation.told" && subject.endsWith(slug),
    );
    expect(told).toHaveLength(1);
  });

  it("name one in Chinese alone, which is numbered in its address, and not the same name twice", async () => {
    const named = (title: string) => ({ "title-en": "", "title-zh": title });
    for (const [title, slug] of [
      ["楼道", "conversation"],
      ["院子", "conversation-2"],
    ] as const) {
      const made = await postForm(`${city.baseUrl}/zh/staff/conversations`, asked(named(title)), {
        cookie: officer,
      });
      expect(made.headers.get("location")).toContain(`/staff/conversations/${slug}?done=made`);
    }
    const again = await postForm(`${city.baseUrl}/zh/staff/conversations`, asked(named("院子")), {
      cookie: officer,
    });
    expect(await again.text()).toContain(zh("fault.slug-taken"));
  });

  it("nobody else does", async () => {
    const resident = await city.signInAs("resident");
    expect((await work(OPEN, { do: "close" }, resident)).status).toBe(403);
    expect((await work(OPEN, { do: "close" }, "")).status).toBe(401);
  });
});

describe("what was said", () => {
  it("of 500 people stands as groups in a table, aloud and on a telephone, in three languages", async () => {
    const { release } = await json<ResultsPage>(`/conversation-results/${CLOSED}`);
    expect(release?.document).toMatchObject({ participants: 500, isFinal: true, noGroups: null });
    expect(release!.document.groups.length).toBeGreaterThanOrEqual(2);
    for (const language of ["sv", "zh", "en"] as const satisfies readonly Language[])
      await withPage(async (page) => {
        const words = conversationMessages.t(language);
        await page.goto(`${city.baseUrl}/${language}/conversation-results/${CLOSED}`);
        expect(await page.locator("html").getAttribute("lang")).toBe(htmlLanguage[language]);
        const headings = await page.getByRole("heading", { level: 2 }).allInnerTexts();
        expect(headings.slice(0, 2)).toEqual([words("uniting.title"), words("groups.title")]);
        const groups = page.getByRole("table", { name: words("groups.title") });
        expect(await groups.getByRole("row").count()).toBe(release!.document.groups.length + 1);
        // The map says in words what it shows.
        const map = page.getByRole("img", { name: words("map.title") });
        expect(await map.locator("desc").textContent()).toContain(String(release!.document.groups[0]!.size));
        const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        expect(isWide).toBe(false);
        expect(await axeFindings(page, "every")).toEqual([]);
      }, true);
  });

  it("is in the log by its hash, and holds no words and nobody", async () => {
    const { release } = await json<ResultsPage>(`/conversation-results/${CLOSED}`);
    const entry = (await entries()).findLast(
      ({ act, subject }) => act === "conversation.told" && subject.endsWith(CLOSED),
    );
    expect(entry?.facts).toMatchObject({ people: 500, sha256: release!.sha256 });
    expect(JSON.stringify(release!.document)).not.toMatch(/[åäö]|simulated/u);
  });

  it("is nowhere before the end where the city chose so, and not anew for fewer than five more", async () => {
    const slug = await opened("Silent");
    for (let person = 0; person < 4; person++) await say(slug, { do: "vote", statement: "1", vote: "agree" });
    expect((await json<ResultsPage>(`/conversation-results/${slug}`)).release).toBeNull();
    const before = await json<ResultsPage>(`/conversation-results/${OPEN}`);
    expect(await city.node.conversations.releases.tellDue()).toBe(0);
    expect((await json<ResultsPage>(`/conversation-results/${OPEN}`)).release?.sha256).toBe(
      before.release?.sha256,
    );
    for (const path of [`/conversations/${slug}`, "/conversations"])
      expect(JSON.stringify(await json(path))).not.toMatch(/"votes":|"agree":/);
  });
});
