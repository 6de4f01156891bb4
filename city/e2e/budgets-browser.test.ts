import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { closeVoting } from "../features/budget-votes/index.ts";
import { axeFindings } from "./axe.ts";
import { launchBrowser, press } from "./browser.ts";
import { type EmptyCity, runEmptyCity } from "./empty-city.ts";
import { newestCode } from "./running-city.ts";
import { officer, openBudgetOf, type SimulatedBudget } from "./simulated-budget.ts";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let city: EmptyCity;
let browser: Browser;
let budget: SimulatedBudget;

let nowMs = Date.now();

beforeAll(async () => {
  [city, browser] = await Promise.all([runEmptyCity(() => nowMs), launchBrowser()]);
  budget = await openBudgetOf(city.node, { ballot: "up-to-k", most: "2" });
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

const address = (): string => `${city.baseUrl}/en/ballot/${budget.id}`;

/** Looks at the page as it stands: what is shown step by step has to be usable too. */
async function everybodyCanUse(page: Page): Promise<void> {
  expect(await axeFindings(page, "every")).toEqual([]);
}

async function goToBallot(page: Page, email: string): Promise<void> {
  await page.goto(address());
  await page.getByLabel(/^E-mail address/).fill(email);
  await Promise.all([
    page.waitForEvent("load"),
    page.getByRole("button", { name: "Send me a code" }).click(),
  ]);
  await vi.waitUntil(async () => (await newestCode(city.node, email)) !== undefined, 10_000);
  await page.getByLabel(/^Code from the e-mail/).fill((await newestCode(city.node, email))!);
  await page.getByRole("button", { name: "Go on to the ballot" }).first().click();
  await page.getByRole("button", { name: "Cast my vote" }).waitFor();
}

it("somebody votes in a browser, changes the vote from another device, and both get receipts that are their own", async () => {
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await goToBallot(page, "r-1@roll.example");
  await everybodyCanUse(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  // Nothing chosen, then one too many: said on the page, and nothing is sent.
  await page.getByRole("button", { name: "Cast my vote" }).click();
  await page.getByText("Choose at least one project.").waitFor();
  for (const name of ["Project 1", "Project 2", "Project 3"])
    await page.getByLabel(new RegExp(`^${name} `)).check();
  await page.getByRole("button", { name: "Cast my vote" }).click();
  await page.getByText(/at most 2/).waitFor();
  expect(asked.filter((one) => one.endsWith("/ballot"))).toEqual([]);
  await page.getByLabel(/^Project 3 /).uncheck();
  await page.getByRole("button", { name: "Cast my vote" }).click();
  await page.getByText("Your vote is in").waitFor();
  await everybodyCanUse(page);
  const receipt = await page.locator("#receipt").innerText();
  expect(receipt).toMatch(/^[0-9a-f]{64}$/);
  const token = await page.getByLabel(/^Token, for you alone/).inputValue();

  const other = await (await browser.newContext()).newPage();
  await other.goto(address());
  await other.getByRole("textbox", { name: /^Token required/ }).fill(token);
  await other.getByRole("button", { name: "Use it" }).click();
  await other.getByLabel(/^Project 4 /).check();
  await other.getByRole("button", { name: "Cast my vote" }).click();
  await other.getByText("Your vote is in").waitFor();
  expect(await other.locator("#receipt").innerText()).not.toBe(receipt);

  // The first device has an older count of its votes: it says so, and the next press takes the other's place.
  await page.getByRole("button", { name: "Change my vote" }).click();
  await page.getByRole("button", { name: "Cast my vote" }).click();
  await page.getByText(/voted from another device/).waitFor();
  await page.getByRole("button", { name: "Cast my vote" }).click();
  await page.getByText("Your vote is in").waitFor();
  expect([...city.node.budgets.box.ballots(budget.id)].length).toBe(1);
});

it("the page comes back where it was, and forgets everything when it is asked to", async () => {
  const page = await (await browser.newContext()).newPage();
  await goToBallot(page, "r-2@roll.example");
  await page.reload();
  await page.getByLabel(/^Project 1 /).check();
  await page.getByRole("button", { name: "Cast my vote" }).click();
  await page.getByText("Your vote is in").waitFor();
  await page.reload();
  await page.getByText("Your vote is in").waitFor();
  await Promise.all([
    page.waitForEvent("load"),
    page.getByRole("button", { name: /^Forget all this/ }).click(),
  ]);
  await page.getByLabel(/^E-mail address/).waitFor();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

it("without JavaScript the page offers paper and a desk, and says on what secrecy then rests", async () => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(address());
  const text = await page.locator("main").innerText();
  expect(text).toContain("vote on paper at a service desk");
  expect(text).toContain("rests on procedure, not on cryptography");
  expect(await page.getByLabel(/^E-mail address/).isVisible()).toBe(false);
});

it("a script that does not come leaves no empty page", async () => {
  const page = await browser.newPage();
  await page.route("**/assets/ballot-*.js", (route) => route.abort());
  await page.goto(address());
  await page.getByText("vote on paper at a service desk").waitFor({ timeout: 20_000 });
  await page.unroute("**/assets/ballot-*.js");
  await page.reload();
  await page.getByLabel(/^E-mail address/).waitFor();
  expect(await page.getByText("vote on paper at a service desk").isVisible()).toBe(false);
  await page.close();
});

it("a browser that keeps nothing votes all the same", async () => {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await goToBallot(page, "r-5@roll.example");
  await page.getByLabel(/^Project 1 /).check();
  await page.getByRole("button", { name: "Cast my vote" }).click();
  await page.getByText("Your vote is in").waitFor();
  expect(await page.getByLabel(/^Token, for you alone/).inputValue()).not.toBe("");
  await page.close();
});

it("only this page may run a script: its own, held to its hash, talking to nobody else", async () => {
  const answer = await fetch(address());
  const policy = answer.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toMatch(/unsafe|https:/);
  const [, src, integrity] = /<script type="module" src="([^"]+)" integrity="(sha384-[^"]+)"/.exec(
    await answer.text(),
  )!;
  expect(src).toMatch(/^\/assets\/ballot-/);
  expect(integrity).toMatch(/^sha384-/);
  const elsewhere = await fetch(`${city.baseUrl}/en/budgets/${budget.id}`);
  expect(elsewhere.headers.get("content-security-policy")).not.toContain("script-src");
});

it("when voting has ended the device still knows its receipt, and finds the ballot by it", async () => {
  const page = await (await browser.newContext({ bypassCSP: true })).newPage();
  await goToBallot(page, "r-6@roll.example");
  await page.getByLabel(/^Project 2 /).check();
  await page.getByRole("button", { name: "Cast my vote" }).click();
  await page.getByText("Your vote is in").waitFor();
  const receipt = await page.locator("#receipt").innerText();
  nowMs = Date.parse("2050-01-02T00:00:00Z");
  const { afterwards, id, closingCode } = budget;
  expect(await closeVoting(afterwards, id, closingCode, officer)).toMatchObject({ ok: true });
  await page.goto(address());
  await page.getByText("Your receipt, as this device has kept it").waitFor();
  await everybodyCanUse(page);
  expect(await page.locator("#kept-text").inputValue()).toBe(receipt);
  await press(page, "Look for it");
  expect(await page.locator("main").innerText()).toContain("This ballot is in it");
  expect(page.url()).not.toContain(receipt);
  // Another device has nothing to show, and says where the ballots stand.
  const other = await browser.newPage();
  await other.goto(address());
  expect(await other.getByText("Your receipt, as this device has kept it").isVisible()).toBe(false);
  await other.getByRole("link", { name: "The ballots and your receipt" }).click();
  await other.getByLabel("Receipt").waitFor();
  await page.close();
  await other.close();
});
