/** Splits one line of separated values into byte ranges, quotes as in RFC 4180 section 2 (5–7). */

const QUOTE = 34;

export interface FieldRanges {
  /** Byte positions of field `i`: content is `bytes[start[i], end[i])`, quotes taken off. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  count: number;
}

/** No sensible table of readings is wider; wider rows are damage. */
export const MOST_FIELDS = 4096;

export function fieldRanges(): FieldRanges {
  return { start: new Int32Array(MOST_FIELDS), end: new Int32Array(MOST_FIELDS), count: 0 };
}

export type SplitFault = "quote-not-closed" | "text-after-quote" | "too-many-fields";

/** Fills `out`; gives the named fault of a line that is not well-formed, else null. */
export function splitFields(
  bytes: Uint8Array,
  from: number,
  to: number,
  separator: number,
  out: FieldRanges,
): SplitFault | null {
  let count = 0;
  let at = from;
  for (;;) {
    if (count === MOST_FIELDS) return "too-many-fields";
    if (at < to && bytes[at] === QUOTE) {
      const start = at + 1;
      let end = start;
      for (;;) {
        while (end < to && bytes[end] !== QUOTE) end++;
        if (end >= to) return "quote-not-closed";
        if (end + 1 < to && bytes[end + 1] === QUOTE) end += 2;
        else break;
      }
      out.start[count] = start;
      out.end[count++] = end;
      at = end + 1;
      if (at < to && bytes[at] !== separator) return "text-after-quote";
    } else {
      const start = at;
      while (at < to && bytes[at] !== separator) at++;
      out.start[count] = start;
      out.end[count++] = at;
    }
    if (at >= to) break;
    at++;
  }
  out.count = count;
  return null;
}

const decoder = new TextDecoder("utf-8");

/**
 * Position of the first byte in `[from, to)` that is no blank, else `to`. Blank are space, tab and a stray carriage
 * return; other control bytes are damage and stay, so that what holds them is refused.
 */
export function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && (bytes[at] === 32 || bytes[at] === 9 || bytes[at] === 13)) at++;
  return at;
}

/** Position after the last byte in `[from, to)` that is no blank, else `from`. */
export function skipBlanksBack(bytes: Uint8Array, from: number, to: number): number {
  let end = to;
  while (end > from && (bytes[end - 1] === 32 || bytes[end - 1] === 9 || bytes[end - 1] === 13)) end--;
  return end;
}

/** Text of one field, doubled quotes undone where the field was quoted. */
export function fieldText(bytes: Uint8Array, ranges: FieldRanges, index: number): string {
  const start = ranges.start[index]!;
  const text = decoder.decode(bytes.subarray(start, ranges.end[index]!));
  return bytes[start - 1] === QUOTE ? text.replaceAll('""', '"') : text;
}

/** The separator a header line uses: the candidate that occurs most often outside quotes. */
export function guessSeparator(header: string): "," | ";" | "\t" | "|" {
  const bare = header.replace(/"[^"]*"/g, "");
  let best: "," | ";" | "\t" | "|" = ",";
  let most = 0;
  for (const candidate of [",", ";", "\t", "|"] as const) {
    const count = bare.split(candidate).length - 1;
    if (count > most) {
      most = count;
      best = candidate;
    }
  }
  return best;
}
