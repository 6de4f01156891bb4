import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import type { VerdictInputs } from "./inputs.ts";
import { exampleInputs, firstReportingDay } from "./verdict.fixture.ts";

function roomsOf(inputs: VerdictInputs) {
  const result = decide(inputs);
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  return result.value.rooms;
}

describe("rooms against their margin", () => {
  it("are not harmed by a colder year: days are compared with days as cold", () => {
    // Each room is outside on every third day under 0 °C, before and after; the year after is 4 K colder.
    const badDayShare = (_room: number, _period: string, outdoorC: number) => (outdoorC < 0 ? 1 / 3 : 0);
    const inputs = exampleInputs({ badDayShare, colderC: 4, rooms: 3 });
    const outside = (from: number, to: number) =>
      inputs.roomDays
        .filter(({ localDay }) => localDay >= from && localDay < to)
        .reduce((sum, row) => sum + row.outsideHours, 0);
    expect(outside(firstReportingDay, Infinity)).toBeGreaterThan(1.25 * outside(0, firstReportingDay));
    const rooms = roomsOf(inputs);
    for (const { differencePoints } of rooms.rooms) expect(Math.abs(differencePoints!)).toBeLessThan(2);
    expect(rooms.state).not.toBe("harmed");
  });

  it("are not harmed by chance because many were looked at", () => {
    let harmed = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const rooms = roomsOf(
        exampleInputs({ seed, rooms: 12, answers: 0, badDayShare: () => 0.1, days: 120 }),
      );
      // Somewhere among twelve rooms chance always looks like more than nothing.
      expect(rooms.worst!.estimatePoints).toBeGreaterThan(0);
      if (rooms.worst!.lowerPoints > 0) harmed++;
    }
    expect(harmed).toBeLessThanOrEqual(3);
  });

  it("hold the truth about the worst room at its upper end, nineteen times in twenty", () => {
    // Three rooms of five get worse by 4 points (half of the hours on 8 % more days).
    const badDayShare = (room: number, period: string) => (period === "reporting" && room < 3 ? 0.1 : 0.02);
    let held = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const { worst } = roomsOf(exampleInputs({ seed, answers: 0, badDayShare, days: 120 }));
      if (worst!.upperPoints >= 4) held++;
    }
    expect(held).toBeGreaterThanOrEqual(37);
  });

  it("are not measured when too little of their occupied hours was, and say which room and period", () => {
    const inputs = exampleInputs();
    const roomDays = inputs.roomDays.filter(
      ({ room, localDay }) => room !== "room 2" || localDay < firstReportingDay || localDay % 2 === 0,
    );
    const rooms = roomsOf({ ...inputs, roomDays });
    expect(rooms.state).toBe("not-measured");
    expect(rooms.roomsJudged).toBe(4);
    expect(rooms.rooms[1]).toMatchObject({
      room: "room 2",
      differencePoints: null,
      reason: { code: "too-little-measured", period: "reporting" },
    });
  });

  it("are harmed when a room that was measured is, though others were not", () => {
    const badDayShare = (room: number, period: string) => (period === "reporting" && room === 0 ? 0.4 : 0.02);
    const inputs = exampleInputs({ badDayShare });
    const roomDays = inputs.roomDays.filter(({ room }) => room === "room 1");
    expect(roomsOf({ ...inputs, roomDays })).toMatchObject({ state: "harmed", roomsJudged: 1 });
  });

  it("are not compared on days that have no equal in the baseline, nor on days without outdoor temperature", () => {
    const inputs = exampleInputs({ days: 60, rooms: 2 });
    const frozen = (row: VerdictInputs["roomDays"][number]) =>
      row.localDay >= firstReportingDay ? { ...row, outdoorC: -40 } : row;
    const cold = roomsOf({ ...inputs, roomDays: inputs.roomDays.map(frozen) });
    expect(cold.rooms[0]!.reason).toEqual({ code: "too-little-matched", share: 0 });
    const blind = (row: VerdictInputs["roomDays"][number]) => ({ ...row, outdoorC: null });
    expect(roomsOf({ ...inputs, roomDays: inputs.roomDays.map(blind) }).state).toBe("not-measured");
  });

  it("differ by exactly what was planted when nothing is left to chance", () => {
    const inputs = exampleInputs({ rooms: 1, answers: 0 });
    const roomDays = inputs.roomDays.map((row) => ({
      ...row,
      outsideHours: row.localDay >= firstReportingDay ? 2 : 1,
    }));
    const { worst } = roomsOf({ ...inputs, roomDays });
    expect(worst).toMatchObject({ estimatePoints: 12.5, lowerPoints: 12.5 });
  });

  it("that were never outside might have been on 2.7 days by the rule of three, so a season proves less than a year", () => {
    const never = (days: number) => {
      const inputs = exampleInputs({ rooms: 2, answers: 0, days });
      return roomsOf({ ...inputs, roomDays: inputs.roomDays.map((row) => ({ ...row, outsideHours: 0 })) });
    };
    const year = never(365).worst!;
    expect(year.estimatePoints).toBe(0);
    // Half of the hours of 2.7 days in 365 are 0.37 points; 26 fortnights stretch it a little.
    expect(year.upperPoints).toBeGreaterThan(0.37);
    expect(year.upperPoints).toBeLessThan(0.45);
    expect(never(60).worst!.upperPoints).toBeGreaterThan(2);
    expect(never(60).state).toBe("open");
  });
});
