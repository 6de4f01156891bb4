import { cpSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { peopleMessages } from "../features/people/messages.ts";
import { upkeepMessages } from "../features/upkeep/messages.ts";
import type { NodePage } from "../features/upkeep/node-state.ts";
import { openControl } from "../node/control.ts";
import { healthOf } from "../node/health.ts";
import { openNode } from "../node/node.ts";
import { launchBrowser } from "./browser.ts";
import { husting } from "./command.ts";
import { browserCookies, type RunningCity, runCity } from "./running-city.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const t = upkeepMessages.t("en");

let city: RunningCity;
let browser: Browser;
let cookie: string;
let control: { close: () => Promise<void> };
const folders: string[] = [];

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  cookie = await city.signInAs("administrator");
  control = await openControl(city.node);
});
afterAll(async () => {
  await browser.close();
  await control.close();
  await city.close();
});
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function pageOf(options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, ...options });
  await context.addCookies(browserCookies(cookie, city.baseUrl));
  return context.newPage();
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "husting-backup-"));
  folders.push(folder);
  return folder;
}

async function told(): Promise<NodePage> {
  return (await fetch(`${city.baseUrl}/en/staff/node.json`, { headers: { cookie } })).json();
}

const PARTS = ["health", "sources", "backups", "users", "keys"] as const;

describe("an administrator finds how the node stands", () => {
  it("part by part within three clicks of the start page, without a script", async () => {
    const page = await pageOf();
    for (const part of PARTS) {
      await page.goto(`${city.baseUrl}/en/staff`);
      await page.getByRole("link", { name: peopleMessages.t("en")("staff.node") }).click();
      await page
        .getByRole("navigation", { name: t("parts") })
        .getByRole("link", { name: t(`${part}.title`) })
        .click();
      expect(page.url()).toBe(`${city.baseUrl}/en/staff/node#${part}`);
      expect(await page.getByRole("heading", { name: t(`${part}.title`), exact: true }).isVisible()).toBe(
        true,
      );
    }
    await page.goto(`${city.baseUrl}/en/staff/node`);
    await page.getByRole("link", { name: t("users.people") }).click();
    expect(page.url()).toBe(`${city.baseUrl}/en/staff/people`);
    await page.context().close();
  });

  it("with a script switched on as well, and nothing of the page goes wrong", async () => {
    const page = await pageOf({ javaScriptEnabled: true });
    const wrong: string[] = [];
    page.on("pageerror", (error) => wrong.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") wrong.push(message.text());
    });
    await page.goto(`${city.baseUrl}/en/staff/node`);
    expect(await page.locator("main").innerText()).toContain("civic.sqlite");
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  it("in Chinese, on a screen of 320 pixels", async () => {
    const page = await pageOf({ viewport: { width: 320, height: 700 } });
    await page.goto(`${city.baseUrl}/zh/staff`);
    await page.getByRole("link", { name: peopleMessages.t("zh")("staff.node") }).click();
    const text = await page.locator("main").innerText();
    for (const part of PARTS) expect(text).toContain(upkeepMessages.t("zh")(`${part}.title`));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.context().close();
  });

  it("and monitoring reads the same as JSON, with no secret in it", async () => {
    const page = await told();
    expect(page).toMatchObject({ canWrite: true, simulated: true, mail: { way: "mailbox" } });
    expect(page.files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["civic.sqlite", "readings.duckdb"]),
    );
    expect(page.files.every(({ bytes }) => bytes > 0)).toBe(true);
    expect(page.disk.wholeBytes).toBeGreaterThan(page.disk.freeBytes);
    expect(page.accounts.roles).toContainEqual({ role: "administrator", count: 1 });
    expect(page.keys.log.fingerprint).toMatch(/^(\d{5} ){11}\d{5}$/);
    const { sessionSecret } = city.node.directory.config;
    for (const secret of [sessionSecret, cookie.split("=")[1]!, "@"])
      expect(JSON.stringify(page)).not.toContain(secret);
  });

  it("an error of a page is counted, and asks for somebody", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const before = (await told()).errors.find(({ where }) => where === "pages")!.lately;
    city.node.upkeep.failed("pages");
    const page = await told();
    expect(page.errors.find(({ where }) => where === "pages")!.lately).toBe(before + 1);
    expect(page.attention).toContainEqual({
      what: "errors-lately",
      grave: "act",
      facts: { count: before + 1 },
    });
    vi.restoreAllMocks();
  });
});

describe("health", () => {
  it("is a few bytes that say yes, and asking changes nothing", async () => {
    const before = city.node.contentVersion();
    const answer = await fetch(`${city.baseUrl}/health`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ ok: true, city: "umea" });
    expect(city.node.contentVersion()).toBe(before);
    expect(existsSync(join(city.directory, "health.probe"))).toBe(false);
  });

  it("says no where the folder or the database cannot be written", () => {
    const folder = newFolder();
    const civic = join(folder, "civic.sqlite");
    const clock = { ms: 0 };
    const health = healthOf({ path: folder, civic }, () => clock.ms);
    writeFileSync(civic, "this is no database at all, but long enough to be taken for one".repeat(40));
    expect(health()).toEqual({ ok: false });
    rmSync(civic);
    // An answer holds for five seconds.
    expect(health()).toEqual({ ok: false });
    clock.ms += 5_000;
    expect(health()).toEqual({ ok: true });
    clock.ms += 5_000;
    rmSync(folder, { recursive: true });
    expect(health()).toEqual({ ok: false });
  });

  it("says yes while somebody else writes", () => {
    const folder = newFolder();
    const civic = join(folder, "civic.sqlite");
    const other = new DatabaseSync(civic);
    other.exec("CREATE TABLE t (x); BEGIN IMMEDIATE");
    expect(healthOf({ path: folder, civic })()).toEqual({ ok: true });
    other.close();
  });

  it("answers 503 when the node cannot write, with the same few bytes", async () => {
    vi.spyOn(city.node.upkeep, "health").mockReturnValue({ ok: false });
    const answer = await fetch(`${city.baseUrl}/health`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ ok: false, city: "umea" });
    expect((await told()).attention[0]).toMatchObject({ what: "cannot-write" });
    vi.restoreAllMocks();
  });
});

describe("a backup", () => {
  it("of a node that serves opens, holds the log, is told on the page, and starts as the city", async () => {
    const to = join(newFolder(), "copy");
    const made = await husting("backup", "--data", city.directory, "--to", to);
    expect(made).toMatchObject({ code: 0, stderr: "" });
    expect(made.stdout).toContain("The copy opens, and its log holds.");
    expect(statSync(to).mode & 0o077).toBe(0);
    for (const left of ["node.sock", "health.probe", "scratch"])
      expect(existsSync(join(to, left))).toBe(false);

    const [backup] = (await told()).backups;
    expect(backup).toMatchObject({ fault: null, logEntries: expect.any(Number) });
    expect(backup?.verifiedAtMs).toBeGreaterThanOrEqual(backup!.madeAtMs);
    const page = await pageOf();
    await page.goto(`${city.baseUrl}/en/staff/node`);
    expect(await page.locator("#backups").innerText()).toContain("whole,");
    await page.context().close();

    const entries = await city.node.civic
      .selectFrom("log_entry")
      .select("line")
      .orderBy("sequence")
      .execute();
    const deliveries = await city.node.readings.deliveryCount();
    const extents = await city.node.readings.extents();
    // The log goes on after the copy: what was copied is its beginning.
    await city.node.signIn.grant("later@umea.example", "teacher", null);
    const restored = await openNode(to);
    const copied = await restored.civic.selectFrom("log_entry").select("line").orderBy("sequence").execute();
    expect(copied).toEqual(entries);
    expect(await restored.readings.deliveryCount()).toBe(deliveries);
    expect(await restored.readings.extents()).toEqual(extents);
    // It goes on as the city: the log grows by its own key, and readings are taken in.
    expect((await restored.signIn.grant("after@umea.example", "officer", null)).ok).toBe(true);
    await restored.recompute();
    await restored.close();
    expect((await husting("verify-log", to)).code).toBe(0);
  });

  it("of a node that does not run is made by opening the directory", async () => {
    const folder = newFolder();
    const data = join(folder, "stopped");
    cpSync(city.directory, data, { recursive: true, filter: (path) => !path.endsWith("node.sock") });
    const made = await husting("backup", "--data", data, "--to", join(folder, "copy"));
    expect(made.code).toBe(0);
  });

  it("is not made over something, within the directory, or where nobody may write", async () => {
    const folder = newFolder();
    for (const [to, says] of [
      [folder, "there is something already"],
      [join(city.directory, "copy"), "within the data directory"],
      ["/proc/copy", "cannot be made"],
    ] as const) {
      const refused = await husting("backup", "--data", city.directory, "--to", to);
      expect(refused.code).toBe(2);
      expect(refused.stderr).toContain(says);
    }
  });
});
