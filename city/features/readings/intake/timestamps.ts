import { createLocalResolver } from "@husting/series";

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

export type TimeFault = "empty-time" | "not-a-time" | "time-does-not-exist" | "time-exists-twice";

/** Gives UTC milliseconds, or sets `fault` and gives NaN. */
export interface TimeReader {
  read(bytes: Uint8Array, from: number, to: number): number;
  fault: TimeFault;
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

export function createTimeReader(format: TimeFormat, zone: string): TimeReader {
  const resolver = createLocalResolver(zone);
  // A day's midnight is looked up once, not once a row.
  const days = new Map<number, number>();
  const part = new Float64Array(3);
  const utcDay = (year: number, month: number, day: number): number => {
    const key = year * 10_000 + month * 100 + day;
    let ms = days.get(key);
    if (ms === undefined) {
      if (days.size > 5_000) days.clear();
      ms = Date.UTC(year, month - 1, day);
      days.set(key, ms);
    }
    return ms;
  };

  const reader: TimeReader = {
    fault: "not-a-time",
    read(bytes, start, stop) {
      let at = start;
      let end = stop;
      while (at < end && bytes[at]! <= 32) at++;
      while (end > at && bytes[end - 1]! <= 32) end--;
      reader.fault = "not-a-time";
      if (at === end) {
        reader.fault = "empty-time";
        return Number.NaN;
      }
      if (format === "epoch-s" || format === "epoch-ms") return readEpoch(bytes, at, end, format);

      const order = PART_ORDER[format];
      const compact = format === "yyyyMMddHHmm";
      for (let i = 0; i < 3; i++) {
        const isYear = compact ? i === 0 : order[0] === i;
        const width = isYear ? 4 : 2;
        let value = 0;
        let digits = 0;
        while (at < end && digits < width && bytes[at]! >= 48 && bytes[at]! <= 57) {
          value = value * 10 + bytes[at]! - 48;
          at++;
          digits++;
        }
        if (digits === 0 || (isYear && digits !== 4) || (format === "iso" && digits !== width))
          return Number.NaN;
        part[i] = value;
        if (!compact && i < 2) {
          const mark = bytes[at];
          if (mark !== 45 && mark !== 47 && mark !== 46) return Number.NaN;
          at++;
        }
      }
      const year = part[order[0]]!;
      const month = part[order[1]]!;
      const day = part[order[2]]!;
      if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) return Number.NaN;
      if (day > DAYS_IN_MONTH[month - 1]! && !(month === 2 && day === 29 && isLeap(year))) {
        reader.fault = "time-does-not-exist";
        return Number.NaN;
      }
      let withinDay = 0;
      if (at < end) {
        if (!compact) {
          if (bytes[at] !== 84 && bytes[at] !== 32 && bytes[at] !== 116) return Number.NaN;
          at++;
        }
        const hour = twoDigits(bytes, at, end);
        if (hour < 0) return Number.NaN;
        at += 2;
        if (!compact && bytes[at] === 58) at++;
        const minute = twoDigits(bytes, at, end);
        if (minute < 0) return Number.NaN;
        at += 2;
        let second = 0;
        if (bytes[at] === 58 && at < end) {
          second = twoDigits(bytes, at + 1, end);
          if (second < 0) return Number.NaN;
          at += 3;
          if (at < end && (bytes[at] === 46 || bytes[at] === 44)) {
            at++;
            let scale = 1000;
            while (at < end && bytes[at]! >= 48 && bytes[at]! <= 57) {
              scale /= 10;
              second += ((bytes[at]! - 48) * Math.max(0, scale)) / 1000;
              at++;
            }
          }
        }
        if (minute > 59 || second >= 61 || hour > 24 || (hour === 24 && (minute > 0 || second > 0))) {
          reader.fault = "time-does-not-exist";
          return Number.NaN;
        }
        withinDay = hour * 3_600_000 + minute * 60_000 + Math.floor(second * 1000 + 1e-6);
      }
      const localMs = utcDay(year, month, day) + withinDay;
      if (at < end) {
        const offset = readOffset(bytes, at, end);
        return Number.isNaN(offset) ? Number.NaN : localMs - offset;
      }
      const instant = resolver.resolveUnique(localMs);
      if (!Number.isNaN(instant)) return instant;
      reader.fault = resolver(localMs).kind === "skipped" ? "time-does-not-exist" : "time-exists-twice";
      return Number.NaN;
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
  return format === "epoch-s" ? value * 1000 : value;
}
