import { multiplyExact, type UnitSymbol } from "@husting/series";
import { applyAnswer, askAbout, goesOnAt, leaveOut, questionIdOf, restart } from "./asking.ts";
import { Chain } from "./chain.ts";
import type { Answer, Question } from "./findings.ts";
import { plausibility } from "./plausibility.ts";
import { endOfBadReadings, placeBeforeSmallSpike, placeWhereStuck, rolledOver } from "./telling.ts";
import { greatestOf, type Trace } from "./trace.ts";

/** One meter's chain of trusted registers, and what has to be asked about it. */
export interface MeterReading {
  readonly chain: Chain;
  readonly questions: readonly Question[];
  /** Ids of answers that were looked for: true where the answer held, false where it cannot be true of the break. */
  readonly answered: ReadonlyMap<string, boolean>;
}

/**
 * Reads one meter's registers: a drop is told as rollover, reset, dip (or the end of a spike); a rise the meter cannot
 * have made as a spike or a register that stood still; what cannot be told is quarantined with a question. A reset is
 * never told from values alone: it takes a declaration or an answer.
 * @param answers the standing answers by question id.
 */
export function readRegister(
  trace: Trace,
  unit: UnitSymbol,
  answers: ReadonlyMap<string, Answer["choice"]>,
): MeterReading {
  const chain = new Chain(trace, plausibility(trace, unit));
  const questions: Question[] = [];
  const answered = new Map<string, boolean>();
  noteContradictions(chain);
  const { raw } = trace;
  for (let i = 1; i < raw.length; ) {
    const verdict = chain.judge(chain.last, i);
    if (verdict === "sound") {
      if (!catchUp(chain, i)) chain.join(i, raw[i]! - raw[chain.last]!, "whole");
      i++;
      continue;
    }
    const id = questionIdOf(chain, i);
    const choice = answers.get(id);
    if (choice !== undefined) {
      const next = applyAnswer(chain, i, verdict, choice, id);
      answered.set(id, next !== undefined);
      if (next !== undefined) {
        i = next;
        continue;
      }
    }
    const next = tell(chain, i, verdict);
    if (next !== undefined) {
      i = next;
      continue;
    }
    const question = askAbout(chain, i, verdict);
    questions.push(question);
    // With nothing to say what is plausible, the climb back out of a dip would pass for use: it waits for the answer too.
    const on = verdict === "drop" && chain.limits.ratePerMs === null ? goesOnAt(chain, i) : undefined;
    chain.quarantine(on ?? i, question.id);
    i = (on ?? i) + 1;
  }
  return { chain, questions, answered };
}

/** Settles a break that the readings themselves tell; the index to go on from, or undefined. */
function tell(chain: Chain, index: number, verdict: "drop" | "jump"): number | undefined {
  const { raw, timesMs, installation } = chain.trace;
  const back = endOfBadReadings(chain, index);
  if (back !== undefined) {
    leaveOut(chain, verdict === "drop" ? "dip" : "spike", index, back - 1, "readings");
    chain.join(back, raw[back]! - raw[chain.last]!, "settled");
    return back + 1;
  }
  if (verdict === "jump") return catchUp(chain, index) ? index + 1 : undefined;
  const place = placeBeforeSmallSpike(chain, index);
  if (place !== undefined) {
    leaveOut(chain, "spike", chain.accepted[place + 1]!, chain.last, "readings");
    chain.cutTo(place + 1);
    chain.join(index, raw[index]! - raw[chain.last]!, "settled");
    return index + 1;
  }
  const counts = rolledOver(chain, index);
  if (counts !== undefined) {
    chain.adjustments.push({ code: "rollover", counts: chain.limits.modulus ?? 0n });
    chain.findings.push({
      code: "rollover",
      fromMs: timesMs[chain.last]!,
      toMs: timesMs[index]!,
      serial: installation.serial,
      amount: multiplyExact({ mantissa: counts, decimals: chain.trace.decimals }, installation.multiplier),
      told: "readings",
    });
    chain.join(index, counts, "settled");
    return index + 1;
  }
  const elapsedMs = chain.durationMs(chain.last, index);
  if (installation.restartsFromZero === true && chain.possible(Number(raw[index]!), elapsedMs)) {
    restart(chain, index, "declaration");
    return index + 1;
  }
  return undefined;
}

/** Bridges a register that stood still and caught up at `index`; false when it did not. */
function catchUp(chain: Chain, index: number): boolean {
  if (chain.counts[chain.counts.length - 1] !== 0n) return false;
  const place = placeWhereStuck(chain, index);
  if (place === undefined) return false;
  const { raw, timesMs, installation, decimals } = chain.trace;
  chain.cutTo(place + 1);
  const counts = raw[index]! - raw[chain.last]!;
  chain.findings.push({
    code: "stuck-register",
    fromMs: timesMs[chain.last]!,
    toMs: timesMs[index]!,
    serial: installation.serial,
    amount: multiplyExact({ mantissa: counts, decimals }, installation.multiplier),
  });
  chain.join(index, counts, "settled");
  return true;
}

/** Declarations that the readings contradict. */
function noteContradictions(chain: Chain): void {
  const { trace, limits } = chain;
  const { serial, registerWidth, ratedPowerKw } = trace.installation;
  const about = { fromMs: trace.timesMs[0]!, toMs: trace.timesMs.at(-1)!, serial };
  if (registerWidth !== null && limits.modulus === null) {
    const greatest = { mantissa: greatestOf(trace), decimals: trace.decimals };
    chain.findings.push({ code: "wider-than-register", ...about, registerWidth, greatest });
  }
  if (ratedPowerKw !== null && limits.ratingContradictedBy !== null) {
    chain.findings.push({
      code: "rating-contradicted",
      ...about,
      ratedPowerKw,
      share: limits.ratingContradictedBy,
    });
  }
}
