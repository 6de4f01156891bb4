import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { accountMessages } from "../features/accounts/messages.ts";
import { peopleMessages } from "../features/people/messages.ts";
import { shellMessages } from "../web/shell-messages.ts";
import { launchBrowser } from "./browser.ts";
import { husting } from "./command.ts";
import { type EmptyCity, runEmptyCity } from "./empty-city.ts";
import { browserCookies, cookiesOf, newestCode, postForm, signInAt } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const t = accountMessages.t("en");
const people = peopleMessages.t("en");
const zh = accountMessages.t("zh");
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

let nowMs = Date.now();
let city: EmptyCity;
let browser: Browser;

beforeAll(async () => {
  [city, browser] = await Promise.all([runEmptyCity(() => nowMs), launchBrowser()]);
  await city.node.signIn.grant("administrator@umea.example", "administrator", null);
  await city.node.signIn.grant("officer@umea.example", "officer", null);
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

async function statusOf(cookie: string, path = "/en/account"): Promise<number> {
  return (await fetch(`${city.baseUrl}${path}`, { headers: { cookie }, redirect: "manual" })).status;
}

const act = (cookie: string, fields: Record<string, string>, path = "/en/account") =>
  postForm(`${city.baseUrl}${path}`, fields, { cookie });

/** A page of somebody signed in, without a script. */
async function pageOf(cookie: string, options: { width?: number } = {}): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    ...(options.width === undefined ? {} : { viewport: { width: options.width, height: 700 } }),
  });
  await context.addCookies(browserCookies(cookie, city.baseUrl));
  return context.newPage();
}

/** Goes on by so much in steps in which a session is used. */
async function passWith(cookie: string, ms: number, stepMs: number): Promise<number> {
  let status = 200;
  for (let passed = 0; passed < ms && status === 200; passed += stepMs) {
    nowMs += stepMs;
    status = await statusOf(cookie);
  }
  return status;
}

describe("a session", () => {
  it("is a cookie out of scripts' reach that goes nowhere else, with a new id each time", async () => {
    const email = "flags@umea.example";
    const asked = await postForm(`${city.baseUrl}/en/sign-in`, { email });
    const code = (await newestCode(city.node, email))!;
    const before = await signInAt(city, "before@umea.example");
    const cookie = `${before}; ${cookiesOf(asked)}`;
    const entered = await postForm(`${city.baseUrl}/en/sign-in`, { email, code }, { cookie });
    const [set] = entered.headers.getSetCookie();
    expect(set).toMatch(
      /^husting\.session_token=[^;]{40,}; Max-Age=5184000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(set?.split(";")[0]).not.toBe(before);
    // Whoever left a session behind in this browser is not signed in by it any more.
    expect(await statusOf(before)).toBe(303);
  });

  it("ends when it was not used for so long, by the node's clock", async () => {
    const idle = await signInAt(city, "officer@umea.example");
    nowMs += 12 * HOUR_MS - 1;
    expect(await statusOf(idle)).toBe(200);
    nowMs += 12 * HOUR_MS;
    expect(await statusOf(idle)).toBe(303);
    nowMs -= 12 * HOUR_MS;
    // It does not come back with the clock.
    expect(await statusOf(idle)).toBe(303);
  });

  it.each([
    ["administrator@umea.example", 12 * HOUR_MS, HOUR_MS],
    ["officer@umea.example", 7 * DAY_MS, 10 * HOUR_MS],
    ["resident@umea.example", 60 * DAY_MS, 10 * DAY_MS],
  ])("of %s ends at the latest after a time, however much it is used", async (email, wholeMs, stepMs) => {
    const cookie = await signInAt(city, email);
    expect(await passWith(cookie, wholeMs - stepMs, stepMs)).toBe(200);
    expect(await passWith(cookie, 2 * stepMs, stepMs)).toBe(303);
  });

  it("a code holds for ten minutes by the node's clock", async () => {
    const email = "late@umea.example";
    const asked = await postForm(`${city.baseUrl}/en/sign-in`, { email });
    const code = (await newestCode(city.node, email))!;
    const enter = () => postForm(`${city.baseUrl}/en/sign-in`, { email, code }, { cookie: cookiesOf(asked) });
    nowMs += 10 * MINUTE_MS;
    const late = await enter();
    expect(late.status).toBe(422);
    expect(await late.text()).toContain(people("fault.code-wrong"));
    nowMs -= 1;
    expect((await enter()).status).toBe(303);
  });

  it("what a role may do changes at once, in the session that is open", async () => {
    const cookie = await signInAt(city, "changed@umea.example");
    expect(await statusOf(cookie, "/en/staff/people")).toBe(403);
    await city.node.signIn.grant("changed@umea.example", "administrator", null);
    expect(await statusOf(cookie, "/en/staff/people")).toBe(200);
    await city.node.signIn.grant("changed@umea.example", "resident", null);
    expect(await statusOf(cookie, "/en/staff/people")).toBe(403);
  });

  it("is shown with the kind of device, and ended one by one or all others at once", async () => {
    const email = "everywhere@umea.example";
    const [here, there, third] = [
      await signInAt(city, email),
      await signInAt(city, email),
      await signInAt(city, email),
    ];
    const page = await pageOf(here);
    await page.goto(`${city.baseUrl}/en/account`);
    expect(await page.locator("#sessions li").count()).toBe(3);
    expect(await page.locator("#sessions").innerText()).toContain(t("sessions.this"));
    await page
      .getByRole("button", { name: t("sessions.end", { device: t("sessions.unknown") }) })
      .first()
      .click();
    await page.waitForURL(/done=session-ended/);
    expect((await Promise.all([there, third].map((cookie) => statusOf(cookie)))).sort()).toEqual([200, 303]);
    const fourth = await signInAt(city, email);
    await page.reload();
    await page.getByRole("button", { name: t("sessions.end-others") }).click();
    await page.waitForURL(/done=others-ended/);
    for (const cookie of [there, third, fourth]) expect(await statusOf(cookie)).toBe(303);
    expect(await statusOf(here)).toBe(200);
    await page.context().close();
    const rows = await city.node.civic.selectFrom("session").select("userAgent").execute();
    for (const { userAgent } of rows) expect(userAgent).not.toMatch(/\d/);
  });

  it("somebody else's cannot be ended", async () => {
    const [own, other] = [
      await signInAt(city, "own@umea.example"),
      await signInAt(city, "theirs@umea.example"),
    ];
    const [{ id }] = (await city.node.civic
      .selectFrom("session")
      .innerJoin("user", "user.id", "session.userId")
      .select("session.id")
      .where("user.email", "=", "theirs@umea.example")
      .execute()) as [{ id: string }];
    expect((await act(own, { do: "end-session", id })).status).toBe(422);
    expect(await statusOf(other)).toBe(200);
  });
});

describe("an account's data", () => {
  it("is given to its owner as a file, with the numbers of the entries they stand behind", async () => {
    const email = "exported@umea.example";
    await city.node.signIn.grant(email, "administrator", null);
    const cookie = await signInAt(city, email);
    await act(cookie, { email: "invited@umea.example", role: "teacher" }, "/en/staff/people");
    const answer = await act(cookie, { do: "download" });
    expect(answer.headers.get("content-disposition")).toBe(
      'attachment; filename="husting-umea-account.json"',
    );
    const file = JSON.parse(await answer.text());
    expect(file.account).toMatchObject({ email, role: "administrator" });
    expect(file.roles).toMatchObject([{ act: "role.granted", facts: { role: "administrator" } }]);
    expect(file.acts).toMatchObject([{ act: "role.granted", facts: { role: "teacher" } }]);
    expect(file.signedIn).toHaveLength(1);
    const said = JSON.stringify(file);
    expect(said).not.toContain("invited@umea.example");
    expect(said).not.toContain(cookie.split("=")[1]!.slice(0, 20));
  });

  it("is erased at the owner's wish; what was done stays by role, and the log holds", async () => {
    const email = "gone@umea.example";
    await city.node.signIn.grant(email, "administrator", null);
    const cookie = await signInAt(city, email);
    await act(cookie, { email: "made-by-gone@umea.example", role: "teacher" }, "/en/staff/people");
    const page = await pageOf(cookie);
    await page.goto(`${city.baseUrl}/en/account`);
    await page.getByRole("button", { name: t("erase.do") }).click();
    expect(await page.locator("#erase").innerText()).toContain(t("fault.not-sure"));
    await page.getByLabel(t("erase.sure")).check();
    await page.getByRole("button", { name: t("erase.do") }).click();
    await page.waitForURL(`${city.baseUrl}/en/sign-in?done=account-erased`);
    expect(await page.getByRole("status").innerText()).toContain(people("signin.erased"));
    await page.context().close();
    expect(await statusOf(cookie)).toBe(303);
    expect((await city.node.signIn.people()).map((one) => one.email)).not.toContain(email);
    for (const table of ["account_use", "role_change", "passkey", "session"]) {
      const rows = JSON.stringify(
        await city.node.civic
          .selectFrom(table as "account_use")
          .selectAll()
          .execute(),
      );
      expect(rows).not.toContain(email);
    }
    const entries = await (await fetch(`${city.baseUrl}/log/entries.ndjson`)).text();
    expect(entries).toContain('"account.erased"');
    expect((await husting("verify-log", city.directory)).code).toBe(0);
  });

  it("of the last administrator stays", async () => {
    const administrators = (await city.node.signIn.people()).filter(({ role }) => role === "administrator");
    for (const { email } of administrators.slice(1)) await city.node.signIn.grant(email, "resident", null);
    const cookie = await signInAt(city, administrators[0]!.email);
    const refused = await act(cookie, { do: "erase", sure: "yes" });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain(t("fault.last-administrator"));
    expect(await statusOf(cookie)).toBe(200);
  });
});

describe("an administrator's list of people", () => {
  it("is searched; a role is taken away, that is undone, and sessions are ended, each on record", async () => {
    const administrator = await signInAt(city, "administrator@umea.example");
    await city.node.signIn.grant("known@umea.example", "manager", null);
    const known = await signInAt(city, "known@umea.example");
    const page = await pageOf(administrator);
    await page.goto(`${city.baseUrl}/en/staff/people`);
    await page.getByLabel(people("people.search"), { exact: true }).fill("KNOWN");
    await page.getByRole("button", { name: people("people.look") }).click();
    const row = page.getByRole("row").filter({ hasText: "known@umea.example" });
    expect(await page.locator("#accounts tbody tr").count()).toBe(1);
    expect(await row.innerText()).toMatch(/20\d\d/);
    await row.getByRole("button", { name: people("people.take-role") }).click();
    await page.waitForURL(/search=KNOWN&done=take-role/);
    expect(await statusOf(known, "/en/staff/meters")).toBe(403);
    await row.getByRole("button", { name: /^Undo/ }).click();
    await page.waitForURL(/done=undo/);
    expect(await statusOf(known, "/en/staff/meters")).toBe(200);
    expect(await row.getByRole("button", { name: /^Undo/ }).count()).toBe(0);
    await row.getByRole("button", { name: /^Sign out/ }).click();
    await page.waitForURL(/done=end-sessions/);
    expect(await statusOf(known)).toBe(303);
    await page.goto(`${city.baseUrl}/en/log`);
    const log = await page.locator("main").innerText();
    for (const words of ["Somebody signed out everywhere", "undone", "taken away"])
      expect(log).toContain(words);
    await page.context().close();
    expect((await husting("verify-log", city.directory)).code).toBe(0);
  });

  it("undoes nothing twice, and nothing after a week", async () => {
    const administrator = await signInAt(city, "administrator@umea.example");
    await city.node.signIn.grant("week@umea.example", "officer", null);
    const id = (await city.node.signIn.people()).find(({ email }) => email === "week@umea.example")!.id;
    const undo = () => act(administrator, { do: "undo", id }, "/en/staff/people");
    expect((await undo()).status).toBe(303);
    expect(await (await undo()).text()).toContain(people("fault.nothing-to-undo"));
    await city.node.signIn.grant("week@umea.example", "officer", null);
    nowMs += 7 * DAY_MS;
    const later = await signInAt(city, "administrator@umea.example");
    expect((await act(later, { do: "undo", id }, "/en/staff/people")).status).toBe(422);
    expect((await act(later, { do: "undo", id: "nobody" }, "/en/staff/people")).status).toBe(422);
  });
});

describe("an account that nobody uses", () => {
  it("is erased two years after it was last used, and sessions and codes a day after they ran out", async () => {
    await signInAt(city, "seldom@umea.example");
    await postForm(`${city.baseUrl}/en/sign-in`, { email: "asked@umea.example" });
    nowMs += 729 * DAY_MS;
    await city.node.records.retention.carryOut();
    expect((await city.node.signIn.people()).map(({ email }) => email)).toContain("seldom@umea.example");
    expect(await city.node.civic.selectFrom("session").select("id").execute()).toEqual([]);
    expect(await city.node.civic.selectFrom("sign_in_code").select("id").execute()).toEqual([]);
    nowMs += 2 * DAY_MS;
    await city.node.records.retention.carryOut();
    const left = (await city.node.signIn.people()).map(({ email }) => email);
    expect(left).not.toContain("seldom@umea.example");
    expect(left).toContain("officer@umea.example");
  });
});

describe("the account's page", () => {
  it("is whole in Chinese and on a narrow screen, without a script", async () => {
    const page = await pageOf(await signInAt(city, "narrow@umea.example"), { width: 320 });
    await page.goto(`${city.baseUrl}/zh/account`);
    const text = await page.locator("main").innerText();
    for (const key of ["passkeys.title", "sessions.title", "file.title", "erase.title"] as const)
      expect(text).toContain(zh(key));
    expect(text).toContain(zh("passkeys.no-script"));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.getByRole("button", { name: zh("sessions.leave") }).click();
    await page.waitForURL(`${city.baseUrl}/zh`);
    expect(await page.getByRole("link", { name: shellMessages.t("zh")("session.signIn") }).isVisible()).toBe(
      true,
    );
    await page.context().close();
  });
});
