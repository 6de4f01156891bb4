import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { issueCodes } from "./desk-codes.ts";
import { differing } from "./differing.ts";
import { nothingSaid } from "./form-pages.ts";
import { type Bench, lastCode, official, openBench } from "./proposals.fixture.ts";
import { similarTo } from "./similar.ts";
import { answerAppeal } from "./state-changes.ts";
import { correct, eraseText } from "./wording.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const said = {
  ...nothingSaid,
  title: "Sänk värmen i skolan på natten",
  body: "Det är varmt när ingen är där.",
};
const none = { email: "", deskCode: "" };

/** A proposal confirmed by mail. */
async function propose(email: string, words: Partial<typeof said> = {}): Promise<number> {
  const asked = await bench.desk.propose({ ...said, ...words }, { email, deskCode: "" }, "sv", "client");
  if (!asked.ok || asked.kind !== "confirm") throw new Error(JSON.stringify(asked));
  const pending = (await bench.pending.find(asked.id))!;
  const confirmed = await bench.desk.confirm(pending, lastCode(bench, email));
  if (!confirmed.ok || confirmed.kind !== "proposed") throw new Error(JSON.stringify(confirmed));
  await bench.teller.idle();
  return confirmed.proposalId;
}

const officer = official("officer");
const elected = official("elected");
const step = (proposalId: number, expected: string, to: string, by = officer) =>
  bench.register.setState(
    { proposalId, expected, to, reason: `Because ${to}.`, language: "en" } as never,
    by,
  );
const acts = async (): Promise<string[]> =>
  (await bench.civic.selectFrom("log_entry").select("line").orderBy("sequence").execute()).map(
    ({ line }) => JSON.parse(line).act,
  );

describe("who confirms", () => {
  it("nothing is public or on record before the code comes back, and a code holds once", async () => {
    const asked = await bench.desk.propose(said, { ...none, email: "a@x.example" }, "sv", "c");
    expect(asked).toMatchObject({ ok: true, kind: "confirm" });
    expect(await bench.register.list()).toEqual([]);
    expect(await acts()).toEqual([]);
    const pending = (await bench.pending.find(asked.ok && asked.kind === "confirm" ? asked.id : ""))!;
    expect(await bench.desk.confirm(pending, "000000x")).toMatchObject({ ok: false });
    const code = lastCode(bench, "a@x.example");
    const both = await Promise.all([bench.desk.confirm(pending, code), bench.desk.confirm(pending, code)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await bench.register.list()).toHaveLength(1);
    expect(await acts()).toEqual(["proposal.received"]);
  });

  it("five wrong codes end it, and a day does too", async () => {
    const asked = await bench.desk.propose(said, { ...none, email: "a@x.example" }, "sv", "c");
    const id = asked.ok && asked.kind === "confirm" ? asked.id : "";
    const pending = (await bench.pending.find(id))!;
    const right = lastCode(bench, "a@x.example");
    const wrong = right === "111111" ? "222222" : "111111";
    for (let tried = 0; tried < 5; tried++) await bench.desk.confirm(pending, wrong);
    expect(await bench.desk.confirm(pending, right)).toEqual({ ok: false, fault: { code: "code-spent" } });
    bench.clock.ms += 25 * 3_600_000;
    expect(await bench.pending.find(id)).toBeUndefined();
  });

  it("a code of a desk holds once, for a proposal or an endorsement", async () => {
    const made = await issueCodes(bench, 2, official("officer"));
    const [first = "", second = ""] = made.ok ? made.codes : [];
    const typed = { ...none, deskCode: `${first.slice(0, 4).toLowerCase()} ${first.slice(4)}` };
    expect(await bench.desk.propose(said, typed, "sv", "c")).toMatchObject({
      kind: "proposed",
      proposalId: 1,
    });
    const used = { ok: false, fault: { code: "desk-code-used" } };
    expect(await bench.desk.propose(said, typed, "sv", "c")).toEqual(used);
    const endorsing = { ...none, deskCode: second };
    expect(await bench.desk.endorse(1, endorsing, "sv", "c")).toMatchObject({ endorsed: "counted" });
    expect(await bench.desk.endorse(1, endorsing, "sv", "c")).toEqual(used);
    expect((await bench.register.find(1))?.endorsements).toBe(1);
  });

  it("one address is counted once, and is not kept", async () => {
    const id = await propose("author@x.example");
    for (const expected of ["counted", "counted-before"]) {
      const asked = await bench.desk.endorse(id, { ...none, email: "B@x.example" }, "sv", "c");
      const pending = (await bench.pending.find(asked.ok && asked.kind === "confirm" ? asked.id : ""))!;
      const confirmed = await bench.desk.confirm(pending, lastCode(bench, "b@x.example"));
      expect(confirmed).toMatchObject({ endorsed: expected });
    }
    const rows = await bench.civic.selectFrom("proposal_endorsement").selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain("b@x");
  });
});

describe("what is refused, with nothing left of it", () => {
  it.each([
    ["an empty title", { title: " " }, "text-missing"],
    ["a long title", { title: "å".repeat(121) }, "text-too-long"],
    ["a long body", { body: "字".repeat(4001) }, "text-too-long"],
    ["a control character", { body: "a\u0007b" }, "text-hidden-characters"],
    ["a bidirectional override", { title: "abc\u202edef" }, "text-hidden-characters"],
    ["a line break in a title", { title: "a\nBcc: b@x.example" }, "text-hidden-characters"],
    ["half a character", { body: "\ud800" }, "text-hidden-characters"],
    ["a building that is not", { about: "building", building: "nowhere" }, "place-unknown"],
  ])("%s", async (_, words, code) => {
    const asked = await bench.desk.propose(
      { ...said, ...words },
      { ...none, email: "a@x.example" },
      "sv",
      "c",
    );
    expect(asked).toMatchObject({ ok: false, fault: { code } });
    expect(bench.letters).toEqual([]);
  });

  it.each([
    "a@x.example\nBcc: b@x.example",
    "a@x.example\r\nSubject: x",
    "a",
    "a@\u202ex.example",
    "a b@x.example",
  ])("the address %j", async (email) => {
    const asked = await bench.desk.propose(said, { ...none, email }, "sv", "c");
    expect(asked).toEqual({ ok: false, fault: { code: "address-malformed" } });
    expect(bench.letters).toEqual([]);
  });

  it("a flood of letters, from one client and to one address", async () => {
    const ask = (email: string, client: string) => bench.desk.propose(said, { ...none, email }, "sv", client);
    const tooMany = { ok: false, fault: { code: "too-many" } };
    for (let sent = 0; sent < 6; sent++) expect((await ask("a@x.example", "c0")).ok).toBe(true);
    expect(await ask("a@x.example", "c0")).toEqual(tooMany);
    for (let sent = 6; sent < 18; sent++) expect((await ask("a@x.example", `c${sent}`)).ok).toBe(true);
    expect(await ask("a@x.example", "c99")).toEqual(tooMany);
    for (let sent = 0; sent < 12; sent++) expect((await ask(`b${sent}@x.example`, "one")).ok).toBe(true);
    expect(await ask("z@x.example", "one")).toEqual(tooMany);
    bench.clock.ms += 601_000;
    expect((await ask("z@x.example", "one")).ok).toBe(true);
  });
});

describe("states", () => {
  it("go along the edges only, by who may, each with a reason", async () => {
    const id = await propose("a@x.example");
    expect(await step(id, "received", "accepted")).toEqual({ ok: false, fault: { code: "edge-not-open" } });
    expect(await step(id, "received", "under-review", elected)).toEqual({
      ok: false,
      fault: { code: "role-may-not" },
    });
    const empty = {
      proposalId: id,
      expected: "received",
      to: "under-review",
      reason: " ",
      language: "en",
    } as const;
    expect(await bench.register.setState(empty, officer)).toMatchObject({ fault: { code: "text-missing" } });
    for (const [from, to, by] of [
      ["received", "under-review", officer],
      ["under-review", "accepted", elected],
      ["accepted", "planned", officer],
      ["planned", "done", officer],
    ] as const)
      expect((await step(id, from, to, by)).ok, to).toBe(true);
    expect(await acts()).toEqual([
      "proposal.received",
      "proposal.under-review",
      "proposal.accepted",
      "proposal.planned",
      "proposal.done",
    ]);
    expect((await bench.register.thread(id)).map(({ reason }) => reason)).toEqual([
      null,
      "Because under-review.",
      "Because accepted.",
      "Because planned.",
      "Because done.",
    ]);
  });

  it("two officials deciding at once: one is told that it has changed", async () => {
    const id = await propose("a@x.example");
    await step(id, "received", "under-review");
    const both = await Promise.all([
      step(id, "under-review", "accepted", elected),
      step(id, "under-review", "declined", officer),
    ]);
    expect(both[0].ok).toBe(true);
    expect(both[1]).toEqual({ ok: false, fault: { code: "state-changed", state: "accepted" } });
    expect(await bench.register.thread(id)).toHaveLength(3);
  });

  it("a change that is part of a decision is undone with it", async () => {
    const id = await propose("a@x.example");
    const before = await acts();
    await bench.civic
      .transaction()
      .execute(async (transaction) => {
        const change = {
          proposalId: id,
          expected: "received",
          to: "under-review",
          reason: "r",
          language: "en",
        } as const;
        expect((await bench.register.setState(change, null, transaction)).ok).toBe(true);
        throw new Error("the decision fell through");
      })
      .catch(() => {});
    expect((await bench.register.find(id))?.state).toBe("received");
    expect(await acts()).toEqual(before);
  });

  it("a declined one is appealed once, and answered by another official", async () => {
    const id = await propose("a@x.example");
    await step(id, "received", "under-review");
    await step(id, "under-review", "declined");
    expect((await bench.desk.appeal(id, "You have not looked at the cellar.", "sv")).ok).toBe(true);
    expect(await bench.desk.appeal(id, "Again.", "sv")).toMatchObject({ fault: { code: "appealed-before" } });
    const answer = (by: typeof officer, upheld: boolean) =>
      bench.civic
        .transaction()
        .execute((transaction) =>
          answerAppeal(
            transaction,
            { log: bench.log, nowMs: () => bench.clock.ms },
            { proposalId: id, upheld, reason: "We looked.", language: "sv" },
            by,
          ),
        );
    expect(await answer(officer, false)).toMatchObject({ fault: { code: "same-official" } });
    expect(await answer(official("adviser"), false)).toMatchObject({ fault: { code: "role-may-not" } });
    expect((await answer(official("officer", "another"), true)).ok).toBe(true);
    expect((await bench.register.find(id))?.state).toBe("under-review");
    expect(await answer(elected, false)).toMatchObject({ fault: { code: "no-appeal" } });
  });

  it("a desk code is not used up for one that moves on at the same moment", async () => {
    const id = await propose("moves@x.example");
    await step(id, "received", "under-review");
    await step(id, "under-review", "accepted");
    const made = await issueCodes(bench, 1, officer);
    const deskCode = made.ok ? made.codes[0]! : "";
    const [endorsed] = await Promise.all([
      bench.desk.endorse(id, { email: "", deskCode }, "sv", "client"),
      step(id, "accepted", "planned"),
    ]);
    const { used } = await bench.civic
      .selectFrom("desk_code")
      .select(({ fn }) => fn.sum<number>("used").as("used"))
      .executeTakeFirstOrThrow();
    const counted = (await bench.register.find(id))!.endorsements;
    expect([used, counted]).toEqual(endorsed.ok ? [1, 1] : [0, 0]);
  });

  it("a merged one keeps its thread, and its followers are told of the other from then on", async () => {
    const [first, second] = [
      await propose("a@x.example"),
      await propose("b@x.example", { title: "Något annat" }),
    ];
    await step(second, "received", "under-review");
    const merge = (into: number) =>
      bench.register.setState(
        {
          proposalId: second,
          expected: "under-review",
          to: "merged",
          reason: "The same.",
          language: "sv",
          into,
        },
        officer,
      );
    for (const into of [second, 99])
      expect(await merge(into)).toMatchObject({ fault: { code: "target-unknown" } });
    expect((await merge(first)).ok).toBe(true);
    await bench.teller.idle();
    bench.letters.length = 0;
    await step(first, "received", "under-review");
    await bench.teller.idle();
    expect(bench.letters.map(({ to }) => to).sort()).toEqual(["a@x.example", "b@x.example"]);
    expect(await bench.register.thread(second)).toHaveLength(3);
    expect((await bench.register.thread(first)).map(({ kind }) => kind)).toContain("took-in");
  });
});

describe("letters", () => {
  it("tell author and followers, in their language, with a way to stop that works without a login", async () => {
    const id = await propose("a@x.example");
    const asked = await bench.desk.follow(id, "f@x.example", "zh", "c");
    const pending = (await bench.pending.find(asked.ok && asked.kind === "confirm" ? asked.id : ""))!;
    await bench.desk.confirm(pending, lastCode(bench, "f@x.example"));
    bench.letters.length = 0;
    await step(id, "received", "under-review");
    await bench.teller.idle();
    const letterTo = (to: string) => bench.letters.find((one) => one.to === to)!.letter;
    expect(letterTo("a@x.example").text).toContain("Prövas");
    expect(letterTo("a@x.example").text).toContain(`/sv/my-proposal/${bench.keys.authorKey(id)}`);
    expect(letterTo("f@x.example").text).toContain("审查中");
    expect(letterTo("f@x.example").text).not.toContain("my-proposal");
    expect(letterTo("f@x.example").text).toContain("Because under-review.");
    const { headers } = letterTo("f@x.example");
    expect(headers).toMatchObject({ "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });
    const key = /stop\/([\w-]+)>/.exec(headers!["List-Unsubscribe"]!)![1]!;
    await bench.desk.stop(`${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}`);
    expect(await bench.civic.selectFrom("proposal_follower").select("id").execute()).toHaveLength(2);
    await bench.desk.stop(key);
    const left = await bench.civic.selectFrom("proposal_follower").select("email").execute();
    expect(left).toEqual([{ email: "a@x.example" }]);
  });

  it("that cannot be sent are sent later", async () => {
    const id = await propose("a@x.example");
    bench.mail.fails = true;
    await step(id, "received", "under-review");
    await bench.teller.idle();
    bench.mail.fails = false;
    bench.letters.length = 0;
    bench.teller.now();
    await bench.teller.idle();
    expect(bench.letters).toEqual([]);
    bench.clock.ms += 301_000;
    bench.teller.now();
    await bench.teller.idle();
    expect(bench.letters).toHaveLength(1);
  });
});

describe("words", () => {
  it("change until the review begins, and every change can be read", async () => {
    const id = await propose("a@x.example");
    expect(
      await bench.desk.edit(id, { title: said.title, body: "Det är för varmt när ingen är där." }),
    ).toBeNull();
    expect(
      await bench.desk.edit(id, { title: said.title, body: "Det är för varmt när ingen är där." }),
    ).toEqual({
      code: "nothing-changed",
    });
    await step(id, "received", "under-review");
    expect(await bench.desk.edit(id, { title: "x", body: "y" })).toEqual({ code: "review-has-begun" });
    expect((await bench.register.find(id))?.body).toContain("för varmt");
  });

  it("of a person are corrected and erased, and the log's proof stays whole without them", async () => {
    const id = await propose("a@x.example", { body: "Fråga Anna Andersson, 070-123 45 67." });
    const parts = { log: bench.log, nowMs: () => bench.clock.ms };
    const by = { role: "officer", personId: "officer" } as const;
    await bench.civic.transaction().execute(async (transaction) => {
      const words = { title: said.title, body: "Fråga vaktmästaren.", reason: "Named a person." };
      expect(await correct(transaction, parts, id, words, by)).toBeNull();
      const [first, second] = await transaction
        .selectFrom("proposal_text")
        .select("id")
        .orderBy("id")
        .execute();
      expect(await eraseText(transaction, parts, id, second!.id, "r", by)).toEqual({
        code: "version-stands",
      });
      expect(await eraseText(transaction, parts, id, first!.id, "Named a person.", by)).toBeNull();
    });
    for (const table of ["proposal_text", "log_opening", "proposal_search"] as const)
      expect(JSON.stringify(await bench.civic.selectFrom(table).selectAll().execute()), table).not.toContain(
        "Anna",
      );
  });

  it("of people are nowhere in the log", async () => {
    const id = await propose("author@x.example", { name: "Berit Bodén", showName: true } as never);
    await step(id, "received", "under-review");
    await step(id, "under-review", "declined");
    await bench.desk.appeal(id, "My neighbour Carl agrees.", "sv");
    const lines = JSON.stringify(await bench.civic.selectFrom("log_entry").selectAll().execute());
    for (const word of ["author@x", "Berit", "Carl", "värmen", "Because", "officer@umea"])
      expect(lines, word).not.toContain(word);
    const openings = JSON.stringify(await bench.civic.selectFrom("log_opening").selectAll().execute());
    expect(openings).not.toContain("Berit");
    expect(openings).not.toContain("author@x");
    await bench.desk.forgetAuthor(id);
    const authors = await bench.civic.selectFrom("proposal_author").selectAll().execute();
    expect(authors).toEqual([]);
    expect(await bench.civic.selectFrom("proposal_follower").selectAll().execute()).toEqual([]);
  });
});

describe("what is alike", () => {
  it("is found in Swedish compounds, and in Chinese of two signs", async () => {
    await propose("a@x.example", { title: "Fjärrvärmen i skolan är på hela natten" });
    await propose("b@x.example", { title: "Fler bänkar vid älven", body: "Man vill sitta." });
    const found = await similarTo(bench.civic, "sv", "Stäng av värmen i skolorna på natten");
    expect(found[0]?.proposalId).toBe(1);
    expect(found.map(({ proposalId }) => proposalId)).not.toContain(2);
    expect(await similarTo(bench.civic, "zh", "学校夜间供暖")).toEqual([]);
    expect(await similarTo(bench.civic, "sv", '"; DROP TABLE x" OR *')).toEqual([]);
  });

  it("a change is told word by word in Swedish, and by Chinese words", () => {
    expect(
      differing("sv", "Det är varmt här.", "Det är för varmt här.").filter(({ kind }) => kind !== "same"),
    ).toEqual([{ kind: "added", text: expect.stringContaining("för") }]);
    const zh = differing("zh", "学校夜间供暖过高", "学校周末供暖过高");
    expect(zh.find(({ kind }) => kind === "removed")?.text).toBe("夜间");
    expect(zh.find(({ kind }) => kind === "added")?.text).toBe("周末");
  });
});
