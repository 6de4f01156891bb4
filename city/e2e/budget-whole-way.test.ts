import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { tokenAtDesk, voteWith } from "../demo/voter.ts";
import { PaperSerials } from "../features/budget-votes/index.ts";
import { nothingSaid } from "../features/proposals/index.ts";
import { launchBrowser } from "./browser.ts";
import { Browsers } from "./budgets-load.ts";
import { husting } from "./command.ts";
import { type EmptyCity, runEmptyCity } from "./empty-city.ts";
import { browserCookies, newestCode, signInAt } from "./running-city.ts";
import { localTime } from "./simulated-budget.ts";
import { seeded } from "./simulated-files.ts";

/**
 * A budget of full size from the intake to a count that others repeat: set up in a browser without scripts, voted in by 3,000
 * people, one of them on paper and one twice, recounted by two auditors who have nothing but the city's address.
 */

// Eighty forms and three thousand tokens take their time on a busy machine.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 300_000 });

const PEOPLE = 3_000;
const PROJECTS = 40;
const DAY_MS = 86_400_000;
/** On the roll, the first votes on paper, the second twice in browsers; all others by what their browsers send. */
const ON_PAPER = 1;
const TWICE = 2;

let nowMs = Date.now();
let city: EmptyCity;
let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), "husting-whole-budget-"));
/** Of officials, signed in, in browsers that run no script. */
const pages = new Map<string, Page>();
let closingCode = "";
let receipt = "";

beforeAll(async () => {
  [city, browser] = await Promise.all([runEmptyCity(() => nowMs), launchBrowser()]);
  for (const [name, role] of [
    ["first", "officer"],
    ["second", "adviser"],
  ] as const) {
    const email = `${name}@umea.example`;
    await city.node.signIn.grant(email, role, null);
    const context = await browser.newContext({ javaScriptEnabled: false });
    pages.set(name, await context.newPage());
  }
  await signInBoth();
});
/** At the beginning, and days later anew. */
async function signInBoth(): Promise<void> {
  for (const [name, page] of pages) {
    const cookie = await signInAt(city, `${name}@umea.example`);
    await page.context().addCookies(browserCookies(cookie, city.baseUrl));
  }
}
afterAll(async () => {
  await browser.close();
  await city.close();
  rmSync(folder, { recursive: true, force: true });
});

const referenceOf = (voter: number): string => `P-${voter}`;
const addressOf = (voter: number): string => `p-${voter}@roll.example`;
const costOf = (project: number): number => 20_000 + ((project * 37) % PROJECTS) * 7_500;

/** Fills the form that a button sends and presses it; gives what the page says then. */
async function send(
  who: "first" | "second",
  path: string,
  button: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<string> {
  const page = pages.get(who)!;
  if (path !== "") await page.goto(`${city.baseUrl}/en/staff/${path}`);
  const pressed = page.getByRole("button", { name: button, exact: true }).first();
  const form = page.locator("form").filter({ has: pressed }).first();
  for (const [name, value] of Object.entries(fields)) {
    const control = form.locator(`[name="${name}"]`).first();
    const kind = await control.evaluate((element) =>
      element instanceof HTMLSelectElement ? "select" : (element as HTMLInputElement).type,
    );
    if (kind === "select") await control.selectOption(value);
    else if (kind === "radio" || kind === "checkbox")
      await form.locator(`[name="${name}"][value="${value}"]`).check();
    else if (kind === "file") await control.setInputFiles(value);
    else await control.fill(value);
  }
  await Promise.all([page.waitForEvent("load"), pressed.click()]);
  return page.locator("main").innerText();
}

it("forty projects come in, two of them from proposals, are examined, and the roll of 3,000 is taken in", async () => {
  const proposals: number[] = [];
  for (const title of ["Shade at the school", "A repair café"]) {
    const said = { ...nothingSaid, title, body: "For all of us." };
    const asked = await city.node.proposals.desk.propose(
      said,
      { email: "", deskCode: "", helped: "desk" },
      "en",
      "c",
    );
    if (asked.ok && asked.kind === "proposed") proposals.push(asked.proposalId);
  }
  expect(proposals.length).toBe(2);
  const made = await send("first", "budgets", "Make the draft", {
    nameSv: "Hela vägen",
    nameZh: "全过程",
    nameEn: "The whole way",
    area: "Haga",
    amount: "2 000 000",
    ballot: "approval",
    rule: "equal-shares",
    utility: "cost",
    completion: "add1-exhaustive",
    opens: localTime(nowMs - DAY_MS),
    closes: localTime(nowMs + DAY_MS),
    rollUntil: localTime(nowMs + 90 * DAY_MS).slice(0, 10),
  });
  expect(made).toContain("The draft is made");
  await send("first", "budgets/1", "Open the intake");
  for (let at = 1; at <= PROJECTS; at++) {
    const said = await send("first", at === 1 ? "budgets/1" : "", "Take it in", {
      nameSv: `Projekt ${at}`,
      nameZh: `项目${at}`,
      nameEn: `Project ${at}`,
      proposal: String(proposals[at - 1] ?? ""),
    });
    expect(said).toContain("The project is taken in");
  }
  await send("first", "budgets/1", "Begin to examine");
  for (let at = 1; at <= PROJECTS; at++) {
    const said = await send("second", at === 1 ? "budgets/1" : "", "Put it on record", {
      project: String(at),
      feasible: "yes",
      cost: String(costOf(at)),
    });
    expect(said).toContain("It is on record");
  }
  const roll = Array.from({ length: PEOPLE }, (_, at) => `${referenceOf(at + 1)};${addressOf(at + 1)}`);
  writeFileSync(join(folder, "roll.csv"), ["reference;email", ...roll, ""].join("\n"));
  const taken = await send("first", "budgets/1", "Import", { file: join(folder, "roll.csv") });
  expect(taken).toContain("3,000 rows were taken");
  expect(taken).toContain("No row was refused");
  await send("first", "budgets/1", "Prepare");
  closingCode = (await pages.get("first")!.locator(".written").first().innerText()).trim();
  expect(await send("first", "", "Open the voting", { closingCode })).toContain("Voting is open");
});

it("one votes twice in a browser, one takes a paper, and all others vote once", async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
  const page = await context.newPage();
  await page.goto(`${city.baseUrl}/en/ballot/1`);
  await page.getByLabel(/^E-mail address/).fill(addressOf(TWICE));
  await Promise.all([
    page.waitForEvent("load"),
    page.getByRole("button", { name: "Send me a code" }).click(),
  ]);
  await vi.waitUntil(async () => (await newestCode(city.node, addressOf(TWICE))) !== undefined, 20_000);
  await page.getByLabel(/^Code from the e-mail/).fill((await newestCode(city.node, addressOf(TWICE)))!);
  await page.getByRole("button", { name: "Go on to the ballot" }).first().click();
  const vote = async (project: number): Promise<string> => {
    await page.getByLabel(new RegExp(`^Project ${project} `)).check();
    await page.getByRole("button", { name: "Cast my vote" }).click();
    await page.getByText("Your vote is in").waitFor();
    return page.locator("#receipt").innerText();
  };
  const first = await vote(3);
  await page.getByRole("button", { name: "Change my vote" }).click();
  receipt = await vote(17);
  expect(receipt).not.toBe(first);

  const desk = "budget-desk/1";
  await send("first", desk, "Print", { count: "3" });
  expect(await send("first", desk, "Mark as handed out", { reference: referenceOf(ON_PAPER) })).toContain(
    "Marked",
  );
  const again = await send("first", desk, "Mark as handed out", { reference: referenceOf(ON_PAPER) });
  expect(again).toContain("A paper ballot has been handed out");
  const token = await send("first", desk, "Mark as handed out", { reference: referenceOf(TWICE) });
  expect(token).toMatch(/A token has been taken already/u);

  const random = seeded(4_000);
  const browsers = new Browsers(Number(new URL(city.baseUrl).port));
  let taken = 0;
  for (let from = TWICE; from < PEOPLE; from += 100) {
    await Promise.all(
      Array.from({ length: Math.min(100, PEOPLE - from) }, async (_, index) => {
        // Few projects are wanted by many, many by few; some people want one thing only.
        const drawn = Array.from({ length: PROJECTS }, (_, at) => at + 1).filter(
          (project) => random() < 0.4 / (1 + project / 8),
        );
        const chosen = drawn.length === 0 ? [1 + Math.floor(random() * PROJECTS)] : drawn;
        const held = await tokenAtDesk(city.node.budgets, 1, referenceOf(from + index + 1));
        const said = voteWith(held, Object.fromEntries(chosen.map((project) => [project, 1])));
        if ((await browsers.post("/budgets/1/ballot", said)) !== undefined) taken++;
      }),
    );
  }
  browsers.close();
  expect(taken).toBe(PEOPLE - TWICE);
});

it("the paper is entered by two people, all is closed and counted, and everybody reads why each project won, and what a ballot bought", async () => {
  nowMs += 2 * DAY_MS;
  await signInBoth();
  const desk = "budget-desk/1";
  const serial = new PaperSerials(city.node.directory.config.sessionSecret).text(1, 1);
  const paper = { serial, "units-5": "1", "units-8": "1" };
  expect(await send("first", desk, "Enter it", paper)).toContain("waits for the second person");
  expect(await send("second", desk, "Enter it", paper)).toContain("settled");
  expect(await send("second", desk, "Enter it", paper)).toMatch(/counts once/u);
  expect(await send("first", "budgets/1", "Close and publish", { closingCode })).toContain(
    "The ballots are published",
  );
  expect(await send("first", "budgets/1", "Count and publish")).toContain("The result is published");
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(`${city.baseUrl}/en/ballots/1`);
  const { reconciliation } = await (await fetch(`${city.baseUrl}/en/ballots/1.json`))
    .json()
    .then((told) => told.published);
  expect(reconciliation).toMatchObject({
    onRoll: PEOPLE,
    tokensIssued: PEOPLE - 1,
    ballotsOnline: PEOPLE - 1,
    papersHandedOut: 1,
    papersCounted: 1,
    ballots: PEOPLE,
  });
  await page.getByLabel(/^Receipt/).fill(receipt);
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Look for it" }).click()]);
  const found = await page.locator("main").innerText();
  expect(found).toContain("Project 17");
  expect(found).not.toContain("Project 3 ");
  await page.goto(`${city.baseUrl}/en/budget-result/1`);
  const rows = page.locator("table").first().locator("tbody tr");
  expect(await rows.count()).toBe(PROJECTS);
  expect(await page.locator("main").innerText()).toMatch(/Bought as number 1: [\d,]+ supporters paid/);
});

it("two auditors count it from outside and get the same", async () => {
  const published = await (await fetch(`${city.baseUrl}/budgets/1/result.json`)).json();
  const won = published.projects
    .filter((project: { outcome: { code: string } }) => project.outcome.code === "bought")
    .map(({ project }: { project: number }) => String(project));
  expect(won.length).toBeGreaterThan(5);
  // The first checks the log and counts what is published beside it.
  const verified = await husting("verify-log", city.baseUrl);
  expect(verified.stdout).toMatch(/Budget 1 holds: 3000 ballots, \d+ projects won, as published/u);
  expect(verified.code).toBe(0);
  // The second takes the ballots in the field's common format, and knows nothing of this city.
  const pb = await (await fetch(`${city.baseUrl}/budgets/1/ballots.pb`)).text();
  writeFileSync(join(folder, "ballots.pb"), pb);
  const rule = ["--rule", "equal-shares", "--utility", "cost", "--completion", "add1-exhaustive", "--json"];
  const counted = JSON.parse((await husting("budget", join(folder, "ballots.pb"), ...rule)).stdout);
  expect(counted.winners.toSorted()).toEqual(won.toSorted());
  expect(counted.voters).toBe(PEOPLE);
  // By hand: supporters of each project, from the anonymous lines.
  const lines = (await (await fetch(`${city.baseUrl}/budgets/1/ballots.ndjson`)).text()).trim().split("\n");
  const supporters = new Map<string, number>();
  for (const line of lines)
    for (const project of Object.keys(JSON.parse(line).choices))
      supporters.set(project, (supporters.get(project) ?? 0) + 1);
  for (const project of published.projects)
    expect(project.supporters).toBe(supporters.get(String(project.project)) ?? 0);
});
