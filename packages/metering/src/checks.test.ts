import type { RegularSeries } from "@husting/series";
import { describe, expect, it } from "vitest";
import { flatlines, outOfRating, setAside, spikes, stale, suspectShare } from "./checks.ts";
import { behaviourOfEspi, espiQualities, standingOf } from "./quality.ts";
import { createRandom } from "./seeded.ts";
import { injectTraps } from "./traps.ts";
import { zeroRuns } from "./zero-runs.ts";

const hourMs = 3_600_000;
const hoursInYear = 8760;
const startMs = Date.UTC(2023, 0, 1);
const series = (values: Float64Array): RegularSeries => ({ startMs, stepMs: hourMs, values });

/** A building's electricity: days and nights, working weeks, some chance. Tenths of a kWh. */
function office(seed: number, years = 2): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: years * hoursInYear }, (_, hour) => {
    const working = hour % 24 >= 7 && hour % 24 < 18 && Math.floor(hour / 24) % 7 < 5;
    return Math.round((working ? 40 : 12) * (0.8 + 0.4 * random()) * 10) / 10;
  });
}

/** Heat that is off from the middle of May to the middle of September and now and then at night in spring. */
function heat(seed: number, years = 2): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: years * hoursInYear }, (_, hour) => {
    const day = Math.floor(hour / 24) % 365;
    if (day >= 135 && day < 258) return 0;
    const cold = Math.abs(day - 196) / 196;
    return hour % 24 < 5 && random() < 0.6 * (1 - cold) ? 0 : Math.round(100 * cold * (0.5 + random())) / 10;
  });
}

describe("a load without faults", () => {
  it("gives no finding: neither an office's electricity nor a heat meter with its summers", () => {
    for (let seed = 1; seed <= 10; seed++) {
      for (const values of [office(seed), heat(seed)]) {
        expect([
          ...zeroRuns(series(values)),
          ...spikes(series(values)),
          ...flatlines(series(values)),
        ]).toEqual([]);
      }
    }
  });
});

describe("zeros", () => {
  it("a gap that was written as zeros is suspect, and becomes a gap again instead of a saving", () => {
    const values = office(1).fill(0, 3000, 3400);
    const found = zeroRuns(series(values));
    expect(found).toEqual([
      {
        code: "zero-run",
        fromMs: startMs + 3000 * hourMs,
        toMs: startMs + 3400 * hourMs,
        steps: 400,
        beginningsPerStep: 0,
      },
    ]);
    const without = setAside(series(values), found);
    expect(without.values.subarray(3000, 3400).every(Number.isNaN)).toBe(true);
    expect(values[3000]).toBe(0);
    expect(suspectShare(series(values), found)).toBeCloseTo(400 / values.length, 12);
  });

  it("one gap written as zeros does not excuse the next", () => {
    const values = office(2).fill(0, 3000, 4000).fill(0, 4700, 4710).fill(0, 5500, 6800);
    expect(zeroRuns(series(values)).map((finding) => (finding.toMs - finding.fromMs) / hourMs)).toEqual([
      1000, 10, 1300,
    ]);
  });

  it("a single zero, and a load that is nothing but zeros, are taken as they are", () => {
    expect(zeroRuns(series(office(3).fill(0, 3000, 3002)))).toEqual([]);
    expect(zeroRuns(series(new Float64Array(1000)))).toEqual([]);
  });

  it("a week of zeros in January is suspect even in a heat meter that knows zeros from its summers", () => {
    const found = zeroRuns(series(heat(4).fill(0, hoursInYear + 400, hoursInYear + 568)));
    expect(found).toMatchObject([{ fromMs: startMs + (hoursInYear + 400) * hourMs, steps: 168 }]);
  });
});

describe("a value that stays", () => {
  it("for two days in a load that never repeats itself is a flatline", () => {
    const values = office(5).fill(23.4, 5000, 5048);
    expect(flatlines(series(values))).toMatchObject([
      { steps: 48, value: 23.4, fromMs: startMs + 5000 * hourMs },
    ]);
  });

  it("for a night in a small load read in whole kilowatt-hours is no flatline", () => {
    const random = createRandom(6);
    const coarse = office(6).map((value) => (value > 20 ? Math.round(value / 4) : random() < 0.02 ? 2 : 1));
    expect(flatlines(series(coarse))).toEqual([]);
  });
});

describe("a value that stands out", () => {
  it("is a spike when nothing near it comes close", () => {
    const values = office(7);
    values[6000] = 400;
    expect(spikes(series(values))).toMatchObject([{ value: 400, fromMs: startMs + 6000 * hourMs }]);
  });

  it("is none when the week around it is as high", () => {
    expect(spikes(series(office(8).map((value, i) => (i >= 6000 && i < 6100 ? value * 8 : value))))).toEqual(
      [],
    );
  });

  it("is out of rating when the meter is rated for less, however often it happens", () => {
    const found = outOfRating(series(Float64Array.of(9, 12, Number.NaN, 13)), 10);
    expect(found.map((finding) => finding.fromMs)).toEqual([startMs + hourMs, startMs + 3 * hourMs]);
    expect(found).toMatchObject([{ code: "out-of-rating", value: 12, rating: 10 }, { value: 13 }]);
  });
});

describe("readings that stop", () => {
  const timesMs = Float64Array.from({ length: 500 }, (_, i) => startMs + i * hourMs);
  const lastMs = startMs + 499 * hourMs;

  it("are stale after three usual intervals, not before", () => {
    expect(stale(timesMs, lastMs + 3 * hourMs)).toEqual([]);
    expect(stale(timesMs, lastMs + 4 * hourMs)).toEqual([
      { code: "stale", fromMs: lastMs, toMs: lastMs + 4 * hourMs, usualIntervalMs: hourMs },
    ]);
  });

  it("are not stale while the silence is one this source is known for", () => {
    const workdays = timesMs.filter((timeMs) => ((timeMs - startMs) / hourMs) % 168 < 120);
    expect(stale(workdays, workdays.at(-1)! + 5 * hourMs)).toHaveLength(1);
    const daily = Float64Array.from(
      { length: 50 },
      (_, i) => startMs + (i * 24 + (i % 7 === 0 ? 10 : 0)) * hourMs,
    );
    expect(stale(daily, daily.at(-1)! + 40 * hourMs)).toEqual([]);
  });

  it("cannot be judged from one reading", () => {
    expect(stale(timesMs.subarray(0, 1), lastMs)).toEqual([]);
  });
});

describe("traps set by seed", () => {
  it("are the same for the same seed, others for another, and the sound series is left alone", () => {
    const sound = series(office(9));
    const before = sound.values.slice();
    const kinds = ["zero-run", "flatline", "spike", "gap"] as const;
    const set = injectTraps(sound, 11, kinds, 3);
    expect(set.truth).toHaveLength(12);
    expect(new Set(set.truth.map(({ kind }) => kind))).toEqual(new Set(kinds));
    expect(injectTraps(sound, 11, kinds, 3)).toEqual(set);
    expect(injectTraps(sound, 12, kinds, 3).truth).not.toEqual(set.truth);
    expect(sound.values).toEqual(before);
  });
});

describe("ESPI codes", () => {
  it("say what a reading is worth, and an unknown one is doubtful", () => {
    expect([0, 7, 8, 9, 10, 15, 17, 19, 99].map(standingOf)).toEqual([
      "measured",
      "measured",
      "estimated",
      "estimated",
      "doubtful",
      "not-a-measurement",
      "measured",
      "measured",
      "doubtful",
    ]);
    expect(new Set(espiQualities.map(({ code }) => code)).size).toBe(espiQualities.length);
  });

  it("declare registers and intervals; an instantaneous value is neither", () => {
    expect([3, 9, 4, 12].map(behaviourOfEspi)).toEqual(["cumulative", "cumulative", "interval", undefined]);
  });
});
