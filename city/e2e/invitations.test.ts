import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { peopleMessages } from "../features/people/messages.ts";
import { launchBrowser } from "./browser.ts";
import { husting } from "./command.ts";
import { type EmptyCity, runEmptyCity } from "./empty-city.ts";
import { browserCookies, postForm, signInAt } from "./running-city.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const t = peopleMessages.t("en");
const WEEK_MS = 7 * 86_400_000;

let nowMs = Date.now();
let city: EmptyCity;
let browser: Browser;
let cookie = "";

beforeAll(async () => {
  [city, browser] = await Promise.all([runEmptyCity(() => nowMs), launchBrowser()]);
  await city.node.signIn.grant("administrator@umea.example", "administrator", null);
  await city.node.signIn.grant("officer@umea.example", "officer", null);
  await city.node.signIn.grant("resident@umea.example", "resident", null);
  cookie = await signInAt(city, "administrator@umea.example");
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

const act = (fields: Record<string, string>, by = cookie) =>
  postForm(`${city.baseUrl}/en/staff/people`, fields, { cookie: by });

async function peoplePage(): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  await context.addCookies(browserCookies(cookie, city.baseUrl));
  const page = await context.newPage();
  await page.goto(`${city.baseUrl}/en/staff/people`);
  return page;
}

async function lettersTo(address: string): Promise<{ subject: string; body: string }[]> {
  await city.node.accounts.invitations.idle();
  return city.node.civic
    .selectFrom("demo_mail")
    .select(["subject", "body"])
    .where("to_address", "=", address)
    .execute();
}

async function roleAt(address: string): Promise<string | undefined> {
  return (await city.node.signIn.people()).find(({ email }) => email === address)?.role;
}

describe("a list of people", () => {
  it("is looked at first, then invites each once, with a letter and an act on record", async () => {
    const page = await peoplePage();
    await page
      .getByLabel(t("invite.list"), { exact: true })
      .fill("new@umea.example\nresident@umea.example;manager\nofficer@umea.example\nnobody");
    await page.getByLabel(t("invite.file")).setInputFiles({
      name: "more.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("filed@umea.example;adviser\n"),
    });
    await page.getByLabel(t("invite.role")).selectOption("teacher");
    await page.getByLabel(t("invite.language")).selectOption("sv");
    await page.getByRole("button", { name: t("invite.look") }).click();
    const told = await page.locator("#invite").innerText();
    expect(told).toContain("3 people would be invited. One is there already. One line cannot be taken.");
    expect(told).toMatch(/4\s+nobody\s+No e-mail address/);
    expect(await roleAt("new@umea.example")).toBeUndefined();
    const before = await city.node.civic.selectFrom("log_entry").select("line").execute();
    await page.getByRole("button", { name: t("invite.do", { count: 3 }) }).click();
    await page.waitForURL(/done=invite/);
    expect(await roleAt("new@umea.example")).toBe("teacher");
    expect(await roleAt("resident@umea.example")).toBe("manager");
    expect(await roleAt("filed@umea.example")).toBe("adviser");
    expect(await roleAt("officer@umea.example")).toBe("officer");
    const [letter, ...others] = await lettersTo("new@umea.example");
    expect(others).toEqual([]);
    expect(letter!.body).toContain("Lärare");
    expect(letter!.body).toContain(`${city.node.quality.baseUrl}/sv/sign-in`);
    expect(await lettersTo("officer@umea.example")).toEqual([]);
    const after = await city.node.civic.selectFrom("log_entry").select("line").execute();
    const acts = after.slice(before.length).map(({ line }) => line);
    expect(acts).toHaveLength(3);
    for (const line of acts) expect(line).toContain("role.granted");
    for (const line of acts) expect(line).not.toContain("@");
    await page.context().close();
  });

  it("is sent twice and invites nobody a second time, one after the other or at once", async () => {
    const list = "twice@umea.example;teacher\nagain@umea.example";
    const fields = { do: "invite", list, role: "teacher", language: "en" };
    const statuses = await Promise.all([act(fields), act(fields)]);
    expect(statuses.map(({ status }) => status).toSorted()).toEqual([303, 422]);
    const refused = await act(fields);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain(t("fault.nobody-to-invite"));
    for (const address of ["twice@umea.example", "again@umea.example"])
      expect(await lettersTo(address)).toHaveLength(1);
    expect((await act({ do: "look", list: " " })).status).toBe(422);
  });

  it("is withdrawn within a week, but for those whose role was changed since", async () => {
    await act({ do: "invite", list: "kept@umea.example\nback@umea.example", role: "teacher" });
    await city.node.signIn.grant("kept@umea.example", "manager", null);
    const [group] = await city.node.accounts.invitations.together();
    expect(group).toMatchObject({ people: 2, failed: 0 });
    expect((await act({ do: "withdraw", batch: String(group!.batch) })).status).toBe(303);
    expect(await roleAt("back@umea.example")).toBe("resident");
    expect(await roleAt("kept@umea.example")).toBe("manager");
    const again = await act({ do: "withdraw", batch: String(group!.batch) });
    expect(await again.text()).toContain(t("fault.nothing-to-withdraw"));
    await act({ do: "invite", list: "late@umea.example", role: "teacher" });
    const [late] = await city.node.accounts.invitations.together();
    nowMs += WEEK_MS;
    cookie = await signInAt(city, "administrator@umea.example");
    expect(await city.node.accounts.invitations.together()).toEqual([]);
    expect((await act({ do: "withdraw", batch: String(late!.batch) })).status).toBe(422);
    expect(await roleAt("late@umea.example")).toBe("teacher");
  });

  it("is an administrator's alone", async () => {
    const officer = await signInAt(city, "officer@umea.example");
    expect((await act({ do: "invite", list: "x@umea.example" }, officer)).status).toBe(403);
    expect(await roleAt("x@umea.example")).toBeUndefined();
    expect((await husting("verify-log", city.directory)).code).toBe(0);
  });
});
