import { createLocalResolver, createWallClock } from "@husting/series";
import type { ReadingColumns, Rejection } from "../../../stores/readings/contract.ts";
import type { PossibleRange } from "./carriers.ts";
import { fieldRanges, fieldText, guessSeparator, splitFields } from "./fields.ts";
import { LineCutter } from "./lines.ts";
import type { Mapping } from "./mapping.ts";
import { type DecimalSlot, readDecimal } from "./numbers.ts";
import { type TwiceRow, toldByOrder } from "./repeated-hour.ts";
import { createTimeReader } from "./timestamps.ts";

/**
 * Bytes of one file in, columns of readings and rejections out. Pure: no file is touched here, so the same parser
 * serves the command line, the wizard, tests that feed it damaged bytes, and a browser.
 */

const BATCH_ROWS = 32_768;
/** Two hours hold 120 rows of a minute; where many more wait, no order will tell them. */
const MOST_TWICE = 10_000;

export interface ParserSink {
  batch(columns: ReadingColumns): void;
  reject(rejection: Rejection): void;
}

/** A whole file that cannot be read at all; nothing of it is kept. */
export class UnreadableFile extends Error {
  readonly rejection: Rejection;
  constructor(rejection: Rejection) {
    super(rejection.code);
    this.rejection = rejection;
  }
}

export class ReadingsParser {
  readonly #mapping: Mapping;
  readonly #sink: ParserSink;
  readonly #cutter: LineCutter;
  readonly #ranges = fieldRanges();
  readonly #time: ReturnType<typeof createTimeReader>;
  readonly #slot: DecimalSlot = { mantissa: 0, decimals: 0 };
  readonly #decimalMark: number;
  readonly #startOf: (stampMs: number) => number;
  readonly #timeName: string;
  readonly #valueName: string;
  readonly #range: PossibleRange | null;
  readonly #latestMs: number;
  readonly #byOrder: boolean;
  /** Rows of a repeated hour that wait for the row after them. */
  #twice: (TwiceRow & {
    readonly row: number;
    readonly mantissa: number;
    readonly decimals: number;
    readonly found: string;
  })[] = [];
  /** Instant of the row before; NaN before the first. */
  #lastAtMs = Number.NaN;
  /** Two intervals that begin closer than this overlap, and would count the same use twice; 0 where nothing can. */
  readonly #overlapMs: number;
  #lastStartMs = Number.NaN;
  #separator = 44;
  #timeIndex = -1;
  #valueIndex = -1;
  #width = 0;
  #header = false;
  #count = 0;
  #batch = emptyBatch();
  /** Readings handed on so far. */
  accepted = 0;

  /**
   * @param range values outside it are rejected; null where nothing can be said of a value by itself.
   * @param latestMs readings of later instants are rejected.
   */
  constructor(
    mapping: Mapping,
    sink: ParserSink,
    range: PossibleRange | null = null,
    latestMs = Number.POSITIVE_INFINITY,
  ) {
    this.#mapping = mapping;
    this.#sink = sink;
    this.#range = range;
    this.#latestMs = latestMs;
    this.#byOrder = mapping.time.repeatedHour === "by-order";
    this.#overlapMs = mapping.point.kind === "interval" ? mapping.point.stepMinutes * 60_000 : 0;
    this.#decimalMark = mapping.value.decimalSeparator === "," ? 44 : 46;
    this.#startOf = intervalStart(mapping);
    this.#timeName = String(mapping.time.column);
    this.#valueName = String(mapping.value.column);
    this.#time = createTimeReader(mapping.time.format, mapping.time.zone);
    this.#cutter = new LineCutter({
      line: (bytes, from, to, row) => {
        this.#line(bytes, row === 1 && startsWithMark(bytes, from, to) ? from + 3 : from, to, row);
      },
      overlong: (start, row) => {
        if (!this.#header) throw unreadable(row, "", preview(start), "line-too-long");
        this.#sink.reject({ row, column: "", found: preview(start), code: "line-too-long" });
      },
    });
  }

  /** Lines seen so far. */
  get row(): number {
    return this.#cutter.row;
  }

  /** @throws UnreadableFile when the header cannot be what the mapping says. */
  push(chunk: Uint8Array): void {
    this.#cutter.push(chunk);
  }

  /** @param cutOffCode why the source ended early, or null where it is whole. */
  end(cutOffCode: string | null): void {
    const { cutOff } = this.#cutter.end(cutOffCode === null);
    if (!this.#header)
      throw unreadable(1, "", cutOff === null ? "" : preview(cutOff), cutOffCode ?? "file-empty");
    if (cutOffCode !== null) {
      const [row, found] = cutOff === null ? [this.row + 1, ""] : [this.row, preview(cutOff)];
      this.#sink.reject({ row, column: "", found, code: cutOffCode });
    }
    this.#settleTwice(Number.NaN);
    this.#flush();
  }

  #line(bytes: Uint8Array, from: number, to: number, row: number): void {
    if (to === from) return;
    if (!this.#header && !this.#readHeader(bytes, from, to, row)) return;
    const fault = splitFields(bytes, from, to, this.#separator, this.#ranges);
    if (fault !== null) {
      this.#sink.reject({ row, column: "", found: preview(bytes.subarray(from, to)), code: fault });
      return;
    }
    if (this.#ranges.count !== this.#width) {
      const code = this.#ranges.count < this.#width ? "too-few-columns" : "too-many-columns";
      this.#sink.reject({ row, column: "", found: preview(bytes.subarray(from, to)), code });
      return;
    }
    const { start, end } = this.#ranges;
    const at = this.#time.read(bytes, start[this.#timeIndex]!, end[this.#timeIndex]!);
    const isTwice = Number.isNaN(at) && this.#byOrder && this.#time.fault === "time-exists-twice";
    if (!isTwice) this.#settleTwice(at);
    if (Number.isNaN(at) && !isTwice) {
      this.#rejectField(bytes, row, this.#timeIndex, this.#timeName, this.#time.fault);
      return;
    }
    const slot = this.#slot;
    const numberFault = readDecimal(
      bytes,
      start[this.#valueIndex]!,
      end[this.#valueIndex]!,
      this.#decimalMark,
      slot,
    );
    if (numberFault !== null) {
      this.#rejectField(bytes, row, this.#valueIndex, this.#valueName, numberFault);
      return;
    }
    if (this.#range !== null) {
      const value = slot.mantissa / 10 ** slot.decimals;
      if (value < this.#range.low || value > this.#range.high) {
        const code = value < this.#range.low ? "below-possible" : "above-possible";
        this.#rejectField(bytes, row, this.#valueIndex, this.#valueName, code);
        return;
      }
    }
    const { mantissa, decimals } = slot;
    if (isTwice) {
      const found = preview(bytes.subarray(start[this.#timeIndex]!, end[this.#timeIndex]!));
      this.#twice.push({ ...this.#time.twice, row, mantissa, decimals, found });
      if (this.#twice.length === MOST_TWICE) this.#settleTwice(Number.NaN);
      return;
    }
    const code = this.#take(at, row, mantissa, decimals);
    if (code !== null) this.#rejectField(bytes, row, this.#timeIndex, this.#timeName, code);
  }

  /** Takes a row whose instant is known; gives what is wrong with the instant, if anything. */
  #take(at: number, row: number, mantissa: number, decimals: number): string | null {
    this.#lastAtMs = at;
    if (at > this.#latestMs) return "time-in-future";
    const startMs = this.#startOf(at);
    const sinceLastMs = Math.abs(startMs - this.#lastStartMs);
    if (sinceLastMs > 0 && sinceLastMs < this.#overlapMs) return "overlaps-row-before";
    this.#lastStartMs = startMs;
    const i = this.#count++;
    const batch = this.#batch;
    batch.atMs[i] = startMs;
    batch.mantissa[i] = mantissa;
    batch.decimals[i] = decimals;
    batch.row[i] = row;
    if (this.#count === BATCH_ROWS) this.#flush();
    return null;
  }

  /** The rows of a repeated hour are all there: takes them where their order tells them, and rejects them else. */
  #settleTwice(afterMs: number): void {
    if (this.#twice.length === 0) return;
    const rows = this.#twice;
    this.#twice = [];
    const instants = toldByOrder(rows, this.#lastAtMs, afterMs);
    for (const [i, { row, mantissa, decimals, found }] of rows.entries()) {
      const code =
        instants === undefined ? "time-exists-twice" : this.#take(instants[i]!, row, mantissa, decimals);
      if (code !== null) this.#sink.reject({ row, column: this.#timeName, found, code });
    }
  }

  /** Gives true where the line is no header but the first row of readings, in a file that has no header. */
  #readHeader(bytes: Uint8Array, from: number, to: number, row: number): boolean {
    const line = bytes.subarray(from, to);
    if (line.includes(0)) throw unreadable(row, "", preview(line), "not-text");
    if (line.includes(13)) throw unreadable(row, "", preview(line), "line-ends-not-known");
    const { time, value, separator } = this.#mapping;
    this.#separator = (separator ?? guessSeparator(preview(line, 4_000))).charCodeAt(0);
    const fault = splitFields(bytes, from, to, this.#separator, this.#ranges);
    if (fault !== null) throw unreadable(row, "", preview(line), fault);
    this.#width = this.#ranges.count;
    const names = Array.from({ length: this.#width }, (_, i) => fieldText(bytes, this.#ranges, i).trim());
    this.#timeIndex = findColumn(names, time.column, row);
    this.#valueIndex = findColumn(names, value.column, row);
    this.#header = true;
    return typeof time.column === "number" && typeof value.column === "number" && this.#isReading(bytes);
  }

  /** Whether the fields just split are a time and a number. */
  #isReading(bytes: Uint8Array): boolean {
    const { start, end } = this.#ranges;
    const at = this.#time.read(bytes, start[this.#timeIndex]!, end[this.#timeIndex]!);
    const from = start[this.#valueIndex]!;
    return (
      !Number.isNaN(at) &&
      readDecimal(bytes, from, end[this.#valueIndex]!, this.#decimalMark, this.#slot) === null
    );
  }

  #rejectField(bytes: Uint8Array, row: number, index: number, column: string, code: string): void {
    const found = preview(bytes.subarray(this.#ranges.start[index]!, this.#ranges.end[index]!));
    this.#sink.reject({ row, column, found, code });
  }

  #flush(): void {
    if (this.#count === 0) return;
    const { atMs, mantissa, decimals, quality, row } = this.#batch;
    const count = this.#count;
    this.accepted += count;
    this.#sink.batch({
      atMs: atMs.subarray(0, count),
      mantissa: mantissa.subarray(0, count),
      decimals: decimals.subarray(0, count),
      quality: quality.subarray(0, count),
      row: row.subarray(0, count),
    });
    this.#batch = emptyBatch();
    this.#count = 0;
  }
}

function emptyBatch() {
  return {
    atMs: new Float64Array(BATCH_ROWS),
    mantissa: new Float64Array(BATCH_ROWS),
    decimals: new Uint8Array(BATCH_ROWS),
    quality: new Uint8Array(BATCH_ROWS),
    row: new Float64Array(BATCH_ROWS),
  };
}

function findColumn(names: readonly string[], wanted: string | number, row: number): number {
  const found = names.join(" | ").slice(0, 200);
  if (typeof wanted === "string" && names.indexOf(wanted) !== names.lastIndexOf(wanted)) {
    throw unreadable(row, wanted, found, "column-stands-twice");
  }
  const index = typeof wanted === "number" ? wanted - 1 : names.indexOf(wanted);
  if (index >= 0 && index < names.length) return index;
  throw unreadable(row, String(wanted), found, "column-not-found");
}

function unreadable(row: number, column: string, found: string, code: string): UnreadableFile {
  return new UnreadableFile({ row, column, found, code });
}

const DAY_MINUTES = 1440;

/** From the instant a stamp names to the start of the interval it stands for. */
function intervalStart({ time, point }: Mapping): (stampMs: number) => number {
  if (time.marks === "start") return (stampMs) => stampMs;
  const stepMs = point.stepMinutes * 60_000;
  if (point.stepMinutes !== DAY_MINUTES) return (stampMs) => stampMs - stepMs;
  // A day that ends at midnight began at the midnight before it, 23 to 25 hours ago.
  const wallClock = createWallClock(time.zone);
  const resolve = createLocalResolver(time.zone);
  return (stampMs) => {
    const start = resolve(wallClock(stampMs) - stepMs);
    if (start.kind === "unique") return start.epochMs;
    return start.kind === "skipped" ? start.transitionMs : start.earlierMs;
  };
}

function startsWithMark(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from >= 3 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf;
}

const decoder = new TextDecoder("utf-8");

/** Text for a person to look at; control characters but the tab become their pictures (U+2400 and on). */
function preview(bytes: Uint8Array, length = 200): string {
  const text = decoder.decode(bytes.subarray(0, length));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/[\u0000-\u0008\u000a-\u001f]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0)));
}
