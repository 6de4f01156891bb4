import { xoshiro128 } from "@husting/series";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weekdayOf } from "./daykinds.ts";
import { LEAST_ORDINARY, type ShortTrialInput, shortTrial } from "./shorttrial.ts";

const DAYS = 3 * 364;
const TRIAL_DAYS = 14;
// A Monday.
const FIRST_DAY = 19_674;

/** A building that follows the cold, the week and a slow drift, with noise that resembles the day before's. */
function building(seed: number, savedShare = 0): ShortTrialInput {
  const next = xoshiro128([seed + 1, 77, 13, 5]);
  const uniform = (): number => next() / 2 ** 32;
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  for (let i = 0; i < 50; i++) uniform();
  const temperature = new Float64Array(DAYS);
  const useKwh = new Float64Array(DAYS);
  const trialStart = DAYS - TRIAL_DAYS;
  let weather = 0;
  let noise = 0;
  for (let day = 0; day < DAYS; day++) {
    weather = 0.8 * weather + 2.4 * normal();
    noise = 0.6 * noise + 0.03 * normal();
    temperature[day] = 4 - 13 * Math.cos((2 * Math.PI * (day + 30)) / 365) + weather;
    const works = weekdayOf(FIRST_DAY + day) < 5;
    const heat = 22 * Math.max(0, 16 - temperature[day]!);
    const ordinary = ((works ? 240 : 90) + heat) * (1 + noise + 0.03 * Math.sin(day / 90));
    useKwh[day] = day >= trialStart ? ordinary * (1 - savedShare) : ordinary;
  }
  return {
    ...{ firstDay: FIRST_DAY, kinds: new Uint8Array(DAYS), temperature, useKwh, trialStart },
    ...{ isCounted: new Uint8Array(DAYS).fill(1), changes: [] },
  };
}

function answered(input: ShortTrialInput) {
  const trial = shortTrial(input);
  if (!trial.ok) throw new Error(trial.reason.code);
  return trial.value;
}

describe("what a short trial saved", () => {
  it("has an interval that holds nought at least nine times in ten where nothing was tried", () => {
    const seeds = Array.from({ length: 40 }, (_, seed) => seed);
    const held = seeds.filter((seed) => {
      const { avoidedKwh, halfWidthKwh } = answered(building(seed));
      return Math.abs(avoidedKwh) <= halfWidthKwh;
    });
    expect(held.length / seeds.length).toBeGreaterThanOrEqual(0.9);
  });

  it("has an interval that holds what was truly saved at least nine times in ten", () => {
    const seeds = Array.from({ length: 30 }, (_, seed) => seed + 1000);
    const held = seeds.filter((seed) => {
      const { usedKwh, avoidedKwh, halfWidthKwh } = answered(building(seed, 0.2));
      const truth = usedKwh / 0.8 - usedKwh;
      return Math.abs(avoidedKwh - truth) <= halfWidthKwh;
    });
    expect(held.length / seeds.length).toBeGreaterThanOrEqual(0.9);
  });

  it("is what was expected less what was used", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (seed, share) => {
          const input = building(seed, share);
          const trial = answered(input);
          const used = input.useKwh.subarray(input.trialStart).reduce((sum, use) => sum + use, 0);
          expect(trial.usedKwh).toBeCloseTo(used, 6);
          expect(trial.avoidedKwh).toBeCloseTo(trial.expectedKwh - trial.usedKwh, 6);
          expect(trial.ordinaryShares).toEqual(trial.ordinaryShares.toSorted((a, b) => a - b));
        },
      ),
      { numRuns: 8 },
    );
  });

  it("expects the same whatever is used while it is tried", () => {
    expect(answered(building(3, 0.4)).expectedKwh).toBeCloseTo(answered(building(3)).expectedKwh, 9);
    expect(answered(building(3, 0.4)).ordinaryShares).toEqual(answered(building(3)).ordinaryShares);
  });
});

describe("what cannot be told", () => {
  const changed = (change: (input: ShortTrialInput) => void): ReturnType<typeof shortTrial> => {
    const input = building(5);
    change(input);
    return shortTrial(input);
  };

  it("a trial with too many days that were not measured", () => {
    const trial = changed(({ useKwh, trialStart }) => useKwh.fill(Number.NaN, trialStart, trialStart + 4));
    expect(trial).toEqual({
      ok: false,
      reason: { code: "too-many-gaps", have: 10, need: 12, expected: 14 },
    });
  });

  it("a gap within what may be missing is left out, and not counted as nothing used", () => {
    const whole = answered(building(5));
    const trial = changed(({ useKwh, trialStart }) => useKwh.fill(Number.NaN, trialStart, trialStart + 2));
    expect(trial.ok && trial.value.daysCounted).toBe(12);
    expect(trial.ok && trial.value.expectedKwh).toBeLessThan(whole.expectedKwh);
  });

  it("a trial of holidays alone", () => {
    expect(changed(({ isCounted, trialStart }) => isCounted.fill(0, trialStart))).toMatchObject({
      reason: { code: "no-days" },
    });
  });

  it("a building that has hardly been watched", () => {
    expect(changed(({ useKwh, trialStart }) => useKwh.fill(Number.NaN, 0, trialStart - 40))).toMatchObject({
      reason: { code: "too-little-before", have: 40 },
    });
  });

  it("a building watched for too short a time to know what chance does", () => {
    expect(changed(({ useKwh, trialStart }) => useKwh.fill(Number.NaN, 0, trialStart - 170))).toMatchObject({
      reason: { code: "too-few-ordinary", need: LEAST_ORDINARY },
    });
  });

  it("hours in which nothing is used", () => {
    expect(changed(({ useKwh }) => useKwh.fill(0))).toMatchObject({ reason: { code: "nothing-used" } });
  });

  it("nothing is learnt across a measure: what was used before it does not matter", () => {
    const at = DAYS - TRIAL_DAYS - 300;
    const [before, doubled] = [building(8), building(8)];
    for (let day = 0; day < at; day++) doubled.useKwh[day]! *= 2;
    const expected = (input: ShortTrialInput) => answered({ ...input, changes: [at] }).expectedKwh;
    expect(expected(doubled)).toBeCloseTo(expected(before), 6);
  });
});
