import { describe, expect, it } from "vitest";
import type { RegisteredInstallation } from "../buildings/index.ts";
import { dailySums, daysOf } from "./daily.ts";
import { endsOf, type IntervalInput, intervalUse } from "./interval-readings.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 0, 5);

const meter: RegisteredInstallation = {
  serial: "A1",
  fromMs: START,
  toMs: null,
  openingRegister: "0",
  closingRegister: null,
  multiplier: "1",
  registerWidth: null,
  ratedPowerKw: null,
};

function input(
  rows: readonly (readonly [atMs: number, tenths: number, quality?: number])[],
  more: Partial<IntervalInput> = {},
): IntervalInput {
  return {
    readings: {
      atMs: Float64Array.from(rows, ([at]) => at),
      mantissa: Float64Array.from(rows, ([, tenths]) => tenths),
      decimals: new Uint8Array(rows.length).fill(1),
      quality: Uint8Array.from(rows, ([, , quality = 0]) => quality),
    },
    installations: [],
    unit: "kWh",
    answers: [],
    ...more,
  };
}

const hours = (count: number, tenths: (hour: number) => number) =>
  Array.from({ length: count }, (_, hour): [number, number] => [START + hour * HOUR, tenths(hour)]);

function used(given: IntervalInput, stepMs = HOUR) {
  const use = intervalUse(given, stepMs, (kwh) => kwh);
  if (!use.ok) throw new Error("no use");
  return use;
}

/** An office's hour, different from its neighbours. */
const office = (hour: number): number => 200 + 30 * ((hour * 7) % 5) + (hour % 24);

describe("use from interval readings", () => {
  it("a forecast is no measurement: it is left out, and a row of them is one finding", () => {
    const rows = hours(200, office).map(([at, tenths], hour): [number, number, number] => [
      at,
      tenths,
      hour >= 50 && hour < 60 ? 12 : 0,
    ]);
    const use = used(input(rows));
    expect(use.atMs).toHaveLength(190);
    expect(use.findings).toEqual([{ code: "not-a-measurement", atMs: START + 51 * HOUR }]);
  });

  it("a transformer's ratio multiplies, and what the meter's rating forbids waits for an answer", () => {
    const rows = hours(100, (hour) => (hour === 40 ? 9_000 : office(hour)));
    const installations = [{ ...meter, multiplier: "20", ratedPowerKw: 2_000 }];
    const use = used(input(rows, { installations }));
    expect(use.value[0]).toBe((office(0) / 10) * 20);
    expect(use.atMs).not.toContain(START + 40 * HOUR);
    expect(use.questions).toMatchObject([
      {
        break: "interval",
        serial: "A1",
        registerAfter: "18000.0",
        options: [{ kind: "real" }, { kind: "left-out" }],
      },
    ]);
    const answers = [{ questionId: use.questions[0]!.id, choice: { kind: "real" } as const }];
    const real = used(input(rows, { installations, answers }));
    expect(real.questions).toEqual([]);
    expect(real.value[40]).toBe(18_000);
  });

  it("values that stand still and a lone peak are counted, pointed out, and not taken for measured", () => {
    const rows = hours(24 * 60, (hour) => {
      if (hour === 700) return 20_000;
      return hour >= 900 && hour < 960 ? 237 : office(hour) + ((hour * 31) % 11);
    });
    const use = used(input(rows));
    expect(use.atMs).toHaveLength(rows.length);
    expect(use.findings.map(({ code }) => code)).toEqual(["lone-peak", "flatline"]);
    expect(use.suspect).toContainEqual(
      expect.objectContaining({ fromMs: START + 900 * HOUR, toMs: START + 960 * HOUR }),
    );
  });
});

describe("how long an interval is", () => {
  const ends = (atMinutes: readonly number[]) =>
    Array.from(
      endsOf(
        Float64Array.from(atMinutes, (at) => at * MINUTE),
        HOUR,
      ),
      (end) => end / MINUTE,
    );

  it("is as declared, and a gap does not stretch it", () => {
    expect(ends([0, 60, 240])).toEqual([60, 120, 300]);
  });

  it("is a quarter where quarters come, the last of them too, before a gap and before hours", () => {
    expect(ends([0, 15, 30, 45, 300, 360])).toEqual([15, 30, 45, 60, 360, 420]);
    expect(ends([0, 15, 30, 45, 60, 120])).toEqual([15, 30, 45, 60, 120, 180]);
  });

  it("runs over into the next where something was metered twice, and both are left out as a conflict", () => {
    expect(ends([0, 7, 60])).toEqual([60, 67, 120]);
    const use = used(
      input([
        [START, 10],
        [START + 7 * MINUTE, 10],
        [START + 120 * MINUTE, 30],
        [START + 180 * MINUTE, 40],
      ]),
    );
    expect([...use.value]).toEqual([3, 4]);
    expect(use.findings.map(({ code }) => code)).toContain("conflicting-readings");
  });

  it("quarters and hours of one meter make whole days alike", () => {
    const quarters = Array.from({ length: 96 }, (_, i): [number, number] => [START + i * 15 * MINUTE, 10]);
    const thenHours = Array.from({ length: 24 }, (_, i): [number, number] => [START + (24 + i) * HOUR, 40]);
    const use = used(input([...quarters, ...thenHours]));
    expect([...dailySums(use, daysOf("UTC", START, START + 48 * HOUR))]).toEqual([96, 96]);
  });

  it("readings of local days of 23 and 25 hours are whole days", () => {
    const midnights = ["2026-03-28T23:00Z", "2026-03-29T22:00Z", "2026-03-30T22:00Z"].map(Date.parse);
    const use = used(input(midnights.map((at) => [at, 240])), 24 * HOUR);
    const days = daysOf("Europe/Stockholm", midnights[0]!, midnights[2]! + 24 * HOUR);
    expect([...dailySums(use, days)]).toEqual([24, 24, 24]);
  });
});
