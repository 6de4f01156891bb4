import {
  airChangesFromDecay,
  buildingFigure,
  heatingCurveSlope,
  limitsAt,
  localHours,
  meanRoom,
  occupancyOf,
  occupiedHours,
  roomFigures,
  settledHours,
  swedenLimits,
  xianLimits,
} from "@husting/indoor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { climateOf, type MeterColumn } from "./climate-figures.ts";
import { figureNames } from "./results.ts";
import type { BuildingHours, RoomHours } from "./room-hours.ts";

const HOUR_MS = 3_600_000;
const gap = Number.NaN;

interface Given {
  readonly zone?: string;
  readonly startMs?: number;
  readonly days?: number;
  readonly outdoorC?: (hour: number) => number;
}

/** Hours of a building from what its rooms showed; by default a Swedish winter over the end of summer time. */
function building(
  rooms: readonly Partial<
    Record<"temperatureC" | "co2Ppm" | "relativeHumidityPct", (hour: number) => number>
  >[],
  {
    zone = "Europe/Stockholm",
    startMs = Date.parse("2025-10-01T00:00+02:00"),
    days = 90,
    outdoorC,
  }: Given = {},
): BuildingHours {
  const frame = { startMs, hours: days * 24, zone };
  const local = localHours(frame);
  const column = (of: (hour: number) => number): Float64Array =>
    Float64Array.from({ length: frame.hours }, (_, hour) => of(hour));
  return {
    frame,
    local,
    outdoorC: column(outdoorC ?? ((hour) => 4 - 10 * Math.sin(hour / 500) + Math.sin(hour / 4))),
    rooms: rooms.map((of, i): RoomHours => {
      const sensors = Object.fromEntries(Object.entries(of).map(([name, value]) => [name, column(value)]));
      return {
        roomId: i + 1,
        slug: `room-${i}`,
        names: { sv: "", zh: "", en: "" },
        use: "office",
        sensitivePeople: false,
        occupied: occupiedHours(occupancyOf("office", "SE"), frame, undefined, local),
        ...sensors,
        asShown: sensors,
      };
    }),
  };
}

const judged = (hours: BuildingHours, heat: MeterColumn | null = null, profile = swedenLimits) =>
  climateOf({ hours, profile, heat, electricity: null });

describe("a building's climate", () => {
  it("holds exactly what the package says of the same hours", () => {
    const value = fc.option(fc.double({ min: 10, max: 32, noNaN: true }), { nil: gap, freq: 8 });
    const showing = fc.array(value, { minLength: 50, maxLength: 50 });
    fc.assert(
      fc.property(fc.array(showing, { minLength: 1, maxLength: 6 }), (rooms) => {
        const hours = building(
          rooms.map((shown) => ({
            temperatureC: (hour) => (hour < 24 ? 21 : shown[(hour * 7) % 50]!),
            co2Ppm: (hour) => 420 + 40 * (shown[(hour * 3) % 50]! - 10),
            relativeHumidityPct: (hour) => 2 * shown[(hour * 11) % 50]!,
          })),
        );
        const { detail } = judged(hours);
        const figures = hours.rooms.map(
          ({ slug, use, sensitivePeople, names: _, roomId: __, asShown: ___, ...columns }) =>
            roomFigures({ id: slug, room: { use, sensitivePeople }, ...columns }, swedenLimits, hours.frame),
        );
        for (const name of figureNames) {
          expect(detail.building[name]).toEqual(buildingFigure(figures, name));
          for (const [i, room] of detail.rooms.entries()) {
            const own = figures[i]![name];
            expect(room[name]).toEqual(
              own.ok
                ? { ok: true, value: { ...own.value, limits: own.value.limits.map(({ id }) => id) } }
                : own,
            );
          }
        }
        const [first] = hours.rooms;
        const air = airChangesFromDecay(
          { startMs: hours.frame.startMs, stepMs: HOUR_MS, values: first!.co2Ppm! },
          first!.occupied.map((here) => 1 - here),
          425,
        );
        expect(detail.rooms[0]!.airChanges.ok).toBe(air.ok);
        expect(detail.building.curve).toEqual(
          heatingCurveSlope(
            hours.local,
            meanRoom(hours.rooms, hours.frame.hours),
            hours.outdoorC,
            settledHours(first!.occupied),
          ),
        );
        for (const limit of detail.limits) expect(limit).toMatchObject({ source: expect.any(String) });
      }),
      { numRuns: 12 },
    );
  });

  it("counts from the first day a room was measured: a house is not blamed for the time before its sensors", () => {
    const hours = building([{ temperatureC: (hour) => (hour < 24 * 60 + 5 ? gap : 21) }]);
    const { detail } = judged(hours);
    expect(detail.period).toMatchObject({ fromDate: "2025-11-30", days: 30 });
    expect(detail.rooms[0]!.outside).toMatchObject({ value: { shareOutside: 0 } });
  });

  it("names what is not known: rooms without sensors, half-empty hours, no weather", () => {
    const hours = building(
      [{}, { temperatureC: (hour) => (hour % 2 === 0 ? 21 : gap) }, { temperatureC: () => 21 }],
      { outdoorC: () => gap },
    );
    const { detail, advice } = judged(hours);
    const [none, half, whole] = detail.rooms;
    expect(none!.outside).toMatchObject({ reason: { code: "no-sensor" } });
    expect(half!.outside).toMatchObject({ reason: { code: "too-little-measured" } });
    expect(whole!.outside).toMatchObject({ value: { shareOutside: 0 } });
    expect(whole!.overheating).toMatchObject({ reason: { code: "no-heating-hours" } });
    expect(detail.building.curve).toMatchObject({ reason: { code: "too-few-cold-days" } });
    expect(detail.building.outside).toMatchObject({
      value: { roomsMeasured: 1, roomsNotMeasured: ["room-0", "room-1"] },
    });
    const said = advice.silent.map(({ detector }) => detector);
    expect(said).toEqual(expect.arrayContaining(["warm-weather-heating", "heating-curve", "imbalance"]));
    expect(advice.findings).toEqual([]);
  });

  it("says nothing at all of a building without a sensor, and nothing of one without a whole day", () => {
    for (const hours of [
      building([{}, {}]),
      building([]),
      building([{ temperatureC: () => 21 }], { days: 0 }),
    ]) {
      const { detail, advice } = judged(hours);
      expect(detail.period).toBeNull();
      expect(detail.building.outside.ok).toBe(false);
      expect(advice.period).toBeNull();
    }
  });

  it("finds a sensor that stood still, though its hours are gaps in the figures", () => {
    const moving = (hour: number): number => 21 + Math.sin(hour * hour);
    const shown = building([
      { temperatureC: (hour) => (hour > 400 && hour < 700 ? 22.4 : moving(hour)) },
      { temperatureC: moving },
    ]);
    const [stuck, other] = shown.rooms;
    const judgedColumn = stuck!.temperatureC!.map((value) => (value === 22.4 ? gap : value));
    const { advice } = judged({ ...shown, rooms: [{ ...stuck!, temperatureC: judgedColumn }, other!] });
    expect(advice.findings.map(({ code, rooms }) => [code, rooms])).toEqual([["stuck-sensor", ["room-0"]]]);
  });

  it("holds homes in Xi'an to the rule of its heating season, with the records it used", () => {
    const hours = building([{ temperatureC: () => 17 }], {
      zone: "Asia/Shanghai",
      startMs: Date.parse("2025-11-01T00:00+08:00"),
    });
    const home = { ...hours, rooms: hours.rooms.map((room) => ({ ...room, use: "dwelling" as const })) };
    const { detail } = judged(home, null, xianLimits);
    const { tooCold } = detail.rooms[0]!;
    expect(tooCold).toMatchObject({ value: { shareOutside: 1, limits: ["xian-heating-lowest"] } });
    expect(detail.limits.map(({ id, standing }) => [id, standing])).toContainEqual([
      "xian-heating-lowest",
      "second-hand",
    ]);
    expect(limitsAt(xianLimits, "2025-12-01", { use: "dwelling" }).lowestTemperature?.value).toBe(18);
  });

  it("takes a building of 200 rooms", () => {
    const hours = building(
      Array.from({ length: 200 }, (_, room) => ({
        temperatureC: (hour: number) => 20.5 + (room % 5) / 10 + Math.sin(hour * 0.7 + room),
      })),
      { days: 365 },
    );
    const { detail } = judged(hours);
    expect(detail.rooms).toHaveLength(200);
    expect(detail.building.outside).toMatchObject({ value: { roomsMeasured: 200 } });
  });
});
