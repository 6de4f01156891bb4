import { converter, type Decimal, formatDecimal, type UnitSymbol, units } from "@husting/series";
import { standingAnswers } from "./asking.ts";
import type { Answer, Finding, Quarantined, Question } from "./findings.ts";
import type { Installation, IntervalReadings } from "./model.ts";
import { overload } from "./plausibility.ts";
import { standingOf } from "./quality.ts";
import type { Piece } from "./steps.ts";

const hourMs = 3_600_000;
const one: Decimal = { mantissa: 1n, decimals: 0 };

export interface IntervalPieces {
  readonly pieces: readonly Piece[];
  readonly decimals: number;
  readonly findings: readonly Finding[];
  readonly questions: readonly Question[];
  readonly quarantined: readonly Quarantined[];
  readonly answered: ReadonlyMap<string, boolean>;
}

/**
 * The amounts of interval readings, in order of time. Readings that overlap and say different things are left out, all
 * of them; an amount that is negative, or more than the meter's rating allows, is quarantined with a question.
 * @param installations in order of time; may be empty, then nothing but the readings is known.
 */
export function readIntervals(
  installations: readonly Installation[],
  readings: IntervalReadings,
  unit: UnitSymbol,
  answers: readonly Answer[],
): IntervalPieces {
  const { fromMs, toMs, mantissas, quality } = readings;
  const order = orderByTime(fromMs, toMs);
  let readDecimals = 0;
  for (const value of readings.decimals) if (value > readDecimals) readDecimals = value;
  const decimals =
    readDecimals + installations.reduce((most, { multiplier }) => Math.max(most, multiplier.decimals), 0);
  const choices = standingAnswers(answers);
  const fromKwh = converter(units.kWh, units[unit]);
  const pieces: Piece[] = [];
  const findings: Finding[] = [];
  const questions: Question[] = [];
  const quarantined: Quarantined[] = [];
  const answered = new Map<string, boolean>();
  let place = 0;

  const installationAt = (ms: number): Installation | undefined => {
    while (place < installations.length && (installations[place]!.toMs ?? Number.POSITIVE_INFINITY) <= ms)
      place++;
    const found = installations[place];
    return found !== undefined && found.fromMs <= ms ? found : undefined;
  };
  const note = (code: "outside-installation" | "conflicting-readings", i: number): void => {
    findings.push({ code, fromMs: fromMs[i]!, toMs: toMs[i]!, readings: 1 });
  };
  const put = (piece: Piece, installation: Installation | undefined): void => {
    const rating = installation?.ratedPowerKw ?? null;
    const amount = { mantissa: piece.counts, decimals };
    const limit =
      rating === null || !fromKwh.ok
        ? null
        : (fromKwh.value(rating) * overload * (piece.toMs - piece.fromMs)) / hourMs;
    if (piece.counts >= 0n && (limit === null || Number(piece.counts) / 10 ** decimals <= limit)) {
      pieces.push(piece);
      return;
    }
    if (piece.counts < 0n)
      findings.push({ code: "negative-amount", fromMs: piece.fromMs, toMs: piece.toMs, amount });
    const id = `${installation?.serial ?? ""}/${new Date(piece.fromMs).toISOString()}/${formatDecimal(amount)}`;
    const choice = choices.get(id);
    if (choice !== undefined) answered.set(id, choice.kind === "real" || choice.kind === "left-out");
    if (choice?.kind === "real") {
      pieces.push(piece);
      return;
    }
    quarantined.push({ questionId: id, fromMs: piece.fromMs, toMs: piece.toMs, amount });
    if (choice?.kind === "left-out") return;
    questions.push({
      id,
      break: "interval",
      serial: installation?.serial ?? "",
      fromMs: piece.fromMs,
      toMs: piece.toMs,
      registerBefore: { mantissa: 0n, decimals },
      registerAfter: amount,
      basis: limit === null ? "none" : "rating",
      mayResolveItself: false,
      options: [{ kind: "real", amount }, { kind: "left-out" }],
    });
  };

  for (let next = 0; next < order.length; ) {
    const i = order[next]!;
    // Everything that overlaps this reading, directly or through another.
    let end = next + 1;
    let untilMs = toMs[i]!;
    let agree = true;
    for (; end < order.length && fromMs[order[end]!]! < untilMs; end++) {
      const j = order[end]!;
      untilMs = Math.max(untilMs, toMs[j]!);
      const same = fromMs[j] === fromMs[i] && toMs[j] === toMs[i];
      agree &&= same && mantissas[j] === mantissas[i] && readings.decimals[j] === readings.decimals[i];
    }
    const conflict = !agree || !(toMs[i]! > fromMs[i]!);
    if (conflict) for (let at = next; at < end; at++) note("conflicting-readings", order[at]!);
    next = end;
    if (conflict) continue;
    const installation = installationAt(fromMs[i]!);
    const standing = standingOf(quality[i]!);
    if (standing === "not-a-measurement") {
      findings.push({
        code: "not-a-measurement",
        fromMs: fromMs[i]!,
        toMs: toMs[i]!,
        qualityCode: quality[i]!,
        readings: 1,
      });
    } else if (installation === undefined && installations.length > 0) {
      note("outside-installation", i);
    } else {
      const multiplier = installation?.multiplier ?? one;
      const shift = decimals - readings.decimals[i]! - multiplier.decimals;
      const counts = BigInt(mantissas[i]!) * multiplier.mantissa * 10n ** BigInt(shift);
      const piece = {
        fromMs: fromMs[i]!,
        toMs: toMs[i]!,
        counts,
        complete: true,
        estimated: standing !== "measured",
      };
      put(piece, installation);
    }
  }
  return { pieces, decimals, findings, questions, quarantined, answered };
}

/** Places of the readings by their start, then by their end. Most come in order, and are not sorted again. */
function orderByTime(fromMs: Float64Array, toMs: Float64Array): Uint32Array {
  const order = new Uint32Array(fromMs.length);
  let inOrder = true;
  for (let i = 0; i < order.length; i++) {
    order[i] = i;
    inOrder &&= i === 0 || fromMs[i - 1]! < fromMs[i]!;
  }
  if (inOrder) return order;
  return order.sort((a, b) => fromMs[a]! - fromMs[b]! || toMs[a]! - toMs[b]! || a - b);
}
