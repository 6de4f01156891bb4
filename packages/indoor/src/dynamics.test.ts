import { describe, expect, it } from "vitest";
import { airChangesFromDecay } from "./airchanges.ts";
import { heatingCurveSlope, heatingHours, overheatingWhileHeated } from "./heatingseason.ts";
import { localHours } from "./hours.ts";
import { occupancyOf, occupiedHours } from "./occupancy.ts";
import { seeded } from "./seeded.fixture.ts";
import { setbackRecovery } from "./setback.ts";

const days = 120;
const frame = { startMs: Date.parse("2024-10-31T23:00Z"), hours: days * 24, zone: "Europe/Stockholm" };
const local = localHours(frame);
const occupied = occupiedHours(occupancyOf("office", "SE"), frame, undefined, local);
const column = (value: (i: number) => number): Float64Array =>
  Float64Array.from({ length: frame.hours }, (_, i) => value(i));

/** Hourly means of carbon dioxide in an office with a given air change rate, people from eight to five. */
function office(perHour: number, noisePpm: number, seed: number): Float64Array {
  const random = seeded(seed);
  let ppm = 425;
  return column((i) => {
    let sum = 0;
    for (let minute = 0; minute < 60; minute++) {
      ppm += (perHour * (425 - ppm) + (occupied[i] === 1 ? 900 * perHour : 0)) / 60;
      sum += ppm / 60;
    }
    return sum + noisePpm * random.normal();
  });
}
const empty = occupied.map((value) => 1 - value);
const series = (values: Float64Array) => ({ startMs: frame.startMs, stepMs: 3_600_000, values });

describe("air changes from the decay of carbon dioxide", () => {
  it("are found within their interval, with and without a sensor's noise", () => {
    for (const perHour of [0.2, 0.5, 0.9]) {
      for (const noisePpm of [0, 5]) {
        const found = airChangesFromDecay(series(office(perHour, noisePpm, 7)), empty, 425);
        if (!found.ok) throw new Error(found.reason.code);
        expect(found.value.perHour.low).toBeLessThanOrEqual(perHour);
        expect(found.value.perHour.high).toBeGreaterThanOrEqual(perHour);
        expect(found.value.perHour.value / perHour).toBeCloseTo(1, 1);
        for (const decay of found.value.decays) expect(decay.rSquared).toBeGreaterThanOrEqual(0.95);
      }
    }
  });

  it("are refused, with the count of reasons, where air changes too fast for hours or nobody was there", () => {
    const fast = airChangesFromDecay(series(office(4, 0, 1)), empty, 425);
    expect(fast).toMatchObject({ reason: { code: "too-few-decays", used: 0, needed: 3 } });
    expect(!fast.ok && fast.reason.code === "too-few-decays" && fast.reason.tooShort).toBeGreaterThan(50);
    const quiet = airChangesFromDecay(series(column(() => 450)), empty, 425);
    expect(quiet).toMatchObject({ reason: { code: "too-few-decays", lowFromStart: expect.any(Number) } });
    const noEmpty = airChangesFromDecay(series(office(0.5, 0, 1)), new Uint8Array(frame.hours), 425);
    expect(noEmpty).toMatchObject({ reason: { stretches: 0 } });
    expect(
      airChangesFromDecay({ ...series(office(0.5, 0, 1)), stepMs: 7_200_000 }, empty, 425),
    ).toMatchObject({
      reason: { code: "step-too-long" },
    });
  });
});

const outdoor = (() => {
  const random = seeded(3);
  let anomaly = 0;
  return column((i) => {
    if (i % 24 === 0) anomaly = 0.8 * anomaly + 3 * random.normal();
    return anomaly - 2 * Math.cos((2 * Math.PI * (i % 24)) / 24);
  });
})();

describe("the heating curve", () => {
  it("that lifts rooms in the cold is found as a negative slope within its interval, a flat one as positive", () => {
    for (const slope of [-0.12, 0, 0.1]) {
      const random = seeded(5);
      const indoor = column(
        (i) => 21 + slope * (outdoor[i]! + (outdoor[i - 24] ?? outdoor[i]!)) * 0.5 + 0.3 * random.normal(),
      );
      const found = heatingCurveSlope(local, indoor, outdoor);
      if (!found.ok) throw new Error(found.reason.code);
      expect(found.value.slopeKPerK.low).toBeLessThanOrEqual(slope);
      expect(found.value.slopeKPerK.high).toBeGreaterThanOrEqual(slope);
      expect(found.value.coverage.share).toBe(1);
    }
  });

  it("cannot be told from a month without cold or from even weather", () => {
    const indoor = column(() => 21);
    expect(
      heatingCurveSlope(
        local,
        indoor,
        column(() => 15),
      ),
    ).toMatchObject({ reason: { code: "too-few-cold-days" } });
    expect(
      heatingCurveSlope(
        local,
        indoor,
        column(() => 2),
      ),
    ).toMatchObject({ reason: { code: "outdoors-too-even" } });
  });
});

describe("overheating while heating is on", () => {
  it("counts only hours in which heat is bought", () => {
    const heat = column((i) => (i < 1440 ? 40 : 2));
    const heating = heatingHours(local, outdoor, heat);
    expect(heating.reduce((a, b) => a + b, 0)).toBe(1440);
    const warm = column((i) => (i >= 1440 ? 30 : i % 2 === 0 ? 25 : 22));
    expect(overheatingWhileHeated(warm, heating, 24, 0.75)).toMatchObject({
      value: { shareAbove: 0.5, degreeHours: 720, meanC: 23.5, coverage: { measured: 1440 } },
    });
    expect(overheatingWhileHeated(warm, new Uint8Array(frame.hours), 24, 0.75)).toMatchObject({
      reason: { code: "no-heating-hours" },
    });
  });

  it("without a meter, cold days are heated days", () => {
    const heating = heatingHours(
      local,
      column((i) => (i < 240 ? 0 : 15)),
    );
    expect(heating.reduce((a, b) => a + b, 0)).toBe(240);
  });
});

describe("recovery from a setback", () => {
  const room = (readyHour: number): Float64Array =>
    column((i) => {
      const hour = local.hourOfDay[i]!;
      if (hour >= 18) return 21 - 0.4 * (hour - 18);
      return hour < readyHour ? Math.min(20.4, 18 + 2.4 * Math.max(0, 1 - (readyHour - hour) / 4)) : 21;
    });

  it("is late by the hours that people sit in a room that is not warm yet, and early by those heated for nobody", () => {
    for (const [ready, hours] of [
      [8, 0],
      [11, 3],
      [4, -4],
    ] as const) {
      const found = setbackRecovery(
        local,
        room(ready),
        occupied,
        column(() => 0),
      );
      if (!found.ok) throw new Error(found.reason.code);
      expect(found.value.medianHours).toBe(hours);
      expect(found.value.lateShare).toBe(hours > 1 ? 1 : 0);
    }
  });

  it("has nothing to say where there is no setback, nobody leaves, or it is not cold", () => {
    const even = column(() => 21);
    expect(setbackRecovery(local, even, occupied, outdoor)).toMatchObject({ reason: { code: "no-setback" } });
    const always = new Uint8Array(frame.hours).fill(1);
    expect(setbackRecovery(local, even, always, outdoor)).toMatchObject({ reason: { code: "never-empty" } });
    expect(
      setbackRecovery(
        local,
        even,
        occupied,
        column(() => 14),
      ),
    ).toMatchObject({
      reason: { code: "too-few-mornings" },
    });
  });
});
