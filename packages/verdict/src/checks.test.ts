import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import type { VerdictInputs } from "./inputs.ts";
import { exampleInputs } from "./verdict.fixture.ts";

const inputs = exampleInputs({ rooms: 2, days: 60, answers: 40 });
const refusal = (change: Partial<VerdictInputs>) => {
  const result = decide({ ...inputs, ...change });
  return result.ok ? undefined : result.reason.code;
};
const [firstRow] = inputs.roomDays;
const [firstMeter] = inputs.energy.meters;

describe("inputs that are no ground for a verdict", () => {
  it("are a plan made after the start, by the log or by the day", () => {
    const { plan, start } = inputs;
    expect(refusal({ start: { ...start, logSequence: plan.chosen.logSequence } })).toBe("plan-after-start");
    const late = { localDay: start.localDay + 1, logSequence: 1 };
    expect(refusal({ plan: { ...plan, chosen: late } })).toBe("plan-after-start");
  });

  it("are figures of another method than the one planned", () => {
    expect(refusal({ plan: { ...inputs.plan, method: "caltrack-daily" } })).toBe("method-not-planned");
  });

  it("are periods that overlap the measure's start", () => {
    const baseline = { ...inputs.periods.baseline, lastDay: inputs.start.localDay };
    expect(refusal({ periods: { ...inputs.periods, baseline } })).toBe("periods-not-in-order");
  });

  it("are rows said twice, of days outside the periods, of rooms nobody planned or rounds nobody invited to", () => {
    const row = firstRow!;
    expect(refusal({ roomDays: [row, row] })).toBe("repeated");
    expect(refusal({ roomDays: [{ ...row, localDay: 1 }] })).toBe("day-outside-periods");
    expect(refusal({ roomDays: [{ ...row, room: "cellar" }] })).toBe("room-not-planned");
    expect(refusal({ energy: { ...inputs.energy, meters: [firstMeter!, firstMeter!] } })).toBe("repeated");
    const answer = { ...inputs.people.answers[0]!, round: "another" };
    expect(refusal({ people: { ...inputs.people, answers: [answer] } })).toBe("round-unknown");
  });

  it("are figures that cannot be, gaps written as NaN among them", () => {
    const row = firstRow!;
    expect(refusal({ roomDays: [{ ...row, outsideHours: row.measuredHours + 1 }] })).toBe("not-a-figure");
    expect(refusal({ roomDays: [{ ...row, outdoorC: Number.NaN }] })).toBe("not-a-figure");
    expect(refusal({ roomDays: [{ ...row, localDay: row.localDay + 0.5 }] })).toBe("not-whole");
    const margins = { roomsPoints: Number.NaN, peoplePoints: 10 };
    expect(refusal({ plan: { ...inputs.plan, margins } })).toBe("not-a-figure");
  });

  it("are names that JSON cannot carry", () => {
    expect(refusal({ measure: "\uD800" })).toBe("no-canonical-form");
  });
});
