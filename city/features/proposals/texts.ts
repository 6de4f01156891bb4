import { readSaidText, type SaidText, type SaidTextFault } from "../../web/language/index.ts";

/** In characters as people count them. */
export const MOST = { title: 120, body: 4000, reason: 2000, street: 120, name: 80, paperAt: 200 } as const;
export type TextField = keyof typeof MOST;

export type TextFault = SaidTextFault<TextField>;

/** A text that somebody wrote for others to read, as it may be kept. */
export function readText(field: TextField, said: string, isRequired = true): SaidText<TextField> {
  const isOneLine = field !== "body" && field !== "reason";
  return readSaidText(field, said, { most: MOST[field], isOneLine, isRequired });
}
