import { isJsonObject, type JsonValue } from "./canonical.ts";
import { isHashHex } from "./hash.ts";

/** What each member of an object must be. An object has exactly these members, no more and no fewer. */
export type Shape = { readonly [member: string]: (value: JsonValue) => boolean };

/**
 * Name of the first member that does not fit the shape (missing, unexpected or of another kind), in the order of the
 * shape and then of the object; "" when the value is no object; undefined when all fits.
 */
export function misfit(value: JsonValue, shape: Shape): string | undefined {
  if (!isJsonObject(value)) return "";
  for (const [member, fits] of Object.entries(shape)) {
    const found = Object.hasOwn(value, member) ? value[member] : undefined;
    if (found === undefined || !fits(found)) return member;
  }
  return Object.keys(value).find((member) => !Object.hasOwn(shape, member));
}

/** A check that a value is an object of this shape. */
export function ofShape(shape: Shape): (value: JsonValue) => boolean {
  return (value) => misfit(value, shape) === undefined;
}

/** A check that a value is a text matching the pattern. */
export function matching(pattern: RegExp): (value: JsonValue) => boolean {
  return (value) => typeof value === "string" && pattern.test(value);
}

/** A check that a value is exactly this one. */
export function exactly(expected: number | string): (value: JsonValue) => boolean {
  return (value) => value === expected;
}

/** Whether a value is a whole number from 1. */
export function isPositiveCount(value: JsonValue): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 1;
}

/** Whether a value is an object whose members are all hashes in hexadecimal. */
export function isHashRecord(value: JsonValue): boolean {
  return isJsonObject(value) && Object.values(value).every(isHashHex);
}

/**
 * Whether a value is a UTC instant as the log writes it: `2026-03-29T00:59:59.999Z`, always with milliseconds, and a
 * day that exists. One spelling per instant, so that comparing two texts compares two instants.
 */
export function isInstantText(value: JsonValue): value is string {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return false;
  const milliseconds = Date.parse(value);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === value;
}
