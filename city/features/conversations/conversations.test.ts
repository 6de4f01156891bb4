import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSaidText } from "../../web/language/index.ts";
import { type DocumentTask, drawDocument } from "./document.ts";
import { type ConversationRow, type Statement, textFor } from "./model.ts";
import { endKeyCookie, keyCookie, keyIn, Participants } from "./participants.ts";
import { TakingPart, type TakingPartParts } from "./taking-part.ts";

const taskOf = (
  votes: readonly (readonly [who: number, statement: number, vote: -1 | 0 | 1])[],
  shown: readonly number[],
): DocumentTask => ({
  ...{ city: "umea", conversation: "warmth", day: "2026-11-28", isFinal: true, shown },
  participants: new Set(votes.map(([who]) => who)).size,
  participant: Uint32Array.from(votes, ([who]) => who),
  statement: Uint32Array.from(votes, ([, statement]) => statement),
  vote: Int8Array.from(votes, ([, , vote]) => vote),
});

/** Two kinds of people who disagree on all but the last statement. */
const twoKinds = (people: number, statements: number) =>
  Array.from({ length: people }, (_, who) =>
    Array.from({ length: statements }, (_, at) => {
      const vote = at === statements - 1 ? 1 : (at + who) % 2 === 0 ? 1 : -1;
      return [who, at + 1, (who * 7 + at * 3) % 11 === 0 ? 0 : vote] as [number, number, -1 | 0 | 1];
    }),
  ).flat();

describe("what is told of a conversation", () => {
  it("finds two kinds of people, and tells first what unites them", () => {
    const shown = Array.from({ length: 9 }, (_, at) => at + 1);
    const document = drawDocument(taskOf(twoKinds(40, 9), shown));
    expect(document.groups.map(({ size }) => size)).toEqual([20, 20]);
    expect(document.groups.map(({ standing }) => standing)).toEqual(["stable", "stable"]);
    expect(document.uniting[0]).toMatchObject({ statement: 9, side: "agree" });
    expect(document).toMatchObject({ participants: 40, grouped: 40, noGroups: null });
  });

  it("counts nothing of a statement that is not shown, and nobody who only answered that", () => {
    const votes = [...twoKinds(40, 9), ...([[99, 10, 1]] as [number, number, 1][])];
    const document = drawDocument(taskOf(votes, [1, 2, 3, 4, 5, 6, 7, 8, 9]));
    expect(document.participants).toBe(40);
    expect(document.statements.map(({ number }) => number)).not.toContain(10);
  });

  it("never tells counts of fewer than five, nor a group of fewer", () => {
    const vote = fc.tuple(
      fc.nat(30),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom(-1, 0, 1) as fc.Arbitrary<-1 | 0 | 1>,
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(vote, { selector: ([who, statement]) => `${who}/${statement}`, maxLength: 250 }),
        (votes) => {
          const document = drawDocument(taskOf(votes, [1, 2, 3, 4, 5, 6, 7, 8, 9]));
          for (const { size } of document.groups) expect(size).toBeGreaterThanOrEqual(5);
          for (const { all, groups } of document.statements)
            for (const counts of [all, ...groups])
              if (counts !== null)
                expect(counts.agree + counts.disagree + counts.pass).toBeGreaterThanOrEqual(5);
          expect(document.noGroups === null).toBe(document.groups.length > 0);
          for (const { all, groups } of document.statements) {
            if (all === null || groups.length === 0) continue;
            // What is left of a total is of nobody, or of five at least: a zero is withheld too and is not counted.
            const seen = (counts: typeof all) => counts.agree + counts.disagree + counts.pass;
            const left = groups.reduce(
              (rest, counts) => rest - (counts === null ? 0 : seen(counts)),
              seen(all),
            );
            expect(left === 0 || left >= 5).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("says why there are no groups", () => {
    expect(drawDocument(taskOf([], [1, 2])).noGroups).toBe("no-votes");
    expect(drawDocument(taskOf(twoKinds(4, 9), [1, 2, 3, 4, 5, 6, 7, 8, 9])).noGroups).toBe(
      "too-few-participants",
    );
  });
});

describe("a participant", () => {
  const keys = new Participants("a secret of the node");

  it("is another one in every conversation, and nothing that is kept leads back to the key", () => {
    expect(keys.traceOf(1, "key")).not.toBe(keys.traceOf(2, "key"));
    expect(keys.traceOf(1, "key")).not.toBe(new Participants("another").traceOf(1, "key"));
    expect(keys.traceOf(1, "key")).toMatch(/^[\w-]{27}$/);
  });

  it("is known by a cookie that holds for one conversation, whatever signs are in its name", () => {
    for (const slug of ["warmth", "公共建筑", "a-b"]) {
      const [pair = ""] = keyCookie(slug, "abcdefgh12345678", true).split(";");
      expect(keyIn(new Headers({ cookie: `x=1; ${pair}` }), slug)).toBe("abcdefgh12345678");
      expect(keyIn(new Headers({ cookie: pair }), "other")).toBeUndefined();
      expect(endKeyCookie(slug)).toContain("Max-Age=0");
    }
    expect(keyCookie("a", "abcdefgh", true)).toContain("; Secure");
    const forged = keyCookie("a", "x", false).split(";")[0]!;
    expect(keyIn(new Headers({ cookie: forged }), "a")).toBeUndefined();
  });
});

it("whoever comes first meets any statement, so that none is everybody's first", () => {
  const takingPart = new TakingPart({} as TakingPartParts);
  const conversation = { id: 1 } as ConversationRow;
  const statements = Array.from({ length: 8 }, (_, at) => ({ number: at + 1, state: "shown" }) as Statement);
  const firstFor = (key: string | undefined) =>
    takingPart.next(conversation, statements, key, new Map())?.number;
  expect(new Set(Array.from({ length: 100 }, () => firstFor(undefined))).size).toBe(8);
  expect(new Set(Array.from({ length: 10 }, () => firstFor("somebody"))).size).toBe(1);
});

it("a statement is read in one's language where a person has written it so, and as it was written else", () => {
  const texts = { sv: "Det drar.", en: "There is a draught." };
  expect(textFor({ texts, language: "sv" }, "en")).toEqual({
    text: texts.en,
    language: "en",
    isTranslated: true,
  });
  expect(textFor({ texts, language: "sv" }, "zh")).toEqual({
    text: texts.sv,
    language: "sv",
    isTranslated: false,
  });
  expect(textFor({ texts: {}, language: "sv" }, "sv").text).toBeNull();
});

it.each([
  ["", "text-missing"],
  ["a\u202eb", "text-hidden-characters"],
  ["a\u0000b", "text-hidden-characters"],
  ["one\ntwo", "text-hidden-characters"],
  ["å".repeat(181), "text-too-long"],
])("a statement that is %j is refused", (said, code) => {
  expect(readSaidText("statement", said, { most: 180, isOneLine: true })).toMatchObject({
    ok: false,
    fault: { code },
  });
});
