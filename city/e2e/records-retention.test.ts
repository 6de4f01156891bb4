import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { nothingSaid, staffAct } from "../features/proposals/index.ts";
import { retentionPage } from "../features/records/index.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { demoProfile } from "../node/profile.ts";
import { STORY_SECRETS, type Story, tellStory } from "./civic-story.ts";
import { husting } from "./command.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const DAY_MS = 86_400_000;
let home: string;
let node: CityNode;
let story: Story;
let nowMs: number;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "husting-retention-"));
  nowMs = Date.parse("2026-03-02T09:00:00Z");
  node = await openNode(join(home, "city"), { profile: demoProfile("umea"), nowMs: () => nowMs });
  story = await tellStory(node);
});
afterEach(async () => {
  await node.close();
  rmSync(home, { recursive: true, force: true });
});

const erased = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await node.records.retention.erased())
      .filter(({ count }) => count > 0)
      .map(({ rule, count }) => [rule, count]),
  );
const lastAct = async () => {
  const row = await node.civic
    .selectFrom("log_entry")
    .select("line")
    .orderBy("sequence", "desc")
    .executeTakeFirstOrThrow();
  return JSON.parse(row.line);
};
const bytes = (): string =>
  ["civic.sqlite", "civic.sqlite-wal"].map((name) => readFileSync(join(home, "city", name), "utf8")).join("");

describe("the retention rules", () => {
  it("erase nothing before its time", async () => {
    await node.records.retention.carryOut();
    expect(await erased()).toEqual({});
  });

  it("erase what waits for its code after a day, and a question after half an hour", async () => {
    const { desk } = node.proposals;
    const said = { ...nothingSaid, title: "Väntar på sin kod", body: "Obekräftat ärende om Qvarnby" };
    await desk.propose(said, { email: "waits@waiting.example", deskCode: "" }, "sv", "t");
    const about = { kind: "decision", ref: String(story.decision) } as const;
    const question = {
      text: "Varför Zebraby?",
      sameAs: "",
      email: "asks@waiting.example",
      wantsAnswer: true,
    };
    await node.questions.ask(about, question, "sv", { address: "t", browser: "" });
    await node.records.retention.carryOut();
    nowMs += 31 * 60_000;
    await node.records.retention.carryOut();
    expect(await erased()).toEqual({ "question-pending": 1 });
    nowMs += DAY_MS;
    await node.records.retention.carryOut();
    expect(await erased()).toMatchObject({ pending: 1, "question-pending": 1 });
    // The demo's mailbox holds the letters, which is the reader's to keep: it has a rule of its own.
    await node.civic.deleteFrom("demo_mail").execute();
    await node.records.retention.carryOut();
    for (const gone of ["waits@waiting.example", "asks@waiting.example", "Qvarnby", "Zebraby"])
      expect(bytes(), gone).not.toContain(gone);
  });

  it("put what was erased on record once a day, as counts", async () => {
    nowMs += 31 * DAY_MS;
    await node.records.retention.carryOut();
    const { act, facts } = await lastAct();
    expect(act).toBe("retention.carried-out");
    expect(facts["demo-mail"]).toBeGreaterThan(3);
    expect(Object.values(facts).every((count) => typeof count === "number")).toBe(true);
    const { sequence } = await lastAct();
    nowMs += 60_000;
    await node.records.retention.carryOut();
    nowMs += DAY_MS;
    await node.records.retention.carryOut();
    expect((await lastAct()).sequence).toBe(sequence);
  });

  it("erase who wants an answer half a year after it came, and keep the question", async () => {
    nowMs += 181 * DAY_MS;
    await node.records.retention.carryOut();
    const row = await node.civic
      .selectFrom("why_question")
      .select(["email", "text"])
      .where("id", "=", story.question)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ email: null, text: STORY_SECRETS.question });
  });

  it("erase followers a year after a proposal has ended, not while an appeal waits", async () => {
    const followers = async () =>
      (await node.civic.selectFrom("proposal_follower").select("id").execute()).length;
    const before = await followers();
    nowMs += 400 * DAY_MS;
    await node.records.retention.carryOut();
    expect(await followers()).toBe(before);
    const { register, desk } = node.proposals;
    const step = (to: "planned" | "done", expected: "accepted" | "planned") =>
      register.setState(
        { proposalId: story.proposal, expected, to, reason: "Klart.", language: "sv" },
        story.officials.officer,
      );
    await step("planned", "accepted");
    await step("done", "planned");
    for (const [expected, to] of [
      ["received", "under-review"],
      ["under-review", "declined"],
    ] as const)
      await register.setState(
        { proposalId: story.paper, expected, to, reason: "Nej.", language: "zh" },
        story.officials.officer,
      );
    await node.civic
      .insertInto("proposal_follower")
      .values({ proposal_id: story.paper, email: "f@granne.example", language: "zh", is_author: 0 })
      .execute();
    await desk.appeal(story.paper, "请再看一次。", "zh");
    nowMs += 366 * DAY_MS;
    await node.records.retention.carryOut();
    const left = await node.civic.selectFrom("proposal_follower").select("proposal_id").execute();
    expect(left.map(({ proposal_id }) => proposal_id)).toEqual([story.paper]);
    expect((await erased()).followers).toBe(before);
  });

  it("erase accounts without a role that nobody uses, and what leads to them in the log", async () => {
    nowMs += 731 * DAY_MS;
    await node.records.retention.carryOut();
    const left = (await node.signIn.people()).map(({ email }) => email);
    expect(left).not.toContain(STORY_SECRETS.resident);
    expect(left.sort()).toEqual(
      Object.values(story.officials)
        .map(({ email }) => email)
        .sort(),
    );
    expect(bytes()).not.toContain(STORY_SECRETS.resident);
    await node.close();
    const run = await husting("verify-log", join(home, "city"));
    expect(run.code, run.stdout + run.stderr).toBe(0);
    node = await openNode(join(home, "city"), { profile: demoProfile("umea"), nowMs: () => nowMs });
  });

  it("are told on the page with what they have erased", async () => {
    nowMs += 31 * DAY_MS;
    await node.records.retention.carryOut();
    const page = await retentionPage(node.records, node.city.records);
    expect(page.decided).toBeNull();
    const mail = page.rules.find(({ id }) => id === "demo-mail")!;
    expect(mail.erased).toBeGreaterThan(3);
    expect(mail.lastAtMs).toBe(nowMs);
    expect(mail.tables).toEqual([
      { table: "demo_mail", columns: ["id", "sent_at_ms", "to_address", "subject", "body"] },
    ]);
  });
});

describe("what was erased", () => {
  it("is in no free page, no journal and no search index, however long it was", async () => {
    const long = Array.from({ length: 290 }, (_, at) => `Ordrikt${at}Xq`).join(" ");
    const { desk } = node.proposals;
    const { paper } = story;
    const { adviser } = story.officials;
    const parts = { ...node, proposals: node.proposals.register };
    const form = (which: string, fields: Record<string, string>) =>
      staffAct(parts, paper, { form: which, fields, language: "sv", into: "sv" }, adviser);
    expect((await form("correct", { title: "Lång", body: long, reason: "r" })).ok).toBe(true);
    expect((await form("correct", { title: "Kort", body: "Kort text.", reason: "r" })).ok).toBe(true);
    const text = await node.civic
      .selectFrom("proposal_text")
      .select("id")
      .where("body", "=", long)
      .executeTakeFirstOrThrow();
    await node.records.retention.carryOut();
    expect(bytes()).toContain("Ordrikt200Xq");
    expect((await form("erase", { text: String(text.id), reason: "r" })).ok).toBe(true);
    await desk.forgetAuthor(paper);
    await node.records.retention.carryOut();
    const left = bytes();
    for (let at = 0; at < 290; at++) expect(left.includes(`Ordrikt${at}Xq`), String(at)).toBe(false);
    expect(left).not.toContain(STORY_SECRETS.paperAuthor);
    const found = await sql<{ n: number }>`SELECT COUNT(*) AS n FROM proposal_search
      WHERE proposal_search MATCH '"rik"'`.execute(node.civic);
    expect(found.rows[0]?.n).toBe(0);
    // The index's own pages hold pieces of words, three letters each.
    expect(left).not.toContain("0xq");
  });
});
