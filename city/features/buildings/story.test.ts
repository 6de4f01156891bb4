import fc from "fast-check";
import { expect, test } from "vitest";
import type { ClimateView } from "../climate/index.ts";
import type { MeterView } from "./building-page.ts";
import { houseStory } from "./story.ts";

const REPORTING = { from: "2025-01-15", to: "2026-01-14" };
const PERIOD = { fromDate: "2025-11-01", toDate: "2026-10-31", days: 365 };

const meter = (carrier: string, kwh: number, savings: object | null): MeterView =>
  ({
    carrier,
    state: savings === null ? "none" : "less",
    summary: {
      year: { kwh },
      claim: savings === null ? { ok: false } : { ok: true, savings, coverage: { reporting: REPORTING } },
    },
    measure: null,
  }) as unknown as MeterView;

test("nothing known is told as nothing, not as well or badly", () => {
  expect(houseStory([], null, [], [], new Map())).toEqual({
    energy: null,
    rooms: null,
    homesUntold: 0,
    people: null,
    measures: [],
  });
});

test("the energy most of which is used is told, unless nothing can be said of it", () => {
  const claim = { counterfactual: 100, observed: 80, interval90: { low: 5, high: 35 } };
  const both = [meter("electricity", 10, claim), meter("district-heat", 90, claim)];
  expect(houseStory(both, null, [], [], new Map()).energy).toMatchObject({
    carrier: "district-heat",
    used: { share: 0.8, low: 0.65, high: 0.95, period: REPORTING },
  });
  const mute = [meter("electricity", 10, claim), meter("district-heat", 90, null)];
  expect(houseStory(mute, null, [], [], new Map()).energy?.carrier).toBe("electricity");
});

test("the energy of a judged measure comes before one that is used more", () => {
  const claim = { counterfactual: 100, observed: 80, interval90: { low: 5, high: 35 } };
  const judged = {
    ...meter("gas", 5, claim),
    measure: { verdict: { outcome: "verified", isFinal: true } },
  } as unknown as MeterView;
  expect(houseStory([meter("electricity", 90, claim), judged], null, [], [], new Map()).energy).toMatchObject(
    {
      carrier: "gas",
      verdict: "verified",
    },
  );
});

test("rooms that were warm enough and stuffy are not told as rooms that held", () => {
  const figure = (meanShareOutside: number) => ({
    meanShareOutside,
    coverage: { share: 1 },
    roomsMeasured: 4,
  });
  const climate = {
    period: PERIOD,
    building: { outside: figure(0.03), tooMuchCo2: figure(0.14) },
    homes: { rooms: 0, measured: 0 },
  } as unknown as ClimateView;
  expect(houseStory([], climate, [], [], new Map()).rooms).toMatchObject({
    heldShare: 0.97,
    freshShare: 0.86,
    period: { from: "2025-11-01", to: "2026-10-31" },
  });
});

test("the share used lies within its interval, whatever was avoided", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 1e7, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (counterfactual, avoidedShare, halfWidth) => {
        const value = counterfactual * avoidedShare;
        const half = counterfactual * halfWidth;
        const savings = {
          counterfactual,
          observed: counterfactual - value,
          interval90: { low: value - half, high: value + half },
        };
        const used = houseStory([meter("gas", 1, savings)], null, [], [], new Map()).energy!.used!;
        expect(used.low).toBeLessThanOrEqual(used.share + 1e-9);
        expect(used.high).toBeGreaterThanOrEqual(used.share - 1e-9);
      },
    ),
  );
});

test("homes that may not be told together leave the floor of rooms empty", () => {
  const climate = { building: null, homes: { rooms: 3, measured: 3 } } as unknown as ClimateView;
  expect(houseStory([], climate, [], [], new Map())).toMatchObject({ rooms: null, homesUntold: 3 });
});
