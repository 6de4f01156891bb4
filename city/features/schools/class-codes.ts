import { randomInt } from "node:crypto";
import { CODE_SIGNS, hasCheckSign, withCheckSign } from "../proposals/index.ts";

/** Signs before the check sign: 33 million codes, of which a city uses a handful. */
const RANDOM_SIGNS = 5;

export type ClassCodeFault =
  | "code-missing"
  | "code-malformed"
  | "code-mistyped"
  | "code-unknown"
  | "too-often";

/** A new code for a class: five signs by chance and one that finds every slip of the finger. */
export function newClassCode(): string {
  const signs = Array.from({ length: RANDOM_SIGNS }, () => CODE_SIGNS[randomInt(CODE_SIGNS.length)]);
  return withCheckSign(signs.join(""));
}

/** A code as it stands on the board: KTR-4FM. */
export function shownCode(code: string): string {
  return `${code.slice(0, 3)}-${code.slice(3)}`;
}

/** A code as it was typed: small letters, spaces and hyphens do not matter. */
export function readClassCode(
  typed: string,
):
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly fault: Extract<ClassCodeFault, `code-m${string}`> } {
  const code = typed
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}_.]/gu, "");
  if (code === "") return { ok: false, fault: "code-missing" };
  if (code.length !== RANDOM_SIGNS + 1 || [...code].some((sign) => !CODE_SIGNS.includes(sign)))
    return { ok: false, fault: "code-malformed" };
  return hasCheckSign(code) ? { ok: true, code } : { ok: false, fault: "code-mistyped" };
}
