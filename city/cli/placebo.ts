import {
  type BillingPlaceboSummary,
  type BillingReason,
  cambridgeBillingRecord,
  cambridgeRecord,
  type MethodReason,
  type PlaceboExclusion,
  type PlaceboSummary,
  placeboLimits,
  summariseBillingPlacebo,
  summarisePlacebo,
} from "@husting/savings";
import {
  type AnyPlaceboRow,
  exclusionText,
  type PlaceboOrder,
  placeboMethodNames,
  placeboMethods,
} from "../features/savings/claims/placebo-years.ts";
import { claimReasonText } from "../features/savings/claims/reasons.ts";
import { countryNamed, fileUsage, layoutOf, layoutOptions, zoneNamed } from "./claim-flags.ts";
import { columnsOf, percent } from "./figures.ts";
import type { Command } from "./main.ts";
import { checkEnergyUnit, readWeatherFile } from "./meter-files.ts";
import { folderOptions, folderUsage, metersIn } from "./meter-folder.ts";
import { workThrough } from "./meter-threads.ts";
import type { MeterOutcome } from "./placebo-thread.ts";
import { oneOf, readArguments, required, UsageError } from "./usage.ts";
import { commandLanguage } from "./words.ts";

const usage = `husting placebo DIR --weather FILE
  How far can a savings claim be trusted in this portfolio? Fits a year of each meter and predicts the next, in which
  nothing was done: what a method finds then is its error.
${folderUsage}
  --weather FILE             outdoor temperatures of the place
  --zone IANA                time zone of the site (default UTC); years are its calendar years
  --method NAME              ${placeboMethodNames.join(", ")}; as often as wanted (default all)
  --fit-years FIRST-LAST     years to fit (default all); leave years out in which something was done
  --country SE|GB|CN|none    whose days off the husting methods know (default: the zone's, where it is clear)
  --least-year-kwh KWH       pairs with less use in a year are not compared (default ${placeboLimits.leastYearKwh})
  --unit UNIT                unit of the meter files: kWh (default), MWh, Wh, GJ, kgce …
  --temperature-unit C|F     unit of the weather file (default C)
  --json                     one JSON object with a row for each pair of years (docs/savings.md)

${fileUsage}`;

export const command: Command = {
  summary: "test savings methods on a folder of meters where nothing was done",
  usage,
  async run(args) {
    const { values, positionals } = readArguments(args, {
      weather: { type: "string" },
      zone: { type: "string", default: "UTC" },
      method: { type: "string", multiple: true, default: [] as string[] },
      "fit-years": { type: "string" },
      country: { type: "string" },
      "least-year-kwh": { type: "string", default: String(placeboLimits.leastYearKwh) },
      unit: { type: "string", default: "kWh" },
      "temperature-unit": { type: "string", default: "C" },
      json: { type: "boolean", default: false },
      ...folderOptions,
      ...layoutOptions,
    });
    const [folder] = positionals;
    if (folder === undefined || positionals.length > 1)
      throw new UsageError("name one folder of meter files.");
    const weather = required(values.weather, "weather");
    const zone = zoneNamed(values.zone);
    const temperatureUnit = oneOf(values["temperature-unit"], "temperature-unit", ["C", "F"]);
    checkEnergyUnit(values.unit);
    const named = values.method.map((name) => oneOf(name, "method", placeboMethodNames));
    const order: PlaceboOrder = {
      ...placeboMethods(named),
      country: countryNamed(values.country, zone),
      fitYears: yearsNamed(values["fit-years"]),
      record: cambridgeRecord,
      billingRecord: cambridgeBillingRecord,
      leastYearKwh: positive(values["least-year-kwh"], "least-year-kwh"),
    };
    const naming = { pattern: values.files, carrierNames: values["carrier-name"], carrier: values.carrier };
    const { meters, aside } = metersIn(folder, naming, weather);
    const air = await readWeatherFile(weather, layoutOf(values, "weather", zone), temperatureUnit);
    for (const notice of air.notices) console.error(notice);
    if (!air.ok) {
      console.error(air.why);
      return 2;
    }
    const answers = await workThrough<PlaceboOrder, MeterOutcome>(
      new URL("./placebo-thread.ts", import.meta.url),
      {
        zone,
        outdoors: air.readings,
        temperatureUnit,
        layout: layoutOf(values, "meter", zone),
        meaning: { unit: values.unit, kind: "interval", registerWidth: null, suspectZeros: "use" },
        order,
      },
      meters,
    );

    const report: PlaceboReport = { meters: meters.length, rows: [], excluded: [], failures: [], aside };
    for (const { meter, notices, result } of answers) {
      for (const notice of notices) console.error(notice);
      const { building, carrier, file } = meter;
      if (!result.ok) report.failures.push({ building, carrier, file, why: result.why });
      else if (!result.value.ok) report.failures.push({ building, carrier, file, why: result.value.why });
      else {
        report.rows.push(...result.value.rows);
        report.excluded.push(...result.value.excluded.map((pair) => ({ building, carrier, ...pair })));
      }
    }
    const summaries = summarise(report.rows);
    const calibrations = [order.record, ...(order.withBilling ? [order.billingRecord] : [])].map(
      ({ id: name, date, source, validFor }) => ({ name, date, source, validFor }),
    );
    if (values.json) {
      const settings = { zone, country: order.country, fitYears: order.fitYears ?? null };
      console.log(JSON.stringify({ ...settings, calibrations, summaries, ...report }, null, 2));
    } else {
      const records = calibrations.map(({ name, date }) => `${name} of ${date}`).join(" and ");
      console.log(reportText(report, summaries, records));
    }
    return summaries.length === 0 ? 1 : 0;
  },
};

type AnySummary = PlaceboSummary | BillingPlaceboSummary;

/** One line per carrier and method that has a score. */
function summarise(rows: readonly AnyPlaceboRow[]): AnySummary[] {
  const [ofBills, others] = [
    rows.filter((row) => row.method === "caltrack-billing"),
    rows.filter((row) => row.method !== "caltrack-billing"),
  ];
  const lines = [...summarisePlacebo(others), ...summariseBillingPlacebo(ofBills)];
  return [...Map.groupBy(lines, ({ carrier }) => carrier).values()].flat();
}

interface PlaceboReport {
  readonly meters: number;
  readonly rows: AnyPlaceboRow[];
  readonly excluded: {
    readonly building: string;
    readonly carrier: string;
    readonly fitYear: number;
    readonly reason: PlaceboExclusion;
  }[];
  readonly failures: {
    readonly building: string;
    readonly carrier: string;
    readonly file: string;
    readonly why: string;
  }[];
  readonly aside: readonly { readonly file: string; readonly why: string }[];
}

function reportText(report: PlaceboReport, summaries: readonly AnySummary[], records: string): string {
  const { rows, excluded, failures, aside } = report;
  const pairs = new Set(rows.map(({ building, carrier, fitYear }) => `${building} ${carrier} ${fitYear}`));
  const parts = [
    `${report.meters} meters, ${pairs.size} pairs of years: one fitted, the next predicted, nothing done in between.`,
    `Medians over pairs, out of sample; the interval is interval90 calibrated on ${records}.`,
    "",
    columnsOf([heads, ...summaries.map(summaryCells)], 2),
    "",
    "The published band is a published formula, known to cover too little. Score: mean of width + 20 · miss, over use; lower is better.",
  ];
  if (excluded.length > 0)
    parts.push("", `Not compared (${excluded.length} pairs, by fit year):`, ...excludedLines(excluded));
  const refused = rows.flatMap(({ building, carrier, fitYear, method, result }) =>
    result.ok ? [] : [`  ${building} ${carrier} ${fitYear}, ${method}: ${refusalText(result.reason)}`],
  );
  if (refused.length > 0) parts.push("", `Refused by a method (${refused.length}):`, ...refused);
  if (failures.length > 0) {
    parts.push("", `Meters that could not be tested (${failures.length}):`);
    parts.push(...failures.map(({ building, carrier, why }) => `  ${building} ${carrier}: ${why}`));
  }
  if (aside.length > 0) {
    parts.push(
      "",
      `Files set aside (${aside.length}):`,
      ...aside.map(({ file, why }) => `  ${file}: ${why}`),
    );
  }
  return parts.join("\n");
}

const heads = [
  "carrier",
  "method",
  "pairs",
  "hourly CVRMSE",
  "daily CVRMSE",
  "monthly",
  "|NMBE|",
  "holds zero",
  "95 % of that",
  "interval ±",
  "score",
  "published band holds",
];

function summaryCells(line: AnySummary): string[] {
  const { lower, upper, share } = line.coverage;
  const isBilling = line.method === "caltrack-billing";
  return [
    line.carrier,
    line.method,
    String(line.pairs),
    (isBilling ? undefined : line.medianHourlyCvrmse?.toFixed(3)) ?? "–",
    isBilling ? "–" : line.medianDailyCvrmse.toFixed(3),
    isBilling ? line.medianMonthlyCvrmse.toFixed(3) : "–",
    percent(line.medianAbsoluteNmbe),
    percent(share),
    `${Math.round(100 * lower)}–${Math.round(100 * upper)} %`,
    percent(line.medianIntervalShare),
    line.meanIntervalScore.toFixed(3),
    line.publishedCoverage === undefined ? "–" : percent(line.publishedCoverage),
  ];
}

/** One line a meter: its years and why they are not compared. */
function excludedLines(excluded: PlaceboReport["excluded"]): string[] {
  const byMeter = Map.groupBy(excluded, ({ building, carrier }) => `${building} ${carrier}`);
  return [...byMeter].map(
    ([meter, pairs]) =>
      `  ${meter}: ${pairs.map(({ fitYear, reason }) => `${fitYear} ${exclusionText(reason)}`).join("; ")}`,
  );
}

function refusalText(reason: MethodReason | BillingReason): string {
  return claimReasonText(commandLanguage(), { code: "baseline", reason });
}

function yearsNamed(text: string | undefined): readonly [number, number] | undefined {
  if (text === undefined) return undefined;
  const found = /^(\d{4})(?:-(\d{4}))?$/.exec(text);
  const first = Number(found?.[1]);
  const last = Number(found?.[2] ?? found?.[1]);
  if (found === null || last < first)
    throw new UsageError(`--fit-years ${text} is not written as 2013-2018.`);
  return [first, last];
}

function positive(text: string, flag: string): number {
  const value = Number(text);
  if (!(value >= 0)) throw new UsageError(`--${flag} ${text} is no number from 0 up.`);
  return value;
}
