import { skipBlanks, skipBlanksBack } from "./fields.ts";

/**
 * Reads a number from bytes as the scaled decimal it is: 12.30 is mantissa 1230 with 2 decimals.
 * Registers kept this way add up exactly. Thousands separators are refused: 1,234 is two different numbers in
 * Umeå and Xi'an.
 */

/** Filled by `readDecimal`; one object is reused so that the row loop allocates nothing. */
export interface DecimalSlot {
  mantissa: number;
  decimals: number;
}

export type NumberFault = "empty-value" | "not-a-number" | "number-too-large";

const MOST_DECIMALS = 18;
/** Digits a mantissa below 2^53 can always hold. */
const MOST_DIGITS = 15;

const EMPTY_WORDS = new Set(["", "nan", "na", "n/a", "null", "none", "-", "--"]);
const decoder = new TextDecoder();

/** @param decimalMark byte of the decimal separator: 46 "." or 44 ",". */
export function readDecimal(
  bytes: Uint8Array,
  from: number,
  to: number,
  decimalMark: number,
  slot: DecimalSlot,
): NumberFault | null {
  let at = skipBlanks(bytes, from, to);
  const end = skipBlanksBack(bytes, at, to);
  if (at === end) return "empty-value";
  const first = bytes[at]!;
  const negative = first === 45;
  if (negative || first === 43) at++;
  let mantissa = 0;
  let digits = 0;
  let decimals = 0;
  let seenDigit = false;
  let afterMark = false;
  let roundUp = false;
  let droppedInteger = false;
  let dropped = false;
  for (; at < end; at++) {
    const byte = bytes[at]!;
    if (byte >= 48 && byte <= 57) {
      seenDigit = true;
      if (digits < MOST_DIGITS && decimals < MOST_DECIMALS) {
        mantissa = mantissa * 10 + (byte - 48);
        if (mantissa > 0) digits++;
        if (afterMark) decimals++;
      } else if (afterMark) {
        // A binary float printed to 17 digits carries no more than 15 to 16 true ones: round at the first left out.
        if (!dropped) roundUp = byte >= 53;
        dropped = true;
      } else droppedInteger = true;
    } else if (byte === decimalMark && !afterMark) afterMark = true;
    else break;
  }
  if (!seenDigit) return wordFault(bytes, from, to);
  if (droppedInteger) return "number-too-large";
  if (roundUp) mantissa++;
  if (at < end) {
    const exponent = readExponent(bytes, at, end);
    if (exponent === null) return "not-a-number";
    decimals -= exponent;
    while (decimals < 0) {
      mantissa *= 10;
      decimals++;
      if (mantissa > Number.MAX_SAFE_INTEGER) return "number-too-large";
    }
    if (decimals > MOST_DECIMALS) {
      mantissa = Math.round(mantissa / 10 ** (decimals - MOST_DECIMALS));
      decimals = MOST_DECIMALS;
    }
  }
  slot.mantissa = negative && mantissa !== 0 ? -mantissa : mantissa;
  slot.decimals = decimals;
  return null;
}

/** The exponent at "e±dd", or null where the rest is not one. Three digits are never a reading. */
function readExponent(bytes: Uint8Array, from: number, end: number): number | null {
  let at = from;
  if ((bytes[at]! | 32) !== 101) return null;
  at++;
  const negative = bytes[at] === 45;
  if (negative || bytes[at] === 43) at++;
  if (at === end || end - at > 2) return null;
  let exponent = 0;
  for (; at < end; at++) {
    const byte = bytes[at]!;
    if (byte < 48 || byte > 57) return null;
    exponent = exponent * 10 + (byte - 48);
  }
  return negative ? -exponent : exponent;
}

function wordFault(bytes: Uint8Array, from: number, to: number): NumberFault {
  const word = decoder
    .decode(bytes.subarray(from, Math.min(to, from + 12)))
    .trim()
    .toLowerCase();
  return EMPTY_WORDS.has(word) ? "empty-value" : "not-a-number";
}
