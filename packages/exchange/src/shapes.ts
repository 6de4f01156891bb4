import { z } from "zod";

/** A city's identifier, as its log has it. */
export const cityId = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/);
export const names = z.strictObject({
  sv: z.string().max(300),
  zh: z.string().max(300),
  en: z.string().max(300),
});
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
