import { createLocalResolver } from "@husting/series";
import { skipBlanks, skipBlanksBack } from "./fields.ts";

/**
 * Reads a time stamp from bytes. A stamp with an offset ("Z", "+01:00") is an instant; one without is wall-clock
 * time of the mapping's zone, and then an hour that exists twice or not at all is a question, never a guess.
 */

export const TIME_FORMATS = [
  "iso",
  "dd/MM/yyyy HH:mm",
  "MM/dd/yyyy HH:mm",
  "dd.MM.yyyy HH:mm",
  "yyyy/MM/dd HH:mm",
  "yyyyMMddHHmm",
  "epoch-s",
  "epoch-ms",
] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];

export type TimeFault =
  | "empty-time"
  | "not-a-time"
  | "time-does-not-exist"
  | "time-exists-twice"
  | "time-too-early"
  | "time-in-future";

/** The first year of which readings are taken, whatever way they come: before it nothing was metered. */
export const FIRST_YEAR = 1900;
/** How far ahead of the node's clock a reading may be: a clock may run ahead a little, next week was not measured. */
export const MOST_AHEAD_MS = 24 * 3_600_000;

/** Gives UTC milliseconds, or sets `fault` and gives NaN. */
export interface TimeReader {
  read(bytes: Uint8Array, from: number, to: number): number;
  fault: TimeFault;
  /** The two instants of a time that exists twice. */
  twice: { readonly earlierMs: number; readonly laterMs: number };
}

/** Order in which a format writes its parts. */
const PART_ORDER: Record<Exclude<TimeFormat, "epoch-s" | "epoch-ms">, readonly [number, number, number]> = {
  iso: [0, 1, 2],
  "yyyy/MM/dd HH:mm": [0, 1, 2],
  yyyyMMddHHmm: [0, 1, 2],
  "dd/MM/yyyy HH:mm": [2, 1, 0],
  "dd.MM.yyyy HH:mm": [2, 1, 0],
  "MM/dd/yyyy HH:mm": [2, 0, 1],
};

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const UTC_MIDNIGHTS_KEPT = 5_000;
/** Epoch numbers outside these years are another unit: seconds taken for milliseconds lie in January 1970. */
const EPOCH_FROM_MS = Date.UTC(1973, 0, 1);
const EPOCH_TO_MS = Date.UTC(2201, 0, 1);

export function createTimeReader(format: TimeFormat, zone: string): TimeReader {
  const resolver = createLocalResolver(zone);
  // A day's midnight is looked up once, not once a row.
  const midnights = new Map<number, number>();
  const part = new Float64Array(3);
  /** Where in the bytes the reader stands. */
  let at = 0;

  const utcMidnight = (year: number, month: number, day: number): number => {
    const key = year * 10_000 + month * 100 + day;
    let ms = midnights.get(key);
    if (ms === undefined) {
      if (midnights.size > UTC_MIDNIGHTS_KEPT) midnights.clear();
      ms = Date.UTC(year, month - 1, day);
      midnights.set(key, ms);
    }
    return ms;
  };

  const failWith = (fault: TimeFault): number => {
    reader.fault = fault;
    return Number.NaN;
  };

  /** Midnight of the date at the cursor, as if its clock were UTC; leaves the cursor after the date. */
  const readDate = (bytes: Uint8Array, end: number, order: readonly [number, number, number]): number => {
    const compact = format === "yyyyMMddHHmm";
    for (let i = 0; i < 3; i++) {
      const width = order[0] === i ? 4 : 2;
      const start = at;
      let value = 0;
      while (at < end && at - start < width && bytes[at]! >= 48 && bytes[at]! <= 57) {
        value = value * 10 + bytes[at]! - 48;
        at++;
      }
      const digits = at - start;
      const oneDigitWillDo = width === 2 && !compact && format !== "iso";
      if (digits < width && !(oneDigitWillDo && digits === 1)) return failWith("not-a-time");
      part[i] = value;
      if (!compact && i < 2) {
        const mark = at < end ? bytes[at] : 0;
        if (mark !== 45 && mark !== 46 && mark !== 47) return failWith("not-a-time");
        at++;
      }
    }
    const year = part[order[0]]!;
    const month = part[order[1]]!;
    const day = part[order[2]]!;
    if (year < FIRST_YEAR) return failWith("time-too-early");
    if (year > 2200 || month < 1 || month > 12 || day < 1) return failWith("not-a-time");
    if (day > DAYS_IN_MONTH[month - 1]! && !(month === 2 && day === 29 && isLeap(year))) {
      return failWith("time-does-not-exist");
    }
    return utcMidnight(year, month, day);
  };

  /** Milliseconds since midnight of the clock time at the cursor; leaves the cursor after it. */
  const readClock = (bytes: Uint8Array, end: number): number => {
    const compact = format === "yyyyMMddHHmm";
    if (!compact) {
      if (bytes[at] !== 84 && bytes[at] !== 32 && bytes[at] !== 116) return failWith("not-a-time");
      at++;
    }
    const hour = twoDigits(bytes, at, end);
    at += 2;
    if (!compact && at < end && bytes[at] === 58) at++;
    const minute = twoDigits(bytes, at, end);
    at += 2;
    if (hour < 0 || minute < 0) return failWith("not-a-time");
    let second = 0;
    let millisecond = 0;
    if (!compact && at < end && bytes[at] === 58) {
      second = twoDigits(bytes, at + 1, end);
      at += 3;
      if (second < 0) return failWith("not-a-time");
      if (at < end && (bytes[at] === 46 || bytes[at] === 44)) {
        const start = ++at;
        // What is finer than a millisecond is left out: the store keeps milliseconds.
        for (let weight = 100; at < end && bytes[at]! >= 48 && bytes[at]! <= 57; at++) {
          millisecond += (bytes[at]! - 48) * weight;
          weight = Math.floor(weight / 10);
        }
        if (at === start) return failWith("not-a-time");
      }
    }
    const afterMidnight = minute > 0 || second > 0 || millisecond > 0;
    if (minute > 59 || second > 59 || hour > 24 || (hour === 24 && afterMidnight)) {
      return failWith("time-does-not-exist");
    }
    return hour * 3_600_000 + minute * 60_000 + second * 1000 + millisecond;
  };

  /** A date without a time of day is the day's first instant, which is not 00:00 where the clocks skip midnight. */
  const dayStart = (localMs: number): number => {
    const found = resolver(localMs);
    if (found.kind === "unique") return found.epochMs;
    return found.kind === "skipped" ? found.transitionMs : found.earlierMs;
  };

  const reader: TimeReader = {
    fault: "not-a-time",
    twice: { earlierMs: Number.NaN, laterMs: Number.NaN },
    read(bytes, from, to) {
      at = skipBlanks(bytes, from, to);
      const end = skipBlanksBack(bytes, at, to);
      if (at === end) return failWith("empty-time");
      if (format === "epoch-s" || format === "epoch-ms") {
        const epochMs = readEpoch(bytes, at, end, format);
        return Number.isNaN(epochMs) ? failWith("not-a-time") : epochMs;
      }
      const midnightMs = readDate(bytes, end, PART_ORDER[format]);
      if (Number.isNaN(midnightMs)) return midnightMs;
      if (at === end) return dayStart(midnightMs);
      const clockMs = readClock(bytes, end);
      if (Number.isNaN(clockMs)) return clockMs;
      const localMs = midnightMs + clockMs;
      if (at < end) {
        const offset = readOffset(bytes, at, end);
        return Number.isNaN(offset) ? failWith("not-a-time") : localMs - offset;
      }
      const instant = resolver.resolveUnique(localMs);
      if (!Number.isNaN(instant)) return instant;
      const found = resolver(localMs);
      if (found.kind !== "repeated") return failWith("time-does-not-exist");
      reader.twice = found;
      return failWith("time-exists-twice");
    },
  };
  return reader;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function twoDigits(bytes: Uint8Array, at: number, end: number): number {
  if (at + 2 > end) return -1;
  const tens = bytes[at]! - 48;
  const ones = bytes[at + 1]! - 48;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

/** "Z", "+01", "+0100", "+01:00" → milliseconds east of UTC; NaN when it is none of these. */
function readOffset(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  if (bytes[at] === 32) at++;
  const sign = bytes[at];
  if ((sign === 90 || sign === 122) && at + 1 === end) return 0;
  if (sign !== 43 && sign !== 45) return Number.NaN;
  const hours = twoDigits(bytes, at + 1, end);
  if (hours < 0 || hours > 18) return Number.NaN;
  at += 3;
  let minutes = 0;
  if (at < end) {
    if (bytes[at] === 58) at++;
    minutes = twoDigits(bytes, at, end);
    if (minutes < 0 || minutes > 59 || at + 2 !== end) return Number.NaN;
  }
  return (sign === 45 ? -1 : 1) * (hours * 3_600_000 + minutes * 60_000);
}

function readEpoch(bytes: Uint8Array, from: number, end: number, format: "epoch-s" | "epoch-ms"): number {
  let value = 0;
  if (end - from > 15) return Number.NaN;
  for (let at = from; at < end; at++) {
    const digit = bytes[at]! - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  const epochMs = format === "epoch-s" ? value * 1000 : value;
  return epochMs >= EPOCH_FROM_MS && epochMs < EPOCH_TO_MS ? epochMs : Number.NaN;
}
