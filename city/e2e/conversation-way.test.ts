import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ConversationPage, ResultsPage } from "../features/conversations/index.ts";
import { conversationMessages } from "../features/conversations/messages.ts";
import { decisionMessages } from "../features/decisions/messages.ts";
import type { Role } from "../features/people/index.ts";
import { formCode } from "../features/service-desk/index.ts";
import { serviceDeskMessages } from "../features/service-desk/messages.ts";
import type { Language } from "../web/language/index.ts";
import { shellMessages } from "../web/shell-messages.ts";
import { accessibleLines, axeFindingsOfCopy } from "./accessibility.ts";
import { launchBrowser } from "./browser.ts";
import { husting } from "./command.ts";
import { Keyboard } from "./keyboard.ts";
import { browserCookies, cookiesOf, postForm, type RunningCity, runCity } from "./running-city.ts";
import { starts } from "./whole-way-city.ts";

/** The whole way of a conversation, from its draft to a promise that was kept: on a telephone, by the keyboard, without scripts, and on paper. */

vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

const PHONE = { width: 360, height: 740 };
let city: RunningCity;
let browser: Browser;
let looking: BrowserContext;
const contexts = new Map<Role | "public", BrowserContext>();
const cookies = new Map<Role, string>();

beforeAll(async () => {
  [city, browser] = await Promise.all([runCity(), launchBrowser()]);
  looking = await browser.newContext({ bypassCSP: true, viewport: PHONE });
  for (const role of ["officer", "elected"] as const) {
    cookies.set(role, await city.signInAs(role));
    contexts.set(role, await browser.newContext({ javaScriptEnabled: false, viewport: PHONE }));
    await contexts.get(role)!.addCookies(browserCookies(cookies.get(role)!, city.baseUrl));
  }
  contexts.set("public", await browser.newContext({ javaScriptEnabled: false, viewport: PHONE }));
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

interface Way {
  readonly language: Language;
  readonly title: string;
  readonly question: string;
  /** Everybody agrees with the first; the others divide. */
  readonly statements: readonly string[];
  readonly decision: string;
  readonly reasons: string;
  readonly promise: string;
  readonly office: string;
  readonly caseNumber: string;
  readonly ask: string;
}

const ways: readonly Way[] = [
  {
    language: "sv",
    title: "Trapphusens värme",
    question: "Hur varmt ska det vara i trapphusen? Nämnden beslutar i januari.",
    statements: [
      "Dörrarna ska stängas av sig själva.",
      "Trapphus ska hållas kalla.",
      "Trapphus ska vara lika varma som rummen.",
      "Element i trapphus är slöseri.",
      "Barn leker i trapphusen på vintern.",
      "Tolv grader räcker i ett trapphus.",
    ],
    decision: "Dörrstängare i trapphusen",
    reasons: "Alla grupper vill att dörrarna stängs av sig själva.",
    promise: "Dörrstängare sitter i alla trapphus.",
    office: "Fastighet",
    caseNumber: "KS-SIM/TALK-1",
    ask: "Varför inte fönstren också?",
  },
  {
    language: "zh",
    title: "楼道供暖",
    question: "楼道应该多暖？委员会一月作出决定。",
    statements: [
      "楼道门应自动关闭。",
      "楼道应保持凉爽。",
      "楼道应和房间一样暖。",
      "楼道里的暖气片是浪费。",
      "冬天孩子们在楼道里玩。",
      "楼道十二度就够了。",
    ],
    decision: "楼道安装闭门器",
    reasons: "所有群体都希望楼道门自动关闭。",
    promise: "所有楼道都装有闭门器。",
    office: "房产处",
    caseNumber: "SIM-TALK-2",
    ask: "为什么不同时更换窗户？",
  },
];

const json = async <T>(path: string): Promise<T> => (await fetch(`${city.baseUrl}/en${path}.json`)).json();
const post = (role: Role, path: string, fields: Record<string, string>) =>
  postForm(`${city.baseUrl}${path}`, fields, { cookie: cookies.get(role)! });
const day = (offset: number): string =>
  Temporal.PlainDate.from(city.node.decisions.bodies.today).add({ days: offset }).toString();
const entries = async (): Promise<{ act: string; subject: string; facts: Record<string, unknown> }[]> =>
  (await (await fetch(`${city.baseUrl}/log/entries.ndjson`)).text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

/** Opens a page as somebody; what a screen reader gets of it has to be sound, and it has to fit the telephone. */
async function visit(who: Role | "public", path: string): Promise<Keyboard> {
  return Keyboard.open(contexts.get(who)!, `${city.baseUrl}${path}`);
}
async function heard(who: Role | "public", keys: Keyboard): Promise<string[]> {
  const { page } = keys;
  expect(await axeFindingsOfCopy(looking, page), page.url()).toEqual([]);
  const isWide = await page.locator("html").evaluate((html) => html.scrollWidth > html.clientWidth);
  expect(isWide, `${page.url()} is wider than the telephone`).toBe(false);
  return accessibleLines(contexts.get(who)!, page);
}

describe.each(ways)("a conversation in $language", (way) => {
  const { language } = way;
  const t = conversationMessages.t(language);
  const d = decisionMessages.t(language);
  const s = serviceDeskMessages.t(language);
  const shell = shellMessages.t(language);
  let slug = "";
  let decision = 0;
  let before = 0;

  it("is begun, given statements and opened by an officer at the keyboard", async () => {
    before = (await entries()).length;
    const keys = await visit("officer", `/${language}/staff/conversations`);
    await heard("officer", keys);
    const own = { language: shell(`language.${language}`) };
    await keys.write(starts(t("new.heading", own)), way.title);
    await keys.write(starts(t("new.question", own)), way.question);
    await keys.press(t("new.do"));
    expect(await keys.text()).toContain(t("done.made"));
    slug = decodeURIComponent(/conversations\/([^?]+)/.exec(keys.page.url())![1]!);
    for (const statement of way.statements) {
      await keys.write(starts(t("write.statement")), statement);
      await keys.press(t("seed.do"));
    }
    // The form's own place in the page lies behind what opens it.
    await keys.goTo(`${city.baseUrl}/${language}/staff/conversations/${slug}`);
    await keys.press(t("open.do"));
    const lines = await heard("officer", keys);
    expect(lines).toContain(`heading 2 "${t("invite.title")}"`);
    await keys.close();
  });

  it("invites: a text to copy, and a poster whose code the desk types", async () => {
    const keys = await visit("officer", `/${language}/staff/conversations/${slug}`);
    const link = `/${language}/conversations/${slug}`;
    expect(await keys.text("#invite")).toContain(link);
    await keys.follow(t("invite.poster"));
    await heard("officer", keys);
    const { id } = (await city.node.conversations.book.find(slug))!;
    const code = formCode({ kind: "conversation", number: id, proof: "" });
    const poster = await keys.text();
    for (const other of ["sv", "zh", "en"] as const)
      expect(poster).toContain(serviceDeskMessages.t(other)("invitation.desk", { code }));
    expect(poster).toContain(way.title);
    // On the wall it is one page.
    const page = await looking.newPage();
    await page.goto(keys.page.url());
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await page.close();
    await keys.close();
    const short = await fetch(`${city.baseUrl}/f/${code.replaceAll("-", "")}`, { redirect: "manual" });
    expect(short.headers.get("location")).toMatch(new RegExp(`/conversations/${slug}$`));
    const desk = await visit("officer", `/${language}/staff/desk`);
    await desk.write(starts(s("open.code")), code.toLowerCase());
    await desk.press(s("open.do"));
    expect(desk.page.url()).toContain(`/staff/conversation-papers/${slug}`);
    await desk.close();
  });

  it("is answered by the keyboard, statement by statement", async () => {
    const keys = await visit("public", `/${language}/conversations/${slug}`);
    const lines = await heard("public", keys);
    for (const word of ["agree", "disagree", "pass"] as const)
      expect(lines).toContain(`button "${t(`vote.${word}`)}"`);
    for (let answered = 0; answered < way.statements.length; answered++)
      await keys.press(t(answered === 2 ? "vote.pass" : "vote.agree"));
    expect(await keys.text("#vote")).toContain(t("vote.all-done"));
    await heard("public", keys);
    await keys.close();
    // Two kinds of people besides: they differ in all but the first statement.
    for (let person = 0; person < 15; person++) {
      let cookie = "";
      for (const index of way.statements.keys()) {
        const isCold = person % 2 === 0;
        const agrees = index === 0 || (index % 2 === 1) === isCold;
        const answer = await postForm(
          `${city.baseUrl}/${language}/conversations/${slug}`,
          { do: "vote", statement: String(index + 1), vote: agrees ? "agree" : "disagree" },
          { cookie },
        );
        if (cookie === "") cookie = cookiesOf(answer);
      }
    }
  });

  it("is answered on paper, which counts once and is nobody's from then on", async () => {
    const { id } = (await city.node.conversations.book.find(slug))!;
    const count = city.node.conversations.store.participants(id);
    const sheet = await visit("public", `/${language}/print/conversation-form/${slug}`);
    await heard("public", sheet);
    for (const statement of way.statements) expect(await sheet.text()).toContain(statement);
    await sheet.close();
    const keys = await visit("officer", `/${language}/staff/conversation-papers/${slug}`);
    await keys.write(starts(t("paper.number")), "1");
    for (const index of way.statements.keys())
      await keys.choose(starts(`${index + 1}. `), t(index === 3 ? "vote.disagree" : "vote.agree"));
    await keys.press(t("paper.check-do"));
    expect(await keys.text("#check")).toContain(t("paper.check-count", { count: way.statements.length }));
    await heard("officer", keys);
    // What is looked at is not entered yet.
    expect(city.node.conversations.store.participants(id)).toBe(count);
    await keys.press(t("paper.enter-do"));
    expect(await keys.text()).toContain(t("done.paper"));
    expect(city.node.conversations.store.participants(id)).toBe(count + 1);
    // The same number again, and what was not looked at, count in nothing.
    await keys.write(starts(t("paper.number")), "1");
    await keys.choose(starts("1. "), t("vote.disagree"));
    await keys.press(t("paper.check-do"));
    const lines = await heard("officer", keys);
    expect(lines.find((line) => line.startsWith(`textbox "${t("paper.number")}`))).toContain("invalid");
    const papers = `/${language}/staff/conversation-papers/${slug}`;
    for (const [fields, fault] of [
      [{ paper: "2", "vote-1": "agree", do: "enter", checked: "forged" }, "not-checked"],
      [{ paper: "2", do: "check" }, "paper-empty"],
      [{ paper: "two", "vote-1": "agree", do: "check" }, "paper-unnumbered"],
      [{ paper: "2", "vote-1": "perhaps", do: "check" }, "vote-unknown"],
      [{ paper: "2", "vote-99": "agree", do: "check" }, "statement-unknown"],
    ] as const) {
      const refused = await post("officer", papers, fields);
      expect(refused.status, fault).toBe(422);
      expect(await refused.text()).toContain(t(`fault.${fault}`));
    }
    expect(city.node.conversations.store.participants(id)).toBe(count + 1);
    expect(city.node.conversations.store.papers(id)).toBe(1);
    // No entry tells, before the end, that a paper came.
    expect((await entries()).slice(before).some(({ act }) => act.includes("paper"))).toBe(false);
    await keys.close();
  });

  it("closes and is told, with what unites all groups first", async () => {
    const keys = await visit("officer", `/${language}/staff/conversations/${slug}`);
    await keys.press(t("close.do"));
    expect(await keys.text()).toContain(t("decide.title"));
    await heard("officer", keys);
    await keys.close();
    const { release } = await json<ResultsPage>(`/conversation-results/${slug}`);
    expect(release?.document).toMatchObject({ participants: 17, isFinal: true, noGroups: null });
    expect(release?.document.uniting[0]).toMatchObject({ statement: 1, side: "agree" });
    const told = (await entries()).findLast(({ act }) => act === "conversation.told");
    expect(told?.facts).toMatchObject({ people: 17, papers: 1 });
  });

  it("is decided about by an elected body, which has what unites all groups before it", async () => {
    const keys = await visit("elected", `/${language}/conversation-results/${slug}`);
    const report = await heard("elected", keys);
    expect(report.filter((line) => line.startsWith("heading 2"))[0]).toBe(
      `heading 2 "${t("uniting.title")}"`,
    );
    await keys.follow(t("decide.do"));
    const form = await heard("elected", keys);
    expect(form).toContain(`heading 3 "${d("uniting.title")}"`);
    expect(await keys.text("#uniting")).toContain(way.statements[0]);
    const { bodies } = await city.node.decisions.bodies.register();
    const body = bodies.find((one) => one.slug === "municipal-council")!;
    await keys.choose(starts(d("col.body")), body.names[language]);
    await keys.writeDate(starts(d("decision.date")), day(0));
    await keys.write(starts(d("new.caseNumber")), way.caseNumber);
    await keys.write(starts(d(language === "sv" ? "new.titleSv" : "new.titleZh")), way.decision);
    const outcomes = (["accepted", "declined", "returned"] as const).map((one) => d(`outcome.${one}`));
    await keys.pick(d("outcome.accepted"), outcomes);
    await keys.write(starts(d("new.reasons")), way.reasons);
    await keys.pick(d("new.voting-acclamation"), [d("new.voting-recorded"), d("new.voting-acclamation")]);
    await keys.write(starts(d("new.promise-text")), way.promise);
    await keys.writeDate(starts(d("promise.due")), day(30));
    await keys.write(starts(d("promise.office")), way.office);
    await keys.press(d("new.check"));
    // What it is about stays chosen, and what unites all groups stays before whoever decides.
    expect(await keys.text("#uniting")).toContain(way.statements[0]);
    await keys.press(d("new.record"));
    expect(await keys.text()).toContain(d("done.recorded"));
    decision = Number(/decisions\/(\d+)/.exec(keys.page.url())![1]);
    const lines = await heard("elected", keys);
    expect(lines).toContain(`link "${way.title}"`);
    expect(await keys.text("#uniting")).toContain(way.statements[0]);
    await keys.follow(way.title);
    expect(keys.page.url()).toContain(`/conversations/${slug}`);
    await keys.close();
  });

  it("stands as decided with its decision and its promise, on its page and on its report", async () => {
    expect((await json<ConversationPage>(`/conversations/${slug}`)).state).toBe("decided");
    for (const path of [`/conversations/${slug}`, `/conversation-results/${slug}`]) {
      const keys = await visit("public", `/${language}${path}`);
      const lines = await heard("public", keys);
      expect(lines).toContain(`heading 2 "${d("measure.decisions")}"`);
      expect(lines).toContain(`link "${way.decision}"`);
      expect(lines).toContain(`link "${way.promise}"`);
      const said = await keys.text("#decisions");
      expect(said).toContain(d("outcome.accepted"));
      expect(said).toContain(d("state.open"));
      await keys.close();
    }
    const keys = await visit("public", `/${language}/conversations/${slug}`);
    expect(await keys.text()).toContain(t("state.decided"));
    await keys.close();
    const late = await postForm(
      `${city.baseUrl}/${language}/conversations/${slug}`,
      { do: "vote", statement: "1", vote: "agree" },
      {},
    );
    expect(late.status).toBe(422);
    // What it is about can be asked about, by the decision's own "why not?".
    const asked = await post("officer", `/${language}/staff/questions/decisions-${decision}`, {
      ...{ text: way.ask, sameAs: "", paperAt: "1", language },
    });
    expect(asked.status).toBe(303);
    expect(await (await fetch(`${city.baseUrl}/${language}/decisions/${decision}`)).text()).toContain(
      way.ask,
    );
  });

  it("shows the promise as kept when it is, and all of the way stands in a log that can be verified", async () => {
    const promise = await city.node.civic
      .selectFrom("promise")
      .select("id")
      .where("decision_id", "=", decision)
      .executeTakeFirstOrThrow();
    const answered = await post("officer", `/${language}/staff/promises/${promise.id}`, {
      ...{ state: "kept", doneDate: day(0), text: way.promise },
      ...{ evidenceKind: "link", evidence: "https://city.example/doors" },
    });
    expect(answered.status).toBe(303);
    for (const path of [`/conversations/${slug}`, `/conversation-results/${slug}`]) {
      const keys = await visit("public", `/${language}${path}`);
      expect(await keys.text("#decisions")).toContain(d("state.kept"));
      await heard("public", keys);
      await keys.close();
    }
    const own = (await entries())
      .slice(before)
      .filter(({ subject }) => /^(conversation|decision|promise)\//.test(subject))
      .map(({ act }) => act);
    expect(own).toEqual([
      "conversation.made",
      ...way.statements.map(() => "statement.added"),
      "conversation.open",
      "conversation.closed",
      "conversation.told",
      "decision.recorded",
      "promise.made",
      "conversation.decided",
      ...own.slice(-1),
    ]);
    expect(own.at(-1)).toMatch(/^promise\./);
    const moved = (await entries()).findLast(({ act }) => act === "conversation.decided");
    expect(moved?.facts).toMatchObject({ decision, outcome: "accepted" });
    const log = JSON.stringify(await entries());
    for (const words of [way.title, way.statements[0]!, way.reasons, way.promise])
      expect(log).not.toContain(words);
    const verified = await husting("verify-log", city.baseUrl);
    expect(verified.code, verified.stderr).toBe(0);
  });
});

describe("what a decision cannot be about", () => {
  const form = (about: string): Record<string, string> => ({
    ...{ body: "municipal-council", date: day(0), caseNumber: "KS-SIM/TALK-9", about, titleEn: "Trees" },
    ...{ titleSv: "", titleZh: "", outcome: "accepted", reasons: "They say so.", cost: "", covers: "" },
    ...{ voting: "acclamation", reservations: "", do: "check" },
  });

  it.each([
    ["a conversation that goes on", "conversation:the-yard-between-the-houses"],
    ["one that does not exist", "conversation:nothing"],
    ["one without a name", "conversation:"],
  ])("%s", async (_, about) => {
    const refused = await post("elected", "/en/staff/decisions", form(about));
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain(decisionMessages.t("en")("fault.about-unknown"));
  });

  it("one that was sent back is over still, and can be decided about again", async () => {
    const slug = "how-warm-shall-we-have-it-together";
    const { book } = city.node.conversations;
    const said = { ...form(`conversation:${slug}`), outcome: "returned" };
    const looked = await post("elected", "/en/staff/decisions", said);
    const checked = /name="checked" value="([0-9a-f]+)"/.exec(await looked.text())![1]!;
    const put = await post("elected", "/en/staff/decisions", { ...said, do: "record", checked });
    expect(put.status).toBe(303);
    expect((await book.find(slug))?.state).toBe("closed");
    const open = await city.node.decisions.parts.conversations?.open();
    expect(open?.map(({ ref }) => ref)).toContain(slug);
  });

  it("and no verdict answers a promise about one, for it is no measure", async () => {
    const refused = await post("elected", "/en/staff/decisions", {
      ...form("conversation:how-warm-shall-we-have-it-together"),
      ...{ "promise-0-text": "x", "promise-0-due": day(9), "promise-0-office": "x" },
      ...{ "promise-0-measurable": "", "promise-0-officeEmail": "", "promise-0-byVerdict": "yes" },
    });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain(decisionMessages.t("en")("fault.verdict-without-measure"));
  });
});
