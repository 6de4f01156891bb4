import { describe, expect, it } from "vitest";
import { plainOperation } from "./fixtures.ts";
import { fanPowerW, radiatorShare, recoveredAirC, waterExcessK, windowOpening } from "./systems.ts";

const { curve, ventilation, airing } = plainOperation;

describe("heating, ventilation and windows", () => {
  it("a curve that fits gives radiators heat in proportion to the cold", () => {
    expect(waterExcessK(curve, -20, 0)).toBeCloseTo(30, 9);
    for (const outdoorC of [-20, -10, 0, 10, 17]) {
      const share = radiatorShare(curve, waterExcessK(curve, outdoorC, 0), 20);
      expect(share).toBeCloseTo((18 - outdoorC) / 38, 9);
    }
  });

  it("gives no heat above the balance temperature and less at night when set back", () => {
    expect(waterExcessK(curve, 18, 0)).toBe(0);
    expect(waterExcessK(curve, 25, 0)).toBe(0);
    expect(waterExcessK(curve, -5, 3)).toBeCloseTo(waterExcessK(curve, -5, 0) - 9, 9);
    expect(radiatorShare(curve, 0, 15)).toBe(0);
    expect(radiatorShare(curve, 5, 26)).toBe(0);
  });

  it("heat recovery gives back its share of the warmth", () => {
    expect(recoveredAirC(ventilation, -10, 20, false)).toBeCloseTo(8, 9);
    expect(recoveredAirC(ventilation, 30, 24, true)).toBeCloseTo(26.4, 9);
  });

  it("recovers only what the supply air needs when the rooms are too warm, and heats nothing it has thrown away", () => {
    expect(recoveredAirC(ventilation, 10, 25, true)).toBe(17);
    expect(recoveredAirC(ventilation, 19, 25, true)).toBe(19);
    expect(recoveredAirC(ventilation, -10, 25, true)).toBeCloseTo(11, 9);
    expect(recoveredAirC({ ...ventilation, supplyAirC: undefined }, 5, 25, true)).toBe(5);
  });

  it("a fan at half speed takes an eighth of its power, and none when it stands", () => {
    expect(fanPowerW(ventilation, 100, 1)).toBe(200);
    expect(fanPowerW(ventilation, 100, 0.5)).toBe(25);
    expect(fanPowerW(ventilation, 100, 0)).toBe(0);
  });

  it("people open windows when it is too warm, but not to let warmer air in", () => {
    expect(windowOpening(airing, 24, 20, 600)).toBe(0);
    expect(windowOpening(airing, 26.5, 22, 600)).toBeCloseTo(0.5, 9);
    expect(windowOpening(airing, 29, 24, 600)).toBe(1);
    expect(windowOpening(airing, 29, 31, 600)).toBe(0);
  });

  it("people open windows a crack in the cold, so that the heat let out is about the same", () => {
    const mild = windowOpening(airing, 28, 22, 600);
    const cold = windowOpening(airing, 28, -14, 600);
    expect(mild).toBe(1);
    expect(cold * (28 + 14)).toBeCloseTo(mild * (28 - 22), 9);
    expect(windowOpening(airing, 40, -14, 600)).toBeLessThan(0.12);
  });

  it("people open windows a little when the air is stuffy, less when it is cold out", () => {
    const mild = windowOpening(airing, 21, 18, 1800);
    const cold = windowOpening(airing, 21, -20, 1800);
    expect(mild).toBeCloseTo(0.25, 9);
    expect(cold).toBeGreaterThan(0);
    expect(cold).toBeLessThan(mild);
  });
});
