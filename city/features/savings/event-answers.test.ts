import { describe, expect, it } from "vitest";
import type { ClaimEvent } from "./claims/events.ts";
import { keptEvents, leftOutOf, separated } from "./event-answers.ts";

const event: ClaimEvent = {
  period: "reporting",
  from: "2025-03-01",
  to: "2025-03-31",
  share: -0.4,
  strength: 9,
  question: "what-happened-here",
  treatment: "counted",
};
const answer = (questionId: string, kind: "real" | "left-out" | "withdrawn" | "reset") => ({
  questionId,
  choice: { kind },
});

describe("what people say of events", () => {
  it("an event that was left out stays left out, whole, though its days are found a little elsewhere then", () => {
    const { ofEvents } = separated([answer("event/2025-03-02/2025-03-31", "left-out")]);
    const found = { ...event, treatment: "partly-left-out" } as const;
    expect(keptEvents([found], ofEvents)).toMatchObject([
      { from: "2025-03-02", to: "2025-03-31", treatment: "left-out", answer: "left-out" },
    ]);
  });

  it("is told apart from what they say of registers", () => {
    const reset = answer("A1/2025-01-01T00:00:00.000Z", "reset");
    const { ofRegister, ofEvents } = separated([reset, answer("event/2025-03-01/2025-03-31", "left-out")]);
    expect(ofRegister).toEqual([reset]);
    expect(leftOutOf(ofEvents)).toEqual([{ from: "2025-03-01", to: "2025-03-31" }]);
  });

  it("holds until it is withdrawn, and the last word counts", () => {
    const id = "event/2025-03-01/2025-03-31";
    const said = (...kinds: ("real" | "left-out" | "withdrawn")[]) =>
      keptEvents([event], separated(kinds.map((kind) => answer(id, kind))).ofEvents)[0]!.answer;
    expect(said()).toBeNull();
    expect(said("left-out", "real")).toBe("real");
    expect(said("left-out", "withdrawn")).toBeNull();
  });

  it("holds for an event that new readings moved a little, and for no other one", () => {
    const { ofEvents } = separated([answer("event/2025-03-04/2025-04-02", "real")]);
    expect(keptEvents([event], ofEvents)[0]).toMatchObject({
      id: "event/2025-03-04/2025-04-02",
      from: "2025-03-04",
      answer: "real",
      treatment: "counted",
    });
    expect(keptEvents([{ ...event, to: "2025-09-30" }], ofEvents)[0]!.answer).toBeNull();
    expect(keptEvents([{ ...event, from: "2025-05-01", to: "2025-05-31" }], ofEvents)[0]!.answer).toBeNull();
  });
});
