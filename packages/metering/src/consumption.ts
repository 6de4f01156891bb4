import { type Decimal, fail, ok, type RegularSeries, type Result, type UnitSymbol } from "@husting/series";
import { standingAnswers } from "./asking.ts";
import type { Chain } from "./chain.ts";
import type { Answer, Finding, Quarantined, Question } from "./findings.ts";
import { readIntervals } from "./interval.ts";
import type { Installation, Readings, RegisterReadings } from "./model.ts";
import { readRegister } from "./register.ts";
import { layOnSteps, type Piece, type Span } from "./steps.ts";
import { rise, type Trace, traces } from "./trace.ts";

const hourMs = 3_600_000;

export interface ConsumptionOptions {
  /** The unit the readings and registers are in, as declared for the point. */
  readonly unit: UnitSymbol;
  /** Length of a step; an hour by default. */
  readonly stepMs?: number;
  /** An instant on which a step begins; whole UTC hours by default. */
  readonly anchorMs?: number;
  /** Amounts over longer than a step, up to this length, are spread evenly and marked estimated. None by default. */
  readonly spreadUpToMs?: number;
  /** Register times this near to a step's bound are taken as on it. 0 by default. */
  readonly snapToleranceMs?: number;
  readonly answers?: readonly Answer[];
}

/**
 * One meter's books, after the multiplier: `counted + quarantined = closing - opening + adjustments`, exactly. `closing`
 * is the declared closing register, or while the meter hangs there the last register that is trusted.
 */
export interface Balance {
  readonly serial: string;
  readonly opening: Decimal;
  readonly closing: Decimal;
  readonly adjustments: readonly { readonly code: "rollover" | "reset" | "swap"; readonly amount: Decimal }[];
  readonly counted: Decimal;
  readonly quarantined: Decimal;
}

/**
 * What was used at a metering point, in the declared unit. The steps of `series` and the `spans` together hold every
 * counted amount once. `counts[i]` is `series.values[i]` exactly, in `10^-decimals`; 0 in a gap.
 */
export interface Consumption {
  readonly decimals: number;
  readonly series: RegularSeries;
  readonly counts: readonly bigint[];
  /** 1 for a step whose readings were estimated, edited doubtfully, or spread. */
  readonly estimated: Uint8Array;
  readonly spans: readonly Span[];
  readonly quarantined: readonly Quarantined[];
  readonly questions: readonly Question[];
  readonly findings: readonly Finding[];
  /** One for each meter; empty for interval readings, which have no register to balance. */
  readonly balances: readonly Balance[];
}

export type ConsumptionReason =
  | { readonly code: "no-installation" }
  | { readonly code: "installation-ends-before-it-begins"; readonly serial: string }
  | { readonly code: "installations-overlap"; readonly serials: readonly [string, string] }
  /** The register falls so often that these can be no register readings: they were declared wrongly. */
  | {
      readonly code: "not-a-register";
      readonly serial: string;
      readonly drops: number;
      readonly differences: number;
    }
  | { readonly code: "bad-step"; readonly stepMs: number }
  | { readonly code: "too-long"; readonly steps: number; readonly maximum: number };

// A century of minutes.
const stepsAtMost = 60_000_000;
const dropsAtLeast = 20;
const dropShareAtMost = 0.1;

/**
 * Consumption in regular steps from the readings of a metering point and the meters that hung there. What the readings do
 * not tell is neither guessed nor lost: missing hours are gaps with their total kept as a span, undecided breaks are in
 * quarantine with a question, and answers (data; the last one to a question holds, withdrawing undoes it) settle them.
 * @param installations the point's meters, in any order; for interval readings there may be none.
 */
export function consumption(
  installations: readonly Installation[],
  readings: Readings,
  options: ConsumptionOptions,
): Result<Consumption, ConsumptionReason> {
  const { stepMs = hourMs, anchorMs = 0, spreadUpToMs = 0, snapToleranceMs = 0, answers = [] } = options;
  if (!(Number.isSafeInteger(stepMs) && stepMs > 0)) return fail({ code: "bad-step", stepMs });
  const inOrder = installations.toSorted((a, b) => a.fromMs - b.fromMs);
  const misfit = misfitOf(inOrder);
  if (misfit !== undefined) return fail(misfit);
  const grid = { stepMs, anchorMs, spreadUpToMs };

  if (readings.behaviour === "interval") {
    const read = readIntervals(inOrder, readings, options.unit, answers);
    const tooLong = tooLongFor(read.pieces, stepMs);
    if (tooLong !== undefined) return fail(tooLong);
    const unused = unusedAnswers(answers, read.answered);
    return ok({
      decimals: read.decimals,
      ...layOnSteps(read.pieces, read.decimals, grid),
      quarantined: read.quarantined,
      questions: read.questions,
      findings: [...read.findings, ...unused],
      balances: [],
    });
  }
  if (inOrder.length === 0) return fail({ code: "no-installation" });
  return fromRegisters(inOrder, readings, options.unit, answers, { ...grid, toleranceMs: snapToleranceMs });
}

function fromRegisters(
  installations: readonly Installation[],
  readings: RegisterReadings,
  unit: UnitSymbol,
  answers: readonly Answer[],
  grid: { stepMs: number; anchorMs: number; spreadUpToMs: number; toleranceMs: number },
): Result<Consumption, ConsumptionReason> {
  const standing = standingAnswers(answers);
  const sorted = traces(installations, readings, [...standing.values()], grid);
  const findings: Finding[] = [...sorted.findings];
  const questions: Question[] = [];
  const quarantined: Quarantined[] = [];
  const balances: Balance[] = [];
  const pieces: Piece[] = [];
  const answered = new Map<string, boolean>();
  const multiplierDecimals = installations.reduce(
    (most, { multiplier }) => Math.max(most, multiplier.decimals),
    0,
  );
  let decimals = 0;
  for (const [place, trace] of sorted.traces.entries()) {
    const drops = dropsOf(trace);
    const differences = trace.raw.length - 1;
    const { serial, multiplier } = trace.installation;
    if (drops > dropsAtLeast && drops > dropShareAtMost * differences) {
      return fail({ code: "not-a-register", serial, drops, differences });
    }
    const previous = installations[place - 1];
    if (previous !== undefined) {
      const fromMs = previous.toMs ?? trace.installation.fromMs;
      findings.push({ code: "swap", fromMs, toMs: trace.installation.fromMs, serial, told: "installation" });
    }
    decimals = trace.decimals + multiplierDecimals;
    const factor = multiplier.mantissa * 10n ** BigInt(multiplierDecimals - multiplier.decimals);
    const read = readRegister(trace, unit, standing);
    for (const [id, held] of read.answered) answered.set(id, held);
    findings.push(...read.chain.findings);
    questions.push(...read.questions);
    balances.push(keepBooks(read.chain, factor, decimals, pieces, quarantined));
  }
  const tooLong = tooLongFor(pieces, grid.stepMs);
  if (tooLong !== undefined) return fail(tooLong);
  findings.push(...unusedAnswers(answers, answered));
  findings.sort((a, b) => a.fromMs - b.fromMs);
  return ok({ decimals, ...layOnSteps(pieces, decimals, grid), quarantined, questions, findings, balances });
}

/** Turns a chain's joints into pieces and quarantined amounts, and balances them against its registers. */
function keepBooks(
  chain: Chain,
  factor: bigint,
  decimals: number,
  pieces: Piece[],
  quarantined: Quarantined[],
): Balance {
  const { trace, accepted, counts, joints, questionIds } = chain;
  const amount = (raw: bigint): Decimal => ({ mantissa: raw * factor, decimals });
  let counted = 0n;
  let aside = 0n;
  for (let place = 1; place < accepted.length; place++) {
    const before = accepted[place - 1]!;
    const after = accepted[place]!;
    const joint = joints[place]!;
    const fromMs = trace.timesMs[before]!;
    const toMs = trace.timesMs[after]!;
    if (joint === "quarantined") {
      aside += counts[place]!;
      quarantined.push({
        questionId: questionIds.get(place) ?? "",
        fromMs,
        toMs,
        amount: amount(counts[place]!),
      });
      continue;
    }
    counted += counts[place]!;
    pieces.push({
      fromMs,
      toMs,
      counts: counts[place]! * factor,
      complete: joint !== "at-least",
      estimated: trace.unsure[before] === 1 || trace.unsure[after] === 1,
    });
  }
  return {
    serial: trace.installation.serial,
    opening: amount(trace.raw[0]!),
    closing: amount(trace.raw[chain.last]!),
    adjustments: chain.adjustments.map(({ code, counts: raw }) => ({ code, amount: amount(raw) })),
    counted: amount(counted),
    quarantined: amount(aside),
  };
}

export function misfitOf(inOrder: readonly Installation[]): ConsumptionReason | undefined {
  for (const [i, { serial, fromMs, toMs }] of inOrder.entries()) {
    if (toMs !== null && toMs <= fromMs) return { code: "installation-ends-before-it-begins", serial };
    const next = inOrder[i + 1];
    if (next !== undefined && (toMs === null || toMs > next.fromMs)) {
      return { code: "installations-overlap", serials: [serial, next.serial] };
    }
  }
  return undefined;
}

function dropsOf(trace: Trace): number {
  let drops = 0;
  for (let i = 1; i < trace.raw.length; i++) if (rise(trace, i - 1, i) < 0) drops++;
  return drops;
}

function tooLongFor(pieces: readonly Piece[], stepMs: number): ConsumptionReason | undefined {
  const first = pieces[0];
  const last = pieces[pieces.length - 1];
  if (first === undefined || last === undefined) return undefined;
  const steps = Math.ceil((last.toMs - first.fromMs) / stepMs) + 1;
  return steps > stepsAtMost ? { code: "too-long", steps, maximum: stepsAtMost } : undefined;
}

/** Answers whose break is no longer there, or that cannot be true of it: later readings may have settled it. */
export function unusedAnswers(answers: readonly Answer[], answered: ReadonlyMap<string, boolean>): Finding[] {
  const unused: Finding[] = [];
  for (const questionId of standingAnswers(answers).keys()) {
    if (answered.get(questionId) === true) continue;
    // The id names the instants of its break; one that names none answers no question there ever was.
    const [fromMs, toMs = fromMs] = Array.from(questionId.matchAll(/\d{4}-[\d:.T-]+Z/g), ([text]) =>
      Date.parse(text),
    );
    if (fromMs === undefined || toMs === undefined || !(fromMs <= toMs)) continue;
    unused.push({ code: "answer-not-used", fromMs, toMs, questionId });
  }
  return unused;
}
