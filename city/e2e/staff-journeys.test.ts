import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { accountMessages } from "../features/accounts/messages.ts";
import { climateMessages } from "../features/climate/messages.ts";
import { decisionMessages } from "../features/decisions/messages.ts";
import { openDataMessages } from "../features/open-data/messages.ts";
import { overviewMessages } from "../features/overview/messages.ts";
import type { Role } from "../features/people/index.ts";
import { peopleMessages } from "../features/people/messages.ts";
import { roleName } from "../features/people/words.ts";
import { watchReadings } from "../features/quality/index.ts";
import { upkeepMessages } from "../features/upkeep/messages.ts";
import { voteMessages } from "../features/votes/messages.ts";
import { workdayMessages } from "../features/workday/messages.ts";
import { ACCESS_KEYS } from "../features/workday/model.ts";
import { openControl } from "../node/control.ts";
import { type Language, languages } from "../web/language/index.ts";
import { shellMessages } from "../web/shell-messages.ts";
import { launchBrowser, press } from "./browser.ts";
import { husting } from "./command.ts";
import { Keyboard } from "./keyboard.ts";
import { browserCookies, newestCode, type RunningCity, runCity } from "./running-city.ts";

/** What each role of the staff does in a day, done by its forms and links: hurried on a telephone, and at a desk. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let city: RunningCity;
let browser: Browser;
let control: { close: () => Promise<void> };
const cookies = new Map<Role, string>();

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  control = await openControl(city.node);
  await watchReadings(city.node.quality);
});
afterAll(async () => {
  await browser.close();
  await control.close();
  await city.close();
});

async function signedIn(role: Role, options: Parameters<Browser["newContext"]>[0]): Promise<BrowserContext> {
  const cookie = cookies.get(role) ?? (await city.signInAs(role));
  cookies.set(role, cookie);
  const context = await browser.newContext(options);
  await context.addCookies(browserCookies(cookie, city.baseUrl));
  return context;
}

/** Sentences about a room that nobody has read yet. */
async function write(...texts: readonly string[]): Promise<void> {
  const [room] = [...(await city.node.votes.rooms.all()).values()];
  for (const text of texts) await city.node.votes.comments.add(room!.roomId, text);
}

let copied: Promise<void> | undefined;
/** Runs the command that the node's page shows; one copy is enough for everybody who looks. */
function backUp(): Promise<void> {
  copied ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), "husting-journey-"));
    const made = await husting("backup", "--data", city.directory, "--to", join(folder, "copy"));
    rmSync(folder, { recursive: true });
    expect(made).toMatchObject({ code: 0, stderr: "" });
  })();
  return copied;
}

/** Tables scroll within themselves; a page does not. */
async function fits(page: Page): Promise<void> {
  const width = await page.locator("html").evaluate((html) => html.scrollWidth);
  expect(width, page.url()).toBeLessThanOrEqual(page.viewportSize()!.width);
}

const ways: readonly (readonly [name: string, Language, Parameters<Browser["newContext"]>[0]])[] = [
  [
    "without scripts, on a screen 320 pixels wide, in Chinese",
    "zh",
    { javaScriptEnabled: false, viewport: { width: 320, height: 640 } },
  ],
  ["at a desk, in English", "en", { viewport: { width: 1280, height: 800 } }],
];

describe.each(ways)("%s", (_, language, options) => {
  const t = {
    account: accountMessages.t(language),
    climate: climateMessages.t(language),
    data: openDataMessages.t(language),
    day: workdayMessages.t(language),
    decisions: decisionMessages.t(language),
    overview: overviewMessages.t(language),
    people: peopleMessages.t(language),
    upkeep: upkeepMessages.t(language),
    votes: voteMessages.t(language),
  };

  /** A page of a role at its start, walked from there by links; every page on the way fits its screen. */
  async function walk(role: Role, steps: (page: Page) => Promise<void>, path = "/staff"): Promise<void> {
    const context = await signedIn(role, options);
    const page = await context.newPage();
    await page.goto(`${city.baseUrl}/${language}${path}`);
    await fits(page);
    await steps(page);
    await fits(page);
    await context.close();
  }
  const follow = async (page: Page, name: string | RegExp): Promise<void> => {
    const link = page
      .locator("main")
      .getByRole("link", { name, exact: typeof name === "string" })
      .first();
    await Promise.all([page.waitForEvent("load"), link.click()]);
    await fits(page);
  };
  const doing = async (page: Page, name: string | RegExp): Promise<void> => {
    await press(page, name);
    await fits(page);
  };
  const linesOf = (page: Page, word: string) =>
    page.locator("#now, #soon, #later").getByRole("listitem").filter({ hasText: word });
  /** What the page says came of a form, at the place where the keyboard goes on. */
  const outcome = (page: Page): Promise<string> => page.locator(":target").innerText();

  it("a manager answers one thing, does several at once, and takes back what was wrong", async () => {
    const word = `It draws by the door (${language})`;
    await write(`${word} 1`, `${word} 2`, `${word} 3`);
    await walk("manager", async (page) => {
      await follow(page, t.people("staff.day"));
      await page.getByLabel(t.day("filter.kind")).selectOption("complaint");
      await doing(page, t.day("filter.show"));
      expect(await linesOf(page, word).count()).toBe(3);
      // One, on its own page.
      const one = linesOf(page, `${word} 1`).getByRole("link", { name: t.day("open.complaint") });
      await Promise.all([page.waitForEvent("load"), one.click()]);
      await doing(page, t.votes("comment.mark-seen"));
      await page.goto(`${city.baseUrl}/${language}/staff/day?kind=complaint`);
      expect(await linesOf(page, word).count()).toBe(2);
      // The others, together; what is forgotten is said, and what was ticked stays so.
      for (const box of await linesOf(page, word).getByRole("checkbox").all()) await box.check();
      await doing(page, t.day("act.aside-do"));
      expect(await outcome(page)).toContain(t.day("fault.reason-missing"));
      expect(await page.locator("[name=item]:checked").count()).toBe(2);
      await page.getByLabel(t.day("aside.reason")).selectOption("ordered");
      await doing(page, t.day("act.aside-do"));
      expect(await outcome(page)).toContain(t.day("done.aside", { count: 2 }));
      expect(await linesOf(page, word).count()).toBe(0);
      expect(await page.locator("#aside").count()).toBe(1);
      await doing(page, t.day("undo"));
      expect(await outcome(page)).toContain(t.day("undone"));
      expect(await linesOf(page, word).count()).toBe(2);
      // An older act is taken back from the list of what was done.
      for (const box of await linesOf(page, word).getByRole("checkbox").all()) await box.check();
      await doing(page, t.day("act.seen-do"));
      await page.goto(`${city.baseUrl}/${language}/staff/day`);
      expect(await linesOf(page, word).count()).toBe(0);
      await doing(page, t.day("undo-of", { undo: t.day("undo"), what: t.day("done.seen", { count: 2 }) }));
      expect(await outcome(page)).toContain(t.day("undone"));
      expect(await linesOf(page, word).count()).toBe(2);
    });
  });

  it("the inbox lists no key to what is not on the page", async () => {
    await walk(
      "manager",
      async (page) => {
        const listed = (await page.locator("#keys kbd:not(#single-keys *)").allInnerTexts()).map((key) =>
          key.toLowerCase(),
        );
        const there = await page
          .locator("[accesskey]")
          .evaluateAll((all) =>
            all
              .filter(
                (one) => !(one instanceof HTMLAnchorElement) || document.querySelector(one.hash) !== null,
              )
              .map((one) => one.getAttribute("accesskey")),
          );
        expect(listed.toSorted()).toEqual(there.toSorted());
        expect(listed).not.toContain(ACCESS_KEYS.undo);
        expect(listed).not.toContain(ACCESS_KEYS.seen);
      },
      "/staff/day?kind=quality",
    );
  });

  it("an officer finds the rooms that are too cold, the worst first, and takes them home as a file", async () => {
    await walk("officer", async (page) => {
      await follow(page, t.people("staff.climate"));
      const limit = page.getByRole("combobox", { name: t.climate("filter.limit"), exact: true });
      await limit.selectOption("tooCold");
      await page
        .getByRole("combobox", { name: t.climate("filter.building"), exact: true })
        .selectOption("algkronan-skola");
      await doing(page, t.climate("filter.show"));
      expect(await limit.inputValue()).toBe("tooCold");
      const rooms = await page.locator("#ranking tbody tr").count();
      expect(rooms).toBeGreaterThan(2);
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: t.climate("rooms.file") }).click(),
      ]);
      const lines = readFileSync(await file.path(), "utf8")
        .trim()
        .split("\r\n");
      expect(lines).toHaveLength(rooms + 1);
      // In the order of the page.
      const first = await page.locator("#ranking tbody tr").first().innerText();
      expect(first).toContain(lines[1]!.split(",")[1]!.replaceAll('"', ""));
    });
  });

  it("somebody elected picks a term, reads a promise in it, and prints the account", async () => {
    await walk("elected", async (page) => {
      await follow(page, t.day("way.overview"));
      const term = page
        .getByRole("navigation", { name: t.overview("periods") })
        .getByRole("link")
        .last();
      const name = await term.innerText();
      await Promise.all([page.waitForEvent("load"), term.click()]);
      expect(await page.getByRole("heading", { level: 1 }).innerText()).toContain(name);
      expect(await page.locator("[aria-current=page]").last().innerText()).toBe(name);
      await fits(page);
      const promise = page.locator("#promises tbody a").first();
      const said = await promise.innerText();
      const state = await page.locator("#promises tbody tr").first().locator(".tag").innerText();
      const overview = page.url();
      await Promise.all([page.waitForEvent("load"), promise.click()]);
      await fits(page);
      const text = await page.locator("main").innerText();
      expect(text).toContain(said);
      expect(text).toContain(state);
      await page.emulateMedia({ media: "print" });
      // Paper names the city, not who printed it.
      expect(await page.locator(".wordmark").isVisible()).toBe(true);
      expect(await page.locator(".session-name").isVisible()).toBe(false);
      await page.emulateMedia({ media: null });
      await page.goto(overview);
      const pdf = await page.pdf({ format: "A4" });
      expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)!.length).toBeLessThanOrEqual(3);
    });
  });

  it("a researcher cites the open data, and checks that what was cited is in the log", async () => {
    await walk("researcher", async (page) => {
      await follow(page, t.day("way.data"));
      await page.getByRole("link", { name: t.data("cite.title"), exact: true }).click();
      const cited = await page.locator("#cite blockquote").innerText();
      const [, size, root] = /(\d+)\D*([0-9a-f]{64})/.exec(cited)!;
      const [bib] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "BibTeX" }).click(),
      ]);
      expect(readFileSync(await bib.path(), "utf8")).toContain(root);
      const heads = (await (await fetch(`${city.baseUrl}/log/heads.ndjson`)).text()).trim().split("\n");
      expect(JSON.parse(heads[Number(size) - 1]!)).toMatchObject({ size: Number(size), root });
    });
  });

  it("an administrator copies the node, finds people by their role, changes one and signs them out", async () => {
    const email = `new-${language}@umea.example`;
    const cookie = await city.signIn(email);
    const status = async (path: string): Promise<number> =>
      (await fetch(`${city.baseUrl}/en${path}`, { headers: { cookie }, redirect: "manual" })).status;
    await walk("administrator", async (page) => {
      await follow(page, t.people("staff.node"));
      // As the page says it is done.
      expect(await page.locator("#backups pre").innerText()).toMatch(
        /^npx husting backup --data \S+ --to \S+$/,
      );
      await backUp();
      await page.reload();
      const newest = page.locator("#backups tbody tr").first();
      expect(await newest.innerText()).toContain(t.upkeep("backup.whole", { at: "|" }).split("|")[0]);
      await follow(page, t.upkeep("users.people"));

      await page.getByRole("textbox", { name: t.people("people.email") }).fill(email);
      await page.locator("#role").selectOption("researcher");
      await doing(page, t.people("people.grant"));
      expect(await page.getByRole("status").innerText()).toContain(t.people("done.grant"));
      await page
        .getByLabel(t.people("people.search"), { exact: true })
        .fill(roleName(language, "researcher"));
      await doing(page, t.people("people.look"));
      const found = await page.locator("#accounts tbody tr").allInnerTexts();
      expect(found.length).toBeGreaterThanOrEqual(2);
      for (const row of found) expect(row).toContain(roleName(language, "researcher"));
      const row = page.getByRole("row").filter({ hasText: email });
      await Promise.all([
        page.waitForEvent("load"),
        row.getByRole("button", { name: t.people("people.take-role") }).click(),
      ]);
      expect(await page.getByRole("status").innerText()).toContain(t.people("done.take-role"));
      await page.getByLabel(t.people("people.search"), { exact: true }).fill(email);
      await doing(page, t.people("people.look"));
      expect(await status("/account")).toBe(200);
      await Promise.all([
        page.waitForEvent("load"),
        row.getByRole("button", { name: t.people("people.end-sessions", { count: 1 }) }).click(),
      ]);
      expect(await page.getByRole("status").innerText()).toContain(t.people("done.end-sessions"));
      expect(await status("/account")).toBe(303);
    });
  });

  it("somebody signs in by a code, takes what is kept of them, and signs out everywhere else", async () => {
    const email = `own-${language}@umea.example`;
    const elsewhere = await city.signIn(email);
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(`${city.baseUrl}/${language}/sign-in?next=/${language}/account`);
    await fits(page);
    await page.locator("[name=email]").first().fill(email);
    await press(page, t.people("signin.send"));
    await page.locator("[name=code]").fill((await newestCode(city.node, email))!);
    await press(page, t.people("signin.enter"));
    expect(new URL(page.url()).pathname).toBe(`/${language}/account`);
    await fits(page);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: t.account("file.download") }).click(),
    ]);
    expect(JSON.parse(readFileSync(await file.path(), "utf8"))).toMatchObject({ account: { email } });
    await doing(page, t.account("sessions.end-others"));
    const { status } = await fetch(`${city.baseUrl}/en/account`, {
      headers: { cookie: elsewhere },
      redirect: "manual",
    });
    expect(status).toBe(303);
    await context.close();
  });
});

describe("a manager who has no mouse, in Swedish", () => {
  const t = workdayMessages.t("sv");
  let keys: Keyboard;
  beforeAll(async () => {
    await write("Det drar vid trappan 1", "Det drar vid trappan 2");
    const context = await signedIn("manager", { viewport: { width: 1280, height: 800 }, locale: "sv-SE" });
    keys = await Keyboard.open(context, `${city.baseUrl}/sv/staff/day?kind=complaint`);
  });
  afterAll(() => keys.page.context().close());

  it("comes through the inbox by Tab as it is read, and sees at each step where they are", async () => {
    await keys.skipTo(shellMessages.t("sv")("skip.content"));
    const passed = await keys.tabThrough("main");
    const names = passed.map(({ role, name }) => `${role} ${name}`);
    const at = (part: string): number => names.findIndex((name) => name.includes(part));
    const inOrder = [
      `combobox ${t("filter.kind")}`,
      `button ${t("filter.show")}`,
      `link ${t("acts.title")}`,
      "checkbox ",
      `button ${t("act.seen-do")}`,
      `combobox ${t("aside.reason")}`,
      `button ${t("act.aside-do")}`,
    ].map(at);
    expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
    expect(inOrder[0]).toBe(0);
    // Down the page, and never back up to what lies above.
    for (const [index, { top, name }] of passed.entries())
      expect(top, name).toBeGreaterThan((passed[index - 1]?.top ?? Number.NEGATIVE_INFINITY) - 60);
  });

  it("ticks with Space, acts by a key, and goes on from what came of it", async () => {
    const waiting = (): Promise<number> => keys.page.getByText("Det drar vid trappan").count();
    await keys.goTo(`${city.baseUrl}/sv/staff/day?kind=complaint`);
    await keys.tick(/Det drar vid trappan/);
    await keys.tick(/Det drar vid trappan/);
    await keys.accessKey(ACCESS_KEYS.acts);
    await keys.page.keyboard.press("Tab");
    expect(await keys.focused()).toEqual({ role: "button", name: t("act.seen-do") });
    await keys.accessKey(ACCESS_KEYS.seen, { sends: true });
    expect(await keys.text(":target")).toContain(t("done.seen", { count: 2 }));
    expect(await waiting()).toBe(0);
    // The next step is to take it back, not the top of the page.
    await keys.page.keyboard.press("Tab");
    expect(await keys.focused()).toEqual({ role: "button", name: t("undo") });
    await keys.accessKey(ACCESS_KEYS.undo, { sends: true });
    expect(await keys.text(":target")).toContain(t("undone"));
    expect(await waiting()).toBe(2);
    // What the page did not take is told where the keyboard goes on, and leads to where it is put right.
    await keys.press(t("act.seen-do"));
    expect(await keys.text(":target")).toContain(t("fault.nothing-ticked"));
    await keys.page.keyboard.press("Tab");
    expect(await keys.focused()).toEqual({ role: "link", name: t("fault.nothing-ticked") });
  });

  it("jumps to each part by its key", async () => {
    await keys.goTo(`${city.baseUrl}/sv/staff/day`);
    for (const link of await keys.page.locator("nav.jump a[accesskey]").all()) {
      await keys.accessKey((await link.getAttribute("accesskey"))!);
      await expect.poll(() => new URL(keys.page.url()).hash).toBe(await link.getAttribute("href"));
    }
  });
});

describe("the top of a page", () => {
  /** Where parts of the header lie, in pixels from the top. */
  async function topOf(
    language: Language,
    width: number,
    role: Role | null,
  ): Promise<{ readonly heading: number; readonly lines: readonly (readonly [string, number])[] }> {
    const options = { viewport: { width, height: 640 } };
    const context = role === null ? await browser.newContext(options) : await signedIn(role, options);
    const page = await context.newPage();
    await page.goto(`${city.baseUrl}/${language}${role === null ? "/carbon" : "/staff"}`);
    const found = await page.evaluate(() => {
      const header = document.querySelector(".site-header")!.getBoundingClientRect().top;
      const middle = (one: Element): number => {
        const { top, height } = one.getBoundingClientRect();
        return Math.round(top + height / 2 - header);
      };
      return {
        heading: document.querySelector("h1")!.getBoundingClientRect().top - header,
        lines: [".wordmark", ".session-name", ".language-list", ".session-link", ".site-nav li:last-child"]
          .map((part) => [part, document.querySelector(part)] as const)
          .flatMap(([part, one]) => (one === null ? [] : [[part, middle(one)] as const])),
      };
    });
    await fits(page);
    await context.close();
    return found;
  }

  it.each(languages)(
    "leaves a telephone's screen to the page, for who is signed in (%s)",
    async (language) => {
      for (const width of [320, 390]) {
        const { heading, lines } = await topOf(language, width, "administrator");
        expect(heading, `${width}`).toBeLessThan(0.5 * 640);
        const at = Object.fromEntries(lines);
        // The person beside the city, the languages beside the way out.
        expect(Math.abs(at[".session-name"]! - at[".wordmark"]!)).toBeLessThan(5);
        expect(Math.abs(at[".session-link"]! - at[".language-list"]!)).toBeLessThan(5);
      }
    },
  );

  it.each(languages)("is one line for everybody at a desk (%s)", async (language) => {
    for (const width of [1200, 1440]) {
      const { lines } = await topOf(language, width, null);
      const middles = lines.map(([, middle]) => middle);
      expect(Math.max(...middles) - Math.min(...middles), `${width}: ${lines}`).toBeLessThan(8);
    }
  });
});
