import { fail, ok, type Result } from "./result.ts";

/**
 * A decimal number exactly as it was read: `mantissa / 10^decimals`. `12.50` and `12.5` are equal in value but keep
 * their own number of decimals, because a meter's resolution is part of what it said.
 */
export interface Decimal {
  readonly mantissa: bigint;
  /** Digits after the decimal point, 0 or more. */
  readonly decimals: number;
}

export type DecimalSeparator = "." | ",";

export type DecimalReason =
  | { readonly code: "empty" }
  | { readonly code: "not-a-number"; readonly text: string }
  /** The other separator stands in the text; it was not declared as grouping, so its meaning would be a guess. */
  | { readonly code: "undeclared-separator"; readonly text: string; readonly separator: DecimalSeparator }
  | { readonly code: "too-long"; readonly length: number; readonly maximum: number };

const maximumLength = 64;
const maximumExponent = 40;
const plain = /^-?\d+(?:\.\d+)?$/;
const spelled = /^([+-]?)(\d+|\d{1,3}(?:[ ']\d{3})+)?(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Reads a decimal number as it stands in a file. Spaces and apostrophes may group digits in threes; `groupSeparator`
 * says that the other of point and comma does so too. An exponent is taken exactly.
 */
export function parseDecimal(
  text: string,
  decimalSeparator: DecimalSeparator,
  groupSeparator?: DecimalSeparator,
): Result<Decimal, DecimalReason> {
  if (text.length > maximumLength)
    return fail({ code: "too-long", length: text.length, maximum: maximumLength });
  if (decimalSeparator === "." && plain.test(text)) {
    const point = text.indexOf(".");
    if (point < 0) return ok({ mantissa: BigInt(text), decimals: 0 });
    return ok({
      mantissa: BigInt(text.slice(0, point) + text.slice(point + 1)),
      decimals: text.length - point - 1,
    });
  }
  const trimmed = text
    .trim()
    .replace(/[\u00a0\u2007\u2009\u202f]/g, " ")
    .replace(/\u2019/g, "'")
    .replace(/^\u2212/, "-");
  if (trimmed === "") return fail({ code: "empty" });
  const other: DecimalSeparator = decimalSeparator === "." ? "," : ".";
  let canonical = trimmed;
  if (canonical.includes(other)) {
    if (groupSeparator !== other) return fail({ code: "undeclared-separator", text, separator: other });
    const whole = canonical.split(decimalSeparator)[0]!;
    if (canonical.lastIndexOf(other) > whole.length || !/^[+-]?\d{1,3}(?:[.,]\d{3})+$/.test(whole)) {
      return fail({ code: "not-a-number", text });
    }
    canonical = canonical.replaceAll(other, "");
  }
  if (decimalSeparator === ",") canonical = canonical.replace(",", ".");
  const match = spelled.exec(canonical);
  const whole = match?.[2] ?? "";
  const fraction = match?.[3] ?? "";
  const exponent = Number(match?.[4] ?? 0);
  if (match === null || whole + fraction === "" || Math.abs(exponent) > maximumExponent) {
    return fail({ code: "not-a-number", text });
  }
  const digits = BigInt(whole.replace(/[ ']/g, "") + fraction);
  const mantissa = match[1] === "-" ? -digits : digits;
  const decimals = fraction.length - exponent;
  return ok(
    decimals >= 0 ? { mantissa, decimals } : { mantissa: mantissa * 10n ** BigInt(-decimals), decimals: 0 },
  );
}

/** The shortest decimal that reads back as this double; for numbers that come from a store or from JSON. */
export function decimalFromNumber(value: number): Result<Decimal, DecimalReason> {
  if (!Number.isFinite(value)) return fail({ code: "not-a-number", text: String(value) });
  if (Number.isSafeInteger(value)) return ok({ mantissa: BigInt(value), decimals: 0 });
  const [digits = "", exponentText = "0"] = String(value).split("e");
  const parsed = parseDecimal(digits, ".");
  if (!parsed.ok) return parsed;
  const decimals = parsed.value.decimals - Number(exponentText);
  const { mantissa } = parsed.value;
  return ok(
    decimals >= 0 ? { mantissa, decimals } : { mantissa: mantissa * 10n ** BigInt(-decimals), decimals: 0 },
  );
}

/** The double nearest to the decimal. */
export function toNumber(decimal: Decimal): number {
  const mantissa = Number(decimal.mantissa);
  // Both operands exact: IEEE 754 division then rounds once, to the nearest double.
  if (Number.isSafeInteger(mantissa) && decimal.decimals <= 22) return mantissa / 10 ** decimal.decimals;
  return Number(formatDecimal(decimal));
}

/** The same value with more decimals. Fewer decimals than it has are not given: that would be rounding. */
export function rescale(decimal: Decimal, decimals: number): Decimal {
  if (decimals <= decimal.decimals) return decimal;
  return { mantissa: decimal.mantissa * 10n ** BigInt(decimals - decimal.decimals), decimals };
}

export function addExact(a: Decimal, b: Decimal): Decimal {
  const decimals = Math.max(a.decimals, b.decimals);
  return { mantissa: rescale(a, decimals).mantissa + rescale(b, decimals).mantissa, decimals };
}

export function subtractExact(a: Decimal, b: Decimal): Decimal {
  const decimals = Math.max(a.decimals, b.decimals);
  return { mantissa: rescale(a, decimals).mantissa - rescale(b, decimals).mantissa, decimals };
}

export function multiplyExact(a: Decimal, b: Decimal): Decimal {
  return { mantissa: a.mantissa * b.mantissa, decimals: a.decimals + b.decimals };
}

/** Negative when a < b, zero when equal in value (12.50 and 12.5 are), positive when a > b. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const difference = subtractExact(a, b).mantissa;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The decimal as text, with all its decimals; `parseDecimal(text, separator)` gives it back. */
export function formatDecimal(decimal: Decimal, decimalSeparator: DecimalSeparator = "."): string {
  const { mantissa, decimals } = decimal;
  if (decimals === 0) return mantissa.toString();
  const digits = (mantissa < 0n ? -mantissa : mantissa).toString().padStart(decimals + 1, "0");
  const point = digits.length - decimals;
  return `${mantissa < 0n ? "-" : ""}${digits.slice(0, point)}${decimalSeparator}${digits.slice(point)}`;
}
