import { rmSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { AnswerDocument } from "../features/schools/answer-document.ts";
import type { ClassPage } from "../features/schools/index.ts";
import { schoolMessages } from "../features/schools/messages.ts";
import { demoAddress } from "../node/demo-accounts.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { createServer, listen } from "../node/server.ts";
import type { Language } from "../web/language/index.ts";
import { axeFindingsOfCopy } from "./accessibility.ts";
import { launchBrowser, press } from "./browser.ts";
import { browserCookies, filledDirectory, postForm, signInAt } from "./running-city.ts";

/** The whole way of a class: made by its teacher, guessed in by its pupils, answered by its building, with a diploma at the end. */

vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

const DAY_MS = 86_400_000;

interface Way {
  readonly language: Language;
  readonly width: number;
  readonly javaScriptEnabled: boolean;
  readonly building: string;
  readonly experiment: "one-degree" | "lights-out" | "standby-hunt";
  readonly name: string;
  /** As many as are counted; one more is told that it is one too many. */
  readonly guesses: number;
}

const ways: readonly Way[] = [
  {
    ...{ language: "sv", width: 1280, javaScriptEnabled: true, name: "7A", guesses: 6 },
    ...{ building: "algkronan-skola", experiment: "one-degree" },
  },
  {
    ...{ language: "en", width: 320, javaScriptEnabled: false, name: "4 Blue", guesses: 3 },
    ...{ building: "snolyktan-forskola", experiment: "lights-out" },
  },
  {
    ...{ language: "zh", width: 360, javaScriptEnabled: true, name: "六（1）", guesses: 5 },
    ...{ building: "bokalven-bibliotek", experiment: "standby-hunt" },
  },
];

const realNowMs = Date.now();
const clock = { ms: realNowMs - 40 * DAY_MS };
let directory: string;
let node: CityNode;
let server: Awaited<ReturnType<typeof listen>>;
let baseUrl: string;
let browser: Browser;
let looking: BrowserContext;
let teacherCookie: string;
const codes = new Map<Way, string>();

beforeAll(async () => {
  directory = await filledDirectory();
  node = await openNode(directory, { nowMs: () => clock.ms });
  server = await listen(await createServer(node), 0);
  baseUrl = `http://127.0.0.1:${server.port}`;
  browser = await launchBrowser();
  looking = await browser.newContext({ bypassCSP: true });
  teacherCookie = await signInAt({ node, baseUrl }, demoAddress("teacher", node.city.id));
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await node.close();
  rmSync(directory, { recursive: true, force: true });
});

const dateIn = (days: number): string =>
  Temporal.PlainDate.from(node.schools.classes.today).add({ days }).toString();

async function open(way: Way, path: string, cookie?: string): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: way.javaScriptEnabled,
    viewport: { width: way.width, height: 740 },
  });
  if (cookie !== undefined) await context.addCookies(browserCookies(cookie, baseUrl));
  const page = await context.newPage();
  await page.goto(`${baseUrl}/${way.language}${path}`);
  return page;
}

/** What a screen reader gets of a page has to be sound, and it has to fit its screen. */
async function sound(page: Page): Promise<void> {
  expect(await axeFindingsOfCopy(looking, page), page.url()).toEqual([]);
  const isWide = await page.locator("html").evaluate((html) => html.scrollWidth > html.clientWidth);
  expect(isWide, `${page.url()} is wider than its screen`).toBe(false);
}

async function classOf(way: Way): Promise<ClassPage> {
  return (await fetch(`${baseUrl}/en/class/${codes.get(way)}.json`)).json();
}

describe.each(ways)("a class in $language, $width px wide", (way) => {
  const t = schoolMessages.t(way.language);

  it("finds an experiment in the library, with sheets to print", async () => {
    const page = await open(way, "/schools");
    await sound(page);
    await page.getByRole("link", { name: t(`exp.${way.experiment}.title`), exact: true }).click();
    await page.waitForURL(`**/schools/${way.experiment}`);
    await sound(page);
    for (const [key, place] of [
      ["sheet.teacher", "teacher-sheet"],
      ["sheet.pupils", "pupil-sheet"],
    ] as const) {
      const sheet = await open(way, `/schools/${way.experiment}`);
      await sheet.getByRole("link", { name: t(key), exact: true }).click();
      await sheet.waitForURL(`**/print/${place}/${way.experiment}`);
      expect(await sheet.textContent("main")).toContain(t(`exp.${way.experiment}.question`));
      await sound(sheet);
      await sheet.context().close();
    }
    await page.context().close();
  });

  it("is made by its teacher, after the form has said what it lacks", async () => {
    const page = await open(way, "/staff/classes", teacherCookie);
    await page.getByRole("combobox", { name: t("staff.building"), exact: true }).selectOption(way.building);
    await page.getByLabel(t("staff.name"), { exact: true }).fill(way.name);
    await page.getByLabel(t(`exp.${way.experiment}.title`)).check();
    await page.getByLabel(t("staff.from"), { exact: true }).fill(dateIn(5));
    await page.getByLabel(t("staff.most"), { exact: true }).fill(String(way.guesses));
    await press(page, t("staff.make"));
    expect(await page.textContent("main")).toContain(t("fault.agreement-missing"));
    await sound(page);
    // What was filled in stands there still.
    await page.getByLabel(t("staff.agreed")).check();
    await press(page, t("staff.make"));
    const code = (await page.locator(".school-board").textContent())!;
    codes.set(way, code.replace("-", ""));
    await sound(page);
    await page.context().close();
  });

  it("guesses with the code from the board, and sees no guesses of others", async () => {
    const code = codes.get(way)!;
    const page = await open(way, "/class");
    await press(page, t("code.do"));
    expect(await page.textContent("main")).toContain(t("fault.code-missing"));
    await page.getByLabel(t("code.label")).fill(`${code.slice(0, 5)}${code.endsWith("2") ? "3" : "2"}`);
    await press(page, t("code.do"));
    expect(await page.textContent("main")).toContain(t("fault.code-mistyped"));
    await sound(page);
    await page.getByLabel(t("code.label")).fill(`${code.slice(0, 3).toLowerCase()} ${code.slice(3)}`);
    await press(page, t("code.do"));
    await press(page, t("class.guess-do"));
    expect(await page.textContent("main")).toContain(t("fault.band-missing"));
    const chosen = ["band.to-5", "band.to-5", "band.same", "band.to-10", "band.to-5", "band.more"] as const;
    for (const band of chosen.slice(0, way.guesses)) {
      await page.getByLabel(t(band)).check();
      await press(page, t("class.guess-do"));
      expect(await page.textContent("main")).toContain(t("class.counted"));
    }
    await page.getByLabel(t("band.more")).check();
    await press(page, t("class.guess-do"));
    expect(await page.textContent("main")).toContain(t("fault.full"));
    await sound(page);
    expect(await classOf(way)).toMatchObject({ state: "open", predictions: way.guesses, counts: null });
    expect(await page.context().cookies()).toEqual([]);
    await page.context().close();
  });
});

describe("days pass", () => {
  it("and guesses close when the experiments begin", async () => {
    clock.ms += 8 * DAY_MS;
    await node.schools.carryOut();
    for (const way of ways) {
      const page = await classOf(way);
      expect(page.state).toBe("running");
      // With fewer than five nothing is told of what was guessed.
      expect(page.counts === null).toBe(way.guesses < 5);
      const late = await postForm(`${baseUrl}/en/class/${codes.get(way)}`, { band: "same" });
      expect(late.status).toBe(422);
      expect(await late.text()).toContain(schoolMessages.t("en")("fault.closed"));
    }
  });

  it("and nobody's building is asked before its days are in", async () => {
    clock.ms += 12 * DAY_MS;
    expect(await node.schools.carryOut()).toBe(0);
    for (const way of ways) expect((await classOf(way)).state).toBe("over");
    clock.ms = realNowMs;
    expect(await node.schools.carryOut()).toBe(ways.length);
    expect(await node.schools.carryOut()).toBe(0);
  });
});

describe.each(ways)("the building of the class in $language", (way) => {
  const t = schoolMessages.t(way.language);

  it("answers, on the class's page and on a diploma", async () => {
    const { answer } = await classOf(way);
    const { outcome } = answer!.document;
    const page = await open(way, `/class/${codes.get(way)}`);
    expect(await page.textContent("main")).toContain(t(`outcome.${outcome}`));
    await sound(page);
    await page.getByRole("link", { name: t("class.diploma"), exact: true }).click();
    await page.waitForURL("**/print/diploma/*");
    const said = (await page.textContent("main"))!;
    expect(said).toContain(t(`outcome.${outcome}`));
    expect(said).toContain(way.name);
    expect(said).toContain(t(outcome === "inconclusive" ? "diploma.good-inconclusive" : "diploma.good"));
    await sound(page);
    const paper = await browser.newContext({ javaScriptEnabled: way.javaScriptEnabled });
    const printed = await paper.newPage();
    await printed.goto(page.url());
    const margin = "1.5cm";
    const pdf = await printed.pdf({
      format: "A4",
      margin: { top: margin, bottom: margin, left: margin, right: margin },
    });
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await paper.close();
    await page.context().close();
  });

  it("is on record by the hash of its document, which names neither the class nor its code", async () => {
    const { answer } = await classOf(way);
    const response = await fetch(`${baseUrl}/class-answers/${answer!.sha256}`);
    const text = await response.text();
    const document: AnswerDocument = JSON.parse(text);
    expect(document).toEqual(answer!.document);
    expect(document.building).toBe(way.building);
    expect(text).not.toContain(way.name);
    expect(text).not.toContain(codes.get(way)!);
    const log = await (await fetch(`${baseUrl}/log/entries.ndjson`)).text();
    const entry = log.split("\n").find((line) => line.includes(answer!.sha256))!;
    expect(JSON.parse(entry)).toMatchObject({ act: "class.answered", sequence: answer!.logEntry });
    expect(log).not.toContain(codes.get(way)!);
    const listed = await (await fetch(`${baseUrl}/en/schools/${way.experiment}`)).text();
    expect(listed).toContain(answer!.sha256);
  });
});

describe("afterwards", () => {
  it("a teacher sees their own classes, and changes nothing of one that has begun", async () => {
    const { id } = (await node.schools.classes.byCode(codes.get(ways[0]!)!))!;
    for (const act of ["reset", "remove", "stop", "", "__proto__"]) {
      const response = await postForm(
        `${baseUrl}/en/staff/classes/${id}`,
        { do: act },
        { cookie: await teacherNow() },
      );
      expect(response.status).toBe(422);
    }
    expect((await classOf(ways[0]!)).predictions).toBe(6);
  });

  it("classes and their guesses are erased after half a year, and what buildings answered stays", async () => {
    const { answer } = await classOf(ways[0]!);
    clock.ms = realNowMs + 230 * DAY_MS;
    await node.records.retention.carryOut();
    for (const way of ways) {
      const page = await fetch(`${baseUrl}/en/class/${codes.get(way)}`);
      expect(page.status).toBe(404);
    }
    expect(await node.civic.selectFrom("school_prediction").selectAll().execute()).toEqual([]);
    expect((await fetch(`${baseUrl}/class-answers/${answer!.sha256}`)).status).toBe(200);
    expect(await (await fetch(`${baseUrl}/en/schools/one-degree`)).text()).toContain(answer!.sha256);
  });
});

/** Forty days on a session has run out. */
const teacherNow = (): Promise<string> => signInAt({ node, baseUrl }, demoAddress("teacher", node.city.id));
