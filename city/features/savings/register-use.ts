import { type Answer, consumption, type RegisterReadings, undeclaredInstallation } from "@husting/metering";
import { parseUnit } from "@husting/series";
import type { CurrentReadings } from "../../stores/readings/contract.ts";
import type { RegisteredInstallation } from "../buildings/index.ts";
import { declaredInstallation, keptFindings, keptQuestion } from "./kept.ts";
import type { PointUse } from "./point-use.ts";

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

/** Use per step from a cumulative register and the meters that hung at the point (see @husting/metering). */
export function registerUse(
  input: RegisterInput,
  stepMs: number,
  toKwh: (value: number) => number,
): PointUse {
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
      ? input.installations.map(declaredInstallation)
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
  const at = new Float64Array(series.values.length);
  const amount = new Float64Array(series.values.length);
  let known = 0;
  for (let step = 0; step < series.values.length; step++) {
    const counted = series.values[step]!;
    if (Number.isNaN(counted)) continue;
    at[known] = series.startMs + step * stepMs;
    amount[known++] = counted;
  }
  return {
    ok: true,
    atMs: at.subarray(0, known),
    value: amount.subarray(0, known).map(toKwh),
    amount: amount.subarray(0, known),
    stepMs,
    findings: keptFindings(findings),
    questions: questions.map(keptQuestion),
  };
}
