import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildingFigure } from "./buildingfigures.ts";
import { localHours, onFrame } from "./hours.ts";
import { en16798CategoryII, swedenLimits } from "./profiles.ts";
import { type RoomColumns, type RoomFigures, roomFigures } from "./roomfigures.ts";

const gap = Number.NaN;
const hours = 240;
const frame = { startMs: Date.parse("2025-01-12T23:00Z"), hours, zone: "Europe/Stockholm" };
const all = new Uint8Array(hours).fill(1);
const column = (value: (i: number) => number): Float64Array =>
  Float64Array.from({ length: hours }, (_, i) => value(i));
const roomOf = (temperatureC: Float64Array, occupied = all, id = "a"): RoomColumns => ({
  id,
  room: { use: "classroom" },
  temperatureC,
  occupied,
});
const figuresOf = (room: RoomColumns, leastCoverage?: number): RoomFigures =>
  roomFigures(room, swedenLimits, frame, leastCoverage === undefined ? {} : { leastCoverage });

describe("a room against its limits", () => {
  it("too cold and too warm are told apart, in hours, shares and degree-hours", () => {
    const figures = figuresOf(roomOf(column((i) => (i % 4 === 0 ? 16 : i % 4 === 1 ? 25 : 21))));
    expect(figures.tooCold).toMatchObject({
      value: { hoursOutside: 60, shareOutside: 0.25, exceedance: 120, coverage: { measured: 240, share: 1 } },
    });
    expect(figures.tooWarm).toMatchObject({ value: { shareOutside: 0.25, exceedance: 60 } });
    expect(figures.outside).toMatchObject({ value: { shareOutside: 0.5, exceedance: 180 } });
  });

  it("hours without people count for nothing", () => {
    const occupied = Uint8Array.from({ length: hours }, (_, i) => (i < 120 ? 1 : 0));
    const figures = figuresOf(
      roomOf(
        column((i) => (i < 120 ? 21 : 5)),
        occupied,
      ),
    );
    expect(figures.tooCold).toMatchObject({ value: { hoursOutside: 0, coverage: { expected: 120 } } });
  });

  it("a room measured too little has a named reason instead of a figure", () => {
    const figures = figuresOf(roomOf(column((i) => (i < 100 ? 16 : gap))));
    expect(figures.tooCold).toEqual({
      ok: false,
      reason: {
        code: "too-little-measured",
        coverage: { measured: 100, expected: 240, share: 100 / 240 },
        leastShare: 0.75,
      },
    });
    expect(figures.tooMuchCo2).toEqual({ ok: false, reason: { code: "no-sensor" } });
    expect(
      figuresOf(
        roomOf(
          column(() => 21),
          new Uint8Array(hours),
        ),
      ).tooCold,
    ).toEqual({
      ok: false,
      reason: { code: "no-occupied-hours" },
    });
  });

  it("carbon dioxide counts above 1000 ppm in Sweden, and above outdoors by EN 16798-1", () => {
    const columns: RoomColumns = {
      ...roomOf(column(() => 21)),
      co2Ppm: column((i) => (i % 2 === 0 ? 1100 : 700)),
      relativeHumidityPct: column(() => 20),
    };
    expect(roomFigures(columns, swedenLimits, frame).tooMuchCo2).toMatchObject({
      value: { shareOutside: 0.5 },
    });
    expect(roomFigures(columns, swedenLimits, frame).tooDry).toMatchObject({ reason: { code: "no-limit" } });
    const european = roomFigures(columns, en16798CategoryII, frame, { outdoorCo2Ppm: 250 });
    expect(european.tooMuchCo2).toMatchObject({ value: { shareOutside: 0.5, exceedance: 120 * 50 } });
    expect(european.tooDry).toMatchObject({ value: { shareOutside: 1, exceedance: 5 * 240 } });
  });

  const measured = fc.array(fc.option(fc.double({ min: -10, max: 45, noNaN: true }), { nil: gap, freq: 6 }), {
    minLength: hours,
    maxLength: hours,
  });

  it("shares lie between 0 and 1, outside is cold plus warm, coverage counts every measured hour", () => {
    fc.assert(
      fc.property(measured, (values) => {
        const { tooCold, tooWarm, outside } = figuresOf(roomOf(Float64Array.from(values)), 0);
        const there = values.filter((value) => !Number.isNaN(value)).length;
        if (!tooCold.ok || !tooWarm.ok || !outside.ok) return expect(there).toBe(0);
        for (const { value } of [tooCold, tooWarm, outside]) {
          expect(value.shareOutside).toBeGreaterThanOrEqual(0);
          expect(value.shareOutside).toBeLessThanOrEqual(1);
          expect(value.coverage).toEqual({ measured: there, expected: hours, share: there / hours });
        }
        expect(outside.value.hoursOutside).toBe(tooCold.value.hoursOutside + tooWarm.value.hoursOutside);
        expect(outside.value.exceedance).toBeCloseTo(tooCold.value.exceedance + tooWarm.value.exceedance, 6);
      }),
      { numRuns: 60 },
    );
  });

  it("degree-hours of two halves add up to those of the whole", () => {
    fc.assert(
      fc.property(measured, fc.integer({ min: 1, max: hours - 1 }), (values, cut) => {
        const half = (keep: (i: number) => boolean): number => {
          const { outside } = figuresOf(roomOf(column((i) => (keep(i) ? values[i]! : gap))), 0);
          return outside.ok ? outside.value.exceedance : 0;
        };
        expect(half((i) => i < cut) + half((i) => i >= cut)).toBeCloseTo(
          half(() => true),
          6,
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe("a building of rooms", () => {
  const shares = (list: readonly number[]): RoomFigures[] =>
    list.map((share, i) =>
      figuresOf(
        roomOf(
          column((hour) => (hour < share * hours ? 16 : 21)),
          all,
          `room-${String(i).padStart(2, "0")}`,
        ),
      ),
    );

  it("names its worst room and how much worse the worst-off tenth has it than the others", () => {
    const figure = buildingFigure(shares([0, 0, 0.1, 0, 0.5, 0, 0, 0, 0, 0, 0.4]), "tooCold");
    if (!figure.ok) throw new Error(figure.reason.code);
    expect(figure.value.worstRoom).toEqual({ id: "room-04", shareOutside: 0.5 });
    expect(figure.value.meanShareOutside).toBeCloseTo(1 / 11, 9);
    const { equity } = figure.value;
    if (!equity.ok) throw new Error(equity.reason.code);
    expect(equity.value.rooms).toEqual(["room-04", "room-10"]);
    expect(equity.value.spread).toBeCloseTo(0.45 - 0.1 / 9, 9);
  });

  it("counts rooms that were hardly measured against its coverage, and names them", () => {
    const silent = figuresOf(
      roomOf(
        column((i) => (i < 24 ? 21 : gap)),
        all,
        "silent",
      ),
    );
    const figure = buildingFigure([...shares([0, 0.2]), silent], "tooCold");
    expect(figure).toMatchObject({
      value: {
        roomsMeasured: 2,
        roomsNotMeasured: ["silent"],
        coverage: { measured: 504, expected: 720 },
        equity: { reason: { code: "too-few-rooms", rooms: 2, needed: 3 } },
      },
    });
    expect(buildingFigure([silent], "tooCold")).toMatchObject({ reason: { code: "no-room-measured" } });
  });

  it("where all rooms fare alike there is no spread", () => {
    const figure = buildingFigure(shares([0.25, 0.25, 0.25, 0.25]), "outside");
    expect(figure.ok && figure.value.equity).toMatchObject({ value: { spread: 0 } });
  });
});

describe("a series on a frame", () => {
  it("is a gap where it does not reach, and is refused off the hour", () => {
    const series = {
      startMs: frame.startMs - 3_600_000,
      stepMs: 3_600_000,
      values: Float64Array.of(1, 2, 3),
    };
    const laid = onFrame(series, frame);
    expect(laid.ok && Array.from(laid.value.subarray(0, 3))).toEqual([2, 3, gap]);
    expect(onFrame({ ...series, startMs: 1 }, frame)).toMatchObject({ reason: { code: "off-grid" } });
    expect(onFrame({ ...series, stepMs: 60_000 }, frame)).toMatchObject({ reason: { code: "not-hourly" } });
    expect(localHours(frame).hourOfDay[0]).toBe(0);
  });
});
