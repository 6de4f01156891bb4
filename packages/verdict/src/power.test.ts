import { describe, expect, it } from "vitest";
import { planPower } from "./planpower.ts";
import {
  answersPerPeriod,
  buildingsWanted,
  energyWeeks,
  reportingAnswers,
  reportingDays,
  z95,
} from "./power.ts";
import { exampleInputs } from "./verdict.fixture.ts";
import { weeklySpreadPoints } from "./weeklyspread.ts";

describe("how much data a margin asks for", () => {
  it("wants about 790 answers a period for 20 % dissatisfied and a margin of 5 points", () => {
    expect(answersPerPeriod({ dissatisfiedShare: 0.2, marginPoints: 5 })).toBe(792);
    expect(answersPerPeriod({ dissatisfiedShare: 0.2, marginPoints: 10 })).toBe(198);
    expect(answersPerPeriod({ dissatisfiedShare: 0.2, marginPoints: 10, designEffect: 2 })).toBe(396);
  });

  it("finds no number of answers for a difference as large as the margin", () => {
    expect(answersPerPeriod({ dissatisfiedShare: 0.2, marginPoints: 5, differencePoints: 5 })).toBeNull();
  });

  it("asks more of the reporting period when the baseline gave little, and the same when it gave the same", () => {
    const wanted = {
      baselineShare: 0.2,
      reportingShare: 0.2,
      gapPoints: 5,
      designEffect: 1,
      halfWidthInErrors: z95,
    };
    expect(reportingAnswers({ ...wanted, baselineAnswers: 792 })).toBeLessThanOrEqual(792);
    expect(reportingAnswers({ ...wanted, baselineAnswers: 500 })).toBeGreaterThan(1500);
    expect(reportingAnswers({ ...wanted, baselineAnswers: 300 })).toBeNull();
  });

  it("cannot make an interval narrower than its baseline allows", () => {
    expect(reportingDays({ baseline: 100, reporting: 100 }, 1)).toBe(100);
    expect(reportingDays({ baseline: 100, reporting: 100 }, 0.8)).toBe(358);
    expect(reportingDays({ baseline: 100, reporting: 100 }, 0.7)).toBeNull();
  });

  it("waits for residuals to average out, and not for drift, which does not", () => {
    const gap = 0.1;
    expect(energyWeeks({ driftShare: 0.03, residualShare: 0.08, weeks: 13 }, gap)).toBe(24);
    expect(energyWeeks({ driftShare: 0.14, residualShare: 0.01, weeks: 13 }, gap)).toBeNull();
    expect(buildingsWanted(0.16, 0.05, gap)).toBe(8);
    expect(buildingsWanted(0.16, 0.3, gap)).toBeNull();
  });

  it("is told when margins are chosen, from the baseline alone", () => {
    const baselineDays = exampleInputs({ seed: 5 }).roomDays.filter(({ localDay }) => localDay < 19_365);
    const known = {
      margins: { roomsPoints: 2, peoplePoints: 5 },
      limits: { leastRoomsShare: 0.9 },
      energy: {
        width: { driftShare: 0.14, residualShare: 0.08, weeks: 13 },
        buildings: 1,
        betweenBuildings: 0.05,
        expectedSavingShare: 0.1,
      },
      rooms: {
        planned: 12,
        usualPoints: 0.5,
        weeklySpreadPoints: weeklySpreadPoints(baselineDays),
        occupiedDaysPerWeek: 7,
        baselineWeeks: 52,
      },
      people: { dissatisfiedShare: 0.2, designEffect: 1 },
    };
    const told = planPower(known);
    expect(told.people.answersPerPeriod).toBe(792);
    expect(told.rooms.roomsToMeasure).toBe(11);
    expect(told.rooms.weeks).toBeGreaterThan(10);
    expect(told.energy.weeks).toBeNull();
    expect(told.energy.buildings).toBe(7);
    const eight = planPower({ ...known, energy: { ...known.energy, buildings: 8 } });
    expect(eight.energy.weeks).toBeLessThanOrEqual(52);
    const wider = planPower({ ...known, margins: { roomsPoints: 4, peoplePoints: 5 } });
    expect(wider.rooms.weeks).toBeLessThan(told.rooms.weeks!);
  });

  it("tells weeks apart by what temperature does not explain", () => {
    // Half of each day's hours on one day in a hundred: 0.5 · √(0.01 · 0.99 / 7) = 1.9 points of a week's hours.
    const days = exampleInputs({ seed: 9, rooms: 20 }).roomDays.filter(({ localDay }) => localDay < 19_365);
    expect(weeklySpreadPoints(days)).toBeGreaterThan(1.6);
    expect(weeklySpreadPoints(days)).toBeLessThan(2.1);
    const hot = days.map((day) => ({ ...day, outsideHours: day.outdoorC! >= 12 ? 8 : 0 }));
    expect(weeklySpreadPoints(hot)).toBeCloseTo(0, 9);
    expect(weeklySpreadPoints([])).toBeNaN();
  });
});
