import { z } from "zod";

/** A city's identifier, as its log has it. */
export const cityId = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/);
/** Text without control characters and without any that turn the direction of what stands beside them (Unicode UAX #9). */
export const plainText = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]*$/u);
export const names = z.strictObject({ sv: plainText(300), zh: plainText(300), en: plainText(300) });
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
/** A UTC instant with milliseconds: one spelling per instant. */
export const instant = z.iso.datetime({ precision: 3 });
export const localDate = z.iso.date();
export const count = z.int().min(0);
export const sequenceNumber = z.int().min(1);
export const country = z.enum(["SE", "CN"]);
export const language = z.enum(["sv", "zh", "en"]);

/** Where in a value the first thing that does not fit stands, such as `body.cells.3.kwh`. */
export function misfitOf(error: z.ZodError): string {
  return error.issues[0]?.path.join(".") ?? "";
}
