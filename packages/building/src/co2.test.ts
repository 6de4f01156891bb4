import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { co2Hour } from "./co2.ts";

function hours(count: number, volumeM3: number, flowLs: number, generationLs: number): number {
  const out = { endPpm: 420, meanPpm: 420 };
  for (let hour = 0; hour < count; hour++) {
    co2Hour(out.endPpm, volumeM3, flowLs, generationLs, 420, out);
  }
  return out.endPpm;
}

describe("carbon dioxide of a room", () => {
  it("a full classroom settles at outdoors plus generation over ventilation", () => {
    // 25 people at 20 l/h each and 8 l/s each: 420 + (20/3600)/8 · 1e6 = 420 + 694.4 ppm.
    expect(hours(24, 180, 200, (25 * 20) / 3600)).toBeCloseTo(420 + (20 / 3600 / 8) * 1e6, 6);
  });

  it("the gas that people give off either leaves with the air or is still in the room", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 10, max: 5000, noNaN: true }),
        fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 2000, noNaN: true })),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.double({ min: 420, max: 5000, noNaN: true }),
        (volumeM3, flowLs, generationLs, startPpm) => {
          const out = { endPpm: 0, meanPpm: 0 };
          co2Hour(startPpm, volumeM3, flowLs, generationLs, 420, out);
          const storedM3 = (volumeM3 * (out.endPpm - startPpm)) / 1e6;
          const leftM3 = (flowLs * 3.6 * (out.meanPpm - 420)) / 1e6;
          expect(storedM3 + leftM3).toBeCloseTo(generationLs * 3.6, 6);
        },
      ),
    );
  });

  it("an empty room comes down to outdoor air and never under it", () => {
    expect(hours(1, 100, 20, 0)).toBe(420);
    const out = { endPpm: 1500, meanPpm: 0 };
    for (let hour = 0; hour < 48; hour++) {
      const before = out.endPpm;
      co2Hour(before, 100, 20, 0, 420, out);
      expect(out.endPpm).toBeLessThanOrEqual(before);
      expect(out.endPpm).toBeGreaterThanOrEqual(420);
    }
    expect(out.endPpm).toBeCloseTo(420, 3);
  });

  it("a sealed room fills at the rate at which people breathe", () => {
    const out = { endPpm: 0, meanPpm: 0 };
    co2Hour(420, 100, 0, 20 / 3600, 420, out);
    // 20 l in 100 m³ are 200 ppm.
    expect(out.endPpm).toBeCloseTo(620, 9);
    expect(out.meanPpm).toBeCloseTo(520, 9);
  });
});
