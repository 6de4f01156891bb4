import AxeBuilder from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { BuildingPage } from "../features/buildings/building-page.ts";
import type { CityPage } from "../features/buildings/city-page.ts";
import type { InventoryPage, PublicBuildingsPage } from "../features/carbon/index.ts";
import type { LogPage } from "../features/log/log-page.ts";
import type { MailboxPage, PeoplePage, SignInPage, StaffPage } from "../features/people/people-pages.ts";
import type { DeliveryPage, ImportsPage } from "../features/readings/readings-pages.ts";
import type { MethodPage } from "../features/savings/method-page.ts";
import { energiesAlike, formats, htmlLanguage, languages } from "../web/language/index.ts";
import { shellMessages } from "../web/shell-messages.ts";
import { launchBrowser } from "./browser.ts";
import { browserCookies, type RunningCity, runCity } from "./running-city.ts";
import { giveItAPartner, type SimulatedPartner } from "./simulated-partner.ts";
import { giveItAVoice, type SimulatedVoice } from "./simulated-voice.ts";

const BUILDING = "/buildings/algkronan-skola";
const publicPages = [
  "",
  BUILDING,
  "/method",
  "/carbon",
  "/measures",
  "/measures/algkronan-led",
  "/proposals",
  "/proposals?state=received",
  "/proposals/PROPOSAL",
  "/propose",
  "/proposal-form",
  "/confirm/PENDING",
  "/my-proposal/AUTHOR",
  "/stop/FOLLOWER",
  "/house-rules",
  "/moderation",
  "/report/proposal-PROPOSAL",
  "/heard",
  "/heard/proposals",
  "/heard/consultation-on-heating-in-schools-and-homes",
  "/about-you",
  "/print/proposals/PROPOSAL",
  "/print/decisions/1",
  "/print/why/decisions-1",
  "/print/conversations/the-yard-between-the-houses",
  "/print/conversation-form/the-yard-between-the-houses",
  "/print/budgets/2",
  "/print/author/AUTHOR",
  "/code",
  "/help",
  "/conversations",
  "/conversations/the-yard-between-the-houses",
  "/conversation-results/how-warm-shall-we-have-it-together",
  "/budgets",
  "/budgets/1",
  "/budgets/2",
  "/ballot/2",
  "/ballots/1",
  "/ballots/2",
  "/budget-result/1",
  "/inventory",
  "/inventory/public-buildings",
  "/log",
  "/decisions",
  "/decisions/1",
  "/promises",
  "/why/STOP",
  "/cases",
  "/cases/CASE",
  "/retention",
  "/my-data",
  "/partner",
  "/received/HASH",
  "/released/HASH",
  "/style",
  "/sign-in",
  "/demo/mailbox",
  "/nowhere",
] as const;
const staffPages = [
  "/staff",
  "/staff/export",
  "/staff/buildings",
  "/staff/buildings/algkronan-skola",
  "/staff/mappings",
  "/staff/import",
  "/staff/imports",
  "/staff/imports/1",
  "/staff/meters",
  "/staff/meters/2",
  "/staff/measures",
  "/staff/people",
  "/staff/quality",
  "/staff/quality/algkronan-skola",
  "/staff/climate",
  "/staff/climate?by=buildings",
  "/staff/advice",
  "/staff/advice/humlevilan-aldreboende",
  "/staff/weather",
  "/staff/rooms",
  "/staff/rooms/algkronan-skola",
  "/staff/posters/algkronan-skola",
  "/staff/comments",
  "/staff/rounds",
  "/staff/rounds/1",
  "/staff/bodies",
  "/staff/bodies/municipal-council",
  "/staff/decisions",
  "/staff/decisions/1",
  "/staff/promises",
  "/staff/promises/1",
  "/staff/proposals",
  "/staff/proposals/paper",
  "/staff/proposals/PROPOSAL",
  "/staff/budgets",
  "/staff/budgets/1",
  "/staff/budgets/2",
  "/staff/budget-desk/2",
  "/staff/desk",
  "/staff/moderation",
  "/staff/moderation/1",
  "/staff/participation",
  "/staff/participation/proposals",
  "/staff/population",
  "/staff/slips/PROPOSAL",
  "/staff/endorsements/PROPOSAL",
  "/staff/questions/decisions-1",
  "/staff/cases",
  "/staff/cases/CASE",
  "/staff/data",
  "/staff/conversations",
  "/staff/conversations/how-warm-shall-we-have-it-together",
  "/staff/conversation-papers/the-yard-between-the-houses",
  "/staff/partners",
  "/staff/partners/chanba",
  "/staff/releases",
  "/staff/releases/DRAFT",
] as const;
const everyPage = [...publicPages, ...staffPages];
const inEveryLanguage = languages.flatMap((language) => everyPage.map((path) => [language, path] as const));

// Processes and browsers take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let city: RunningCity;
let browser: Browser;
let partner: SimulatedPartner;
/** The link that stops letters about a question. */
let stop: string;
let voice: SimulatedVoice;
/** A case of the register. */
let registered: string;
/** As a reader without scripts sees the city, signed in as the administrator, who may open every page. */
let plain: BrowserContext;
/** Scripts only so that axe can look; the page's own policy would refuse it. */
let inspected: BrowserContext;

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  partner = await giveItAPartner(city);
  stop = city.node.questions.stopToken((await city.node.questions.all())[0]!.id);
  voice = await giveItAVoice(city);
  registered = (await city.node.cases.shownOf("decision", 1))!.address;
  const cookies = browserCookies(await city.signInAs("administrator"), city.baseUrl);
  plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  inspected = await browser.newContext({ bypassCSP: true });
  await plain.addCookies(cookies);
  await inspected.addCookies(cookies);
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

async function withPage<T>(context: BrowserContext, use: (page: Page) => Promise<T>): Promise<T> {
  const page = await context.newPage();
  try {
    return await use(page);
  } finally {
    await page.close();
  }
}

const open = (page: Page, language: string, path: string) =>
  page.goto(`${city.baseUrl}/${language}${place(path)}`);

/** Pages of documents are addressed by what their documents hash to. */
const place = (path: string): string =>
  path
    .replace("received/HASH", `received/${partner.received}`)
    .replace("released/HASH", `released/${partner.released}`)
    .replace("why/STOP", `why/${stop}`)
    .replace("DRAFT", String(partner.draft))
    .replace("CASE", registered)
    .replace("PROPOSAL", String(voice.proposal))
    .replace("PENDING", voice.pending)
    .replace("AUTHOR", voice.authorKey)
    .replace("FOLLOWER", voice.stopKey);

describe("every page, in every language, without a script", () => {
  it.each(inEveryLanguage)("/%s%s stands by itself on a narrow screen", async (language, path) => {
    await withPage(plain, async (page) => {
      const hosts = new Set<string>();
      page.on("request", (request) => hosts.add(new URL(request.url()).origin));
      const answer = await open(page, language, path);
      expect(answer?.status()).toBe(path === "/nowhere" ? 404 : 200);
      expect([...hosts]).toEqual([city.baseUrl]);
      // Where somebody votes, a token has to be made up in their browser: the one page that ships a script.
      expect(await page.locator("script").count()).toBe(path === "/ballot/2" ? 1 : 0);
      expect(await page.locator("html").getAttribute("lang")).toBe(htmlLanguage[language]);
      const banner = page.getByText(shellMessages.t(language)("demo.title"), { exact: true });
      expect(await banner.first().isVisible()).toBe(true);
      const [heading, ...others] = await page.locator("h1").allInnerTexts();
      expect(others).toEqual([]);
      expect(/\p{Script=Han}/u.test(heading ?? "")).toBe(language === "zh");
      expect(await page.title()).toContain("Husting");
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 640 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide, `${width} px`).toBeLessThanOrEqual(width);
      }
    });
  });

  it.each(everyPage.filter((path) => path !== BUILDING && !/^\/staff\/(quality|partners)\//.test(path)))(
    "%s has another heading in each language",
    async (path) => {
      const headings = new Set<string>();
      for (const language of languages) {
        await withPage(plain, async (page) => {
          await open(page, language, path);
          headings.add(await page.locator("h1").innerText());
        });
      }
      expect(headings.size).toBe(languages.length);
    },
  );
});

describe("every page can be used by everyone (WCAG 2.2 A and AA, as far as axe can tell)", () => {
  const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  it.each(inEveryLanguage)("/%s%s, narrow and wide, light and dark", async (language, path) => {
    await withPage(inspected, async (page) => {
      await open(page, language, path);
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          // The page has no frames: what axe calls legacy mode looks at it as it stands, without a second tab.
          const axe = new AxeBuilder({ page }).setLegacyMode(true);
          const first = width === 320 && colorScheme === "light";
          // Colours are the same in every language; words are shortest, and targets smallest, in the first look.
          if (!first && language !== "en") continue;
          // Neither names nor roles change with the width or the scheme: what can change is looked at again.
          const look = first ? axe.withTags(standards) : axe.withRules(["color-contrast", "target-size"]);
          const { violations, passes } = await look.analyze();
          expect(passes.length).toBeGreaterThan(first ? 5 : 0);
          const found = violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`,
          );
          expect(found, `${width} px, ${colorScheme}`).toEqual([]);
        }
      }
    });
  });

  it("the picture really changes between light and dark", async () => {
    await withPage(plain, async (page) => {
      const ground = async (colorScheme: "light" | "dark"): Promise<string> => {
        await page.emulateMedia({ colorScheme });
        return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      };
      await open(page, "en", "");
      expect(await ground("light")).not.toBe(await ground("dark"));
    });
  });
});

describe.each(languages)("what a page says in %s is what its .json says", (language) => {
  const format = formats(language, "Europe/Stockholm");

  async function both<T>(path: string): Promise<{ data: T; text: string; page: string }> {
    const cookie = (await plain.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    const url = `${city.baseUrl}/${language}${path}`;
    const [data, page] = await Promise.all([
      fetch(`${url}.json`, { headers: { cookie } }).then((answer) => answer.json() as Promise<T>),
      fetch(url, { headers: { cookie } }).then((answer) => answer.text()),
    ]);
    const text = await withPage(plain, async (tab) => {
      await open(tab, language, path);
      return tab.locator("main").innerText();
    });
    return { data, text, page };
  }

  it("the city: its total and every building's year", async () => {
    const { data, text } = await both<CityPage>("");
    expect(data.buildings).toHaveLength(10);
    expect(data.totals.carriers.map((total) => total.carrier)).toEqual(["district-heat", "electricity"]);
    for (const total of data.totals.carriers) {
      expect(text).toContain(format.energy(total.yearKwh ?? Number.NaN));
      const ofCarrier = data.buildings
        .flatMap((row) => row.carriers)
        .filter(({ carrier }) => carrier === total.carrier);
      expect(total.meters).toBe(ofCarrier.length);
      expect(total.yearKwh).toBeCloseTo(
        ofCarrier.reduce((sum, { yearKwh }) => sum + (yearKwh ?? 0), 0),
        3,
      );
    }
    const unit = format.energyUnit(Math.max(...data.buildings.map((row) => row.yearKwh ?? 0)));
    for (const row of data.buildings) {
      expect(text).toContain(row.names[language]);
      expect(text).toContain(format.energy(row.yearKwh ?? Number.NaN, { unit }));
    }
  });

  it("a building: what was used, avoided and measured", async () => {
    const { data, text } = await both<BuildingPage>(BUILDING);
    expect(text).toContain(data.building.names[language]);
    let claims = 0;
    for (const { summary } of data.meters) {
      if (summary === null) continue;
      expect(text).toContain(format.energy(summary.year.kwh));
      if (!summary.claim.ok) continue;
      claims++;
      const { value, interval90, counterfactual, observed } = summary.claim.savings;
      const largest = Math.max(Math.abs(value), interval90.halfWidth);
      const unit = format.energyUnit(largest);
      const decimals = format.decimals(unit === "MWh" ? largest / 1000 : largest);
      const band = [interval90.low, value, interval90.high];
      for (const kwh of [...band, counterfactual, observed]) {
        expect(text).toContain(format.withUnit(format.energyNumber(kwh, unit, { decimals }), unit));
      }
    }
    expect(claims).toBeGreaterThan(0);
  });

  it("the log: its root, its size and its entries", async () => {
    const { data, text } = await both<LogPage>("/log");
    expect(data.head?.size).toBeGreaterThan(9);
    expect(text).toContain(data.head?.root);
    expect(text).toContain(data.fingerprint);
    for (const entry of data.entries) {
      const measure = data.measures[entry.subject.replace("measure/", "")];
      expect(text).toContain(measure?.titles[language] ?? entry.subject);
    }
  });

  it("the method: its version", async () => {
    const { data, text } = await both<MethodPage>("/method");
    expect(text).toContain(data.methodVersion);
  });

  it("sign-in: the accounts of the demo", async () => {
    const { data, page } = await both<SignInPage>("/sign-in");
    expect(data.demoAccounts).toHaveLength(9);
    for (const account of data.demoAccounts) expect(page).toContain(`value="${account.email}"`);
  });

  it("the mailbox: its letters", async () => {
    const { data, text } = await both<MailboxPage>("/demo/mailbox");
    expect(data.letters.length).toBeGreaterThan(0);
    for (const letter of data.letters) expect(text).toContain(letter.subject);
  });

  it("the inventory: every year's energy and emissions, and every building of the ranking", async () => {
    const { data, text } = await both<InventoryPage>("/inventory");
    expect(data.years.length).toBeGreaterThan(2);
    for (const { year } of data.years) expect(text).toContain(String(year));
    // What is older stands behind a line to open.
    const lines = data.years.slice(0, 2).flatMap((year) => year.lines);
    const write = energiesAlike(
      format,
      lines.map(({ kwh }) => kwh!),
    );
    for (const { kwh, carbon } of lines) {
      expect(text).toContain(write(kwh!));
      expect(text).toContain(format.decimal(carbon!.factor.gramsPerKwh));
    }
    expect(data.buildings).toHaveLength(10);
    for (const { names } of data.buildings) expect(text).toContain(names[language]);
    expect(data.path.ok && data.path.value.points.length).toBeGreaterThan(3);
  });

  it("the public buildings: those in the list and those that are not, with why", async () => {
    const { data, text } = await both<PublicBuildingsPage>("/inventory/public-buildings");
    expect([data.listed.length, data.notListed.length]).toEqual([8, 2]);
    for (const { names } of [...data.listed, ...data.notListed]) expect(text).toContain(names[language]);
  });

  it("the staff pages: what is open, what was delivered, who has which role", async () => {
    const staff = await both<StaffPage>("/staff");
    expect(staff.data.open).toEqual([
      "quality",
      "climate",
      "advice",
      "buildings",
      "import",
      "imports",
      "mappings",
      "weather",
      "export",
      "meters",
      "measures",
      "rooms",
      "comments",
      "rounds",
      "proposals",
      "moderation",
      "budgets",
      "desk",
      "participation",
      "population",
      "cases",
      "data",
      "conversations",
      "partners",
      "releases",
      "bodies",
      "decisions",
      "promises",
      "people",
    ]);
    for (const open of staff.data.open) expect(staff.page).toContain(`href="/${language}/staff/${open}"`);
    const imports = await both<ImportsPage>("/staff/imports");
    expect(imports.data.deliveries.length).toBe(25);
    expect(imports.data.pages).toBeGreaterThan(1);
    for (const row of imports.data.deliveries) expect(imports.text).toContain(format.count(row.added));
    const delivery = await both<DeliveryPage>("/staff/imports/1");
    expect(delivery.text).toContain(format.count(delivery.data.receipt.added));
    const people = await both<PeoplePage>("/staff/people");
    expect(people.data.people).toHaveLength(9);
    for (const person of people.data.people) expect(people.text).toContain(person.email);
  });
});

describe("finding one's way", () => {
  it("every link within two steps of the start page leads somewhere", async () => {
    const seen = new Map<string, number>([["/en", 0]]);
    const broken: string[] = [];
    let asked = 0;
    for (const [path, depth] of seen) {
      if (asked++ >= 80) break;
      const answer = await fetch(`${city.baseUrl}${path}`, { redirect: "manual" });
      if (answer.status !== 200 && answer.status !== 303) broken.push(`${path}: ${answer.status}`);
      const html = answer.headers.get("content-type")?.includes("text/html") ? await answer.text() : "";
      if (depth === 2) continue;
      for (const [, elsewhere, href = ""] of html.matchAll(/ (rel="external" )?href="([^"]+)"/g)) {
        // Sources of emission factors stand elsewhere, and say so.
        if (elsewhere !== undefined) continue;
        const to = new URL(href.replaceAll("&amp;", "&"), `${city.baseUrl}${path}`);
        expect(to.origin).toBe(city.baseUrl);
        const next = to.pathname + to.search;
        if (!seen.has(next)) seen.set(next, depth + 1);
      }
    }
    expect(broken).toEqual([]);
    expect(asked).toBeGreaterThan(40);
  });

  it("every link to a part of its own page finds that part", async () => {
    for (const path of everyPage) {
      await withPage(plain, async (page) => {
        await open(page, "en", path);
        for (const link of await page.locator('a[href^="#"]').all()) {
          const id = (await link.getAttribute("href"))?.slice(1) ?? "";
          // "#top" is the head of any page (HTML, section 7.4.6.4).
          if (id === "top") continue;
          expect(await page.locator(`[id="${id}"]`).count(), `${path}#${id}`).toBe(1);
        }
      });
    }
  });

  it("the address without a language leads to the reader's own", async () => {
    const lead = async (wanted: string): Promise<string | null> =>
      (await fetch(city.baseUrl, { headers: { "accept-language": wanted }, redirect: "manual" })).headers.get(
        "location",
      );
    expect(await lead("zh-CN,zh;q=0.9,en;q=0.8")).toBe("/zh");
    expect(await lead("en-US")).toBe("/en");
    expect(await lead("de-DE")).toBe("/sv");
  });
});
