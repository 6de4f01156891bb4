import { describe, expect, it } from "vitest";
import type { BillingInput } from "./bills.ts";
import { avoidedUseOfBills, caltrackBillingCandidates, fitCaltrackBilling } from "./caltrackbilling.ts";
import {
  compareCandidates,
  dailyMeansF,
  golden,
  goldensPresent,
  number,
  relative,
  table,
} from "./goldens.fixture.ts";

const dayMs = 86_400_000;

/** Bills of a sample whose start lies in [from, to), with days of 24 hours from the first bill's start. */
function bills(sample: string, temperatureFile: string, from: string, to: string): BillingInput {
  const rows = table(`${sample}.csv.gz`).map((row) => ({
    ms: Date.parse(row.start!),
    use: number(row.value),
  }));
  const inside = rows.filter((row) => row.ms >= Date.parse(from) && row.ms <= Date.parse(to));
  const firstDay = Int32Array.from(inside, (row) => Math.round((row.ms - inside[0]!.ms) / dayMs));
  return {
    useKwh: Float64Array.from(inside.slice(0, -1), (row) => row.use),
    firstDay,
    temperature: dailyMeansF(temperatureFile, new Date(inside[0]!.ms).toISOString(), firstDay.at(-1)!),
    temperatureUnit: "F",
  };
}

describe.skipIf(!goldensPresent)("CalTRACK 2.0 billing against openeemeter 3.2.0", () => {
  const cases = [
    {
      sample: "il-electricity-cdd-hdd-billing_monthly",
      cooling: true,
      temperatures: "il-electricity-cdd-hdd-tempF.csv.gz",
    },
    { sample: "il-gas-hdd-only-billing_monthly", cooling: false, temperatures: "il-tempF.csv.gz" },
  ];
  for (const { sample, cooling, temperatures } of cases) {
    const baseline = () => {
      const rows = table(`v3.2.0_${sample}_design_excerpt.csv`);
      const times = rows.map((row) => Object.values(row)[0]!.replace(" ", "T"));
      return { ...bills(sample, temperatures, times[0]!, times.at(-1)!), candidates: { cooling } };
    };

    it(`${sample}: every candidate has its published status, coefficients and adjusted R²`, () => {
      const ours = caltrackBillingCandidates(baseline());
      if (!ours.ok) throw new Error(ours.reason.code);
      const compared = compareCandidates(ours.value, `v3.2.0_${sample}_candidates.csv.gz`);
      expect(compared.otherStatus).toEqual([]);
      expect(ours.value.length).toBe(compared.published);
      expect(compared.compared).toBeGreaterThan(60);
      expect(compared.worst).toBeLessThan(1e-9);
    });

    it(`${sample}: the chosen model, its statistics, savings and both bands are the published ones`, () => {
      const model = fitCaltrackBilling(baseline());
      if (!model.ok) throw new Error(model.reason.code);
      const published = golden(sample);
      const rows = table(`v3.2.0_${sample}_savings_rows.csv`);
      const times = rows.map((row) => row.start!.replace(" ", "T"));
      const saved = avoidedUseOfBills(model.value, bills(sample, temperatures, times[0]!, times.at(-1)!));
      if (!saved.ok) throw new Error(saved.reason.code);
      const { coefficients, balancePoints, fit, averages } = model.value;
      const {
        model_params: params,
        totals_metrics: totals,
        avgs_metrics: avgs,
        error_bands_90pct: bands,
      } = published;
      expect(model.value.type).toBe(published.model_type);
      expect([balancePoints.heating, balancePoints.cooling]).toEqual([
        params.heating_balance_point,
        params.cooling_balance_point,
      ]);
      const pairs: [string, number, number][] = [
        ["intercept", coefficients.intercept, params.intercept!],
        ["betaHdd", coefficients.betaHdd, params.beta_hdd!],
        ["betaCdd", coefficients.betaCdd, params.beta_cdd ?? 0],
        ["selection", model.value.selectionRSquaredAdjusted, published.r_squared_adj],
        ["counterfactual", saved.value.counterfactual, published.sum_counterfactual],
        ["base", saved.value.parts.base, published.sum_base_load],
        ["heating", saved.value.parts.heating, published.sum_heating],
        ["cooling", saved.value.parts.cooling, published.sum_cooling],
        ["avoided", saved.value.avoided, published.metered_savings],
        ["FSU", saved.value.publishedBand.value, bands["FSU Error Band"]!],
        ["OLS", saved.value.publishedBands.ols.value, bands["OLS Error Band"]!],
      ];
      for (const [ours, theirs] of [
        [fit, totals],
        [averages, avgs],
      ] as const) {
        pairs.push(["rSquared", ours.rSquared, theirs.r_squared!]);
        pairs.push(["rmse", ours.rmse, theirs.rmse!]);
        pairs.push(["rmseAdjusted", ours.rmseAdjusted, theirs.rmse_adj!]);
        pairs.push(["nmae", ours.nmae, theirs.nmae!]);
        pairs.push(["nPrime", ours.nPrime, theirs.n_prime!]);
      }
      pairs.push(["nmbe", averages.nmbe, avgs.nmbe!]);
      expect(
        pairs.filter(([, actual, expected]) => !(actual === expected || relative(actual, expected) < 1e-9)),
      ).toEqual([]);
    });
  }
});

/** Thirteen bills of 28 days with heating under 50 °F. */
function ordinary(): BillingInput {
  const temperature = Float64Array.from(
    { length: 364 },
    (_, i) => 50 - 25 * Math.cos((2 * Math.PI * i) / 364),
  );
  const firstDay = Int32Array.from({ length: 14 }, (_, i) => i * 28);
  const useKwh = Float64Array.from({ length: 13 }, (_, i) => {
    let use = 0;
    for (let day = i * 28; day < (i + 1) * 28; day++) use += 10 + 2 * Math.max(0, 50 - temperature[day]!);
    return use;
  });
  return { useKwh, firstDay, temperature, temperatureUnit: "F" };
}

describe("a billing baseline", () => {
  it("finds the line that made the bills", () => {
    const model = fitCaltrackBilling({ ...ordinary(), candidates: { cooling: false } });
    if (!model.ok) throw new Error(model.reason.code);
    expect(model.value.balancePoints.heating).toBe(50);
    expect(model.value.coefficients.betaHdd).toBeCloseTo(2, 8);
    expect(model.value.coefficients.intercept).toBeCloseTo(10, 7);
  });

  it("finds the same line under bills of two months, and leaves out bills of other lengths", () => {
    const { temperature } = ordinary();
    const billsOf = (bounds: number[]): BillingInput => {
      const firstDay = Int32Array.from(bounds);
      const useKwh = Float64Array.from(bounds.slice(1), (to, i) => {
        const days = temperature.subarray(bounds[i]!, to);
        return days.reduce((sum, t) => sum + 10 + 2 * Math.max(0, 50 - t), 0);
      });
      return { useKwh, firstDay, temperature, temperatureUnit: "F", candidates: { cooling: false } };
    };
    const model = fitCaltrackBilling(billsOf([0, 61, 120, 181, 242, 303, 364]));
    if (!model.ok) throw new Error(model.reason.code);
    expect(model.value.balancePoints.heating).toBe(50);
    expect(model.value.coefficients.betaHdd).toBeCloseTo(2, 8);
    const uneven = fitCaltrackBilling(billsOf([0, 61, 120, 181, 242, 303, 340, 364]));
    if (!uneven.ok) throw new Error(uneven.reason.code);
    expect(uneven.value.baseline.billsCounted).toBe(6);
  });

  it("is refused by name when the bills cannot carry it", () => {
    const one = ordinary();
    const code = (input: BillingInput) => {
      const result = fitCaltrackBilling(input);
      return result.ok ? "a model" : result.reason.code;
    };
    expect(code({ ...one, temperature: one.temperature.subarray(0, 13) })).toBe("monthly-mean-temperature");
    expect(code({ ...one, useKwh: one.useKwh.subarray(0, 3), firstDay: one.firstDay.subarray(0, 4) })).toBe(
      "too-few-bills",
    );
    expect(code({ ...one, useKwh: one.useKwh.subarray(0, 8), firstDay: one.firstDay.subarray(0, 9) })).toBe(
      "too-few-days",
    );
    expect(code({ ...one, useKwh: one.useKwh.map(() => 280) })).toBe("constant-use");
    expect(code({ ...one, useKwh: one.useKwh.map((v) => -v) })).toBe("negative-use");
    expect(code({ ...one, firstDay: one.firstDay.toReversed() })).toBe("bounds-not-increasing");
  });

  it("does not count a bill that lacks temperature on more than a tenth of its days", () => {
    const one = ordinary();
    one.temperature.fill(Number.NaN, 0, 4);
    const model = fitCaltrackBilling(one);
    if (!model.ok) throw new Error(model.reason.code);
    expect(model.value.baseline.billsCounted).toBe(12);
  });
});
