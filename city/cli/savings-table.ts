import type { SavingsStatement } from "../features/savings/statement.ts";

/** Six significant digits, as published tables have them. */
function digits(value: number): string {
  return Number(value.toPrecision(7)).toString();
}

/** A statement in lines for a terminal; the model in the unit the temperatures came in. */
export function table(statement: SavingsStatement): string {
  const { model, fit, savings, coverage } = statement;
  const { coefficients, balancePoints, unit } = model.inTemperatureUnit;
  const share = (part: number): string => `${(part * 100).toFixed(1)} %`;
  const degree = (value: number | null): string => (value === null ? "none" : `${digits(value)} °${unit}`);
  const rows: [string, string][] = [
    ["Method", "CalTRACK 2.0 daily"],
    ["Model", model.type],
    ["Intercept", `${digits(coefficients.intercept)} kWh/day`],
    [
      "Heating slope",
      `${digits(coefficients.betaHdd)} kWh/day per °${unit} under ${degree(balancePoints.heating)}`,
    ],
    [
      "Cooling slope",
      `${digits(coefficients.betaCdd)} kWh/day per °${unit} over ${degree(balancePoints.cooling)}`,
    ],
    ["R² adjusted", digits(fit.rSquaredAdjusted)],
    ["CV(RMSE)", share(fit.cvrmse)],
    ["Observed", `${digits(savings.observed)} kWh`],
    ["Counterfactual", `${digits(savings.counterfactual)} kWh`],
    [
      "Avoided use",
      `${digits(savings.value)} kWh ± ${digits(savings.publishedBand.value)} (${share(savings.share)})`,
    ],
    ["Band", "90 %, FSU: published formula, known to cover too little"],
    [
      "Baseline",
      `${coverage.baseline.from} to ${coverage.baseline.to}: ${coverage.baseline.daysCounted} of ${coverage.baseline.daysExpected} days measured`,
    ],
    [
      "Reporting",
      `${coverage.reporting.from} to ${coverage.reporting.to}: ${coverage.reporting.daysCounted} of ${coverage.reporting.daysExpected} days measured`,
    ],
  ];
  return rows.map(([name, value]) => `${name.padEnd(16)}${value}`).join("\n");
}
