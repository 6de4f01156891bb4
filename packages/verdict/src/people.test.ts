import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import type { InvitedRound, VerdictInputs } from "./inputs.ts";
import { exampleInputs } from "./verdict.fixture.ts";

function verdictOf(inputs: VerdictInputs) {
  const result = decide(inputs);
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  return result.value;
}

const inputs = exampleInputs({ rooms: 6, days: 90 });
const withRound = (change: (round: InvitedRound) => InvitedRound): VerdictInputs => ({
  ...inputs,
  people: { ...inputs.people, rounds: inputs.people.rounds.map(change) },
});

describe("people against their margin", () => {
  it("hold when as many are dissatisfied after as before, and are harmed when many more are", () => {
    expect(verdictOf(inputs).people.state).toBe("held");
    const worse = exampleInputs({ rooms: 6, days: 90, dissatisfied: { baseline: 0.2, reporting: 0.45 } });
    expect(verdictOf(worse).people.state).toBe("harmed");
  });

  it("who were asked in other words or another season are open, never the same as not asked", () => {
    const words = verdictOf(
      withRound((round) => ({ ...round, wording: `${round.wording} ${round.period}` })),
    );
    expect(words.people).toMatchObject({ state: "open", reason: { code: "unequal-wording" } });
    expect(words.outcome).toBe("inconclusive");
    expect(words.settle.filter(({ part }) => part === "people")).toEqual([
      { part: "people", code: "ask-alike", unequal: "wording" },
    ]);
    const season = verdictOf(
      withRound((round) => ({ ...round, season: round.period === "baseline" ? "winter" : "summer" })),
    );
    expect(season.people).toMatchObject({ state: "open", reason: { code: "unequal-season" } });
  });

  it("who answered too seldom are open, and it is said how many answers would settle it", () => {
    const few = exampleInputs({ rooms: 6, days: 90, answers: 90 });
    const verdict = verdictOf(few);
    expect(verdict.people.state).toBe("open");
    const [settlement] = verdict.settle.filter(({ part }) => part === "people");
    if (settlement?.code === "answers") expect(settlement.reportingAnswers).toBeGreaterThan(90);
    else expect(settlement).toMatchObject({ code: "baseline-too-thin" });
    const hardly = { ...few, people: { ...few.people, answers: few.people.answers.slice(0, 100) } };
    expect(verdictOf(hardly).people.reason).toEqual({
      code: "too-few-answers",
      baseline: 90,
      reporting: 10,
      need: 30,
    });
  });

  it("of one room or one day are too few to tell chance from them", () => {
    const answers = inputs.people.answers.map((answer) => ({ ...answer, room: "hall" }));
    const { people } = verdictOf({ ...inputs, people: { ...inputs.people, answers } });
    expect(people).toMatchObject({ state: "open", reason: { code: "too-few-rooms-or-days" } });
  });

  it("who answer alike within a room count for less than as many who do not", () => {
    const together = {
      ...inputs.people,
      // In the first three rooms everybody is dissatisfied after, in the others nobody: room and answer are one.
      answers: inputs.people.answers.map((answer) => ({
        ...answer,
        dissatisfied: answer.round === "reporting" ? answer.room < "room 4" : answer.dissatisfied,
      })),
    };
    const clustered = verdictOf({ ...inputs, people: together }).people;
    const apart = verdictOf(inputs).people;
    expect(apart.designEffect).toBeLessThan(3);
    expect(clustered.designEffect).toBeGreaterThan(20);
    expect(clustered.standardErrorPoints).toBeGreaterThan(4 * apart.standardErrorPoints!);
  });

  it("who answer alike on a day count for less, too", () => {
    const answers = inputs.people.answers.map((answer) => ({
      ...answer,
      dissatisfied: answer.localDay % 2 === 0,
    }));
    expect(
      verdictOf({ ...inputs, people: { ...inputs.people, answers } }).people.designEffect,
    ).toBeGreaterThan(10);
  });
});
