/** The signs of codes for people: no 0, 1, I and O, which look alike on paper. */
export const CODE_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** Times x in the field of 32 elements, modulo x⁵ + x² + 1. */
const timesX = (value: number): number => (value & 16 ? (value << 1) ^ 37 : value << 1);

/**
 * The sign that makes a code checkable: the signs' values, weighted by powers of x in GF(32). Powers below x³¹ all differ, so
 * that one sign mistyped and two signs exchanged are always found, in codes of up to 31 signs.
 * @param values 0 to 31 each.
 */
export function checkSign(values: readonly number[]): string {
  return CODE_SIGNS[values.reduce((sum, value) => timesX(sum ^ value), 0)]!;
}

/** What a sign is worth; undefined for one that stands in no code. */
export function signValue(sign: string): number | undefined {
  const value = CODE_SIGNS.indexOf(sign);
  return sign.length === 1 && value >= 0 ? value : undefined;
}

/** Puts its check sign after a code. */
export function withCheckSign(code: string): string {
  return code + checkSign([...code].map((sign) => signValue(sign) ?? 0));
}

/** Whether a code ends with the sign that fits it. */
export function hasCheckSign(code: string): boolean {
  const values = [...code].map(signValue);
  return (
    values.length > 1 &&
    values.every((value) => value !== undefined) &&
    checkSign(values.slice(0, -1)) === code.at(-1)
  );
}
