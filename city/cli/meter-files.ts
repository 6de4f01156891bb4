import type { SteppedReadings } from "../features/savings/daily.ts";
import { type FileLayout, LayoutRefused } from "../features/savings/files/columns.ts";
import {
  type FileFault,
  type FileNotice,
  type FileReadings as FileOutcome,
  kwhConverter,
  type MeterFileMeaning,
  readMeterFile as readMeter,
  readWeatherFile as readWeather,
} from "../features/savings/files/meter-file.ts";
import { UsageError } from "./usage.ts";
import { describeRejection, faultText } from "./words.ts";

/** A meter's or a station's readings from one file; `notices` are rows left out and findings, in words. */
export type FileReadings =
  | { readonly ok: true; readonly readings: SteppedReadings; readonly notices: readonly string[] }
  | { readonly ok: false; readonly why: string; readonly notices: readonly string[] };

/** @throws UsageError when it is no unit of energy. */
export function checkEnergyUnit(symbol: string): void {
  const unit = kwhConverter(symbol);
  if (unit === "unit-unknown") throw new UsageError(`--unit ${symbol} is not known.`);
  if (unit === "no-energy") throw new UsageError(`--unit ${symbol} is no unit of energy.`);
}

/** Use in kWh by step. A counter's register becomes use first; one that is given as use per interval is refused. */
export function readMeterFile(
  path: string,
  layout: Omit<FileLayout, "unit">,
  meaning: MeterFileMeaning,
): Promise<FileReadings> {
  checkEnergyUnit(meaning.unit);
  return inWords(path, readMeter(path, layout, meaning));
}

/** Outdoor temperatures by step. */
export function readWeatherFile(
  path: string,
  layout: Omit<FileLayout, "unit">,
  temperatureUnit: "C" | "F",
): Promise<FileReadings> {
  return inWords(path, readWeather(path, layout, temperatureUnit));
}

async function inWords(path: string, reading: Promise<FileOutcome>): Promise<FileReadings> {
  try {
    const file = await reading;
    const notices = file.notices.map((notice) => noticeWords(path, notice));
    if (file.ok) return { ...file, notices };
    return { ok: false, why: faultWords(path, file.fault), notices };
  } catch (error) {
    if (error instanceof LayoutRefused) throw new UsageError(`${path}: ${faultText(error.fault)}`);
    throw error;
  }
}

function noticeWords(path: string, notice: FileNotice): string {
  switch (notice.code) {
    case "row-left-out":
      return describeRejection(path, notice.rejection);
    case "more-rows-left-out":
      return `${path}: ${notice.count} more rows left out.`;
    case "zeros": {
      const [runs, gaps] = notice.runs === 1 ? ["a run", "a gap"] : [`${notice.runs} runs`, "gaps"];
      const first = new Date(notice.firstMs).toISOString();
      return `${path}: ${runs} of zeros in a load that is otherwise never zero, from ${first}, taken as ${gaps}.`;
    }
    case "register-finding":
      return `${path}: ${notice.finding} at ${new Date(notice.atMs).toISOString()}`;
    case "more-findings":
      return `${path}: ${notice.count} more findings.`;
    case "register-breaks":
      return `${path}: ${notice.count} break${notice.count === 1 ? "" : "s"} in the register cannot be explained from the file; the use across it is left out.`;
  }
}

function faultWords(path: string, fault: FileFault): string {
  switch (fault.code) {
    case "unreadable":
      return describeRejection(path, fault.rejection);
    case "too-few-readings":
      return `${path}: a file needs at least two readings at different times.`;
    case "rises-only":
      return `${path}: the values only rise, so this is a counter's register and not use per interval: say --kind cumulative.`;
    case "no-use-in-register":
      return `${path}: no use can be read from this register.`;
    case "unlikely-temperatures": {
      const way = fault.unit === "C" ? "if it is in °F, say --temperature-unit F" : "check the column";
      return `${path}: ${Math.round(fault.share * 100)} % of the values lie above ${fault.above} °${fault.unit}, which no air is; ${way}.`;
    }
  }
}
