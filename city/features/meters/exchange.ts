import { compareDecimals, type Decimal, formatDecimal, parseDecimal } from "@husting/series";
import type { ReadingStore } from "../../stores/readings/contract.ts";
import type { BuildingRegistry, Point, RegisteredInstallation } from "../buildings/index.ts";
import type { Person } from "../people/index.ts";
import { type MeterParts, markDeclared } from "./answers.ts";

/** An exchange as the form gives it, every field as it was written. */
export interface SaidExchange {
  /** Local date and time in the city's zone: 2026-11-24T10:30. */
  readonly at: string;
  readonly closingRegister: string;
  readonly serial: string;
  readonly openingRegister: string;
  readonly multiplier: string;
  readonly registerWidth: string;
}

export type ExchangeField = keyof SaidExchange;
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

export interface ExchangeParts extends MeterParts {
  readonly readings: ReadingStore;
  readonly registry: BuildingRegistry;
  readonly zone: string;
}

/**
 * Takes a meter down and hangs another: the old one ends with its closing register, the new one begins with its opening
 * register, and the year's total runs on across both. Where no meter was declared yet, the one whose readings are known
 * is declared with the first of them.
 */
export async function exchangeMeter(
  parts: ExchangeParts,
  point: Point,
  said: SaidExchange,
  by: Person,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly fault: ExchangeFault }> {
  const fail = (field: ExchangeField, code: ExchangeFault["code"]) =>
    ({ ok: false, fault: { field, code } }) as const;
  const atMs = instantIn(parts.zone, said.at);
  if (typeof atMs === "string") return fail("at", atMs);
  if (atMs > parts.nowMs()) return fail("at", "time-in-future");
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
  if (width !== null && opening.mantissa >= 10n ** BigInt(width + opening.decimals))
    return fail("openingRegister", "wider-than-register");

  const known = await parts.registry.installations(point.id);
  const { atMs: readAtMs, mantissa, decimals } = await parts.readings.current(point.id);
  const old = known.at(-1) ?? undeclared(point, readAtMs, mantissa, decimals);
  if (old === undefined || old.toMs !== null || atMs <= old.fromMs)
    return fail("at", "time-before-installation");
  const last = readAtMs.findLastIndex((ms) => ms >= old.fromMs && ms <= atMs);
  if (last >= 0) {
    const shown: Decimal = { mantissa: BigInt(mantissa[last]!), decimals: decimals[last]! };
    if (compareDecimals(closing, shown) < 0) return fail("closingRegister", "closing-below-reading");
  }
  await parts.civic.transaction().execute(async (transaction) => {
    const closingRegister = formatDecimal(closing);
    if (known.length === 0) {
      await parts.registry.addInstallation(point.id, { ...old, toMs: atMs, closingRegister }, transaction);
    } else {
      await transaction
        .updateTable("installation")
        .set({ to_ms: atMs, closing_register: closingRegister })
        .where("point_id", "=", point.id)
        .where("from_ms", "=", old.fromMs)
        .execute();
    }
    const fresh: RegisteredInstallation = {
      serial,
      fromMs: atMs,
      toMs: null,
      openingRegister: formatDecimal(opening),
      closingRegister: null,
      multiplier: formatDecimal(multiplier),
      registerWidth: width,
      ratedPowerKw: old.ratedPowerKw,
    };
    await parts.registry.addInstallation(point.id, fresh, transaction);
    await markDeclared(transaction, point.id);
    await parts.log.append(transaction, {
      act: "meter.exchanged",
      role: by.role,
      personId: by.id,
      subject: `point/${point.key}`,
      facts: {
        at: new Date(atMs).toISOString(),
        closingRegister,
        openingRegister: fresh.openingRegister,
        meter: serial,
      },
    });
  });
  return { ok: true };
}

/** Takes the newest exchange back, as if it had not been entered; the log keeps both. */
export async function takeBackExchange(parts: ExchangeParts, point: Point, by: Person): Promise<boolean> {
  const known = await parts.registry.installations(point.id);
  const newest = known.at(-1);
  const before = known.at(-2);
  if (newest === undefined || before === undefined) return false;
  await parts.civic.transaction().execute(async (transaction) => {
    await transaction
      .deleteFrom("installation")
      .where("point_id", "=", point.id)
      .where("from_ms", "=", newest.fromMs)
      .execute();
    await transaction
      .updateTable("installation")
      .set({ to_ms: null, closing_register: null })
      .where("point_id", "=", point.id)
      .where("from_ms", "=", before.fromMs)
      .execute();
    await markDeclared(transaction, point.id);
    await parts.log.append(transaction, {
      act: "exchange.taken-back",
      role: by.role,
      personId: by.id,
      subject: `point/${point.key}`,
      facts: { at: new Date(newest.fromMs).toISOString(), meter: newest.serial },
    });
  });
  return true;
}

/** The meter whose readings are known, when nobody has declared one: it opens with the first of them. */
function undeclared(
  point: Point,
  atMs: Float64Array,
  mantissa: Float64Array,
  decimals: Uint8Array,
): RegisteredInstallation | undefined {
  const fromMs = atMs[0];
  if (fromMs === undefined) return undefined;
  return {
    serial: "–",
    fromMs,
    toMs: null,
    openingRegister: formatDecimal({ mantissa: BigInt(mantissa[0]!), decimals: decimals[0]! }),
    closingRegister: null,
    multiplier: "1",
    registerWidth: point.registerWidth,
    ratedPowerKw: null,
  };
}

/** A register as a person writes it, with either decimal mark; never negative. */
function decimalOf(text: string): Decimal | undefined {
  const written = text.trim().replace(",", ".");
  const read = parseDecimal(written, ".");
  return read.ok && read.value.mantissa >= 0n && read.value.decimals <= 15 ? read.value : undefined;
}

function instantIn(
  zone: string,
  local: string,
): number | "time-malformed" | "time-does-not-exist" | "time-exists-twice" {
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
