import { espiQualities } from "@husting/metering";
import type { Rejection } from "../../../stores/readings/contract.ts";
import type { PossibleRange } from "../intake/carriers.ts";
import { FIRST_YEAR, MOST_AHEAD_MS } from "../intake/timestamps.ts";
import type { Reading } from "./desk.ts";
import { isInScope, type Source } from "./sources.ts";

/** A point that readings can be sent to. */
export interface KnownPoint {
  readonly id: number;
  readonly key: string;
  readonly unit: string;
  /** What a value can be; null where nothing is too low or too high. */
  readonly range: PossibleRange | null;
}

/** Looks points up by their key. */
export type PointBook = ReadonlyMap<string, KnownPoint>;

/** What one reading says, before it is checked. */
export interface SaidReading {
  readonly point?: unknown;
  readonly time?: unknown;
  readonly value?: unknown;
  readonly unit?: unknown;
  readonly quality?: unknown;
}

export type Checked =
  | { readonly ok: true; readonly reading: Reading }
  | { readonly ok: false; readonly column: string; readonly found: unknown; readonly code: string };

const ISO_WITH_OFFSET = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;
const DECIMAL = /^[+-]?\d+(?:\.\d+)?$/;
const MOST_DECIMALS = 18;
const MOST_DIGITS = 15;
const qualities = new Set(espiQualities.map(({ code }) => code));

/** Checks one reading against what its point can be. Nothing is guessed: a time without an offset is refused. */
export function checkReading(
  said: SaidReading,
  points: PointBook,
  source: Pick<Source, "scope">,
  nowMs: number,
): Checked {
  if (typeof said !== "object" || said === null || Array.isArray(said))
    return wrong("", said, "not-a-reading");
  const { point: key, time, value, unit, quality = 0 } = said;
  const point = typeof key === "string" ? points.get(key) : undefined;
  // A point outside the scope is told from one that is not there no more than a stranger may know.
  if (point === undefined || !isInScope(source, point.key)) return wrong("point", key, "point-not-known");
  if (time === undefined || time === null || time === "") return wrong("time", time, "empty-time");
  const atMs = instantOf(time);
  if (typeof atMs === "string") return wrong("time", time, atMs);
  if (atMs > nowMs + MOST_AHEAD_MS) return wrong("time", time, "time-in-future");
  if (value === undefined || value === null || value === "") return wrong("value", value, "empty-value");
  if (unit !== undefined && unit !== point.unit) return wrong("unit", unit, "unit-differs");
  if (typeof quality !== "number" || !qualities.has(quality))
    return wrong("quality", quality, "quality-not-known");
  const decimal = decimalOf(value);
  if (typeof decimal === "string") return wrong("value", value, decimal);
  const { mantissa, decimals } = decimal;
  if (point.range !== null) {
    const number = mantissa / 10 ** decimals;
    if (number < point.range.low) return wrong("value", value, "below-possible");
    if (number > point.range.high) return wrong("value", value, "above-possible");
  }
  return { ok: true, reading: { pointId: point.id, atMs, mantissa, decimals, quality } };
}

function wrong(column: string, found: unknown, code: string): Checked {
  return { ok: false, column, found, code };
}

/** A failed check as a row of the report. */
export function rejectionOf(checked: Checked & { ok: false }, row: number): Rejection {
  const { column, found, code } = checked;
  const text = found === undefined ? "" : typeof found === "string" ? found : JSON.stringify(found);
  return { row, column, found: text.slice(0, 200), code };
}

/** UTC milliseconds of an ISO 8601 time with its offset, or what is wrong with it. */
function instantOf(time: unknown): number | "not-a-time" | "time-without-offset" | "time-too-early" {
  if (typeof time !== "string") return "not-a-time";
  const parts = ISO_WITH_OFFSET.exec(time);
  if (parts === null) return /^\d{4}-\d\d-\d\dT[\d:.,]+$/.test(time) ? "time-without-offset" : "not-a-time";
  if (Number(parts[1]) < FIRST_YEAR) return "time-too-early";
  const atMs = Date.parse(time.replace(",", "."));
  // Date.parse takes 30 February for 1 March; the day must come back as it was said.
  const day = Number(parts[3]);
  if (Number.isNaN(atMs) || (day > 28 && !dayExists(Number(parts[1]), Number(parts[2]), day)))
    return "not-a-time";
  return atMs;
}

function dayExists(year: number, month: number, day: number): boolean {
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A JSON number or decimal text as the scaled decimal it is; text keeps its last zeros. */
function decimalOf(
  value: unknown,
): { mantissa: number; decimals: number } | "not-a-number" | "number-too-large" {
  if (typeof value === "number") {
    if (Number.isSafeInteger(value)) return { mantissa: value, decimals: 0 };
    // Fifteen digits are what a binary float carries; an exponent is written out.
    const digits = Number(value.toPrecision(MOST_DIGITS)).toString();
    return scaled(digits.includes("e") ? value.toFixed(MOST_DIGITS) : digits);
  }
  return typeof value === "string" ? scaled(value.trim()) : "not-a-number";
}

function scaled(text: string): { mantissa: number; decimals: number } | "number-too-large" | "not-a-number" {
  // toFixed gives up on numbers from 10^21: they come with their exponent.
  if (/^-?\d(\.\d+)?e\+\d+$/.test(text)) return "number-too-large";
  if (!DECIMAL.test(text)) return "not-a-number";
  const mark = text.indexOf(".");
  const decimals = mark < 0 ? 0 : text.length - mark - 1;
  const mantissa = Number(mark < 0 ? text : text.slice(0, mark) + text.slice(mark + 1));
  return Number.isSafeInteger(mantissa) && decimals <= MOST_DECIMALS
    ? { mantissa, decimals }
    : "number-too-large";
}
