import { converter, parseUnit, units } from "@husting/series";
import type { Rejection } from "../../../stores/readings/contract.ts";
import { UnreadableFile } from "../../readings/intake/index.ts";
import { type SteppedReadings, usualStepMs } from "../daily.ts";
import { withoutSuspectZeros } from "../interval-use.ts";
import type { PointUse } from "../point-use.ts";
import { registerUse } from "../register-use.ts";
import { type FileColumns, type FileLayout, readColumns } from "./columns.ts";

/** What somebody has to know of a file that was read: rows left out, and what was found in it. */
export type FileNotice =
  | { readonly code: "row-left-out"; readonly rejection: Rejection }
  | { readonly code: "more-rows-left-out"; readonly count: number }
  /** Runs of zeros in a load that is otherwise never zero, taken as gaps. */
  | { readonly code: "zeros"; readonly runs: number; readonly firstMs: number }
  /** `finding` is a code of `@husting/metering`. */
  | { readonly code: "register-finding"; readonly finding: string; readonly atMs: number }
  | { readonly code: "more-findings"; readonly count: number }
  /** Breaks in the register that the file does not explain; the use across them is left out. */
  | { readonly code: "register-breaks"; readonly count: number };

/** Why a file gave no readings. */
export type FileFault =
  | { readonly code: "unreadable"; readonly rejection: Rejection }
  | { readonly code: "too-few-readings" }
  | { readonly code: "rises-only" }
  | { readonly code: "no-use-in-register" }
  | {
      readonly code: "unlikely-temperatures";
      readonly share: number;
      readonly above: number;
      readonly unit: "C" | "F";
    };

/** A meter's or a station's readings from one file. */
export type FileReadings =
  | { readonly ok: true; readonly readings: SteppedReadings; readonly notices: readonly FileNotice[] }
  | { readonly ok: false; readonly fault: FileFault; readonly notices: readonly FileNotice[] };

export interface MeterFileMeaning {
  /** A symbol of `units`, such as kWh. */
  readonly unit: string;
  readonly kind: "interval" | "cumulative";
  /** Digits before the decimal point after which the counter starts again at zero; null where not known. */
  readonly registerWidth: number | null;
  /** Whether runs of zeros in a load that is otherwise never zero are use, or gaps that somebody wrote as 0. */
  readonly suspectZeros: "use" | "gaps";
}

const DAY_MS = 86_400_000;
/** So many of a kind are told one by one. */
const TOLD = 10;
/** The highest air temperature on record is 56.7 °C (WMO, Furnace Creek, 1913). */
const HOTTEST_C = 57;

/** The converter of a unit of energy to kWh; or why there is none. */
export function kwhConverter(symbol: string): ((value: number) => number) | "unit-unknown" | "no-energy" {
  const unit = parseUnit(symbol);
  if (unit === undefined) return "unit-unknown";
  const toKwh = converter(unit, units.kWh);
  return toKwh.ok ? toKwh.value : "no-energy";
}

/**
 * Use in kWh by step. A counter's register becomes use first; one that is given as use per interval is refused.
 * @throws LayoutRefused; RangeError where the unit is none of energy.
 */
export async function readMeterFile(
  path: string,
  layout: Omit<FileLayout, "unit">,
  { unit, kind, registerWidth, suspectZeros }: MeterFileMeaning,
): Promise<FileReadings> {
  const toKwh = kwhConverter(unit);
  if (typeof toKwh === "string") throw new RangeError(`${unit} is no unit of energy`);
  const file = await readFile(path, { ...layout, unit });
  if (!file.ok) return file;
  const { columns, stepMs } = file;
  const notices = [...file.notices];
  const refused = (fault: FileFault): FileReadings => ({ ok: false, fault, notices });
  if (kind === "interval") {
    if (neverFalls(columns.value)) return refused({ code: "rises-only" });
    const value = columns.value.map(toKwh);
    // A bill of zero is a bill.
    if (suspectZeros === "use" || stepMs > DAY_MS)
      return { ok: true, readings: { atMs: columns.atMs, value, stepMs }, notices };
    const { findings, ...use } = withoutSuspectZeros(columns.atMs, value, stepMs);
    if (findings.length > 0)
      notices.push({ code: "zeros", runs: findings.length, firstMs: findings[0]!.atMs });
    return { ok: true, readings: { ...use, stepMs }, notices };
  }
  const { atMs, mantissa, decimals } = columns;
  // A file says nothing of quality: its readings stand as valid (ESPI 0).
  const readings = { atMs, mantissa, decimals, quality: new Uint8Array(atMs.length) };
  const use = registerUse({ readings, installations: [], answers: [], unit, registerWidth }, stepMs, toKwh);
  if (!use.ok || use.atMs.length === 0) return refused({ code: "no-use-in-register" });
  notices.push(...registerNotices(use));
  return { ok: true, readings: { atMs: use.atMs, value: use.value, stepMs }, notices };
}

/** Outdoor temperatures by step. @throws LayoutRefused */
export async function readWeatherFile(
  path: string,
  layout: Omit<FileLayout, "unit">,
  temperatureUnit: "C" | "F",
): Promise<FileReadings> {
  const file = await readFile(path, { ...layout, unit: temperatureUnit === "C" ? "°C" : "°F" });
  if (!file.ok) return file;
  const { columns, stepMs, notices } = file;
  const fault = unlikelyTemperatures(columns.value, temperatureUnit);
  if (fault !== undefined) return { ok: false, fault, notices };
  return { ok: true, readings: { atMs: columns.atMs, value: columns.value, stepMs }, notices };
}

async function readFile(path: string, layout: FileLayout) {
  let columns: FileColumns;
  try {
    columns = await readColumns(path, layout);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const fault: FileFault = { code: "unreadable", rejection: error.rejection };
    return { ok: false, fault, notices: [] } as const;
  }
  const notices = rejectionNotices(columns);
  const stepMs = usualStepMs(columns.atMs);
  if (stepMs === undefined) return { ok: false, fault: { code: "too-few-readings" }, notices } as const;
  return { ok: true, columns, stepMs, notices } as const;
}

function rejectionNotices({ rejections }: FileColumns): FileNotice[] {
  const told: FileNotice[] = rejections
    .slice(0, TOLD)
    .map((rejection) => ({ code: "row-left-out", rejection }));
  if (rejections.length > TOLD) told.push({ code: "more-rows-left-out", count: rejections.length - TOLD });
  return told;
}

/** What the counter did that had to be told apart; an open question's use is a gap, never a guess. */
function registerNotices({ findings, questions }: PointUse & { ok: true }): FileNotice[] {
  const told: FileNotice[] = findings
    .slice(0, TOLD)
    .map(({ code, atMs }) => ({ code: "register-finding", finding: code, atMs }));
  if (findings.length > TOLD) told.push({ code: "more-findings", count: findings.length - TOLD });
  if (questions.length > 0) told.push({ code: "register-breaks", count: questions.length });
  return told;
}

/** Whether a column is a counter's register: over two days of hours no building's use only ever rises. */
function neverFalls(value: Float64Array): boolean {
  let falls = 0;
  for (let i = 1; i < value.length; i++) if (value[i]! < value[i - 1]!) falls++;
  return value.length >= 48 && value.at(-1)! > value[0]! && falls <= value.length * 0.005;
}

/** What is wrong with a weather file whose values cannot be in the unit that was said. */
function unlikelyTemperatures(value: Float64Array, unit: "C" | "F"): FileFault | undefined {
  const above = Math.round(unit === "C" ? HOTTEST_C : HOTTEST_C * 1.8 + 32);
  const hotter = value.reduce((count, degrees) => count + (degrees > above ? 1 : 0), 0);
  if (hotter * 100 <= value.length) return undefined;
  return { code: "unlikely-temperatures", share: hotter / value.length, above, unit };
}
