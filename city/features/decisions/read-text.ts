import { hasHiddenCharacters } from "../../web/language/index.ts";
import { pointedAt } from "../votes/index.ts";
import { MOST } from "./outcome.ts";

/** Why a field of a form cannot be taken. */
export type TextFault = "text-missing" | "text-too-long" | "text-characters";
export type Read<Value, Fault> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: Fault };

/** A text of several lines; what is empty is missing. */
export function readText(said: string, most: number = MOST.text): Read<string, TextFault> {
  const value = said.replaceAll(/\r\n?/g, "\n").trim();
  if (value === "") return { ok: false, fault: "text-missing" };
  if ([...value].length > most) return { ok: false, fault: "text-too-long" };
  if (hasHiddenCharacters(value)) return { ok: false, fault: "text-characters" };
  return { ok: true, value };
}

/** A text of one line, such as a name or a title. */
export function readLine(said: string, most: number = MOST.line): Read<string, TextFault> {
  const read = readText(said, most);
  return read.ok && read.value.includes("\n") ? { ok: false, fault: "text-characters" } : read;
}

/** As `read`, where nothing may be said: null then. */
export function optional<Value, Fault>(
  said: string,
  read: (said: string) => Read<Value, Fault>,
): Read<Value | null, Fault> {
  return said.trim() === "" ? { ok: true, value: null } : read(said);
}

/** A day that exists, as 2026-11-28, within the years a register of offices can speak of. */
export function readDate(said: string): Read<string, "date-malformed"> {
  const malformed = { ok: false, fault: "date-malformed" } as const;
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(said)) return malformed;
  try {
    return { ok: true, value: Temporal.PlainDate.from(said, { overflow: "reject" }).toString() };
  } catch (error) {
    if (error instanceof RangeError) return malformed;
    throw error;
  }
}

const ADDRESS = /^[^\s@<>"',;:\\]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/iu;

/** An e-mail address, in lower case. A line break would start another header of a letter: there is no room for one. */
export function readAddress(said: string): Read<string, "address-malformed"> {
  const value = said.trim().toLowerCase();
  return ADDRESS.test(value) && value.length <= 254 && !hasHiddenCharacters(value)
    ? { ok: true, value }
    : { ok: false, fault: "address-malformed" };
}

/** The number a case has in the register. It stands in the open, so that nothing that points at a person may be in it. */
export function readCaseNumber(said: string): Read<string, "case-number-malformed"> {
  const value = said.trim();
  const isLike = /^(?=.*\p{N})[\p{L}\p{N} .:/()[\]〔〕-]{1,40}$/u.test(value);
  const pointsAtSomebody = pointedAt(value).some(({ kind }) => kind !== "phone");
  return isLike && !pointsAtSomebody ? { ok: true, value } : { ok: false, fault: "case-number-malformed" };
}

/** An amount as people write it, in the hundredths of the currency. */
export function readMinor(said: string): Read<number, "cost-malformed"> {
  const plain = said.replaceAll(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  const digits = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(plain);
  if (digits === null) return { ok: false, fault: "cost-malformed" };
  return { ok: true, value: Number(digits[1]) * 100 + Number((digits[2] ?? "").padEnd(2, "0")) };
}
