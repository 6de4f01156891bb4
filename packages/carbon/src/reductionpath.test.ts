import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reasonFrom, valueFrom } from "./carbon.fixture.ts";
import {
  allowedShare,
  alongPath,
  climateCorrected,
  type PublicUse,
  publicSectorPath,
} from "./reductionpath.ts";

const rule17 = "SMHI 17 °C since 2015";
const reference = { rule: rule17, degreeDays: 5000 };
const year = (
  of: number,
  heatingKwh: number,
  otherKwh: number,
  degreeDays: number,
  measuredShare = 1,
): PublicUse => ({
  year: of,
  heatingKwh,
  otherKwh,
  weather: { rule: rule17, degreeDays },
  measuredShare,
});

describe("the public sector's path of −1.9 % a year", () => {
  it("is a straight line from 2021, and a rule that compounds is a curve", () => {
    expect(allowedShare(publicSectorPath, 2021)).toBe(1);
    expect(allowedShare(publicSectorPath, 2022)).toBeCloseTo(0.981, 12);
    expect(allowedShare(publicSectorPath, 2030)).toBeCloseTo(1 - 9 * 0.019, 12);
    expect(allowedShare({ ...publicSectorPath, reductionIs: "of-year-before" }, 2030)).toBeCloseTo(
      0.981 ** 9,
      12,
    );
    expect(allowedShare(publicSectorPath, 2100)).toBe(0);
    expect(allowedShare(publicSectorPath, 2015)).toBe(1);
  });

  it("corrects heating for the weather and leaves the rest, worked by hand", () => {
    const made = valueFrom(
      alongPath(
        [year(2021, 800_000, 200_000, 5000), year(2022, 700_000, 195_000, 4480)],
        reference,
        publicSectorPath,
      ),
    );
    const second = valueFrom(made.years[1]!);
    // 700 000 × 5 000 / 4 480 + 195 000 = 781 250 + 195 000 = 976 250; allowed 1 000 000 × 0.981 = 981 000
    expect(second.correctedKwh).toBeCloseTo(976_250, 6);
    expect(second.allowedKwh).toBeCloseTo(981_000, 6);
    expect(second.marginKwh).toBeCloseTo(4_750, 6);
    expect(second).toMatchObject({ onPath: true, indicative: true, measuredKwh: 895_000 });
    expect(valueFrom(made.years[0]!)).toMatchObject({ onPath: true, marginKwh: 0 });
  });

  it("a mild winter is no reduction", () => {
    const made = valueFrom(
      alongPath(
        [year(2021, 800_000, 200_000, 5000), year(2028, 640_000, 200_000, 4000)],
        reference,
        publicSectorPath,
      ),
    );
    expect(valueFrom(made.years[1]!)).toMatchObject({
      correctedKwh: 1_000_000,
      onPath: false,
      indicative: false,
    });
  });

  it("a year measured in part is not judged, and without a whole base year nothing is", () => {
    const base = year(2021, 800_000, 200_000, 5000);
    const made = valueFrom(alongPath([base, year(2022, 1, 1, 5000, 0.97)], reference, publicSectorPath));
    expect(reasonFrom(made.years[1]!)).toEqual({
      code: "too-little-measured",
      year: 2022,
      measuredShare: 0.97,
      least: 0.99,
    });
    const code = (uses: PublicUse[]) => reasonFrom(alongPath(uses, reference, publicSectorPath)).code;
    expect(code([{ ...base, measuredShare: 0.5 }])).toBe("too-little-measured");
    expect(code([year(2022, 1, 1, 5000)])).toBe("no-base-year");
    expect(code([base, base])).toBe("year-given-twice");
  });

  it("degree days of two rules are not divided by each other", () => {
    const code = (use: PublicUse) => reasonFrom(climateCorrected(use, reference)).code;
    const base = year(2021, 1, 1, 5000);
    expect(code({ ...base, weather: { rule: "HDD18", degreeDays: 2178 } })).toBe("rules-differ");
    expect(code(year(2021, 1, 1, 0))).toBe("not-degree-days");
    expect(code(year(2021, -1, 1, 5000))).toBe("not-a-use");
    expect(code(year(2021, 1, Number.NaN, 5000))).toBe("not-a-use");
  });

  it("the correction is linear in heating, and none in the reference weather", () => {
    const kwh = fc.integer({ min: 0, max: 10 ** 7 });
    fc.assert(
      fc.property(kwh, kwh, fc.integer({ min: 1000, max: 8000 }), (heating, other, degreeDays) => {
        const corrected = (h: number, o: number, d: number) =>
          valueFrom(climateCorrected(year(2021, h, o, d), reference)).correctedKwh;
        expect(corrected(heating, other, 5000)).toBe(heating + other);
        expect(corrected(2 * heating, other, degreeDays) - other).toBeCloseTo(
          2 * (corrected(heating, other, degreeDays) - other),
          3,
        );
      }),
    );
  });
});
