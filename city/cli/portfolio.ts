import { writeFileSync } from "node:fs";
import { calibrationOf } from "../features/savings/claims/claim.ts";
import {
  type PortfolioRow,
  type PortfolioSum,
  portfolioSums,
  refusedRow,
} from "../features/savings/claims/portfolio.ts";
import { writeTable } from "../stores/table-file.ts";
import {
  countryNamed,
  datesLeftOut,
  fileUsage,
  layoutOf,
  layoutOptions,
  methodNamed,
  periodsNamed,
  registerDigits,
  zoneNamed,
} from "./claim-flags.ts";
import { columnsOf, percent } from "./figures.ts";
import type { Command } from "./main.ts";
import { checkEnergyUnit, readWeatherFile } from "./meter-files.ts";
import { folderOptions, folderUsage, metersIn } from "./meter-folder.ts";
import { workThrough } from "./meter-threads.ts";
import { portfolioColumns } from "./portfolio-columns.ts";
import { portfolioReport } from "./portfolio-report.ts";
import type { PortfolioOrder } from "./portfolio-thread.ts";
import { oneOf, readArguments, required, UsageError } from "./usage.ts";

const usage = `husting portfolio DIR --weather FILE --zone IANA --baseline-end ISO --reporting-start ISO
${folderUsage}
  --weather FILE             outdoor temperatures of the place
  --zone IANA                time zone of the site, such as Europe/Stockholm
  --baseline-end ISO         the baseline is the 365 days before this instant
  --reporting-start ISO      avoided use is counted from here, for 365 days or as many as there are
  --method NAME              caltrack-daily (default), caltrack-billing, caltrack-hourly, towt, husting-daily, husting-hourly
  --out FILE                 write a table of the meters (.parquet, .csv) or a report to read and print (.html)
  --country SE|GB|CN|none    whose days off the husting methods know (default: the zone's, where it is clear)
  --leave-out DATE..DATE     local dates that count in neither period, both included; as often as wanted
  --kind interval|cumulative the meter files hold the use of each interval (default), or a counter's register
  --register-width DIGITS    digits before the decimal point after which the counter starts again at zero
  --unit UNIT                unit of the meter files: kWh (default), MWh, Wh, GJ, kgce …
  --temperature-unit C|F     unit of the weather file (default C)
  --json                     one JSON object with sums and meters (docs/savings.md)

${fileUsage}`;

export const command: Command = {
  summary: "avoided energy use of every meter in a folder, and their sum by carrier",
  usage,
  async run(args) {
    const { values, positionals } = readArguments(args, {
      weather: { type: "string" },
      zone: { type: "string" },
      "baseline-end": { type: "string" },
      "reporting-start": { type: "string" },
      method: { type: "string", default: "caltrack-daily" },
      out: { type: "string" },
      country: { type: "string" },
      "leave-out": { type: "string", multiple: true, default: [] as string[] },
      kind: { type: "string", default: "interval" },
      "register-width": { type: "string" },
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
    const zone = zoneNamed(required(values.zone, "zone"));
    const temperatureUnit = oneOf(values["temperature-unit"], "temperature-unit", ["C", "F"]);
    checkEnergyUnit(values.unit);
    const form = formOf(values.out);
    const order: PortfolioOrder = {
      method: methodNamed(values.method),
      periods: periodsNamed(values),
      country: countryNamed(values.country, zone),
      leftOut: datesLeftOut(values["leave-out"]),
    };
    const meaning = {
      unit: values.unit,
      kind: oneOf(values.kind, "kind", ["interval", "cumulative"]),
      registerWidth: registerDigits(values["register-width"]),
      suspectZeros: "gaps" as const,
    };
    const naming = { pattern: values.files, carrierNames: values["carrier-name"], carrier: values.carrier };
    const { meters, aside } = metersIn(folder, naming, weather);
    const air = await readWeatherFile(weather, layoutOf(values, "weather", zone), temperatureUnit);
    for (const notice of air.notices) console.error(notice);
    if (!air.ok) {
      console.error(air.why);
      return 2;
    }
    const layout = layoutOf(values, "meter", zone);
    const work = { zone, outdoors: air.readings, temperatureUnit, layout, meaning, order };
    const module = new URL("./portfolio-thread.ts", import.meta.url);
    const answers = await workThrough<PortfolioOrder, PortfolioRow>(module, work, meters);
    for (const { notices } of answers) for (const notice of notices) console.error(notice);
    for (const { file, why } of aside) console.error(`${file}: set aside, ${why}.`);
    const rows = answers.map(({ meter, result }) =>
      result.ok ? result.value : refusedRow(meter, result.why),
    );
    const sums = portfolioSums(rows);
    const calibration = calibrationOf(order.method);
    const document = {
      method: order.method,
      zone,
      country: order.country,
      calibration,
      sums,
      meters: rows,
    };
    if (values.out !== undefined && form !== undefined) {
      try {
        if (form === "html") writeFileSync(values.out, portfolioReport(document));
        else await writeTable(values.out, form, portfolioColumns(rows));
      } catch (error) {
        console.error(
          `${values.out}: cannot be written (${error instanceof Error ? error.message : error}).`,
        );
        return 2;
      }
    }
    if (values.json) {
      const noted = rows.map((row, k) => ({ ...row, notices: answers[k]!.notices }));
      console.log(JSON.stringify({ ...document, meters: noted, aside }, null, 2));
    } else console.log(portfolioText(sums, rows, values.out, `${calibration.name} of ${calibration.date}`));
    return rows.some(({ reason }) => reason === null) ? 0 : 1;
  },
};

function formOf(out: string | undefined): "parquet" | "csv" | "html" | undefined {
  if (out === undefined) return undefined;
  const form = /\.(parquet|csv|html)$/i.exec(out)?.[1]?.toLowerCase();
  if (form === "parquet" || form === "csv" || form === "html") return form;
  throw new UsageError(`--out ${out} does not end with .parquet, .csv or .html.`);
}

const kwh = (value: number): string => Math.round(value).toString();

function portfolioText(
  sums: readonly PortfolioSum[],
  rows: readonly PortfolioRow[],
  out: string | undefined,
  record: string,
): string {
  const claimed = rows.filter(({ reason }) => reason === null);
  const refused = rows.filter(({ reason }) => reason !== null);
  const sumTable = columnsOf(
    [
      [
        "carrier",
        "meters",
        "observed kWh",
        "counterfactual kWh",
        "avoided kWh",
        "share",
        "90 % interval kWh",
      ],
      ...sums.map((sum) => [
        sum.carrier,
        `${sum.metersCounted} of ${sum.metersGiven}`,
        kwh(sum.observedKwh),
        kwh(sum.counterfactualKwh),
        kwh(sum.avoidedKwh),
        percent(sum.avoidedShare),
        `${kwh(sum.interval90LowKwh)} to ${kwh(sum.interval90HighKwh)}`,
      ]),
    ],
    1,
  );
  const parts = [
    sumTable,
    `Intervals calibrated: ${record}; the sum's respects that buildings share weather.`,
  ];
  if (out !== undefined) parts.push("", `${rows.length} meters written to ${out}.`);
  else if (claimed.length > 0) {
    parts.push(
      "",
      columnsOf(
        [
          [
            "building",
            "carrier",
            "avoided kWh",
            "share",
            "90 % interval kWh",
            "CV(RMSE)",
            "measured",
            "events",
          ],
          ...claimed.map((row) => [
            row.building,
            row.carrier,
            kwh(row.avoidedKwh!),
            percent(row.avoidedShare!),
            `${kwh(row.interval90LowKwh!)} to ${kwh(row.interval90HighKwh!)}`,
            percent(row.baselineCvrmse!),
            percent(row.reportingMeasuredShare!),
            String(row.events.length),
          ]),
        ],
        2,
      ),
    );
  }
  if (refused.length > 0) {
    parts.push("", `No claim (${refused.length} of ${rows.length}):`);
    parts.push(...refused.map(({ building, carrier, reason }) => `  ${building} ${carrier}: ${reason}`));
  }
  return parts.join("\n");
}
