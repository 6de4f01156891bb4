import { hasHiddenCharacters } from "../../web/language/index.ts";

/** In characters as people count them. */
export const MOST_SIGNS = { name: 120, text: 600, source: 300, district: 80 } as const;

export type TextFault = "missing" | "too-long" | "hidden-characters";

export type ReadText =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly fault: TextFault };

/** A text that an official wrote for others to read. */
export function readText(said: string, most: number, isLong = false): ReadText {
  const text = said.replaceAll(/\r\n?/gu, "\n").trim();
  if (text === "") return { ok: false, fault: "missing" };
  if (hasHiddenCharacters(text) || (!isLong && text.includes("\n")))
    return { ok: false, fault: "hidden-characters" };
  if ([...text].length > most) return { ok: false, fault: "too-long" };
  return { ok: true, value: text };
}

/** A calendar day that exists, as `2026-11-28`; undefined for anything else. */
export function readDay(said: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/u.test(said)) return undefined;
  try {
    return Temporal.PlainDate.from(said, { overflow: "reject" }).toString();
  } catch {
    return undefined;
  }
}

/** A whole number of people; undefined for anything else. Nothing written is none. */
export function readCount(said: string, most = 10_000_000): number | undefined {
  if (said.trim() === "") return 0;
  const digits = said.trim().replaceAll(/[\s\u00a0\u202f]/gu, "");
  if (!/^\d{1,8}$/u.test(digits)) return undefined;
  return Number(digits) <= most ? Number(digits) : undefined;
}
