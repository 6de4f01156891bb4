import { converter, isKnownZone, parseUnit, units } from "@husting/series";
import { dailyMeans, dailySums, daysOf, usualStepMs } from "../features/savings/daily.ts";
import { reasonText } from "../features/savings/reason.ts";
import { type SavingsStatement, savingsStatement } from "../features/savings/statement.ts";
import { FileRefused, readColumns } from "./columns.ts";
import type { Command } from "./main.ts";
import { instant, oneOf, readArguments, required, UsageError } from "./usage.ts";
import { commandLanguage, describeRejection } from "./words.ts";

const usage = `husting savings --meter FILE --weather FILE --zone IANA --baseline-end ISO --reporting-start ISO
  FILE                       CSV, plain or gzip: time in the first column, value in the second
  --zone IANA                time zone of the site, such as Europe/Stockholm; a reading belongs to the local day it starts in
  --baseline-end ISO         the baseline is the 365 days before this instant
  --reporting-start ISO      avoided use is counted for up to 365 days from here
  --temperature-unit C|F     unit of the weather file (default C)
  --unit UNIT                unit of the meter file: kWh (default), MWh, Wh, GJ, kgce …
  --heating-only             try no cooling candidates (gas, district heat)
  --method caltrack-daily    the baseline's method
  --meter-time-column, --meter-value-column, --weather-time-column, --weather-value-column NAME
  --json                     one JSON object with stable keys`;

export const command: Command = {
  summary: "avoided energy use from a meter file and a weather file, with no node running",
  usage,
  async run(args) {
    const { values } = readArguments(args, {
      meter: { type: "string" },
      weather: { type: "string" },
      zone: { type: "string" },
      "temperature-unit": { type: "string", default: "C" },
      unit: { type: "string", default: "kWh" },
      "baseline-end": { type: "string" },
      "reporting-start": { type: "string" },
      method: { type: "string", default: "caltrack-daily" },
      "heating-only": { type: "boolean", default: false },
      "meter-time-column": { type: "string" },
      "meter-value-column": { type: "string" },
      "weather-time-column": { type: "string" },
      "weather-value-column": { type: "string" },
      json: { type: "boolean", default: false },
    });
    const meter = required(values.meter, "meter");
    const weather = required(values.weather, "weather");
    const zone = required(values.zone, "zone");
    if (!isKnownZone(zone))
      throw new UsageError(`--zone ${zone} is no IANA time zone such as Europe/Stockholm.`);
    const baselineEndMs = instant(values["baseline-end"], "baseline-end");
    const reportingStartMs = instant(values["reporting-start"], "reporting-start");
    if (reportingStartMs < baselineEndMs) {
      throw new UsageError(
        "--reporting-start lies before --baseline-end: the reporting period follows the baseline.",
      );
    }
    oneOf(values.method, "method", ["caltrack-daily"]);
    const temperatureUnit = oneOf(values["temperature-unit"], "temperature-unit", ["C", "F"]);
    const unit = parseUnit(values.unit);
    if (unit === undefined) throw new UsageError(`--unit ${values.unit} is not known.`);
    const toKwh = converter(unit, units.kWh);
    if (!toKwh.ok) throw new UsageError(`--unit ${values.unit} is no unit of energy.`);

    try {
      const [use, air] = await Promise.all([
        readColumns(meter, {
          zone,
          unit: values.unit,
          timeColumn: values["meter-time-column"],
          valueColumn: values["meter-value-column"],
        }),
        readColumns(weather, {
          zone,
          unit: temperatureUnit === "C" ? "°C" : "°F",
          timeColumn: values["weather-time-column"],
          valueColumn: values["weather-value-column"],
        }),
      ]);
      for (const [path, { rejections }] of [[meter, use] as const, [weather, air] as const]) {
        for (const rejection of rejections.slice(0, 10)) console.error(describeRejection(path, rejection));
        if (rejections.length > 10) console.error(`${path}: ${rejections.length - 10} more rows left out.`);
      }
      if (neverFalls(use.value)) {
        console.error(
          `${meter}: the values only rise, so this is a counter's register and not use per interval. husting import takes it with --kind cumulative; this command wants the use of each interval.`,
        );
        return 2;
      }
      const useStepMs = usualStepMs(use.atMs);
      const airStepMs = usualStepMs(air.atMs);
      if (useStepMs === undefined || airStepMs === undefined) {
        console.error("Each file needs at least two readings at different times.");
        return 2;
      }
      const days = daysOf(zone, use.atMs[0]!, use.atMs.at(-1)! + useStepMs);
      const statement = savingsStatement(
        {
          zone,
          bounds: days.bounds,
          useKwh: dailySums({ atMs: use.atMs, value: use.value.map(toKwh.value), stepMs: useStepMs }, days),
          temperature: dailyMeans({ ...air, stepMs: airStepMs }, days),
          temperatureUnit,
        },
        { baselineEndMs, reportingStartMs },
        values["heating-only"],
      );
      if (values.json) console.log(JSON.stringify(statement, null, 2));
      else if (statement.ok) console.log(table(statement));
      else console.error(reasonText(commandLanguage(), statement.reason));
      return statement.ok ? 0 : 1;
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      console.error(describeRejection(error.path, error.rejection));
      return 2;
    }
  },
};

/** Whether a column is a counter's register: over two days of hours no building's use only ever rises. */
function neverFalls(value: Float64Array): boolean {
  let falls = 0;
  for (let i = 1; i < value.length; i++) if (value[i]! < value[i - 1]!) falls++;
  return value.length >= 48 && value.at(-1)! > value[0]! && falls <= value.length * 0.005;
}

/** Six significant digits, as published tables have them. */
function digits(value: number): string {
  return Number(value.toPrecision(7)).toString();
}

function table(statement: SavingsStatement): string {
  const { model, fit, savings, coverage } = statement;
  const { coefficients, balancePoints } = model;
  const share = (part: number): string => `${(part * 100).toFixed(1)} %`;
  const degree = (value: number | null): string =>
    value === null ? "none" : `${value} °${balancePoints.unit}`;
  const rows: [string, string][] = [
    ["Method", "CalTRACK 2.0 daily"],
    ["Model", model.type],
    ["Intercept", `${digits(coefficients.intercept)} kWh/day`],
    [
      "Heating slope",
      `${digits(coefficients.betaHdd)} kWh/day per °F under ${degree(balancePoints.heating)}`,
    ],
    ["Cooling slope", `${digits(coefficients.betaCdd)} kWh/day per °F over ${degree(balancePoints.cooling)}`],
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
