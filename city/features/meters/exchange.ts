import {
  compareDecimals,
  type Decimal,
  formatDecimal,
  multiplyExact,
  parseDecimal,
  subtractExact,
} from "@husting/series";
import type { CurrentReadings, ReadingStore } from "../../stores/readings/contract.ts";
import type { BuildingRegistry, Point, RegisteredInstallation } from "../buildings/index.ts";
import type { Person } from "../people/index.ts";
import type { EnergySummary } from "../savings/index.ts";
import { type MeterParts, markDeclared } from "./answers.ts";
import {
  type ExchangeFault,
  isWider,
  type ReadExchange,
  readExchange,
  type SaidExchange,
} from "./exchange-form.ts";
import { implausibleYears } from "./plausible.ts";

export interface ExchangeParts extends MeterParts {
  readonly readings: ReadingStore;
  readonly registry: BuildingRegistry;
  readonly zone: string;
}

/** What is odd about a closing register and yet can be: it is saved when the person says that it is meant. */
export type ExchangeDoubt =
  | { readonly code: "closing-wider-than-register"; readonly width: number }
  | { readonly code: "closing-adds-years"; readonly years: number };

export type ExchangeOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly fault: ExchangeFault }
  | { readonly ok: false; readonly doubts: readonly ExchangeDoubt[] }
  /** Another exchange was saved or taken back since the form was drawn. */
  | { readonly ok: false; readonly refusal: "exchanged-meanwhile" };

/**
 * Names an installation of a point: no two begin at the same instant. The serial is with it, since that and the date are
 * what the page shows of it. Empty where none is declared.
 */
export function installationKey(
  installation: Pick<RegisteredInstallation, "fromMs" | "serial"> | undefined,
): string {
  return installation === undefined ? "" : `${installation.fromMs}/${installation.serial}`;
}

/**
 * Takes a meter down and hangs another: the old one ends with its closing register, the new one begins with its opening
 * register, and the year's total runs on across both. Where no meter was declared yet, the one whose readings are known
 * is declared with the first of them. Of several that exchange the same meter at once, one does it.
 * @param year the point's own last year, which the closing register is held against.
 */
export async function exchangeMeter(
  parts: ExchangeParts,
  point: Point,
  said: SaidExchange,
  year: EnergySummary["year"] | null,
  by: Person,
): Promise<ExchangeOutcome> {
  const read = readExchange(said, parts.zone, parts.nowMs());
  if (!read.ok) return read;
  const readings = await parts.readings.current(point.id);
  return parts.civic.transaction().execute(async (transaction): Promise<ExchangeOutcome> => {
    const known = await parts.registry.installations(point.id, transaction);
    if (installationKey(known.at(-1)) !== said.hanging) return { ok: false, refusal: "exchanged-meanwhile" };
    const old = known.at(-1) ?? undeclared(point, readings);
    if (old === undefined || old.toMs !== null || read.value.atMs <= old.fromMs)
      return { ok: false, fault: { field: "at", code: "time-before-installation" } };
    const judged = judgeClosing(read.value, old, readings, point.unit, year);
    if (judged === "closing-below-reading")
      return { ok: false, fault: { field: "closingRegister", code: judged } };
    if (judged.length > 0 && said.meant !== said.closingRegister) return { ok: false, doubts: judged };
    await hang(parts, transaction, point, known.length > 0, old, read.value, by);
    return { ok: true };
  });
}

/** The closing register against what the old meter showed last, how many digits it has and what it counts in a year. */
function judgeClosing(
  { atMs, closing }: ReadExchange,
  old: RegisteredInstallation,
  readings: CurrentReadings,
  unit: string,
  year: EnergySummary["year"] | null,
): "closing-below-reading" | ExchangeDoubt[] {
  const doubts: ExchangeDoubt[] = [];
  if (old.registerWidth !== null && isWider(closing, old.registerWidth))
    doubts.push({ code: "closing-wider-than-register", width: old.registerWidth });
  const last = readings.atMs.findLastIndex((ms) => ms >= old.fromMs && ms <= atMs);
  if (last < 0) return doubts;
  const shown: Decimal = { mantissa: BigInt(readings.mantissa[last]!), decimals: readings.decimals[last]! };
  if (compareDecimals(closing, shown) < 0) return "closing-below-reading";
  const multiplier = parseDecimal(old.multiplier, ".");
  const counted = subtractExact(closing, shown);
  const amount = formatDecimal(multiplier.ok ? multiplyExact(counted, multiplier.value) : counted);
  const years = implausibleYears(amount, unit, atMs - readings.atMs[last]!, year);
  if (years !== null) doubts.push({ code: "closing-adds-years", years });
  return doubts;
}

async function hang(
  { registry, log }: ExchangeParts,
  transaction: Parameters<typeof markDeclared>[0],
  point: Point,
  isDeclared: boolean,
  old: RegisteredInstallation,
  { atMs, closing, serial, opening, multiplier, width }: ReadExchange,
  by: Person,
): Promise<void> {
  const closingRegister = formatDecimal(closing);
  if (isDeclared) {
    await transaction
      .updateTable("installation")
      .set({ to_ms: atMs, closing_register: closingRegister })
      .where("point_id", "=", point.id)
      .where("from_ms", "=", old.fromMs)
      .execute();
  } else await registry.addInstallation(point.id, { ...old, toMs: atMs, closingRegister }, transaction);
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
  await registry.addInstallation(point.id, fresh, transaction);
  await markDeclared(transaction, point.id);
  await log.append(transaction, {
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
}

/**
 * Takes an exchange back, as if it had not been entered; the log keeps both. Only the newest can be: the meters before it
 * hang from one exchange to the next.
 * @param exchange the meter that the exchange hung, by `installationKey`.
 * @returns false when that is not the newest exchange (any more).
 */
export function takeBackExchange(
  { civic, registry, log }: ExchangeParts,
  point: Point,
  exchange: string,
  by: Person,
): Promise<boolean> {
  return civic.transaction().execute(async (transaction) => {
    const known = await registry.installations(point.id, transaction);
    const newest = known.at(-1);
    const before = known.at(-2);
    if (newest === undefined || before === undefined || installationKey(newest) !== exchange) return false;
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
    await log.append(transaction, {
      act: "exchange.taken-back",
      role: by.role,
      personId: by.id,
      subject: `point/${point.key}`,
      facts: { at: new Date(newest.fromMs).toISOString(), meter: newest.serial },
    });
    return true;
  });
}

/** The meter whose readings are known, when nobody has declared one: it opens with the first of them. */
function undeclared(
  point: Point,
  { atMs, mantissa, decimals }: CurrentReadings,
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
