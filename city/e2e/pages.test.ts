import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { BuildingPage } from "../features/buildings/building-page.ts";
import type { CityPage } from "../features/buildings/city-page.ts";
import type { InventoryPage, PublicBuildingsPage } from "../features/carbon/index.ts";
import type { LogPage } from "../features/log/log-page.ts";
import type { MailboxPage, PeoplePage, SignInPage } from "../features/people/people-pages.ts";
import type { DeliveryPage, ImportsPage } from "../features/readings/readings-pages.ts";
import type { MethodPage } from "../features/savings/method-page.ts";
import type { StartPage } from "../features/workday/index.ts";
import { energiesAlike, formats, languages } from "../web/language/index.ts";
import { BUILDING, type CityOfPages, openCityOfPages, withPage } from "./city-of-pages.ts";

// Processes and browsers take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let pages: CityOfPages;
/** As a reader without scripts sees the city, signed in as the administrator, who may open every page. */
let plain: BrowserContext;

beforeAll(async () => {
  pages = await openCityOfPages();
  plain = await pages.signedIn({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
});
afterAll(() => pages.close());

describe.each(languages)("what a page says in %s is what its .json says", (language) => {
  const format = formats(language, "Europe/Stockholm");

  async function both<T>(path: string): Promise<{ data: T; text: string; page: string }> {
    const cookie = (await plain.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    const url = `${pages.city.baseUrl}/${language}${path}`;
    const [data, page] = await Promise.all([
      fetch(`${url}.json`, { headers: { cookie } }).then((answer) => answer.json() as Promise<T>),
      fetch(url, { headers: { cookie } }).then((answer) => answer.text()),
    ]);
    const text = await withPage(plain, async (tab) => {
      await tab.goto(pages.address(language, path));
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
    const staff = await both<StartPage>("/staff");
    expect(staff.data.open).toEqual([
      "day",
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
      "screens",
      "works",
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
      "accessibility",
      "classes",
      "partners",
      "releases",
      "bodies",
      "decisions",
      "promises",
      "node",
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
      const answer = await fetch(`${pages.city.baseUrl}${path}`, { redirect: "manual" });
      if (answer.status !== 200 && answer.status !== 303) broken.push(`${path}: ${answer.status}`);
      const html = answer.headers.get("content-type")?.includes("text/html") ? await answer.text() : "";
      if (depth === 2) continue;
      for (const [, elsewhere, href = ""] of html.matchAll(/ (rel="external[^"]*" )?href="([^"]+)"/g)) {
        // Sources of emission factors stand elsewhere, and say so.
        if (elsewhere !== undefined) continue;
        const to = new URL(href.replaceAll("&amp;", "&"), `${pages.city.baseUrl}${path}`);
        // A calendar's own scheme, whose file is a link beside it, and where whoever answers for the site is written to or called.
        if (["webcal:", "mailto:", "tel:"].includes(to.protocol)) continue;
        // A page's other languages are told by the address that people reach the node at.
        expect([pages.city.baseUrl, new URL(pages.city.node.quality.baseUrl).origin]).toContain(to.origin);
        const next = to.pathname + to.search;
        if (!seen.has(next)) seen.set(next, depth + 1);
      }
    }
    expect(broken).toEqual([]);
    expect(asked).toBeGreaterThan(40);
  });

  it("the address without a language leads to the reader's own", async () => {
    const lead = async (wanted: string): Promise<string | null> =>
      (
        await fetch(pages.city.baseUrl, { headers: { "accept-language": wanted }, redirect: "manual" })
      ).headers.get("location");
    expect(await lead("zh-CN,zh;q=0.9,en;q=0.8")).toBe("/zh");
    expect(await lead("en-US")).toBe("/en");
    expect(await lead("de-DE")).toBe("/sv");
  });
});
