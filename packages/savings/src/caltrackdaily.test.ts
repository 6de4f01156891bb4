import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { avoidedUse } from "./avoided.ts";
import { caltrackDailyCandidates, type DailyInput, fitCaltrackDaily, predictDaily } from "./caltrackdaily.ts";
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

/** Use by the UTC day of the reading's instant, and mean temperature of the same days. */
function sampleDays(sample: string, temperatureFile: string, from: string, days: number): DailyInput {
  const useKwh = new Float64Array(days).fill(Number.NaN);
  for (const row of table(`${sample}.csv.gz`)) {
    const day = Math.floor((Date.parse(row.start!) - Date.parse(from)) / dayMs);
    if (day >= 0 && day < days) useKwh[day] = number(row.value);
  }
  return { useKwh, temperature: dailyMeansF(temperatureFile, from, days), temperatureUnit: "F" };
}

describe.skipIf(!goldensPresent)("CalTRACK 2.0 daily against openeemeter 3.2.0", () => {
  const cases = [
    {
      sample: "il-electricity-cdd-hdd-daily",
      cooling: true,
      temperatures: "il-electricity-cdd-hdd-tempF.csv.gz",
    },
    { sample: "il-gas-hdd-only-daily", cooling: false, temperatures: "il-tempF.csv.gz" },
  ];
  for (const { sample, cooling, temperatures } of cases) {
    const published = () => golden(sample);
    const baseline = (): DailyInput => {
      const rows = table(`v3.2.0_${sample}_design_excerpt.csv`);
      return {
        useKwh: Float64Array.from(rows, (row) => number(row.meter_value)),
        temperature: Float64Array.from(rows, (row) => number(row.temperature_mean)),
        temperatureUnit: "F",
        candidates: { cooling },
      };
    };

    it(`${sample}: every candidate has its published status, coefficients and adjusted R²`, () => {
      const ours = caltrackDailyCandidates(baseline());
      if (!ours.ok) throw new Error(ours.reason.code);
      const compared = compareCandidates(ours.value, `v3.2.0_${sample}_candidates.csv.gz`);
      expect(compared.otherStatus).toEqual([]);
      expect(ours.value.length).toBe(compared.published);
      expect(compared.compared).toBeGreaterThan(60);
      expect(compared.worst).toBeLessThan(1e-9);
    });

    it(`${sample}: the chosen model, its statistics, savings and both bands are the published ones`, () => {
      const model = fitCaltrackDaily(baseline());
      if (!model.ok) throw new Error(model.reason.code);
      const { coefficients, balancePoints, fit } = model.value;
      const { model_params: params, totals_metrics: metrics } = published();
      expect(model.value.type).toBe(published().model_type);
      expect(balancePoints.heating).toBe(params.heating_balance_point);
      expect(balancePoints.cooling).toBe(params.cooling_balance_point);
      const rows = table(`v3.2.0_${sample}_savings_rows.csv`);
      const reporting = sampleDays(sample, temperatures, "2017-01-04T00:00:00Z", 365);
      const saved = avoidedUse(model.value, reporting);
      if (!saved.ok) throw new Error(saved.reason.code);
      const bands = published().error_bands_90pct;
      const pairs: [string, number, number][] = [
        ["intercept", coefficients.intercept, params.intercept!],
        ["betaHdd", coefficients.betaHdd, params.beta_hdd!],
        ["betaCdd", coefficients.betaCdd, params.beta_cdd ?? 0],
        ["rSquared", fit.rSquared, metrics.r_squared!],
        ["rSquaredAdjusted", fit.rSquaredAdjusted, metrics.r_squared_adj!],
        ["rmse", fit.rmse, metrics.rmse!],
        ["rmseAdjusted", fit.rmseAdjusted, metrics.rmse_adj!],
        ["cvrmse", fit.cvrmse, metrics.cvrmse!],
        ["nmae", fit.nmae, metrics.nmae!],
        ["autocorrelation", fit.autocorrelation, metrics.autocorr_resid!],
        ["nPrime", fit.nPrime, metrics.n_prime!],
        ["variance", fit.observedVariance, metrics.observed_variance!],
        ["counterfactual", saved.value.counterfactual, published().sum_counterfactual],
        ["avoided", saved.value.avoided, published().metered_savings],
        ["FSU", saved.value.publishedBand.value, bands["FSU Error Band"]!],
        ["OLS", saved.value.publishedBands.ols.value, bands["OLS Error Band"]!],
        ["OLS model", saved.value.publishedBands.ols.modelKwh, bands["OLS Error Band: Model Error"]!],
        ["OLS noise", saved.value.publishedBands.ols.noiseKwh, bands["OLS Error Band: Noise"]!],
      ];
      const far = pairs.filter(
        ([, actual, expected]) => !(actual === expected || relative(actual, expected) < 1e-9),
      );
      expect(far).toEqual([]);
      let worst = 0;
      for (let i = 0; i < 365; i++) {
        worst = Math.max(
          worst,
          relative(saved.value.daily.counterfactual[i]!, number(rows[i]!.counterfactual_usage)),
        );
      }
      expect(worst).toBeLessThan(1e-9);
    });

    it(`${sample}: the readings and hourly temperatures themselves give the published model`, () => {
      const model = fitCaltrackDaily({
        ...sampleDays(sample, temperatures, "2015-12-27T00:00:00Z", 365),
        candidates: { cooling },
      });
      if (!model.ok) throw new Error(model.reason.code);
      expect(relative(model.value.coefficients.betaHdd, published().model_params.beta_hdd!)).toBeLessThan(
        1e-9,
      );
    });
  }
});

/** A year of days with a known line and a little repeatable noise, temperatures in °F. */
function year(noiseKwh = 1, days = 365): DailyInput {
  const temperature = Float64Array.from(
    { length: days },
    (_, i) => 55 - 30 * Math.cos((2 * Math.PI * i) / 365) + 5 * Math.sin(i * 1.7),
  );
  const useKwh = temperature.map(
    (t, i) => 20 + 2 * Math.max(0, 50 - t) + 3 * Math.max(0, t - 70) + noiseKwh * Math.sin(i * 12.9898),
  );
  return { useKwh, temperature, temperatureUnit: "F" };
}

function reasonOf(input: DailyInput): string {
  const result = fitCaltrackDaily(input);
  return result.ok ? "a model" : result.reason.code;
}

describe("a daily baseline", () => {
  it("finds the line that made the days", () => {
    const model = fitCaltrackDaily(year(0));
    if (!model.ok) throw new Error(model.reason.code);
    expect(model.value.type).toBe("cdd_hdd");
    expect(model.value.balancePoints).toEqual({ heating: 50, cooling: 70, unit: "F" });
    expect(model.value.coefficients.betaHdd).toBeCloseTo(2, 9);
    expect(model.value.coefficients.betaCdd).toBeCloseTo(3, 9);
  });

  it("is the same building in °C as in °F, with slopes 1.8 times larger per kelvin", () => {
    const fahrenheit = year();
    const inF = fitCaltrackDaily(fahrenheit);
    const inC = fitCaltrackDaily({
      ...fahrenheit,
      temperature: fahrenheit.temperature.map((t) => (t - 32) / 1.8),
      temperatureUnit: "C",
    });
    if (!inF.ok || !inC.ok) throw new Error("no fit");
    expect(inC.value.balancePoints).toEqual(inF.value.balancePoints);
    expect(inC.value.inUserUnit.balancePoints.heating).toBeCloseTo(
      (inF.value.balancePoints.heating! - 32) / 1.8,
      9,
    );
    expect(inC.value.inUserUnit.coefficients.betaHdd).toBeCloseTo(1.8 * inF.value.coefficients.betaHdd, 9);
    expect(predictDaily(inC.value, Float64Array.of(0))[0]).toBeCloseTo(
      predictDaily(inF.value, Float64Array.of(32))[0]!,
      9,
    );
  });

  it("is refused by name when the days cannot carry it", () => {
    const ordinary = year();
    const with_ = (change: (use: Float64Array, temperature: Float64Array) => void): DailyInput => {
      const useKwh = ordinary.useKwh.slice();
      const temperature = ordinary.temperature.slice();
      change(useKwh, temperature);
      return { useKwh, temperature, temperatureUnit: "F" };
    };
    expect(reasonOf(with_((use) => use.fill(7)))).toBe("constant-use");
    expect(reasonOf(with_((use) => use.fill(Number.NaN)))).toBe("too-few-days");
    expect(reasonOf(year(1, 30))).toBe("baseline-too-short");
    expect(reasonOf(with_((use) => use.fill(-1, 3, 4)))).toBe("negative-use");
    expect(reasonOf(with_((_, warm) => warm.fill(Number.NaN, 0, 31)))).toBe("temperature-missing-run");
    expect(reasonOf(with_((use) => use.fill(Number.POSITIVE_INFINITY, 9, 10)))).toBe("not-finite");
    expect(reasonOf({ ...ordinary, temperature: ordinary.temperature.subarray(1) })).toBe("lengths-differ");
  });

  it("needs 329 of 365 days, and 328 are too few", () => {
    const gaps = (count: number): DailyInput => {
      const input = year();
      for (let i = 0; i < count; i++) input.useKwh[i * 10] = Number.NaN;
      return input;
    };
    expect(reasonOf(gaps(36))).toBe("a model");
    const refused = fitCaltrackDaily(gaps(37));
    expect(refused).toEqual({
      ok: false,
      reason: { code: "too-few-days", have: 328, need: 329, missing: "use" },
    });
  });

  it("leaves a day without temperature without a prediction, whatever the model", () => {
    const flat = fitCaltrackDaily({ ...year(), candidates: { heating: false, cooling: false } });
    if (!flat.ok) throw new Error(flat.reason.code);
    expect(flat.value.type).toBe("intercept_only");
    expect(Array.from(predictDaily(flat.value, Float64Array.of(Number.NaN, 50)), Number.isNaN)).toEqual([
      true,
      false,
    ]);
  });

  it("scales with the unit of energy and does not depend on the order of the days", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 364 }),
        fc.double({ min: 0.01, max: 1000, noNaN: true }),
        (turn, factor) => {
          const one = year();
          const roll = (column: Float64Array) =>
            Float64Array.from(column, (_, i) => column[(i + turn) % 365]!);
          const a = fitCaltrackDaily(one);
          const b = fitCaltrackDaily({
            ...one,
            useKwh: roll(one.useKwh).map((v) => v * factor),
            temperature: roll(one.temperature),
          });
          if (!a.ok || !b.ok) throw new Error("no fit");
          expect(b.value.balancePoints).toEqual(a.value.balancePoints);
          expect(relative(b.value.coefficients.betaHdd, factor * a.value.coefficients.betaHdd)).toBeLessThan(
            1e-9,
          );
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe("avoided use", () => {
  it("counts only days with both use and temperature and scales nothing up", () => {
    const input = year();
    const model = fitCaltrackDaily(input);
    if (!model.ok) throw new Error(model.reason.code);
    const reporting = { useKwh: input.useKwh.map((v) => 0.9 * v), temperature: input.temperature.slice() };
    reporting.useKwh[5] = Number.NaN;
    reporting.temperature[6] = Number.NaN;
    const saved = avoidedUse(model.value, reporting);
    if (!saved.ok) throw new Error(saved.reason.code);
    const { coverage, parts, counterfactual, observed, avoided, daily } = saved.value;
    expect(coverage).toEqual({ daysCounted: 363, daysExpected: 365 });
    expect(parts.base + parts.heating + parts.cooling).toBeCloseTo(counterfactual, 6);
    expect(avoided).toBeCloseTo(counterfactual - observed, 9);
    expect(daily.avoided.reduce((sum, v) => (Number.isNaN(v) ? sum : sum + v), 0)).toBeCloseTo(avoided, 6);
  });

  it("of a period in which nothing was measured is a reason, not zero", () => {
    const model = fitCaltrackDaily(year());
    if (!model.ok) throw new Error(model.reason.code);
    const nothing = new Float64Array(30).fill(Number.NaN);
    expect(avoidedUse(model.value, { useKwh: nothing, temperature: nothing }).ok).toBe(false);
  });
});
