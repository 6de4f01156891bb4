import type { Finding, Installation, Question } from "@husting/metering";
import { type Decimal, formatDecimal, parseDecimal } from "@husting/series";
import type { RegisteredInstallation } from "../buildings/index.ts";
import type { EnergyDetail, KeptQuestion } from "./results.ts";

/** Metering's values as they are kept with a result, and the register's rows as metering reads them. */

/** A question as it is kept with the result: every amount as decimal text. */
export function keptQuestion(question: Question): KeptQuestion {
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

/** Findings in order of time; a row of the same ones without a break between them is one. */
export function keptFindings(findings: readonly Finding[]): EnergyDetail["findings"] {
  const kept: EnergyDetail["findings"][number][] = [];
  const ends = new Map<string, number>();
  for (const { code, fromMs, toMs } of findings.toSorted((a, b) => a.toMs - b.toMs)) {
    const runsOn =
      ends.get(code) === fromMs && (code === "not-a-measurement" || code === "outside-installation");
    if (!runsOn) kept.push({ code, atMs: toMs });
    ends.set(code, toMs);
  }
  return kept;
}

export function declaredInstallation(row: RegisteredInstallation): Installation {
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
