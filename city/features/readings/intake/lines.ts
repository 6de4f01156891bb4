/**
 * Cuts a stream of bytes into lines without ever holding more than one line of bounded length.
 *
 * A line ends at LF, CR LF or the end of the source. A newline inside quotes ends the line too: in a file of
 * meter readings an unclosed quote is damage, and must cost its own row only, not the rest of the file.
 */

/** Longer lines are no readings; they are skipped to their end and reported. */
export const LONGEST_LINE_BYTES = 64 * 1024;

const LF = 10;
const CR = 13;

export interface LineSink {
  /** `bytes[from, to)` is line number `row` (1-based) without its line ending. Valid during the call only. */
  line(bytes: Uint8Array, from: number, to: number, row: number): void;
  /** Line `row` was longer than LONGEST_LINE_BYTES; `start` holds its first bytes. */
  overlong(start: Uint8Array, row: number): void;
}

export class LineCutter {
  #rest: Uint8Array = new Uint8Array(0);
  #row = 0;
  #skipping = false;
  readonly #sink: LineSink;

  constructor(sink: LineSink) {
    this.#sink = sink;
  }

  /** Lines seen so far. */
  get row(): number {
    return this.#row;
  }

  push(chunk: Uint8Array): void {
    let bytes = chunk;
    if (this.#rest.length > 0) {
      bytes = new Uint8Array(this.#rest.length + chunk.length);
      bytes.set(this.#rest);
      bytes.set(chunk, this.#rest.length);
      this.#rest = new Uint8Array(0);
    }
    let from = 0;
    for (;;) {
      const end = bytes.indexOf(LF, from);
      if (end < 0) break;
      if (this.#skipping) this.#skipping = false;
      else this.#emit(bytes, from, end);
      from = end + 1;
    }
    if (this.#skipping) return;
    if (bytes.length - from > LONGEST_LINE_BYTES) {
      this.#sink.overlong(bytes.subarray(from, from + 200), ++this.#row);
      this.#skipping = true;
      return;
    }
    this.#rest = bytes.slice(from);
  }

  /** The source ended; `complete` is false when it was cut off, so that a half-written last line is not read. */
  end(complete: boolean): { cutOff: Uint8Array | null } {
    const rest = this.#rest;
    this.#rest = new Uint8Array(0);
    if (rest.length === 0) return { cutOff: null };
    if (!complete) {
      this.#row++;
      return { cutOff: rest };
    }
    this.#emit(rest, 0, rest.length);
    return { cutOff: null };
  }

  #emit(bytes: Uint8Array, from: number, end: number): void {
    this.#row++;
    if (end - from > LONGEST_LINE_BYTES) {
      this.#sink.overlong(bytes.subarray(from, from + 200), this.#row);
      return;
    }
    const to = end > from && bytes[end - 1] === CR ? end - 1 : end;
    this.#sink.line(bytes, from, to, this.#row);
  }
}
