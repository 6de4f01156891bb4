import { type AvoidedEnergy, freezeClaim, type Metered } from "@husting/carbon";
import { sha256 } from "@husting/openness";
import { cambridgeRecord } from "@husting/savings";
import { describe, expect, it } from "vitest";
import { cityFactors } from "./city-factors.ts";
import { cityCarbon, type VerifiedMeasure } from "./city-total.ts";
import { readClaimDocument } from "./claim-document.ts";

const factors = cityFactors({
  carbon: {
    place: "umea-energi",
    factors: { electricity: "nordic-el-ivl", "district-heat": "umea-dh-2022" },
    gasHeatingValue: null,
    own: [],
  },
});

/** A verified measure of 1000 kWh ± 100, over the year that ends on a date. */
function measure(
  id: number,
  carrier: "electricity" | "district-heat",
  buildingIds: readonly number[],
  toDate = "2026-04-30",
): VerifiedMeasure {
  const metered: Metered = { carrier };
  const avoided: AvoidedEnergy = {
    metered,
    avoidedKwh: 1000,
    interval90: {
      halfWidthKwh: 100,
      confidence: 0.9,
      calibration: { id: "a", date: "2026-11-25", source: "ordinary years" },
    },
  };
  const factor = factors.chosen(carrier);
  if (!factor.ok) throw new Error(factor.reason.code);
  const claim = freezeClaim(
    { measure: `m${id}`, frozenOn: "2026-05-04", avoided, factor: factor.value },
    (message) => sha256(message),
  );
  if (!claim.ok) throw new Error(claim.reason.code);
  const fromDate = `${Number(toDate.slice(0, 4)) - 1}${toDate.slice(4)}`;
  const read = readClaimDocument({
    format: "husting-carbon-claim",
    version: 1,
    verdict: { version: 1, sha256: "ab", outcome: "verified", isFinal: true },
    period: { fromDate, toDate },
    claim: claim.value,
  });
  if (!read.ok) throw new Error(read.reason.code);
  return { id, carrier, buildingIds, claim: read.value };
}

const halfWidthKg = (measures: readonly VerifiedMeasure[]): number => {
  const { amount } = cityCarbon(measures).totals[0]!;
  return amount.highKg - amount.kg;
};

describe("what a city's verified measures have saved", () => {
  it("stands apart for each gas and scope, dated, and says what is in no total", () => {
    const without = { ...measure(4, "district-heat", [9]), claim: null };
    const made = cityCarbon([
      measure(1, "electricity", [1]),
      measure(2, "district-heat", [1]),
      measure(3, "district-heat", [2], "2026-06-30"),
      without,
    ]);
    expect(made).toMatchObject({ verified: 4, withoutFigure: 1, overlapping: 0 });
    expect(made.totals).toMatchObject([
      { amount: { kg: 102, gas: "CO2", scope: "direct" }, measures: 2, bases: ["market"] },
      { amount: { kg: 90, gas: "CO2e", scope: "life-cycle" }, measures: 1, bases: ["location"] },
    ]);
    expect(made.totals[0]).toMatchObject({ endedFrom: "2026-04-30", endedTo: "2026-06-30" });
    expect(cityCarbon([])).toEqual({ totals: [], verified: 0, withoutFigure: 0, overlapping: 0 });
  });

  it("counts no meter's year twice: of two that overlap the first", () => {
    const first = measure(1, "district-heat", [1, 2]);
    const again = measure(2, "district-heat", [2, 3], "2026-12-31");
    expect(cityCarbon([first, again])).toMatchObject({ overlapping: 1, totals: [{ measures: 1 }] });
    // Another energy of the building, and a year that begins when the other is over, are other meters' or other days'.
    for (const other of [measure(2, "electricity", [2]), measure(2, "district-heat", [2], "2027-05-01")])
      expect(cityCarbon([first, other]).overlapping).toBe(0);
  });

  it("adds half-widths in full where buildings are shared, and with the record's correlation where not", () => {
    const rho = cambridgeRecord.betweenBuildings;
    const apart = [measure(1, "district-heat", [1]), measure(2, "district-heat", [2])];
    expect(halfWidthKg(apart)).toBeCloseTo(5.1 * Math.sqrt((1 - rho) * 2 + rho * 4), 3);
    const shared = [measure(1, "district-heat", [1]), measure(2, "district-heat", [1], "2027-05-01")];
    expect(halfWidthKg(shared)).toBeCloseTo(10.2, 3);
    // The third joins what were two houses.
    const joined = [...apart, measure(3, "district-heat", [2, 1], "2028-05-02")];
    expect(halfWidthKg(joined)).toBeCloseTo(15.3, 3);
  });
});
