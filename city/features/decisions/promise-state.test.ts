import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerStates, promiseState, type StateAnswer } from "./promise-state.ts";
import { reminderDue } from "./reminder-kinds.ts";

const day = (offset: number): string =>
  Temporal.PlainDate.from("2026-01-01").add({ days: offset }).toString();
const offset = fc.integer({ min: -400, max: 400 });
const answers = fc.array(
  fc.record({
    state: fc.constantFrom(...answerStates),
    doneDate: fc.option(offset.map(day)),
  }),
  { maxLength: 5 },
);

describe("the state of a promise", () => {
  it("without an answer is open through its due day and unanswered from the next", () => {
    fc.assert(
      fc.property(offset, offset, (due, today) => {
        expect(promiseState(day(due), [], day(today))).toBe(today <= due ? "open" : "unanswered");
      }),
    );
  });

  it("with an answer hangs on the newest only, and not on the day on which the board is read", () => {
    fc.assert(
      fc.property(offset, offset, offset, answers, (due, today, later, given) => {
        const newest = given.at(-1);
        if (newest === undefined) return;
        const state = promiseState(day(due), given, day(today));
        expect(state).toBe(promiseState(day(due), [newest], day(later)));
        expect(state).not.toBe("unanswered");
      }),
    );
  });

  it("kept is late exactly when it was done after the due day", () => {
    fc.assert(
      fc.property(offset, offset, (due, done) => {
        const answer: StateAnswer = { state: "kept", doneDate: day(done) };
        expect(promiseState(day(due), [answer], day(400))).toBe(done > due ? "late" : "kept");
      }),
    );
  });

  it("once unanswered, stays unanswered until somebody answers", () => {
    fc.assert(
      fc.property(offset, offset, fc.nat(400), (due, today, more) => {
        if (promiseState(day(due), [], day(today)) === "unanswered")
          expect(promiseState(day(due), [], day(today + more))).toBe("unanswered");
      }),
    );
  });
});

describe("a reminder", () => {
  it.each([
    [31, undefined],
    [30, "month"],
    [8, "month"],
    [7, "week"],
    [0, "week"],
    [-1, "overdue"],
    [-400, "overdue"],
  ])("%s days before the due day is %s", (before, kind) =>
    expect(reminderDue(day(0), day(-before))).toBe(kind),
  );
});
