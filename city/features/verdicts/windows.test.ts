import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dueLook, GRACE_DAYS, LOOKS_AFTER_DAYS, nextLook } from "./windows.ts";

describe("looks at a measure", () => {
  it("are none before the first quarter and its grace are over", () => {
    expect(dueLook(1000, 1000 + 92)).toBeUndefined();
    expect(nextLook(1000, 1000 + 92)).toMatchObject({ days: 90, onDay: 1093, isFinal: false });
    expect(dueLook(1000, 1000 + 93)).toEqual({ days: 90, lastDay: 1089, isFinal: false });
  });

  it("end with the year, whatever comes after it", () => {
    for (const today of [1000 + 365 + GRACE_DAYS, 9999]) {
      expect(dueLook(1000, today)).toEqual({ days: 365, lastDay: 1364, isFinal: true });
      expect(nextLook(1000, today)).toBeUndefined();
    }
  });

  it("never go back, and never go beyond today", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 800 }), (first, later) => {
        const look = dueLook(first, first + later);
        const next = dueLook(first, first + later + 1);
        expect(next?.days ?? 0).toBeGreaterThanOrEqual(look?.days ?? 0);
        expect(look?.lastDay ?? Number.NEGATIVE_INFINITY).toBeLessThan(first + later);
        expect(LOOKS_AFTER_DAYS.filter((days) => days > (look?.days ?? 0))[0]).toBe(
          nextLook(first, first + later)?.days,
        );
      }),
    );
  });
});
