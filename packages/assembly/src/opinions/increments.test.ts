import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulateConversation } from "./conversation.fixture.ts";
import { Conversation } from "./conversation.ts";
import { type OpinionPicture, opinionPicture } from "./picture.ts";
import { placeOfVotes } from "./projection.ts";
import { drawsFrom } from "./random.ts";
import { countVotes } from "./statistics.ts";
import type { Vote } from "./votes.ts";

/** What happens in a conversation: a vote, one that takes another's place, one that is taken back, a picture asked for. */
type Step =
  | { readonly do: "cast"; readonly who: string; readonly what: string; readonly vote: Vote }
  | { readonly do: "withdraw"; readonly who: string; readonly what: string }
  | { readonly do: "draw" };

/** The votes that stand at the end, by who and what, told without any of what led there. */
type Standing = ReadonlyMap<string, ReadonlyMap<string, Vote>>;

interface Story {
  readonly statements: number;
  readonly steps: readonly Step[];
}

const votes: readonly Vote[] = [-1, 0, 1];

/**
 * People of two or three opinions vote; about a fifth of all votes are changed and a tenth are taken back, some of these cast anew; now and then
 * somebody looks at the picture.
 */
function storyOf(given: {
  readonly seed: number;
  readonly participants: number;
  readonly statements: number;
  readonly opinions: number;
  readonly noise: number;
}): Story {
  const { columns } = simulateConversation({ ...given, votes: 9 * given.participants });
  const draw = drawsFrom(given.seed + 1);
  const some = (most: number): number => Math.floor(draw() * most);
  const order = Array.from(columns.vote, (_, at) => [draw(), at] as const).sort(([a], [b]) => a - b);
  const steps: Step[] = [];
  for (const [, at] of order) {
    const [who, what] = [`p${columns.participant[at]}`, `s${columns.statement[at]}`];
    const vote = columns.vote[at]! as Vote;
    const chance = draw();
    if (chance < 0.2) steps.push({ do: "cast", who, what, vote: votes[some(3)]! });
    steps.push({ do: "cast", who, what, vote });
    if (chance > 0.9) steps.push({ do: "withdraw", who, what });
    if (chance > 0.96) steps.push({ do: "cast", who, what, vote });
    if (draw() < 0.02) steps.push({ do: "draw" });
    // Somebody leaves with all of theirs.
    if (draw() < 0.004)
      for (let j = 0; j < given.statements; j++) steps.push({ do: "withdraw", who, what: `s${j}` });
  }
  return { statements: given.statements, steps };
}

const stories = fc
  .record({
    seed: fc.nat(1_000_000),
    participants: fc.integer({ min: 15, max: 60 }),
    statements: fc.integer({ min: 5, max: 16 }),
    opinions: fc.integer({ min: 1, max: 3 }),
    noise: fc.double({ min: 0, max: 0.7, noNaN: true }),
  })
  .map(storyOf);

function begun(statements: number): Conversation {
  const conversation = new Conversation();
  for (let j = 0; j < statements; j++) conversation.setStatement(`s${j}`);
  return conversation;
}

function lived({ statements, steps }: Story): Conversation {
  const conversation = begun(statements);
  for (const step of steps) {
    if (step.do === "cast") conversation.cast(step.who, step.what, step.vote);
    else if (step.do === "withdraw") conversation.withdraw(step.who, step.what);
    else conversation.picture();
  }
  return conversation;
}

function standingAfter({ steps }: Story): Standing {
  const standing = new Map<string, Map<string, Vote>>();
  for (const step of steps) {
    if (step.do === "draw") continue;
    const own = standing.get(step.who) ?? new Map<string, Vote>();
    if (step.do === "cast") own.set(step.what, step.vote);
    else own.delete(step.what);
    standing.set(step.who, own);
  }
  return new Map([...standing].filter(([, own]) => own.size > 0));
}

/** Takes the votes that stand in another order than they came: of people and, for each, of statements. */
function told(statements: number, standing: Standing): Conversation {
  const conversation = begun(statements);
  for (const who of [...standing.keys()].sort())
    for (const [what, vote] of [...standing.get(who)!].sort(([a], [b]) => (a < b ? 1 : -1)))
      conversation.cast(who, what, vote);
  return conversation;
}

/** Whether directions, and so places, are anybody's: equal strengths may turn, and a direction without a positive side may be mirrored. */
function isWellPosed({ components: { strengths, components } }: OpinionPicture): boolean {
  const [first, second, third] = strengths;
  const sums = components.map((one) => Math.abs(one.reduce((sum, x) => sum + x, 0)));
  return second > 1.02 * third && first > 1.02 * second && Math.min(...sums) > 1e-4;
}

const groupsBy = (
  conversation: Conversation,
  { groupOf }: OpinionPicture,
  who: readonly string[],
): number[] => {
  const at = new Map(conversation.participants.map((name, i) => [name, i]));
  return who.map((name) => groupOf[at.get(name)!]!);
};

/** Groups as sets: which letter each has depends on who is numbered first. */
const asSets = (groups: readonly number[], who: readonly string[]): string[] =>
  [...Map.groupBy(groups.keys(), (at) => groups[at]!)]
    .filter(([group]) => group >= 0)
    .map(([, members]) =>
      members
        .map((at) => who[at]!)
        .sort()
        .join(" "),
    )
    .sort();

describe("after any story of votes, changed and taken back", () => {
  it("counts are exactly those of the votes that stand", () => {
    fc.assert(
      fc.property(stories, (story) => {
        const conversation = lived(story);
        const standing = standingAfter(story);
        for (const what of conversation.statements) {
          const cast = [...standing.values()].flatMap((own) => own.get(what) ?? []);
          expect(conversation.countsOf(what)?.all).toEqual({
            agree: cast.filter((vote) => vote === 1).length,
            disagree: cast.filter((vote) => vote === -1).length,
            seen: cast.length,
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it("a group's counts are exactly those of who stands in it, without a picture drawn anew", () => {
    fc.assert(
      fc.property(stories, (story) => {
        const conversation = lived(story);
        const standings = conversation.participants.map((who) => conversation.standingOf(who)?.group ?? -1);
        const groups = conversation.countsOf("s0")!.groups.length;
        const counts = countVotes(conversation.table(), standings, groups);
        for (const [j, what] of conversation.statements.entries())
          expect(conversation.countsOf(what)!.groups).toEqual(
            Array.from({ length: groups }, (_, g) => ({
              agree: counts.agree[g * counts.statements + j],
              disagree: counts.disagree[g * counts.statements + j],
              seen: counts.seen[g * counts.statements + j],
            })),
          );
      }),
      { numRuns: 60 },
    );
  });

  it("who has voted since a picture stands in its plane where all of their votes put them", () => {
    fc.assert(
      fc.property(stories, (story) => {
        const conversation = lived(story);
        const drawn = conversation.picture();
        if (!drawn.ok) return;
        const [who] = conversation.participants;
        conversation.withdraw(who!, "s1");
        conversation.cast(who!, "s0", 1);
        conversation.cast(who!, "s2", -1);
        conversation.cast(who!, "s2", 0);
        const table = conversation.table();
        const [from, to] = [table.start[0]!, table.start[1]!];
        const { x, y } = placeOfVotes(
          [...table.statement.slice(from, to)],
          [...table.vote.slice(from, to)],
          drawn.value.components,
          conversation.hidden,
        );
        expect(conversation.standingOf(who!)!.x).toBeCloseTo(x, 9);
        expect(conversation.standingOf(who!)!.y).toBeCloseTo(y, 9);
      }),
      { numRuns: 40 },
    );
  });

  it("the picture is the one of the votes that stand, told at once and in another order", () => {
    let compared = 0;
    fc.assert(
      fc.property(stories, (story) => {
        const conversation = lived(story);
        const anew = told(story.statements, standingAfter(story));
        const [followed, fresh] = [conversation.picture(), opinionPicture(anew.table())];
        expect(followed.ok ? "ok" : followed.reason).toEqual(fresh.ok ? "ok" : fresh.reason);
        if (!followed.ok || !fresh.ok || !isWellPosed(fresh.value)) return;
        const who = anew.participants;
        const at = new Map(conversation.participants.map((name, i) => [name, i]));
        for (const [i, name] of who.entries())
          for (const axis of [0, 1])
            expect(
              Math.abs(followed.value.places[2 * at.get(name)! + axis]! - fresh.value.places[2 * i + axis]!),
            ).toBeLessThan(1e-5);
        // Two divisions that are equally good are both right.
        const [ours, theirs] = [followed.value.grouping, fresh.value.grouping];
        expect(Math.abs(ours.chosen.silhouette - theirs.chosen.silhouette)).toBeLessThan(1e-6);
        const [mine, yours] = [
          asSets(groupsBy(conversation, followed.value, who), who),
          asSets(groupsBy(anew, fresh.value, who), who),
        ];
        if (
          Math.abs(ours.division.withinSquares - theirs.division.withinSquares) < 1e-4 &&
          mine.join() !== yours.join()
        )
          return;
        expect(mine).toEqual(yours);
        const statementsOf = (list: readonly { readonly statement: number; readonly side: string }[]) =>
          list.map(({ statement, side }) => `${statement} ${side}`);
        expect(statementsOf(followed.value.telling.uniting)).toEqual(
          statementsOf(fresh.value.telling.uniting),
        );
        compared++;
      }),
      { numRuns: 40 },
    );
    // Most stories can be compared to the end.
    expect(compared).toBeGreaterThan(10);
  });

  it("the same story gives the same groups to the letter, every time", () => {
    fc.assert(
      fc.property(stories, (story) => {
        const [one, other] = [lived(story).picture(), lived(story).picture()];
        expect(one.ok).toBe(other.ok);
        if (!one.ok || !other.ok) return;
        expect(one.value.groupOf).toEqual(other.value.groupOf);
        expect(one.value.places).toEqual(other.value.places);
        expect(one.value.telling).toEqual(other.value.telling);
      }),
      { numRuns: 15 },
    );
  });

  it("what was never cast cannot be taken back, and all of it leaves nothing", () => {
    const conversation = begun(3);
    expect(conversation.withdraw("a", "s0")).toBe(false);
    conversation.cast("a", "s0", 1);
    expect(conversation.withdraw("a", "s1")).toBe(false);
    expect(conversation.withdraw("a", "s9")).toBe(false);
    expect(conversation.withdraw("a", "s0")).toBe(true);
    expect(conversation.withdraw("a", "s0")).toBe(false);
    expect(conversation.countsOf("s0")).toEqual({ all: { agree: 0, disagree: 0, seen: 0 }, groups: [] });
    expect(conversation.picture()).toMatchObject({ ok: false, reason: { code: "no-votes" } });
  });
});
