import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulateConversation } from "./conversation.fixture.ts";
import { Conversation } from "./conversation.ts";
import { opinionPicture } from "./picture.ts";
import { countVotes } from "./statistics.ts";
import { tell } from "./telling.ts";

function begun(statements: number): Conversation {
  const conversation = new Conversation();
  for (let j = 0; j < statements; j++) conversation.setStatement(`s${j}`);
  return conversation;
}

describe("a conversation that goes on", () => {
  it("shows after each stretch of votes what a picture from the beginning shows", () => {
    const order = fc.record({
      seed: fc.nat(1_000_000),
      participants: fc.integer({ min: 20, max: 60 }),
      statements: fc.integer({ min: 6, max: 20 }),
      opinions: fc.integer({ min: 1, max: 3 }),
      noise: fc.double({ min: 0, max: 0.6, noNaN: true }),
      stretch: fc.integer({ min: 1, max: 120 }),
    });
    fc.assert(
      fc.property(order, ({ stretch, ...given }) => {
        const { columns } = simulateConversation({ ...given, votes: 10 * given.participants });
        const conversation = begun(given.statements);
        const length = columns.vote.length;
        // The order in which votes come is not by participant: a step that has no divisor in common with their number.
        const step = [7919, 7907, 7901].find((prime) => length % prime !== 0)!;
        for (let cast = 0; cast < length; cast++) {
          const at = (cast * step) % length;
          conversation.cast(`p${columns.participant[at]}`, `s${columns.statement[at]}`, columns.vote[at]!);
          if (cast === length >> 1) conversation.setStatement("s0", { hidden: true });
          if (cast % stretch !== stretch - 1 && cast !== length - 1) continue;
          const followed = conversation.picture();
          const fresh = opinionPicture(conversation.table(), { hidden: conversation.hidden });
          expect(followed.ok ? "ok" : followed.reason).toEqual(fresh.ok ? "ok" : fresh.reason);
          if (!followed.ok || !fresh.ok) continue;
          for (const q of [0, 1, 2] as const) {
            expect(followed.value.components.strengths[q]).toBeCloseTo(
              fresh.value.components.strengths[q],
              q === 2 ? 0 : 5,
            );
          }
          // Directions of equal strength are nobody's: then places may turn.
          const [first, second, third] = fresh.value.components.strengths;
          const sums = fresh.value.components.components.map((one) =>
            Math.abs(one.reduce((sum, x) => sum + x, 0)),
          );
          if (second < 1.02 * third || first < 1.02 * second || Math.min(...sums) < 1e-4) continue;
          const furthest = Math.max(
            ...followed.value.places.map((x, at2) => Math.abs(x - fresh.value.places[at2]!)),
          );
          expect(furthest).toBeLessThan(1e-5);
          expect([...followed.value.groupOf]).toEqual([...fresh.value.groupOf]);
          expect(followed.value.telling).toEqual(fresh.value.telling);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("counts votes at once as counted one by one, by the group that is nearest to who cast them", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 50, max: 350 }), (seed, drawnAt) => {
        const { columns } = simulateConversation({
          seed,
          participants: 40,
          statements: 12,
          votes: 400,
          opinions: 2,
          noise: 0.2,
        });
        const conversation = begun(12);
        for (let cast = 0; cast < columns.vote.length; cast++) {
          const at = (cast * 7919) % columns.vote.length;
          const answer = conversation.cast(
            `p${columns.participant[at]}`,
            `s${columns.statement[at]}`,
            columns.vote[at]!,
          );
          if (!answer.ok) throw new Error(answer.reason.code);
          if (cast === drawnAt) conversation.picture();
        }
        // Votes that are changed are counted once.
        conversation.cast("p3", "s2", 1);
        conversation.cast("p3", "s2", -1);
        const standings = conversation.participants.map((name) => conversation.standingOf(name));
        const groups = conversation.telling()?.representative.length ?? 0;
        const counts = countVotes(
          conversation.table(),
          standings.map((one) => one?.group ?? -1),
          groups,
        );
        if (groups > 0) {
          const drawn = conversation.participants.filter((name) => conversation.standingOf(name)!.group >= 0);
          expect(drawn.length).toBeGreaterThan(0);
          expect(conversation.telling()).toEqual(tell(counts, undefined));
        }
        for (const [j, name] of conversation.statements.entries()) {
          const { all } = conversation.countsOf(name)!;
          expect(all).toEqual({
            agree: counts.all.agree[j],
            disagree: counts.all.disagree[j],
            seen: counts.all.seen[j],
          });
        }
      }),
      { numRuns: 40 },
    );
  });

  it("refuses an unknown statement and a vote that is none by name, and keeps the rest", () => {
    const conversation = begun(2);
    expect(conversation.cast("a", "s1", 1).ok).toBe(true);
    expect(conversation.cast("a", "s9", 1)).toEqual({
      ok: false,
      reason: { code: "statement-not-known", found: "s9" },
    });
    expect(conversation.cast("b", "s1", 3)).toEqual({
      ok: false,
      reason: { code: "vote-not-known", found: 3 },
    });
    expect(conversation.participants).toEqual(["a"]);
    expect(conversation.countsOf("s1")).toEqual({ all: { agree: 1, disagree: 0, seen: 1 }, groups: [] });
    expect(conversation.countsOf("s9")).toBeUndefined();
    expect(conversation.picture()).toMatchObject({
      ok: false,
      reason: { code: "too-few-participants", grouped: 0 },
    });
  });
});
