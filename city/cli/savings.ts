import { converter, isKnownZone, parseUnit, units } from "@husting/series";
import {
  dailyMeans,
  dailySums,
  daysOf,
  type SteppedReadings,
  usualStepMs,
} from "../features/savings/daily.ts";
import type { PointUse } from "../features/savings/point-use.ts";
import { reasonText } from "../features/savings/reason.ts";
import { registerUse } from "../features/savings/register-use.ts";
import { savingsStatement } from "../features/savings/statement.ts";
import { type FileColumns, type FileLayout, FileRefused, readColumns } from "./columns.ts";
import type { Command } from "./main.ts";
import { table } from "./savings-table.ts";
import { instant, oneOf, readArguments, required, UsageError } from "./usage.ts";
import { commandLanguage, describeRejection } from "./words.ts";

const usage = `husting savings --meter FILE --weather FILE --zone IANA --baseline-end ISO --reporting-start ISO
  FILE                       CSV, plain or gzip: time in the first column, value in the second
  --zone IANA                time zone of the site, such as Europe/Stockholm; a reading belongs to the local day it starts in
  --baseline-end ISO         the baseline is the 365 days before this instant
  --reporting-start ISO      avoided use is counted from here, for 365 days or as many as there are
  --kind interval|cumulative the meter file holds the use of each interval (default), or a counter's register
  --register-width DIGITS    digits before the decimal point after which the counter starts again at zero
  --unit UNIT                unit of the meter file: kWh (default), MWh, Wh, GJ, kgce …
  --temperature-unit C|F     unit of the weather file (default C)
  --heating-only             try no cooling candidates (gas, district heat)
  --method caltrack-daily    the baseline's method
  --json                     one JSON object with stable keys

  How the files are written; with --meter- or --weather- in front, that file alone:
  --file-zone IANA           zone of times without an offset (default: the site's)
  --time-column, --value-column NAME (or 1, 2, …)    --time-format, --separator, --decimal-separator,
  --encoding                 as for husting import`;

/** Flags that say how a file is written; each also stands with `weather-` or `meter-` in front, for that file alone. */
const layoutFlags = [
  "file-zone",
  "time-column",
  "value-column",
  "time-format",
  "separator",
  "decimal-separator",
  "encoding",
] as const;
type LayoutFlag = (typeof layoutFlags)[number];
type Source = "meter" | "weather";
type LayoutOptions = Record<LayoutFlag | `${Source}-${LayoutFlag}`, { type: "string" }>;

const layoutOptions = Object.fromEntries(
  layoutFlags.flatMap((flag) =>
    [flag, `meter-${flag}`, `weather-${flag}`].map((name) => [name, { type: "string" }]),
  ),
) as LayoutOptions;

export const command: Command = {
  summary: "avoided energy use from a meter file and a weather file, with no node running",
  usage,
  async run(args) {
    const { values } = readArguments(args, {
      meter: { type: "string" },
      weather: { type: "string" },
      zone: { type: "string" },
      kind: { type: "string", default: "interval" },
      "register-width": { type: "string" },
      "temperature-unit": { type: "string", default: "C" },
      unit: { type: "string", default: "kWh" },
      "baseline-end": { type: "string" },
      "reporting-start": { type: "string" },
      method: { type: "string", default: "caltrack-daily" },
      "heating-only": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      ...layoutOptions,
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
    const kind = oneOf(values.kind, "kind", ["interval", "cumulative"]);
    const registerWidth = digitCount(values["register-width"]);
    const temperatureUnit = oneOf(values["temperature-unit"], "temperature-unit", ["C", "F"]);
    const unit = parseUnit(values.unit);
    if (unit === undefined) throw new UsageError(`--unit ${values.unit} is not known.`);
    const toKwh = converter(unit, units.kWh);
    if (!toKwh.ok) throw new UsageError(`--unit ${values.unit} is no unit of energy.`);
    const layout = (source: Source, symbol: string): FileLayout => {
      const flag = (name: LayoutFlag): string | undefined => values[`${source}-${name}`] ?? values[name];
      return {
        zone: flag("file-zone") ?? zone,
        unit: symbol,
        timeColumn: flag("time-column"),
        valueColumn: flag("value-column"),
        timeFormat: flag("time-format"),
        separator: flag("separator"),
        decimalSeparator: flag("decimal-separator"),
        encoding: flag("encoding"),
      };
    };

    try {
      const [metered, air] = await Promise.all([
        readColumns(meter, layout("meter", values.unit)),
        readColumns(weather, layout("weather", temperatureUnit === "C" ? "°C" : "°F")),
      ]);
      tell(meter, metered);
      tell(weather, air);
      const unlikely = unlikelyTemperatures(air.value, temperatureUnit);
      if (unlikely !== undefined) {
        console.error(`${weather}: ${unlikely}`);
        return 2;
      }
      if (kind === "interval" && neverFalls(metered.value)) {
        console.error(
          `${meter}: the values only rise, so this is a counter's register and not use per interval: say --kind cumulative.`,
        );
        return 2;
      }
      const useStepMs = usualStepMs(metered.atMs);
      const airStepMs = usualStepMs(air.atMs);
      if (useStepMs === undefined || airStepMs === undefined) {
        console.error("Each file needs at least two readings at different times.");
        return 2;
      }
      const register =
        kind === "cumulative"
          ? registerUse(
              {
                readings: measured(metered),
                installations: [],
                answers: [],
                unit: values.unit,
                registerWidth,
              },
              useStepMs,
              toKwh.value,
            )
          : undefined;
      const use = register ?? {
        ok: true,
        atMs: metered.atMs,
        value: metered.value.map(toKwh.value),
        stepMs: useStepMs,
      };
      if (!use.ok || use.atMs.length === 0) {
        console.error(`${meter}: no use can be read from this register.`);
        return 2;
      }
      if (register?.ok) tellRegister(meter, register);
      const days = daysOf(zone, use.atMs[0]!, use.atMs.at(-1)! + useStepMs);
      const outdoors: SteppedReadings = { atMs: air.atMs, value: air.value, stepMs: airStepMs };
      const statement = savingsStatement(
        {
          zone,
          bounds: days.bounds,
          useKwh: dailySums(use, days),
          temperature: dailyMeans(outdoors, days),
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

function digitCount(text: string | undefined): number | null {
  if (text === undefined) return null;
  const digits = Number(text);
  if (Number.isInteger(digits) && digits >= 3 && digits <= 15) return digits;
  throw new UsageError(`--register-width ${text} is no number of digits from 3 to 15.`);
}

/** Rows that were not taken, ten of them word for word. */
function tell(path: string, { rejections }: FileColumns): void {
  for (const rejection of rejections.slice(0, 10)) console.error(describeRejection(path, rejection));
  if (rejections.length > 10) console.error(`${path}: ${rejections.length - 10} more rows left out.`);
}

/** What the counter did that had to be told apart; an open question's use is a gap, never a guess. */
function tellRegister(path: string, { findings, questions }: PointUse & { ok: true }): void {
  for (const { code, atMs } of findings.slice(0, 10))
    console.error(`${path}: ${code} at ${new Date(atMs).toISOString()}`);
  if (findings.length > 10) console.error(`${path}: ${findings.length - 10} more findings.`);
  if (questions.length > 0) {
    console.error(
      `${path}: ${questions.length} break${questions.length === 1 ? "" : "s"} in the register cannot be explained from the file; the use across it is left out.`,
    );
  }
}

/** A file says nothing of quality: its readings stand as valid (ESPI 0). */
function measured(columns: FileColumns) {
  const { atMs, mantissa, decimals } = columns;
  return { atMs, mantissa, decimals, quality: new Uint8Array(atMs.length) };
}

/** Whether a column is a counter's register: over two days of hours no building's use only ever rises. */
function neverFalls(value: Float64Array): boolean {
  let falls = 0;
  for (let i = 1; i < value.length; i++) if (value[i]! < value[i - 1]!) falls++;
  return value.length >= 48 && value.at(-1)! > value[0]! && falls <= value.length * 0.005;
}

/** The highest air temperature on record is 56.7 °C (WMO, Furnace Creek, 1913). */
const HOTTEST_C = 57;

/** What is wrong with a weather file whose values cannot be in the unit that was said. */
function unlikelyTemperatures(value: Float64Array, unit: "C" | "F"): string | undefined {
  const hottest = unit === "C" ? HOTTEST_C : HOTTEST_C * 1.8 + 32;
  const above = value.reduce((count, degrees) => count + (degrees > hottest ? 1 : 0), 0);
  if (above * 100 <= value.length) return undefined;
  const share = Math.round((above / value.length) * 100);
  const way = unit === "C" ? "if it is in °F, say --temperature-unit F" : "check the column";
  return `${share} % of the values lie above ${Math.round(hottest)} °${unit}, which no air is; ${way}.`;
}
