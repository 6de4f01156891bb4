import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { peopleMessages } from "../features/people/messages.ts";
import { shellMessages } from "../web/shell-messages.ts";
import { launchBrowser } from "./browser.ts";
import { husting } from "./command.ts";
import { type RunningCity, runCity } from "./running-city.ts";

const t = peopleMessages.t("en");
const shell = shellMessages.t("en");

// Processes and browsers take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let city: RunningCity;
let browser: Browser;
const folders: string[] = [];

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await city.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A reader's own browser, scripts switched off. */
async function asReader<T>(use: (page: Page, context: BrowserContext) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    return await use(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

async function askForCode(page: Page, email: string): Promise<void> {
  await page.goto(`${city.baseUrl}/en/sign-in`);
  await page.getByLabel(t("signin.email")).fill(email);
  await page.getByRole("button", { name: t("signin.send") }).click();
}

/** Reads the newest code on the demo's mailbox page, in a tab of its own. */
async function codeInMailbox(context: BrowserContext, email: string): Promise<string> {
  const tab = await context.newPage();
  await tab.goto(`${city.baseUrl}/en/demo/mailbox`);
  const row = tab.getByRole("row").filter({ hasText: email }).first();
  const subject = await row.locator("strong").innerText();
  await tab.close();
  // The subject begins with the code, so that it is read without opening the letter.
  return /^\d{6}(?= · )/.exec(subject)?.[0] ?? subject;
}

/** The long code of the letter that went out last, as it stands there, in fours. */
async function longCodeOf(email: string): Promise<string> {
  const { letters } = await (await fetch(`${city.baseUrl}/en/demo/mailbox.json`)).json();
  const { body } = letters.find(({ to }: { to: string }) => to === email);
  return /(?:\d{4} ){4}\d{4}/.exec(body)?.[0] ?? "";
}

/** Cookies of sessions; the one by which the asking browser is known again signs nobody in. */
async function sessionsOf(context: BrowserContext): Promise<string[]> {
  return (await context.cookies()).map(({ name }) => name).filter((name) => name.includes("session"));
}

async function enter(page: Page, code: string): Promise<void> {
  await page.getByLabel(t("signin.code")).fill(code);
  await page.getByRole("button", { name: t("signin.enter"), exact: true }).click();
}

async function signIn(page: Page, context: BrowserContext, email: string): Promise<void> {
  await askForCode(page, email);
  await enter(page, await codeInMailbox(context, email));
  await page.waitForURL(`${city.baseUrl}/en/staff`);
}

/** What is tied to a field as its description, as a screen reader finds it. */
async function describedBy(page: Page, field: string): Promise<string> {
  const ids = (await page.locator(`#${field}`).getAttribute("aria-describedby"))?.split(" ") ?? [];
  const texts = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).innerText()));
  return texts.join(" ");
}

describe("signing in and out, without a script", () => {
  it("a resident asks for a code, finds it in the demo's mailbox, comes in and leaves again", async () => {
    await asReader(async (page, context) => {
      await askForCode(page, "neighbour@umea.example");
      expect(await page.getByRole("status").innerText()).toContain("neighbour@umea.example");
      await enter(page, await codeInMailbox(context, "neighbour@umea.example"));
      await page.waitForURL(`${city.baseUrl}/en/staff`);
      expect(await page.locator("main").innerText()).toContain(t("role.resident"));
      expect(await page.locator("header").innerText()).toContain("neighbour@umea.example");
      const session = await context.cookies();
      await page.getByRole("button", { name: shell("session.signOut") }).click();
      await page.waitForURL(`${city.baseUrl}/en`);
      expect(await page.getByRole("link", { name: shell("session.signIn") }).isVisible()).toBe(true);
      // Put back, the old cookie opens nothing: the session ended on the server too.
      await context.addCookies(session);
      await page.goto(`${city.baseUrl}/en/staff`);
      expect(page.url()).toContain("/en/sign-in?next=");
    });
  });

  it("a demo account is one press away", async () => {
    await asReader(async (page, context) => {
      await page.goto(`${city.baseUrl}/en/sign-in`);
      await page.getByRole("button", { name: t("role.manager") }).click();
      await enter(page, await codeInMailbox(context, "manager@umea.example"));
      await page.waitForURL(`${city.baseUrl}/en/staff`);
      await page.getByRole("link", { name: t("staff.imports") }).click();
      expect(page.url()).toBe(`${city.baseUrl}/en/staff/imports`);
    });
  });

  it("a demo city shows the code of a room, which opens its page", async () => {
    await asReader(async (page) => {
      for (const path of ["/en/sign-in", "/en"]) {
        await page.goto(`${city.baseUrl}${path}`);
        await page.getByRole("link", { name: /^\/v\/[2-9A-Z]{8}$/ }).click();
        expect(await page.getByRole("button", { name: "Too cold", exact: true }).isVisible()).toBe(true);
      }
    });
  });

  it("a wrong code is refused, and the field says why", async () => {
    await asReader(async (page, context) => {
      await askForCode(page, "resident@umea.example");
      const code = await codeInMailbox(context, "resident@umea.example");
      await enter(page, code === "000000" ? "000001" : "000000");
      expect(await describedBy(page, "code")).toContain(t("fault.code-wrong"));
      expect(await page.locator("#code").getAttribute("aria-invalid")).toBe("true");
      expect(await sessionsOf(context)).toEqual([]);
      await enter(page, code);
      await page.waitForURL(`${city.baseUrl}/en/staff`);
    });
  });

  it("a code works once, and the long one of the same letter not after it", async () => {
    const email = "teacher@umea.example";
    await asReader(async (page, context) => {
      await askForCode(page, email);
      const code = await codeInMailbox(context, email);
      await enter(page, code);
      await page.waitForURL(`${city.baseUrl}/en/staff`);
      const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
      for (const used of [code, await longCodeOf(email)])
        expect(await city.node.signIn.enter(email, used, new Headers({ cookie }), "")).toMatchObject({
          ok: false,
        });
    });
  });

  it("in another browser the short code does not hold, and the long one of the same letter does, once", async () => {
    const email = "two.browsers@umea.example";
    await city.node.signIn.sendCode(email, new Headers(), "");
    await asReader(async (page, context) => {
      const code = await codeInMailbox(context, email);
      await askForCode(page, email);
      await enter(page, code);
      expect(await describedBy(page, "code")).toContain(t("fault.code-wrong"));
    });
    const long = await longCodeOf(email);
    await asReader(async (page, context) => {
      await askForCode(page, email);
      await enter(page, long);
      await page.waitForURL(`${city.baseUrl}/en/staff`);
      expect(await sessionsOf(context)).toHaveLength(1);
    });
    expect(await city.node.signIn.enter(email, long, new Headers(), "")).toEqual({
      ok: false,
      fault: "code-wrong",
    });
    // A browser that asked for nothing is told which code is meant.
    expect(await city.node.signIn.enter(email, "123456", new Headers(), "")).toEqual({
      ok: false,
      fault: "code-elsewhere",
    });
  });

  it("after five wrong codes the right one no longer opens", async () => {
    await asReader(async (page, context) => {
      const email = "elected@umea.example";
      await askForCode(page, email);
      const code = await codeInMailbox(context, email);
      for (let i = 0; i < 5; i++) await enter(page, code === "111111" ? "222222" : "111111");
      await enter(page, code);
      expect(await page.locator("#code").getAttribute("aria-invalid")).toBe("true");
      expect(await sessionsOf(context)).toEqual([]);
    });
  });

  it("an address that is none is refused, and the field says why", async () => {
    await asReader(async (page) => {
      await page.goto(`${city.baseUrl}/en/sign-in`);
      // The browser itself stops most; this one it lets through.
      await page.getByLabel(t("signin.email")).fill("nobody@nowhere");
      await page.getByRole("button", { name: t("signin.send") }).click();
      expect(await describedBy(page, "email")).toContain(t("fault.address-malformed"));
    });
  });
});

describe("a role is given", () => {
  it("by the administrator, on record, without the address", async () => {
    await asReader(async (page, context) => {
      await signIn(page, context, "administrator@umea.example");
      await page.goto(`${city.baseUrl}/en/staff/people`);
      await page.getByLabel(t("people.email")).fill("new.officer@umea.example");
      await page.locator("#role").selectOption("officer");
      await page.getByRole("button", { name: t("people.grant") }).click();
      await page.waitForURL(`${city.baseUrl}/en/staff/people?done=grant`);
      const person = page.getByRole("row").filter({ hasText: "new.officer@umea.example" });
      expect(await person.innerText()).toContain(t("role.officer"));

      await page.goto(`${city.baseUrl}/en/log`);
      const newest = await page.locator("main tbody tr").first().innerText();
      expect(newest).toContain(t("role.administrator"));
      expect(newest).toContain(t("role.officer"));
      expect(await page.locator("main").innerText()).not.toContain("@");
    });
    await asReader(async (page, context) => {
      await signIn(page, context, "new.officer@umea.example");
      expect(await page.locator("main").innerText()).toContain(t("role.officer"));
    });
  });

  it("but the last administrator cannot give the role away", async () => {
    expect(await city.node.signIn.grant("administrator@umea.example", "resident", null)).toEqual({
      ok: false,
      fault: "last-administrator",
    });
  });

  it("and no file of the log holds an address or an account", async () => {
    const people = await city.node.signIn.people();
    expect(people.length).toBeGreaterThan(9);
    for (const file of ["entries.ndjson", "heads.ndjson", "keys.json"]) {
      const text = await (await fetch(`${city.baseUrl}/log/${file}`)).text();
      expect(text).not.toContain("@");
      for (const person of people) expect(text).not.toContain(person.id);
    }
  });
});

describe("the log can be checked by anyone", () => {
  it("at the node's address", async () => {
    const { code, stdout } = await husting("verify-log", city.baseUrl);
    expect(stdout).toMatch(/^The log holds: \d+ entries of umea/);
    expect(code).toBe(0);
  });

  it("in a copy of the data directory", async () => {
    const folder = copyOf(city.directory);
    expect(await husting("verify-log", folder)).toMatchObject({ code: 0, stderr: "" });
  });

  it.each([
    [
      "entries cut off at the end",
      "DELETE FROM log_entry WHERE sequence = (SELECT MAX(sequence) FROM log_entry)",
      "taken away",
    ],
    [
      "a name put in another's place",
      "UPDATE log_opening SET value = 'somebody.else@umea.example' WHERE name = 'person'",
      "not what was committed to",
    ],
    [
      "a role nobody gave",
      "UPDATE account_role SET role = 'administrator'",
      "holds the role administrator; the log gave",
    ],
  ])("in a data directory %s shows", async (_what, statement, says) => {
    const folder = copyOf(city.directory);
    const db = new DatabaseSync(join(folder, "civic.sqlite"));
    // Whoever can write the file can take its guards away.
    db.exec("PRAGMA foreign_keys = OFF");
    for (const { name } of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
      db.exec(`DROP TRIGGER "${String(name)}"`);
    db.exec(statement);
    db.close();
    const { code, stdout } = await husting("verify-log", folder);
    expect(stdout).toContain(says);
    expect(code).toBe(1);
  });

  it("in a data directory an entry overwritten with something else is named", async () => {
    const folder = copyOf(city.directory);
    const db = new DatabaseSync(join(folder, "civic.sqlite"));
    for (const { name } of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
      db.exec(`DROP TRIGGER "${String(name)}"`);
    db.exec("UPDATE log_entry SET line = '{}' WHERE sequence = (SELECT MAX(sequence) FROM log_opening)");
    db.close();
    const { code, stdout } = await husting("verify-log", folder);
    expect(stdout).toContain('does NOT hold at {"kind":"entry"');
    expect(code).toBe(1);
  });

  it("from its three files, and the entry in which one byte was changed is named", async () => {
    const folder = await downloaded();
    expect((await husting("verify-log", folder)).code).toBe(0);
    const file = join(folder, "entries.ndjson");
    const lines = readFileSync(file, "utf8").split("\n");
    const place = lines.findIndex((line) => line.includes('"role.granted"'));
    expect(place).toBeGreaterThan(0);
    const changed = lines[place]!.replace('"role.granted"', '"role.grantee"');
    writeFileSync(file, lines.with(place, changed).join("\n"));
    const { code, stdout } = await husting("verify-log", folder);
    expect(code).toBe(1);
    expect(stdout).toContain(
      `does NOT hold at {"kind":"entry","sequence":${JSON.parse(lines[place]!).sequence},`,
    );
  });

  it("an entry that was left out is found out", async () => {
    const folder = await downloaded();
    const file = join(folder, "entries.ndjson");
    const lines = readFileSync(file, "utf8").split("\n");
    writeFileSync(file, lines.toSpliced(2, 1).join("\n"));
    expect((await husting("verify-log", folder)).code).toBe(1);
  });

  it("a log signed with another key than the one a reader kept is refused", async () => {
    const folder = await downloaded();
    const other = await downloaded();
    const { publicKey } = (await crypto.subtle.generateKey("Ed25519", true, [
      "sign",
      "verify",
    ])) as CryptoKeyPair;
    const key = join(other, "keys.json");
    writeFileSync(key, JSON.stringify({ keys: [await crypto.subtle.exportKey("jwk", publicKey)] }));
    expect((await husting("verify-log", folder, "--key", key)).code).toBe(1);
  });
});

function copyOf(directory: string): string {
  const folder = mkdtempSync(join(tmpdir(), "husting-copy-"));
  folders.push(folder);
  cpSync(directory, folder, { recursive: true });
  return folder;
}

async function downloaded(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "husting-log-"));
  folders.push(folder);
  for (const file of ["entries.ndjson", "heads.ndjson", "keys.json"]) {
    writeFileSync(join(folder, file), await (await fetch(`${city.baseUrl}/log/${file}`)).text());
  }
  return folder;
}
