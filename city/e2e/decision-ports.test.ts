import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import {
  answerQuestion,
  boardPage,
  checkedMark,
  type Decided,
  DecisionBook,
  enterOffice,
  type ProposalPort,
  QuestionBook,
  type SaidDecision,
  sendDecisionMail,
} from "../features/decisions/index.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { cityProfiles } from "../node/profile.ts";

/** A city of its own with a clock that can be moved, and proposals that exist on paper only. */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 4, 4, 10);
const names = { sv: "Förslag", zh: "提案", en: "Proposal" };
const proposals: ProposalPort = {
  // As one that keeps them in the same database would.
  open: async () => {
    await node.civic.selectFrom("measure").select("id").execute();
    return [{ ref: "p-7", titles: names }];
  },
  find: async (ref) =>
    ref === "p-7" ? { titles: names, isDeclined: true, path: "/proposals/p-7" } : undefined,
};
const said: SaidDecision = {
  ...{ body: "council", date: "2026-05-04", caseNumber: "K 1", about: "proposal:p-7", outcome: "accepted" },
  ...{ titleSv: "", titleZh: "", titleEn: "A bench", reasons: "Why not.", cost: "", covers: "" },
  ...{ voting: "acclamation", votes: [], reservations: "" },
  promises: [
    {
      ...{ text: "A bench stands there.", measurable: "", due: "2026-07-01", office: "Parks" },
      ...{ officeEmail: "parks@city.example", byVerdict: false },
    },
  ],
};

let home = "";
let node: CityNode;
let nowMs = START_MS;
const decided: Decided[] = [];
let follows: "yes" | "no" | "fails" = "yes";
let told = 0;
let book: DecisionBook;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "husting-decision-ports-"));
  node = await openNode(join(home, "city"), { profile: cityProfiles.umea, nowMs: () => nowMs });
  book = new DecisionBook({
    ...node.decisions.parts,
    proposals,
    onDecided: async (_, one) => {
      if (follows === "fails") throw new Error("the proposals fail");
      if (follows === "yes") decided.push(one);
      return follows === "yes" ? "followed" : "cannot-follow";
    },
    afterDecided: () => void told++,
  });
  const made = await book.bodies.create({ nameEn: "Council", office: "Office", from: "2010-01-01" }, null);
  expect(made.ok).toBe(true);
  const body = (await book.bodies.register()).bodies[0]!;
  const term = await book.bodies.addTerm(body, { from: "2022-10-15", to: "2026-10-14" }, null);
  await enterOffice(
    book.bodies,
    body,
    { term: String(term.ok && term.value), name: "A", party: "", side: "majority" },
    null,
  );
});
afterAll(async () => {
  await node.close();
  rmSync(home, { recursive: true, force: true });
});

const record = (changed: Partial<SaidDecision> = {}) =>
  book.record({ ...said, ...changed }, checkedMark({ ...said, ...changed }), "en", null);

it("a proposal is told of its decision in the same transaction: where it cannot follow, nothing was decided", async () => {
  const entries = async () => (await node.civic.selectFrom("log_entry").select("sequence").execute()).length;
  const before = await entries();
  follows = "fails";
  await expect(record()).rejects.toThrow("the proposals fail");
  follows = "no";
  expect(await record()).toMatchObject({ ok: false, fault: { field: "about", code: "cannot-follow" } });
  expect([await book.all(), await entries(), told]).toEqual([[], before, 0]);
  follows = "yes";
  const put = await record();
  expect([put.ok, told]).toEqual([true, 1]);
  expect(decided).toMatchObject([
    {
      about: { kind: "proposal", ref: "p-7" },
      outcome: "accepted",
      meetingDate: "2026-05-04",
      body: "council",
    },
  ]);
});

it("an unknown proposal is refused, and so is any where the city keeps none", async () => {
  expect(await record({ about: "proposal:p-8", caseNumber: "K 2" })).toMatchObject({ ok: false });
  const read = await node.decisions.understand({ ...said, caseNumber: "K 2" });
  expect(read).toMatchObject({ ok: false, fault: { code: "about-unknown" } });
});

it("a silent promise is called to mind a month and a week before, and stands as unanswered by itself the day after", async () => {
  const letters: string[] = [];
  let fails = false;
  const send = async (to: string, { subject }: { readonly subject: string }): Promise<void> => {
    if (fails) throw new Error("no mail server");
    letters.push(`${to} ${subject}`);
  };
  const console_ = vi.spyOn(console, "error").mockImplementation(() => {});
  const mail = {
    ...book.parts,
    questions: node.questions,
    cityNames: names,
    language: "en" as const,
    baseUrl: "",
    send,
  };
  const states: string[] = [];
  for (let day = 0; day < 70; day++) {
    nowMs = START_MS + day * DAY_MS;
    fails = day === 28;
    await sendDecisionMail(mail);
    await sendDecisionMail(mail);
    const { all } = await boardPage(book);
    states.push(all.unanswered === 1 ? "unanswered" : all.open === 1 ? "open" : "other");
  }
  console_.mockRestore();
  nowMs = START_MS;
  expect(letters).toEqual([
    "parks@city.example A promise is due on 1 Jul 2026 (Proposal)",
    "parks@city.example A promise is due on 1 Jul 2026 (Proposal)",
    "parks@city.example A promise stands unanswered since 1 Jul 2026 (Proposal)",
  ]);
  // 4 May and 58 days are 1 July.
  expect(states.indexOf("unanswered")).toBe(59);
  expect(new Set(states.slice(59))).toEqual(new Set(["unanswered"]));
});

it("why not can be asked of a declined proposal, and its answer leads to the proposal's page", async () => {
  let code = "";
  const questions = new QuestionBook({
    ...book.parts,
    secret: "s",
    limiter: { admit: () => () => {} },
    ...{ gate: node.moderation.gate, repeats: node.moderation.repeats },
    sendCode: async (_, sent) => {
      code = sent.code;
    },
  });
  const about = { kind: "proposal", ref: "p-7" } as const;
  const question = { text: "Why not?", sameAs: "", email: "a@b.example", wantsAnswer: true };
  const asked = await questions.ask(about, question, "en", { address: "1", browser: "b" });
  const due = { dueDate: "2026-06-03", client: "1" };
  expect(asked.ok && (await questions.confirm(about, asked.value.key, code, due))).toBe(null);
  await answerQuestion(node, (await questions.about(about))[0]!, "Because.", "2026-05-04", "en", null);
  // One more is never confirmed: half an hour later nothing is left of it.
  await questions.ask(about, { ...question, email: "c@d.example" }, "en", { address: "2", browser: "b" });
  nowMs += 31 * 60_000;
  await node.records.retention.carryOut();
  const letters: string[] = [];
  await sendDecisionMail({
    ...book.parts,
    ...{ questions, cityNames: names, language: "en", baseUrl: "https://city.example" },
    send: async (_, { text }) => void letters.push(text),
  });
  expect(letters.filter((text) => text.includes("https://city.example/en/proposals/p-7"))).toHaveLength(1);
  const left = await node.civic.selectFrom("why_question").select("email").execute();
  expect(left).toEqual([{ email: "a@b.example" }]);
});

it("a question whose letter cannot be sent is refused with its words, and leaves nothing", async () => {
  const questions = new QuestionBook({
    ...book.parts,
    secret: "s",
    limiter: { admit: () => () => {} },
    ...{ gate: node.moderation.gate, repeats: node.moderation.repeats },
    sendCode: () => Promise.reject(new Error("the mail server is away")),
  });
  const about = { kind: "proposal", ref: "p-7" } as const;
  const question = { text: "Why not now?", sameAs: "", email: "e@f.example", wantsAnswer: true };
  const asked = await questions.ask(about, question, "en", { address: "3", browser: "b" });
  expect(asked).toEqual({ ok: false, fault: { field: "email", code: "letter-not-sent" } });
  const left = await node.civic
    .selectFrom("why_question")
    .select("id")
    .where("email", "=", question.email)
    .execute();
  expect(left).toEqual([]);
});
