import { describe, expect, it } from "vitest";
import { residualSpread, unlikelihood, whiteningOf } from "./eventnoise.ts";

describe("what is ordinary", () => {
  it("a filter learnt from a first-order process looks back one day and no further", () => {
    const autocovariances = Float64Array.from({ length: 5 }, (_, lag) => 4 * 0.6 ** lag);
    const unit = 1 / Math.sqrt(4 * (1 - 0.36));
    const filter = whiteningOf(autocovariances);
    expect(filter[0]).toBeCloseTo(unit, 4);
    expect(filter[1]).toBeCloseTo(-0.6 * unit, 4);
    for (const later of filter.slice(2)) expect(later).toBeCloseTo(0, 4);
  });

  it("weighs days by the inverse of their covariance", () => {
    // Days 0 and 1 of x, by the tridiagonal inverse covariance of a first-order process; the last day has no next one.
    const whitening = [1, -0.5];
    expect([...unlikelihood(whitening, Float64Array.of(1, 0, 0))]).toEqual([1.25, -0.5, 0]);
    expect([...unlikelihood(whitening, Float64Array.of(0, 0, 1))]).toEqual([0, -0.5, 1]);
  });

  it("grows with expected use where residuals do, and leaves gaps out", () => {
    const expected = Float64Array.from({ length: 400 }, (_, day) => (day % 2 === 0 ? 0.2 : 2));
    const residuals = expected.map((use, day) =>
      day === 7 ? Number.NaN : 0.1 * use * Math.sin(day * 12.9898),
    );
    const spread = residualSpread(residuals, expected);
    expect(spread[1]! / spread[0]!).toBeGreaterThan(5);
    expect(spread[1]!).toBeGreaterThan(0.1);
    expect(spread[1]!).toBeLessThan(0.35);
  });
});
