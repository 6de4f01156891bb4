import { createHash } from "node:crypto";
import { checkReading, type PointBook, rejectionOf, type SaidReading } from "./reading.ts";
import { RowBuilder } from "./rows.ts";
import type { Source } from "./sources.ts";

/** Reads the body of one request: NDJSON, a reading a line, or JSON, an array of readings. */

/** 64 MiB: some 800,000 readings. */
export const MOST_BYTES = 64 * 1024 * 1024;
/** No reading is longer; a line that is, is a row of its own that cannot be read. */
const LONGEST_LINE = 64 * 1024;

export type ReadBody =
  | { readonly ok: true; readonly rows: RowBuilder; readonly bodyHash: string }
  | { readonly ok: false; readonly code: "body-too-large" | "body-not-json" | "body-not-readable" };

export interface BodyContext {
  readonly points: PointBook;
  readonly source: Pick<Source, "scope">;
  readonly nowMs: number;
}

/** @param body as it came, after any content encoding. */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  form: "ndjson" | "json",
  context: BodyContext,
): Promise<ReadBody> {
  const hash = createHash("sha256");
  const rows = new RowBuilder();
  const reader = form === "ndjson" ? new LineReader(rows, context) : new ArrayReader(rows, context);
  let bytes = 0;
  try {
    for await (const chunk of body ?? []) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) return { ok: false, code: "body-too-large" };
      hash.update(chunk);
      reader.take(chunk);
    }
  } catch {
    // The sender went away, or its gzip is damaged: nothing of the request is taken.
    return { ok: false, code: "body-not-readable" };
  }
  if (!reader.end()) return { ok: false, code: "body-not-json" };
  return { ok: true, rows, bodyHash: hash.digest("hex") };
}

function take(
  said: SaidReading,
  row: number,
  rows: RowBuilder,
  { points, source, nowMs }: BodyContext,
): void {
  const checked = checkReading(said, points, source, nowMs);
  if (checked.ok) rows.add(checked.reading, row);
  else rows.rejections.push(rejectionOf(checked, row));
}

/** A line that is no JSON costs its own row only. */
class LineReader {
  readonly #decoder = new TextDecoder();
  readonly #rows: RowBuilder;
  readonly #context: BodyContext;
  #rest = "";
  #row = 0;
  /** Inside a line that is too long already: the rest of it is passed over. */
  #skipping = false;

  constructor(rows: RowBuilder, context: BodyContext) {
    this.#rows = rows;
    this.#context = context;
  }

  take(chunk: Uint8Array): void {
    const text = this.#rest + this.#decoder.decode(chunk, { stream: true });
    let from = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
      this.#line(text.slice(from, end));
      from = end + 1;
    }
    this.#rest = text.slice(from);
    if (this.#rest.length <= LONGEST_LINE) return;
    if (!this.#skipping) this.#reject("line-too-long", this.#rest, this.#row + 1);
    this.#skipping = true;
    this.#rest = "";
  }

  end(): true {
    const last = this.#rest + this.#decoder.decode();
    if (last !== "" || this.#skipping) this.#line(last);
    return true;
  }

  #line(line: string): void {
    const row = ++this.#row;
    if (this.#skipping) {
      this.#skipping = false;
      return;
    }
    if (line.trim() === "") return;
    const said = line.length > LONGEST_LINE ? undefined : parsed(line);
    if (said !== undefined) take(said, row, this.#rows, this.#context);
    else this.#reject(line.length > LONGEST_LINE ? "line-too-long" : "not-json", line, row);
  }

  #reject(code: string, line: string, row: number): void {
    this.#rows.rejections.push({ row, column: "", found: line.slice(0, 200), code });
  }
}

/** Undefined for what is no JSON. */
function parsed(line: string): SaidReading | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

class ArrayReader {
  readonly #chunks: Uint8Array[] = [];
  readonly #rows: RowBuilder;
  readonly #context: BodyContext;

  constructor(rows: RowBuilder, context: BodyContext) {
    this.#rows = rows;
    this.#context = context;
  }

  take(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
  }

  /** @returns false when the whole is no JSON, or no array. */
  end(): boolean {
    try {
      const said: unknown = JSON.parse(Buffer.concat(this.#chunks).toString("utf8"));
      if (!Array.isArray(said)) return false;
      for (const [i, reading] of said.entries()) take(reading, i + 1, this.#rows, this.#context);
      return true;
    } catch {
      return false;
    }
  }
}
