import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { blindToken } from "../demo/voter.ts";
import {
  handOutPaper,
  importRoll,
  makeBudget,
  openVoting,
  prepareVoting,
  takeToken,
} from "../features/budget-votes/index.ts";
import { budgetMessages } from "../features/budget-votes/messages.ts";
import type { Language } from "../web/language/index.ts";
import { shellMessages } from "../web/shell-messages.ts";
import { axeFindings } from "./axe.ts";
import { launchBrowser, press } from "./browser.ts";
import { type IdentifiedCity, ISSUER_NAMES, runIdentifiedCity } from "./identified-city.ts";
import { postForm } from "./running-city.ts";
import { identityOf, officer, openBudgetOf, type SimulatedBudget, saidBudget } from "./simulated-budget.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let city: IdentifiedCity;
let browser: Browser;
let budget: SimulatedBudget;
/** So much later is it for the node. */
let laterMs = 0;
const printed: string[] = [];

beforeAll(async () => {
  for (const method of ["log", "info", "error", "warn"] as const)
    vi.spyOn(console, method).mockImplementation((...said) => void printed.push(said.join(" ")));
  [city, browser] = await Promise.all([runIdentifiedCity(() => Date.now() + laterMs), launchBrowser()]);
  budget = await openBudgetOf(city.node, { activation: "mail-identity" });
});
afterAll(async () => {
  await browser.close();
  await city.close();
  vi.restoreAllMocks();
});

const ballotAddress = (language: Language): string => `${city.baseUrl}/${language}/ballot/${budget.id}`;
const faultText = (language: Language, code: string): string =>
  budgetMessages.t(language)(`fault.${code}` as "fault.identity-stale");

/** From the ballot's page to the service's. */
async function goToService(page: Page, language: Language): Promise<void> {
  await page.goto(ballotAddress(language));
  const name = ISSUER_NAMES[language];
  await page.getByRole("link", { name: budgetMessages.t(language)("identity.go", { name }) }).click();
  await page.getByLabel("Account").waitFor();
}

async function signIn(page: Page, language: Language, account: string): Promise<void> {
  await goToService(page, language);
  await page.getByLabel("Account").fill(account);
  await press(page, "Sign in");
  expect(page.url()).toBe(ballotAddress(language));
}

describe("in a browser, at a phone's width", () => {
  const phone = { viewport: { width: 360, height: 740 }, bypassCSP: true } as const;

  /** Looks at the page as it stands. */
  async function everybodyCanUse(page: Page): Promise<void> {
    expect(await axeFindings(page, "every")).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  }

  it.each([
    ["sv", 0],
    ["zh", 1],
  ] as const)("somebody signs in and votes in %s, and nothing joins the two", async (language, at) => {
    const t = budgetMessages.t(language);
    const context = await browser.newContext(phone);
    const page = await context.newPage();
    const sent: { path: string; cookie: string | undefined }[] = [];
    const addresses: string[] = [];
    page.on("request", async (request) => {
      addresses.push(request.url());
      const { cookie } = await request.allHeaders();
      if (request.method() === "POST") sent.push({ path: new URL(request.url()).pathname, cookie });
    });
    await page.goto(ballotAddress(language));
    const words = await page.locator("#identity").innerText();
    expect(words).toContain(t("identity.learns", { name: ISSUER_NAMES[language] }));
    expect(words).toContain(new URL(city.issuer.address).host);
    await everybodyCanUse(page);

    await signIn(page, language, identityOf(at));
    await everybodyCanUse(page);
    // Shown once, and gone from the browser: whatever is asked for from here on has no part of it.
    expect((await context.cookies(ballotAddress(language))).map(({ name }) => name)).toEqual([]);
    expect((await context.cookies(`${city.baseUrl}/identity/callback`)).map(({ name }) => name)).toEqual([]);
    await page
      .locator("#identity")
      .getByRole("button", { name: t("who.take") })
      .click();
    await page.locator("#ballot-form input[type=checkbox]").first().check();
    await page.getByRole("button", { name: t("choose.cast") }).click();
    await page.getByText(t("voted.title")).waitFor();
    expect(await page.locator("#receipt").innerText()).toMatch(/^[0-9a-f]{64}$/);
    await everybodyCanUse(page);

    const own = sent.filter(({ path }) => path.startsWith("/budgets/"));
    expect(own.map(({ path }) => path)).toEqual([
      `/budgets/${budget.id}/token`,
      `/budgets/${budget.id}/ballot`,
    ]);
    for (const { cookie } of own) expect(cookie).toBeUndefined();
    expect(addresses.filter((address) => address.includes(identityOf(at)))).toEqual([]);
    // The service is not told on which page, and so for which budget, somebody was.
    expect(city.issuer.heard.length).toBeGreaterThan(0);
    expect(city.issuer.heard.filter((one) => /\/ballot\/|referer":"[^"]*\/(sv|zh)\//.test(one))).toEqual([]);
    await context.close();
  });

  it.each([
    ["sv", "identity-unknown", async (page: Page) => signIn(page, "sv", "20000101-9999")],
    [
      "zh",
      "identity-declined",
      async (page: Page) => {
        await goToService(page, "zh");
        await press(page, "Cancel");
      },
    ],
  ] as const)("in %s %s is said, with what can be done instead, once", async (language, fault, attempt) => {
    const page = await (await browser.newContext(phone)).newPage();
    await attempt(page);
    expect(page.url()).toBe(ballotAddress(language));
    await page.getByText(faultText(language, fault)).waitFor();
    await everybodyCanUse(page);
    await page.reload();
    expect(await page.getByText(faultText(language, fault)).count()).toBe(0);
    expect(await page.locator("#identity a").isVisible()).toBe(true);
  });

  it("without JavaScript it goes as far as the page that says paper or a desk", async () => {
    const context: BrowserContext = await browser.newContext({ ...phone, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(ballotAddress("sv"));
    expect(await page.locator("#identity").isVisible()).toBe(false);
    await page.goto(`${city.baseUrl}/identity/begin/sv/${budget.id}`);
    await page.getByLabel("Account").fill("20000101-9999");
    await press(page, "Sign in");
    const text = await page.locator("main").innerText();
    expect(text).toContain(faultText("sv", "identity-unknown"));
    expect(text).toContain(budgetMessages.t("sv")("vote.no-script"));
    await context.close();
  });
});

/** What a browser without a face keeps. */
class Jar {
  readonly #cookies = new Map<string, string>();

  async fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const { origin, pathname } = new URL(address);
    const cookie = [...this.#cookies]
      .filter(([key]) => key.startsWith(`${origin} `) && pathname.startsWith(key.split(" ")[1]!))
      .map(([key, value]) => `${key.split(" ")[2]}=${value}`)
      .join("; ");
    const answer = await fetch(address, { ...init, redirect: "manual", headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value, rest] = /^([^=]+)=([^;]*)(.*)$/s.exec(set)!;
      const key = `${origin} ${/path=([^;]+)/i.exec(rest!)?.[1] ?? "/"} ${name}`;
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(rest!)) this.#cookies.delete(key);
      else this.#cookies.set(key, value!);
    }
    return answer;
  }

  copy(): Jar {
    const copy = new Jar();
    for (const [key, value] of this.#cookies) copy.#cookies.set(key, value);
    return copy;
  }
}

const leadsTo = (answer: Response, from: string): string => {
  expect([302, 303]).toContain(answer.status);
  return new URL(answer.headers.get("location")!, from).href;
};

const begin = (jar: Jar): Promise<Response> => jar.fetch(`${city.baseUrl}/identity/begin/en/${budget.id}`);

/** Signs in at the service. @returns the address that leads back. */
async function wayBack(jar: Jar, account: string): Promise<string> {
  const asked = leadsTo(await begin(jar), city.baseUrl);
  const page = leadsTo(await jar.fetch(asked), asked);
  const body = new URLSearchParams({ account, do: "yes" });
  const resumed = leadsTo(await jar.fetch(page, { method: "POST", body }), page);
  return leadsTo(await jar.fetch(resumed), resumed);
}

/** What the ballot's page says to whoever was led there: what a token can be taken with, or the text of the page. */
async function shown(
  jar: Jar,
  answer: Response,
): Promise<{ activation: string; code: string; text: string }> {
  const page = await jar.fetch(leadsTo(answer, city.baseUrl));
  const text = await page.text();
  const form = /id="identity-form"[^>]*data-activation="([^"]+)".*?name="code" value="(\d+)"/s.exec(text);
  return { activation: form?.[1] ?? "", code: form?.[2] ?? "", text };
}

async function signedIn(at: number): Promise<{ activation: string; code: string }> {
  const jar = new Jar();
  const { activation, code } = await shown(jar, await jar.fetch(await wayBack(jar, identityOf(at))));
  return { activation, code };
}

const take = (said: { activation: string; code: string }, blinded: Uint8Array) =>
  takeToken(city.node.budgets, budget.id, { ...said, blinded }, "client");

describe("what should not be", () => {
  it("the same blinded token is signed again after another sign-in, and no other is", async () => {
    const { budgets } = city.node;
    const [one, other] = [await blindToken(budgets, budget.id), await blindToken(budgets, budget.id)];
    const first = await signedIn(2);
    expect((await take(first, one.blinded)).ok).toBe(true);
    const second = await signedIn(2);
    expect(second.activation).not.toBe(first.activation);
    expect((await take(second, one.blinded)).ok).toBe(true);
    expect(await take(second, other.blinded)).toEqual({ ok: false, fault: { code: "token-taken" } });
    // The sign-in before the last one holds no longer.
    expect(await take(first, one.blinded)).toEqual({ ok: false, fault: { code: "identity-stale" } });
  });

  it("a sign-in holds for a quarter of an hour, and not with another code or for another budget", async () => {
    const { blinded } = await blindToken(city.node.budgets, budget.id);
    const said = await signedIn(3);
    expect(await take({ ...said, code: "000000" }, blinded)).toEqual({
      ok: false,
      fault: { code: "code-wrong" },
    });
    laterMs = 15 * 60_000 + 1000;
    expect(await take(said, blinded)).toEqual({ ok: false, fault: { code: "identity-stale" } });
    laterMs = 0;
    expect((await take(said, blinded)).ok).toBe(true);
  });

  it("a way back that was used, or belongs to another browser, or came too late, leads nowhere", async () => {
    const stale = faultText("en", "identity-stale");
    const jar = new Jar();
    const back = await wayBack(jar, identityOf(4));
    const stranger = new Jar();
    expect((await shown(stranger, await stranger.fetch(back))).text).toContain(stale);
    const thief = jar.copy();
    expect((await shown(jar, await jar.fetch(back))).activation).toMatch(/^identity-/);
    const asked = city.issuer.heard.length;
    expect((await shown(thief, await thief.fetch(back))).text).toContain(stale);
    expect((await shown(jar, await jar.fetch(back))).text).toContain(stale);
    expect(city.issuer.heard.length).toBe(asked);
    const slow = new Jar();
    const late = await wayBack(slow, identityOf(4));
    laterMs = 10 * 60_000;
    expect((await shown(slow, await slow.fetch(late))).text).toContain(stale);
    laterMs = 0;
  });

  it("a state that was made up is told so in the reader's language, and leaves no cookie", async () => {
    for (const [language, accepts] of [
      ["sv", "sv"],
      ["zh", "zh-CN"],
    ] as const)
      for (const query of ["", "?code=x", "?code=x&state=made-up", "?error=access_denied&state="]) {
        const answer = await fetch(`${city.baseUrl}/identity/callback${query}`, {
          headers: { "accept-language": accepts },
        });
        expect(answer.status).toBe(400);
        expect(answer.headers.getSetCookie()).toEqual([]);
        const text = await answer.text();
        expect(text).toContain(shellMessages.t(language)("error.strayed.title"));
        expect(text).not.toContain("made-up");
      }
  });

  it("a code of somebody else's sign-in, put into one's own way back, is not taken", async () => {
    const [victim, own] = [new Jar(), new Jar()];
    const theirs = new URL(await wayBack(victim, identityOf(5)));
    const mine = new URL(await wayBack(own, identityOf(6)));
    mine.searchParams.set("code", theirs.searchParams.get("code")!);
    expect((await shown(own, await own.fetch(mine.href))).text).toContain(faultText("en", "identity-stale"));
  });

  it("whoever was handed a paper is told so, and gets no token", async () => {
    const { budgets } = city.node;
    expect((await handOutPaper(budgets, budget.id, budget.references[7]!)).ok).toBe(true);
    const jar = new Jar();
    const { activation, text } = await shown(jar, await jar.fetch(await wayBack(jar, identityOf(7))));
    expect(activation).toBe("");
    expect(text).toContain(faultText("en", "paper-taken"));
    // And the other way round: after the sign-in, before the token.
    const said = await signedIn(8);
    expect((await handOutPaper(budgets, budget.id, budget.references[8]!)).ok).toBe(true);
    const { blinded } = await blindToken(budgets, budget.id);
    expect(await take(said, blinded)).toEqual({ ok: false, fault: { code: "paper-taken" } });
  });

  it("one client who comes back again and again is held off, and the service is left alone", async () => {
    const jar = new Jar();
    const back = await wayBack(jar, identityOf(10));
    const gate = vi.spyOn(city.node.budgets.gate, "admits").mockReturnValue(false);
    const asked = city.issuer.heard.length;
    expect((await shown(jar, await jar.fetch(back))).text).toContain(faultText("en", "too-many"));
    expect(gate.mock.calls.map(([act]) => act)).toEqual(["confirm"]);
    expect(city.issuer.heard.length).toBe(asked);
    gate.mockRestore();
  });

  it("nothing on the way is kept by caches or told to others", async () => {
    const jar = new Jar();
    const out = await begin(jar);
    const back = await jar.fetch(await wayBack(jar, identityOf(9)));
    for (const answer of [out, back]) {
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    }
    expect(back.headers.get("location")).toBe(`/en/ballot/${budget.id}`);
    const page = await jar.fetch(leadsTo(back, city.baseUrl));
    expect(page.headers.get("cache-control")).toContain("no-store");
    expect(await (await fetch(`${ballotAddress("en")}.json`)).json()).toMatchObject({ signedIn: null });
  });
});

describe("setting it up", () => {
  it("a budget by letters alone offers no sign-in, keeps no identity, and one by e-identity alone sends no letter", async () => {
    const byMail = await openBudgetOf(city.node, { people: 3 });
    const rows = await city.node.civic
      .selectFrom("budget_roll")
      .select("identity_hash")
      .where("budget_id", "=", byMail.id)
      .execute();
    expect(rows.map(({ identity_hash }) => identity_hash)).toEqual([null, null, null]);
    const page = await (await fetch(`${city.baseUrl}/en/ballot/${byMail.id}`)).text();
    expect(page).not.toContain("/identity/begin/");
    const begun = await fetch(`${city.baseUrl}/identity/begin/en/${byMail.id}`, { redirect: "manual" });
    expect(begun.headers.get("location")).toBe(`/en/ballot/${byMail.id}`);
    const byIdentity = await openBudgetOf(city.node, { people: 3, activation: "identity" });
    const other = await (await fetch(`${city.baseUrl}/en/ballot/${byIdentity.id}`)).text();
    expect(other).toContain(`/identity/begin/en/${byIdentity.id}`);
    expect(other).not.toContain('name="email"');
    const asked = await postForm(`${city.baseUrl}/en/ballot/${byIdentity.id}`, { email: "r-1@roll.example" });
    expect(asked.status).toBe(422);
    expect(await asked.text()).toContain(faultText("en", "way-not-offered"));
  });

  it("a row whose identity is somebody else's is named, and voting does not open where nobody has one", async () => {
    const { budgets } = city.node;
    const made = await makeBudget(budgets, { ...saidBudget, activation: "identity" }, "SEK", officer);
    const id = made.ok ? made.value : 0;
    const roll = (text: string) => importRoll(budgets, id, new TextEncoder().encode(text), officer);
    expect(await roll("reference;identity\nA;")).toMatchObject({ ok: true, taken: 1, rejections: [] });
    await city.node.civic.updateTable("budget").set({ state: "feasibility" }).where("id", "=", id).execute();
    await city.node.civic
      .insertInto("budget_project")
      .values({
        ...{ budget_id: id, names: '{"sv":"a","zh":"a","en":"a"}', cost_minor: 100, feasible: 1 },
        ...{ reason: null, reason_language: null, proposal_id: null },
      })
      .execute();
    const prepared = await prepareVoting(budgets, id, officer);
    const code = prepared.ok ? prepared.closingCode : "";
    expect(await openVoting(budgets, id, code, officer)).toEqual({
      ok: false,
      fault: { code: "roll-without-identities" },
    });
    const rows = [
      "referens,personnummer",
      "B,19900101-1001",
      `C,199001011001`,
      "D,ab-C",
      "E,abC",
      `F,${"x".repeat(201)}`,
    ];
    expect(await roll(rows.join("\n"))).toMatchObject({
      taken: 3,
      rejections: [
        { row: 3, fault: "identity-twice", other: 2 },
        { row: 6, fault: "identity-malformed" },
      ],
    });
    expect(await roll("编号,身份标识\nG,199001011001")).toMatchObject({
      taken: 0,
      rejections: [{ row: 2, fault: "identity-known" }],
    });
    expect(await openVoting(budgets, id, code, officer)).toEqual({ ok: true });
    const entries = await (await fetch(`${city.baseUrl}/log/entries.ndjson`)).text();
    const opened = JSON.parse(entries.trim().split("\n").at(-1)!);
    expect(opened.facts).toMatchObject({ identityIssuer: city.issuer.address });
  });
});

describe("afterwards", () => {
  it("what the service told lies nowhere: not in the data directory, not in the log, not on the console", () => {
    const told = /19900101-?1\d{3}|subject-of-|Told, and not|20000101/;
    const files = readdirSync(city.directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect(told.test(readFileSync(file, "latin1")), file).toBe(false);
    expect(printed.filter((line) => told.test(line))).toEqual([]);
  });

  it("where the service does not answer it is said, and the other ways are there", async () => {
    await city.issuer.close();
    laterMs = 2 * 3_600_000;
    const jar = new Jar();
    const { text } = await shown(jar, await begin(jar));
    expect(text).toContain(faultText("en", "identity-down"));
    expect(text).toContain('name="email"');
    expect(printed.at(-1)).toMatch(/^e-identity: /);
  });
});
