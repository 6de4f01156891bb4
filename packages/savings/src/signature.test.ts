import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalisedAnnualUse } from "./normalyear.ts";
import { fitEnergySignature } from "./signature.ts";

const winter = Float64Array.from({ length: 120 }, (_, i) => -4 + 8 * Math.sin(i / 6) + 3 * Math.sin(i * 1.3));

describe("an energy signature", () => {
  it("finds the heat loss coefficient of a simulated building, and its interval holds it", () => {
    const powerW = winter.map((t, i) => 250 * (21 - t) - 900 + 150 * Math.sin(i * 12.9898));
    const result = fitEnergySignature({ powerW, indoorC: 21, outdoorC: winter });
    if (!result.ok) throw new Error(result.reason.code);
    const { ktotWPerK, interval90, sensitivity } = result.value;
    expect(Math.abs(ktotWPerK - 250)).toBeLessThan(5);
    expect(interval90.lower).toBeLessThan(250);
    expect(interval90.upper).toBeGreaterThan(250);
    expect(sensitivity.lowest).toBeLessThanOrEqual(ktotWPerK);
    expect(sensitivity.highest).toBeGreaterThanOrEqual(ktotWPerK);
    expect(result.value.assumptions.indoor).toBe("assumed");
  });

  it("hangs on its period when a month was heated differently, and says so", () => {
    const powerW = winter.map((t, i) => (i < 30 ? 400 : 250) * (21 - t));
    const result = fitEnergySignature({ powerW, indoorC: 21, outdoorC: winter });
    if (!result.ok) throw new Error(result.reason.code);
    expect(result.value.sensitivity.highest - result.value.sensitivity.lowest).toBeGreaterThan(20);
  });

  it("does not change when indoors is as much colder as outdoors", () => {
    fc.assert(
      fc.property(fc.double({ min: -5, max: 0, noNaN: true }), (shift) => {
        const powerW = winter.map((t) => 100 * (21 - t) + 50);
        const a = fitEnergySignature({ powerW, indoorC: 21, outdoorC: winter, heatedUnderC: 50 });
        const b = fitEnergySignature({
          powerW,
          indoorC: 21 + shift,
          outdoorC: winter.map((t) => t + shift),
          heatedUnderC: 50,
        });
        if (!a.ok || !b.ok) throw new Error("no fit");
        expect(b.value.ktotWPerK).toBeCloseTo(a.value.ktotWPerK, 6);
      }),
    );
  });

  it("is refused when there are few cold days or all are alike", () => {
    const warm = fitEnergySignature({ powerW: winter, indoorC: 21, outdoorC: winter.map(() => 15) });
    expect(warm.ok ? "a signature" : warm.reason.code).toBe("too-few-days");
    const alike = fitEnergySignature({ powerW: winter, indoorC: 21, outdoorC: winter.map(() => 1) });
    expect(alike.ok ? "a signature" : alike.reason.code).toBe("differences-too-alike");
  });
});

describe("normalised annual use", () => {
  it("is the sum over a typical year, and a gap in it is refused", () => {
    const year = new Float64Array(365).fill(2);
    expect(normalisedAnnualUse(year)).toEqual({ ok: true, value: { annual: 730, daysCounted: 365 } });
    year[7] = Number.NaN;
    expect(normalisedAnnualUse(year)).toEqual({ ok: false, reason: { code: "gap-in-typical-year", day: 7 } });
    expect(normalisedAnnualUse(year.subarray(0, 300)).ok).toBe(false);
  });
});
