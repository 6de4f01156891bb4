import { readFile } from "node:fs/promises";
import type { DaysOffCountry } from "@husting/savings";
import { localDate } from "@husting/series";
import { guessLayout } from "../../readings/intake/index.ts";
import { claimWithDays, type NoClaim, type SavingsClaim } from "../claims/claim.ts";
import { countryOfZone } from "../claims/country.ts";
import type { ClaimMethod } from "../claims/method-names.ts";
import type { ClaimReason } from "../claims/reasons.ts";
import { type MeterSeries, resolutionOf } from "../claims/series.ts";
import type { OutdoorTemperature } from "../compute.ts";
import { dailySums, daysOf, type SteppedReadings } from "../daily.ts";
import { type FileLayout, LayoutRefused } from "../files/columns.ts";
import { type FileFault, type FileNotice, readMeterFile, readWeatherFile } from "../files/meter-file.ts";
import { monthsOf } from "../months.ts";
import type { EnergyDetail } from "../results.ts";
import { weatherOf } from "../weather-choice.ts";
import type { ReadTrial } from "./said.ts";

/** What a meter's file says of a measure: Husting's method, CalTRACK beside it, month by month. */
export interface TrialStatement {
  readonly claim: SavingsClaim;
  /** By the method that other programs have too; the same where the file has bills. */
  readonly published: SavingsClaim | NoClaim;
  /** Of the reporting period's months. */
  readonly months: EnergyDetail["months"];
  readonly zone: string;
  /** First and last local date of the meter's readings. */
  readonly measured: { readonly fromDate: string; readonly toDate: string };
  /** Whether the outdoor temperatures are the city's. */
  readonly hasCityWeather: boolean;
}

export type TrialFault =
  | { readonly code: "file"; readonly file: TrialFile; readonly fault: FileFault }
  /** A column that was named is not there, or the separator is none: what the mapping's checker says. */
  | { readonly code: "layout"; readonly file: TrialFile; readonly found: string }
  | { readonly code: "no-weather" }
  | { readonly code: "no-claim"; readonly reason: ClaimReason };

export type TrialFile = "meter" | "weather";

export interface TrialNotice {
  readonly file: TrialFile;
  readonly notice: FileNotice;
}

export type TrialOutcome = { readonly notices: readonly TrialNotice[] } & (
  | { readonly ok: true; readonly statement: TrialStatement }
  | { readonly ok: false; readonly fault: TrialFault }
);

/** So much of a file is looked at to see how it is written. */
const BEGINNING_BYTES = 64 * 1024;

/**
 * Reads one or two files and says what was avoided. Nothing is kept.
 * @param paths of the files; without weather, one of the city's own outdoor temperatures is taken.
 * @param stations the city's outdoor temperatures, asked for where no file has any.
 */
export async function trialStatement(
  paths: { readonly meter: string; readonly weather: string | null },
  said: ReadTrial,
  stations: () => Promise<readonly OutdoorTemperature[]>,
): Promise<TrialOutcome> {
  const notices: TrialNotice[] = [];
  const fail = (fault: TrialFault): TrialOutcome => ({ ok: false, fault, notices });
  const { unit, kind, registerWidth } = said;
  const meter = await reading("meter", notices, async () =>
    readMeterFile(
      paths.meter,
      { ...(await layoutOf(paths.meter, said.zone)), ...columnsOf(said) },
      { unit, kind, registerWidth, suspectZeros: "gaps" },
    ),
  );
  if ("code" in meter) return fail(meter);
  let outdoors: SteppedReadings | undefined;
  if (paths.weather === null) {
    const station = weatherOf(meter.atMs, await stations());
    outdoors = station && { atMs: station.atMs, value: station.temperatureC, stepMs: station.stepMs };
  } else {
    const weather = await reading("weather", notices, async () =>
      readWeatherFile(paths.weather!, await layoutOf(paths.weather!, said.zone), said.temperatureUnit),
    );
    if ("code" in weather) return fail(weather);
    outdoors = weather;
  }
  if (outdoors === undefined || outdoors.atMs.length === 0) return fail({ code: "no-weather" });
  const temperatureUnit = paths.weather === null ? "C" : said.temperatureUnit;
  const series = { zone: said.zone, use: meter, outdoors, temperatureUnit };
  const stated = statementOf(series, said, countryOfZone(said.zone));
  if ("code" in stated) return fail({ code: "no-claim", reason: stated });
  return { ok: true, statement: { ...stated, hasCityWeather: paths.weather === null }, notices };
}

function statementOf(
  series: MeterSeries,
  { baselineEndMs, reportingStartMs, carrier }: ReadTrial,
  country: DaysOffCountry,
): Omit<TrialStatement, "hasCityWeather"> | ClaimReason {
  const { zone, use } = series;
  const hasBills = resolutionOf(use.stepMs) === "bills";
  const by = (method: ClaimMethod, looksForEvents: boolean) =>
    claimWithDays(series, {
      ...{ method, carrier, country, looksForEvents },
      periods: { baselineEndMs, reportingStartMs },
      heatingOnly: carrier === "heat",
      leftOut: [],
    });
  const { claim, reporting } = by(hasBills ? "caltrack-billing" : "husting-daily", true);
  if (!claim.ok) return claim.reason;
  const [firstMs, lastMs] = [use.atMs[0]!, use.atMs.at(-1)! + use.stepMs];
  const days = daysOf(zone, firstMs, lastMs);
  const months = hasBills ? [] : monthsOf(zone, days, dailySums(use, days), reporting);
  return {
    claim,
    published: hasBills ? claim : by("caltrack-daily", false).claim,
    months: months.filter(({ counterfactualKwh }) => counterfactualKwh !== null),
    zone,
    measured: { fromDate: localDate(zone, firstMs), toDate: localDate(zone, lastMs - 1) },
  };
}

/** Runs a reading, keeps what has to be told of the file, and gives the readings or why there are none. */
async function reading(
  file: TrialFile,
  notices: TrialNotice[],
  read: () => ReturnType<typeof readMeterFile>,
): Promise<SteppedReadings | (TrialFault & { code: "file" | "layout" })> {
  try {
    const outcome = await read();
    notices.push(...outcome.notices.map((notice) => ({ file, notice })));
    return outcome.ok ? outcome.readings : { code: "file", file, fault: outcome.fault };
  } catch (error) {
    if (!(error instanceof LayoutRefused)) throw error;
    return { code: "layout", file, found: "found" in error.fault ? error.fault.found : "" };
  }
}

/** How a file is written, as far as that can be seen; the rest is the plainest kind. */
async function layoutOf(path: string, zone: string): Promise<Omit<FileLayout, "unit">> {
  const beginning = (await readFile(path)).subarray(0, BEGINNING_BYTES);
  return { zone, ...guessLayout(beginning) };
}

function columnsOf({ timeColumn, valueColumn }: ReadTrial): Pick<FileLayout, "timeColumn" | "valueColumn"> {
  return { timeColumn: timeColumn || undefined, valueColumn: valueColumn || undefined };
}
