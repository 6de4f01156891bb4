import { type JsonValue, type ParseFault, parseCanonical } from "./canonical.ts";
import { utf8 } from "./hash.ts";

/** Longest line of a log in bytes, its line end not counted. An entry is a fact, not a file. */
export const MAX_LINE_BYTES = 65_536;

const lineFeed = 0x0a;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A line as it is stored: its bytes, or its text where a store keeps text. Without the line end. */
export type RawLine = string | Uint8Array;

/** Lines in their order. */
export type Lines = Iterable<RawLine> | AsyncIterable<RawLine>;

/** Why a stored line is not the canonical JSON of anything. */
export type LineFault = ParseFault | { code: "not-utf-8" } | { code: "line-too-long"; maxBytes: number };

/**
 * The value and the bytes of a stored line, which must be the canonical JSON of the value in valid UTF-8. Nothing is
 * forgiven here (no replaced character, no byte order mark), or two different files could read alike.
 */
export function readCanonicalLine(
  line: RawLine,
): { ok: true; value: JsonValue; bytes: Uint8Array } | { ok: false; reason: LineFault } {
  const bytes = typeof line === "string" ? utf8(line) : line;
  if (bytes.length > MAX_LINE_BYTES) {
    return { ok: false, reason: { code: "line-too-long", maxBytes: MAX_LINE_BYTES } };
  }
  let text: string;
  try {
    text = typeof line === "string" ? line : decoder.decode(line);
  } catch {
    return { ok: false, reason: { code: "not-utf-8" } };
  }
  const parsed = parseCanonical(text);
  return parsed.ok ? { ok: true, value: parsed.value, bytes } : parsed;
}

/**
 * Cuts a file into its lines at each line feed, whatever the chunks it comes in; a last line without line feed counts.
 * A line over the limit comes out one byte too long and without its rest, so that it is refused as too long whoever
 * sends how much.
 */
export async function* readLines(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const line = new Uint8Array(MAX_LINE_BYTES + 1);
  let length = 0;
  let pending = false;
  for await (const chunk of chunks) {
    let start = 0;
    while (start < chunk.length) {
      const found = chunk.indexOf(lineFeed, start);
      const end = found < 0 ? chunk.length : found;
      const taken = Math.min(end - start, line.length - length);
      line.set(chunk.subarray(start, start + taken), length);
      length += taken;
      pending = found < 0;
      if (found < 0) break;
      yield line.slice(0, length);
      length = 0;
      start = found + 1;
    }
  }
  if (pending) yield line.slice(0, length);
}
