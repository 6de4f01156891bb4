import type { RegularSeries } from "@husting/series";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type VirtualMeter, virtualSeries } from "./virtual.ts";

const hourMs = 3_600_000;
const gap = Number.NaN;
const series = (values: number[], startHour = 0): RegularSeries => ({
  startMs: startHour * hourMs,
  stepMs: hourMs,
  values: Float64Array.from(values),
});
const real = (id: string): VirtualMeter => ({ kind: "meter", id });
const meters = new Map<string, RegularSeries>([
  ["main", series([10, 10, gap, 10])],
  ["shop", series([4, gap, 4, 11])],
  ["later", series([1, 1, 1, 1], 2)],
  ["quarter", { ...series([1]), stepMs: 900_000 }],
  ["half past", { ...series([1]), startMs: hourMs / 2 }],
]);
const evaluate = (meter: VirtualMeter): unknown => {
  const result = virtualSeries(meter, (id) => meters.get(id));
  return result.ok
    ? [Array.from(result.value.series.values), result.value.negativeSteps]
    : result.reason.code;
};

describe("virtual meters", () => {
  it("an hour that one part did not measure is a gap in the sum, not a smaller sum", () => {
    expect(evaluate({ kind: "sum", of: [real("main"), real("shop")] })).toEqual([[14, gap, gap, 21], 0]);
  });

  it("the hours before a part's first reading are gaps as well", () => {
    expect(evaluate({ kind: "sum", of: [real("main"), real("later")] })).toEqual([
      [gap, gap, gap, 11, gap, gap],
      0,
    ]);
  });

  it("what a main meter holds beyond its sub-meters may come out negative, and then that is said", () => {
    expect(evaluate({ kind: "difference", of: real("main"), less: [real("shop")] })).toEqual([
      [6, gap, gap, -1],
      1,
    ]);
  });

  it("a share of a meter is a share of each hour, and can be part of a sum", () => {
    const half: VirtualMeter = { kind: "share", of: real("shop"), numerator: 1, denominator: 2 };
    expect(evaluate(half)).toEqual([[2, gap, 2, 5.5], 0]);
    expect(evaluate({ kind: "sum", of: [half, half] })).toEqual([[4, gap, 4, 11], 0]);
  });

  it("shares that make up the whole sum to the meter they share", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 1000 }), { minLength: 1 }),
        fc.integer({ min: 0, max: 97 }),
        (values, part) => {
          const one = series(values);
          const share = (numerator: number): VirtualMeter => ({
            kind: "share",
            of: real("x"),
            numerator,
            denominator: 97,
          });
          const result = virtualSeries({ kind: "sum", of: [share(part), share(97 - part)] }, () => one);
          if (!result.ok) return expect.fail(result.reason.code);
          for (const [i, value] of result.value.series.values.entries())
            expect(value).toBeCloseTo(values[i]!, 9);
        },
      ),
    );
  });

  it("what does not fit together is refused with the reason", () => {
    expect(evaluate(real("cellar"))).toBe("unknown-meter");
    expect(evaluate({ kind: "sum", of: [] })).toBe("nothing-to-sum");
    expect(evaluate({ kind: "sum", of: [real("main"), real("quarter")] })).toBe("steps-differ");
    expect(evaluate({ kind: "sum", of: [real("main"), real("half past")] })).toBe("grids-differ");
    expect(evaluate({ kind: "share", of: real("main"), numerator: 1, denominator: 0 })).toBe("bad-share");
    expect(evaluate({ kind: "share", of: real("main"), numerator: gap, denominator: 1 })).toBe("bad-share");
  });
});
