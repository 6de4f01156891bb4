import { converter, parseUnit, units } from "@husting/series";
import { type SteppedReadings, usualStepMs } from "../features/savings/daily.ts";
import { withoutSuspectZeros } from "../features/savings/interval-use.ts";
import type { PointUse } from "../features/savings/point-use.ts";
import { registerUse } from "../features/savings/register-use.ts";
import { type FileColumns, type FileLayout, FileRefused, readColumns } from "./columns.ts";
import { UsageError } from "./usage.ts";
import { describeRejection } from "./words.ts";

/** A meter's or a station's readings from one file; `notices` are rows left out and findings, in words. */
export type FileReadings =
  | { readonly ok: true; readonly readings: SteppedReadings; readonly notices: readonly string[] }
  | { readonly ok: false; readonly why: string; readonly notices: readonly string[] };

export interface MeterFileMeaning {
  /** A symbol of `units`, such as kWh. */
  readonly unit: string;
  readonly kind: "interval" | "cumulative";
  /** Digits before the decimal point after which the counter starts again at zero; null where not known. */
  readonly registerWidth: number | null;
  /** Whether runs of zeros in a load that is otherwise never zero are use, or gaps that somebody wrote as 0. */
  readonly suspectZeros: "use" | "gaps";
}

/** The converter of a unit of energy to kWh. @throws UsageError when it is none. */
export function energyConverter(symbol: string): (value: number) => number {
  const unit = parseUnit(symbol);
  if (unit === undefined) throw new UsageError(`--unit ${symbol} is not known.`);
  const toKwh = converter(unit, units.kWh);
  if (!toKwh.ok) throw new UsageError(`--unit ${symbol} is no unit of energy.`);
  return toKwh.value;
}

/** Use in kWh by step. A counter's register becomes use first; one that is given as use per interval is refused. */
export async function readMeterFile(
  path: string,
  layout: Omit<FileLayout, "unit">,
  { unit, kind, registerWidth, suspectZeros }: MeterFileMeaning,
): Promise<FileReadings> {
  const file = await readFile(path, { ...layout, unit });
  if (!file.ok) return file;
  const { columns, stepMs } = file;
  const notices = [...file.notices];
  const refused = (why: string): FileReadings => ({ ok: false, why: `${path}: ${why}`, notices });
  const toKwh = energyConverter(unit);
  if (kind === "interval") {
    if (neverFalls(columns.value)) {
      return refused(
        "the values only rise, so this is a counter's register and not use per interval: say --kind cumulative.",
      );
    }
    const value = columns.value.map(toKwh);
    // A bill of zero is a bill.
    if (suspectZeros === "use" || stepMs > DAY_MS)
      return { ok: true, readings: { atMs: columns.atMs, value, stepMs }, notices };
    const use = withoutSuspectZeros(columns.atMs, value, stepMs);
    if (use.findings.length > 0) notices.push(zerosNotice(path, use.findings));
    return { ok: true, readings: { atMs: use.atMs, value: use.value, stepMs }, notices };
  }
  const { atMs, mantissa, decimals } = columns;
  // A file says nothing of quality: its readings stand as valid (ESPI 0).
  const readings = { atMs, mantissa, decimals, quality: new Uint8Array(atMs.length) };
  const use = registerUse({ readings, installations: [], answers: [], unit, registerWidth }, stepMs, toKwh);
  if (!use.ok || use.atMs.length === 0) return refused("no use can be read from this register.");
  notices.push(...registerNotices(path, use));
  return { ok: true, readings: { atMs: use.atMs, value: use.value, stepMs }, notices };
}

/** Outdoor temperatures by step. */
export async function readWeatherFile(
  path: string,
  layout: Omit<FileLayout, "unit">,
  temperatureUnit: "C" | "F",
): Promise<FileReadings> {
  const file = await readFile(path, { ...layout, unit: temperatureUnit === "C" ? "°C" : "°F" });
  if (!file.ok) return file;
  const { columns, stepMs, notices } = file;
  const unlikely = unlikelyTemperatures(columns.value, temperatureUnit);
  if (unlikely !== undefined) return { ok: false, why: `${path}: ${unlikely}`, notices };
  return { ok: true, readings: { atMs: columns.atMs, value: columns.value, stepMs }, notices };
}

async function readFile(path: string, layout: FileLayout) {
  try {
    const columns = await readColumns(path, layout);
    const notices = rejectionNotices(path, columns);
    const stepMs = usualStepMs(columns.atMs);
    return stepMs === undefined
      ? ({
          ok: false,
          why: `${path}: a file needs at least two readings at different times.`,
          notices,
        } as const)
      : ({ ok: true, columns, stepMs, notices } as const);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return { ok: false, why: describeRejection(error.path, error.rejection), notices: [] } as const;
  }
}

/** Rows that were not taken, ten of them word for word. */
function rejectionNotices(path: string, { rejections }: FileColumns): string[] {
  const words = rejections.slice(0, 10).map((rejection) => describeRejection(path, rejection));
  if (rejections.length > 10) words.push(`${path}: ${rejections.length - 10} more rows left out.`);
  return words;
}

/** What the counter did that had to be told apart; an open question's use is a gap, never a guess. */
function registerNotices(path: string, { findings, questions }: PointUse & { ok: true }): string[] {
  const words = findings
    .slice(0, 10)
    .map(({ code, atMs }) => `${path}: ${code} at ${new Date(atMs).toISOString()}`);
  if (findings.length > 10) words.push(`${path}: ${findings.length - 10} more findings.`);
  if (questions.length > 0) {
    words.push(
      `${path}: ${questions.length} break${questions.length === 1 ? "" : "s"} in the register cannot be explained from the file; the use across it is left out.`,
    );
  }
  return words;
}

const DAY_MS = 86_400_000;

function zerosNotice(path: string, findings: readonly { readonly atMs: number }[]): string {
  const runs = findings.length === 1 ? "a run" : `${findings.length} runs`;
  const first = new Date(findings[0]!.atMs).toISOString();
  return `${path}: ${runs} of zeros in a load that is otherwise never zero, from ${first}, taken as ${findings.length === 1 ? "a gap" : "gaps"}.`;
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
