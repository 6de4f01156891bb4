import {
  type Answer,
  consumption,
  type Installation,
  type Question,
  type RegisterReadings,
  undeclaredInstallation,
} from "@husting/metering";
import { type Decimal, formatDecimal, parseDecimal, parseUnit } from "@husting/series";
import type { CurrentReadings } from "../../stores/readings/contract.ts";
import type { RegisteredInstallation } from "../buildings/index.ts";
import type { EnergyDetail, KeptQuestion } from "./results.ts";

/** A counter's readings with the meters that carried it. */
export interface RegisterInput {
  readonly readings: Pick<CurrentReadings, "atMs" | "mantissa" | "decimals" | "quality">;
  /** Empty where none is declared: one meter for all time is taken then. */
  readonly installations: readonly RegisteredInstallation[];
  readonly unit: string;
  /** Digits before the decimal point of an undeclared meter; null where nobody knows. */
  readonly registerWidth: number | null;
  /** What people have said of breaks in it. */
  readonly answers: readonly Answer[];
}

/** Use per step, or why the register cannot be read. */
export type RegisterUse =
  | {
      readonly ok: true;
      /** Starts of the measured steps. */
      readonly atMs: Float64Array;
      readonly value: Float64Array;
      readonly stepMs: number;
      readonly findings: EnergyDetail["findings"];
      /** Breaks in the register that only a person can explain; their amounts are in no total until then. */
      readonly questions: readonly KeptQuestion[];
    }
  | { readonly ok: false };

/** Use per step from a cumulative register and the meters that hung at the point (see @husting/metering). */
export function registerUse(
  input: RegisterInput,
  stepMs: number,
  toKwh: (value: number) => number,
): RegisterUse {
  const { atMs, mantissa, decimals, quality } = input.readings;
  const readings: RegisterReadings = {
    behaviour: "cumulative",
    timesMs: atMs,
    mantissas: mantissa,
    decimals,
    quality,
  };
  const undeclared = undeclaredInstallation(readings);
  const installations =
    input.installations.length > 0
      ? input.installations.map(declared)
      : undeclared === undefined
        ? []
        : [{ ...undeclared, registerWidth: input.registerWidth }];
  const unit = parseUnit(input.unit);
  if (unit === undefined) return { ok: false };
  const used = consumption(installations, readings, {
    unit: unit.symbol,
    stepMs,
    answers: input.answers,
  });
  if (!used.ok) return { ok: false };
  const { series, findings, questions } = used.value;
  const at: number[] = [];
  const value: number[] = [];
  for (const [step, amount] of series.values.entries()) {
    if (Number.isNaN(amount)) continue;
    at.push(series.startMs + step * stepMs);
    value.push(toKwh(amount));
  }
  return {
    ok: true,
    atMs: Float64Array.from(at),
    value: Float64Array.from(value),
    stepMs,
    findings: findings.map((finding) => ({ code: finding.code, atMs: finding.toMs })),
    questions: questions.map(keptQuestion),
  };
}

function declared(row: RegisteredInstallation): Installation {
  return {
    serial: row.serial,
    fromMs: row.fromMs,
    toMs: row.toMs,
    openingRegister: decimal(row.openingRegister),
    closingRegister: row.closingRegister === null ? null : decimal(row.closingRegister),
    multiplier: decimal(row.multiplier),
    registerWidth: row.registerWidth,
    ratedPowerKw: row.ratedPowerKw,
  };
}

function decimal(text: string): Decimal {
  const read = parseDecimal(text, ".");
  if (!read.ok) throw new Error(`a stored register is no number: ${text}`);
  return read.value;
}

/** A question as it is kept with the result: every amount as decimal text. */
function keptQuestion(question: Question): KeptQuestion {
  const { id, serial, fromMs, toMs, mayResolveItself, options } = question;
  return {
    id,
    break: question.break,
    serial,
    fromMs,
    toMs,
    registerBefore: formatDecimal(question.registerBefore),
    registerAfter: formatDecimal(question.registerAfter),
    mayResolveItself,
    options: options.map((option) => ({
      kind: option.kind,
      amount: "amount" in option && option.amount !== null ? formatDecimal(option.amount) : null,
    })),
  };
}
