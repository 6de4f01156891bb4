import { type Decimal, formatDecimal, multiplyExact, rescale } from "@husting/series";
import type { Chain } from "./chain.ts";
import type { Answer, AnswerOption, Question } from "./findings.ts";
import { placeAtOrBelow } from "./telling.ts";

// How far a question looks for the reading at which the register goes on; past that the answer takes what there is.
const lookahead = 1000;

/** The same break in the same readings always has the same id, so that an answer finds its question again. */
export function questionIdOf(chain: Chain, index: number): string {
  const { trace, last } = chain;
  const register = (at: number): string =>
    formatDecimal(chain.register(at))
      .replace(/(\.\d*?)0+$/, "$1")
      .replace(/\.$/, "");
  const at = (place: number): string => new Date(trace.timesMs[place]!).toISOString();
  return `${trace.installation.serial}/${at(last)}/${register(last)}/${at(index)}/${register(index)}`;
}

/** The first reading after `index` that fits on to the last trusted one; undefined when there is none near. */
export function goesOnAt(chain: Chain, index: number): number | undefined {
  const end = Math.min(chain.trace.raw.length, index + lookahead);
  for (let i = index + 1; i < end; i++) if (chain.judge(chain.last, i) === "sound") return i;
  return undefined;
}

function amountOf(chain: Chain, counts: bigint): Decimal {
  return multiplyExact(
    { mantissa: counts, decimals: chain.trace.decimals },
    chain.trace.installation.multiplier,
  );
}

function optionsFor(chain: Chain, index: number, kind: "drop" | "jump"): AnswerOption[] {
  const { raw, timesMs } = chain.trace;
  const before = raw[chain.last]!;
  const after = raw[index]!;
  const options: AnswerOption[] = [];
  const on = goesOnAt(chain, index);
  const badUntil = {
    amount: on === undefined ? null : amountOf(chain, raw[on]! - before),
    resumesAtMs: on === undefined ? null : timesMs[on]!,
  };
  if (kind === "jump") {
    options.push({ kind: "real", amount: amountOf(chain, after - before) }, { kind: "spike", ...badUntil });
  } else {
    const { modulus } = chain.limits;
    if (modulus !== null)
      options.push({ kind: "rollover", amount: amountOf(chain, modulus - before + after) });
    options.push({ kind: "reset", amount: amountOf(chain, after) }, { kind: "dip", ...badUntil });
    const place = placeAtOrBelow(chain, after);
    if (place !== undefined) {
      const trusted = chain.accepted[place]!;
      options.push({
        kind: "spike",
        amount: amountOf(chain, after - raw[trusted]!),
        resumesAtMs: timesMs[index]!,
      });
    }
  }
  options.push({ kind: "swap" }, { kind: "left-out" });
  return options;
}

/** The question about a break between the last trusted register and `index`. */
export function askAbout(chain: Chain, index: number, kind: "drop" | "jump"): Question {
  const { trace, limits, last } = chain;
  return {
    id: questionIdOf(chain, index),
    break: kind,
    serial: trace.installation.serial,
    fromMs: trace.timesMs[last]!,
    toMs: trace.timesMs[index]!,
    registerBefore: chain.register(last),
    registerAfter: chain.register(index),
    basis: limits.basis,
    mayResolveItself: !trace.closed && trace.raw.length - index <= 3,
    options: optionsFor(chain, index, kind),
  };
}

/** The answers that hold: the last to each question, those withdrawn left out. */
export function standingAnswers(answers: readonly Answer[]): Map<string, Answer["choice"]> {
  const standing = new Map<string, Answer["choice"]>();
  for (const { questionId, choice } of answers) {
    if (choice.kind === "withdrawn") standing.delete(questionId);
    else standing.set(questionId, choice);
  }
  return standing;
}

/**
 * Carries out an answer to the break before `index`.
 * @returns the index to go on from, or undefined when the answer cannot be true of this break and changes nothing.
 */
export function applyAnswer(
  chain: Chain,
  index: number,
  kind: "drop" | "jump",
  choice: Answer["choice"],
  questionId: string,
): number | undefined {
  const { trace, limits, last } = chain;
  const { raw } = trace;
  const difference = raw[index]! - raw[last]!;
  const about = {
    fromMs: trace.timesMs[last]!,
    toMs: trace.timesMs[index]!,
    serial: trace.installation.serial,
  };
  const told = "answer" as const;
  if (choice.kind === "left-out") {
    chain.quarantine(index, questionId);
    return index + 1;
  }
  if (choice.kind === "real" && kind === "jump") {
    chain.join(index, difference, "settled");
    return index + 1;
  }
  if (choice.kind === "rollover" && kind === "drop" && limits.modulus !== null) {
    const counts = difference + limits.modulus;
    chain.adjustments.push({ code: "rollover", counts: limits.modulus });
    chain.findings.push({ code: "rollover", ...about, amount: amountOf(chain, counts), told });
    chain.join(index, counts, "settled");
    return index + 1;
  }
  if (choice.kind === "reset" && kind === "drop") {
    restart(chain, index, told);
    return index + 1;
  }
  if (choice.kind === "swap") return applySwap(chain, index, choice.openingRegister, choice.closingRegister);
  if (choice.kind === "spike" && kind === "drop") {
    const place = placeAtOrBelow(chain, raw[index]!);
    if (place === undefined) return undefined;
    leaveOut(chain, "spike", chain.accepted[place + 1]!, last, told);
    chain.cutTo(place + 1);
    chain.join(index, raw[index]! - raw[chain.last]!, "settled");
    return index + 1;
  }
  if (choice.kind === (kind === "drop" ? "dip" : "spike")) {
    const on = goesOnAt(chain, index);
    leaveOut(chain, choice.kind === "dip" ? "dip" : "spike", index, (on ?? raw.length) - 1, told);
    if (on === undefined) return raw.length;
    chain.join(on, raw[on]! - raw[last]!, "settled");
    return on + 1;
  }
  return undefined;
}

/** Another meter hung there from some time between: what it counted since its opening, and the old one to its closing. */
function applySwap(
  chain: Chain,
  index: number,
  opening: Decimal,
  closing: Decimal | null,
): number | undefined {
  const { trace, last } = chain;
  const { raw, decimals } = trace;
  const begins = rescale(opening, decimals).mantissa;
  const ends = closing === null ? raw[last]! : rescale(closing, decimals).mantissa;
  if (begins > raw[index]! || ends < raw[last]!) return undefined;
  const counts = raw[index]! - begins + (ends - raw[last]!);
  chain.adjustments.push({ code: "swap", counts: ends - begins });
  chain.findings.push({
    code: "swap",
    fromMs: trace.timesMs[last]!,
    toMs: trace.timesMs[index]!,
    serial: trace.installation.serial,
    told: "answer",
  });
  chain.join(index, counts, closing === null ? "at-least" : "settled");
  return index + 1;
}

/** The register began again from zero: what it shows now is the least that was used. */
export function restart(chain: Chain, index: number, told: "declaration" | "answer"): void {
  const { trace, last } = chain;
  chain.adjustments.push({ code: "reset", counts: trace.raw[last]! });
  chain.findings.push({
    code: "reset",
    fromMs: trace.timesMs[last]!,
    toMs: trace.timesMs[index]!,
    serial: trace.installation.serial,
    registerBefore: chain.register(last),
    registerAfter: chain.register(index),
    told,
  });
  chain.join(index, trace.raw[index]!, "at-least");
}

/** Notes that the readings `first` to `last` are left out of the chain. */
export function leaveOut(
  chain: Chain,
  code: "dip" | "spike",
  first: number,
  last: number,
  told: "readings" | "answer",
): void {
  const { raw, timesMs } = chain.trace;
  let worst = first;
  for (let i = first; i <= last; i++) {
    if (code === "dip" ? raw[i]! < raw[worst]! : raw[i]! > raw[worst]!) worst = i;
  }
  chain.findings.push({
    code,
    fromMs: timesMs[first]!,
    toMs: timesMs[last]!,
    serial: chain.trace.installation.serial,
    badReadings: last - first + 1,
    worstRegister: chain.register(worst),
    basis: chain.limits.basis,
    told,
  });
}
