import { describe, expect, it } from "vitest";
import { type PortfolioRow, portfolioSums, refusedRow } from "./portfolio.ts";

function row(building: string, carrier: string, avoidedKwh: number, halfWidth: number): PortfolioRow {
  return {
    ...refusedRow({ building, carrier, file: `${building}.csv` }, ""),
    reason: null,
    observedKwh: 1000 - avoidedKwh,
    counterfactualKwh: 1000,
    avoidedKwh,
    interval90LowKwh: avoidedKwh - halfWidth,
    interval90HighKwh: avoidedKwh + halfWidth,
  };
}

describe("a portfolio's sums", () => {
  it("stand by carrier, and a meter without a claim is counted as given, not as zero", () => {
    const bad = refusedRow({ building: "c", carrier: "gas", file: "c.csv" }, "no baseline");
    const sums = portfolioSums([row("a", "electricity", 100, 30), row("a", "gas", 50, 20), bad]);
    expect(sums).toHaveLength(2);
    expect(sums[0]).toMatchObject({ carrier: "electricity", avoidedKwh: 100, avoidedShare: 0.1 });
    expect(sums[1]).toMatchObject({ carrier: "gas", metersCounted: 1, metersGiven: 2, avoidedKwh: 50 });
    expect(sums[1]!.interval90HighKwh).toBeCloseTo(70, 9);
  });

  it("have an interval between the root of the sum of squares and the plain sum", () => {
    const [sum] = portfolioSums([row("a", "gas", 0, 3), row("b", "gas", 0, 4), row("c", "gas", 0, 12)]);
    const halfWidth = (sum!.interval90HighKwh - sum!.interval90LowKwh) / 2;
    expect(halfWidth).toBeGreaterThan(13);
    expect(halfWidth).toBeLessThan(19);
  });

  it("of meters without any claim are no saving and no interval", () => {
    const bad = refusedRow({ building: "c", carrier: "gas", file: "c.csv" }, "no baseline");
    expect(portfolioSums([bad])[0]).toMatchObject({ metersCounted: 0, avoidedKwh: 0, interval90HighKwh: 0 });
    expect(portfolioSums([])).toEqual([]);
  });
});
