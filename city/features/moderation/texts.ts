import { readSaidText, type SaidText, type SaidTextFault } from "../../web/language/index.ts";

/** In characters as people count them. */
export const MOST = { reason: 2000, words: 500, passages: 4000 } as const;
export type TextField = keyof typeof MOST;

export type TextFault = SaidTextFault<TextField>;

/** What somebody wrote for others to read, as it may be kept. */
export function readText(field: TextField, said: string, isRequired = true): SaidText<TextField> {
  return readSaidText(field, said, { most: MOST[field], isRequired });
}
