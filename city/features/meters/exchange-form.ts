import { type Decimal, parseDecimal } from "@husting/series";

/** An exchange as the form gives it, every field as it was written. */
export interface SaidExchange {
  /** Local date and time in the city's zone: 2026-11-24T10:30. */
  readonly at: string;
  readonly closingRegister: string;
  readonly serial: string;
  readonly openingRegister: string;
  readonly multiplier: string;
  readonly registerWidth: string;
  /** The meter that hung there when the form was drawn, by `installationKey`. */
  readonly hanging: string;
  /** The closing register that was doubted and is meant all the same; empty where none was. */
  readonly meant: string;
}

export type ExchangeField = Exclude<keyof SaidExchange, "hanging" | "meant">;
export interface ExchangeFault {
  readonly field: ExchangeField;
  readonly code:
    | "time-malformed"
    | "time-does-not-exist"
    | "time-exists-twice"
    | "time-in-future"
    | "time-before-installation"
    | "register-malformed"
    | "closing-below-reading"
    | "wider-than-register"
    | "serial-missing"
    | "multiplier-malformed"
    | "width-malformed";
}

/** An exchange whose every field can be read; whether it fits the meter that hangs there is asked later. */
export interface ReadExchange {
  readonly atMs: number;
  readonly closing: Decimal;
  readonly serial: string;
  readonly opening: Decimal;
  readonly multiplier: Decimal;
  readonly width: number | null;
}

/** What was written, read; or the first field that cannot be. */
export function readExchange(
  said: SaidExchange,
  zone: string,
  nowMs: number,
):
  | { readonly ok: true; readonly value: ReadExchange }
  | { readonly ok: false; readonly fault: ExchangeFault } {
  const fail = (field: ExchangeField, code: ExchangeFault["code"]) =>
    ({ ok: false, fault: { field, code } }) as const;
  const atMs = instantIn(zone, said.at);
  if (typeof atMs === "string") return fail("at", atMs);
  if (atMs > nowMs) return fail("at", "time-in-future");
  const closing = decimalOf(said.closingRegister);
  if (closing === undefined) return fail("closingRegister", "register-malformed");
  const serial = said.serial.trim().slice(0, 60);
  if (serial === "") return fail("serial", "serial-missing");
  const opening = decimalOf(said.openingRegister);
  if (opening === undefined) return fail("openingRegister", "register-malformed");
  const multiplier = decimalOf(said.multiplier === "" ? "1" : said.multiplier);
  if (multiplier === undefined || multiplier.mantissa === 0n)
    return fail("multiplier", "multiplier-malformed");
  const width = said.registerWidth === "" ? null : Number(said.registerWidth);
  if (width !== null && !(Number.isInteger(width) && width >= 3 && width <= 15))
    return fail("registerWidth", "width-malformed");
  if (width !== null && isWider(opening, width)) return fail("openingRegister", "wider-than-register");
  return { ok: true, value: { atMs, closing, serial, opening, multiplier, width } };
}

/** Whether a register shows more digits before its decimal mark than it has. */
export function isWider({ mantissa, decimals }: Decimal, width: number): boolean {
  return mantissa >= 10n ** BigInt(width + decimals);
}

/** A register as a person reads it off: digits with either decimal mark. No meter shows an exponent, nor anything negative. */
function decimalOf(text: string): Decimal | undefined {
  const written = text.trim().replace(",", ".");
  if (!/^\d{1,15}(\.\d{1,9})?$/.test(written)) return undefined;
  const read = parseDecimal(written, ".");
  return read.ok ? read.value : undefined;
}

/** Date and time only: an offset or a zone written after them would be read and then not heeded. */
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?$/;

function instantIn(
  zone: string,
  local: string,
): number | "time-malformed" | "time-does-not-exist" | "time-exists-twice" {
  if (!LOCAL_TIME.test(local)) return "time-malformed";
  let wall: Temporal.PlainDateTime;
  try {
    wall = Temporal.PlainDateTime.from(local);
  } catch {
    return "time-malformed";
  }
  const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  const later = wall.toZonedDateTime(zone, { disambiguation: "later" });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return earlier.epochMilliseconds;
  return earlier.toPlainDateTime().equals(wall) ? "time-exists-twice" : "time-does-not-exist";
}
