import type { Chain } from "./chain.ts";

/** A register lands within the usual by accident less often than this, before a break is told and not asked about. */
const acceptedCoincidence = 0.01;
/** More bad samples than this in a row must all show the same number (a 0.0 for a month) to be told as bad. */
const badReadingsAtMost = 48;

/**
 * Bad samples after the last trusted register: the register leaves, and at the returned index comes back to where it
 * would be had it never left, by a step it cannot have made by counting. Below it is a dip, above it a spike. A register
 * that counts on from where it fell is none of these, however long it takes to climb back.
 */
export function endOfBadReadings(chain: Chain, from: number): number | undefined {
  const { raw } = chain.trace;
  const { last } = chain;
  const below = raw[from]! < raw[last]!;
  let allTheSame = true;
  for (let i = from + 1; i < raw.length; i++) {
    if (i - from > badReadingsAtMost && !allTheSame) return undefined;
    const durationMs = chain.durationMs(i - 1, i);
    const comesBack = below ? chain.unusual(chain.difference(i - 1, i), durationMs) : raw[i]! < raw[i - 1]!;
    if (
      comesBack &&
      chain.judge(last, i) === "sound" &&
      chain.limits.coincidence(chain.durationMs(last, i)) <= acceptedCoincidence
    ) {
      return i;
    }
    allTheSame &&= raw[i] === raw[from];
  }
  return undefined;
}

/**
 * A spike too small to be impossible, seen only when the register falls back: the place in the chain it went wrong
 * after. The rise was unusual, what follows is where the register would have been, and it does not count from zero.
 */
export function placeBeforeSmallSpike(chain: Chain, after: number): number | undefined {
  const { raw } = chain.trace;
  const place = placeAtOrBelow(chain, raw[after]!);
  if (place === undefined || place === chain.accepted.length - 1) return undefined;
  const before = chain.accepted[place]!;
  const first = chain.accepted[place + 1]!;
  const durationMs = chain.durationMs(before, after);
  const rose = chain.unusual(chain.difference(before, first), chain.durationMs(before, first));
  const fromZero = chain.possible(Number(raw[after]!), chain.durationMs(chain.last, after));
  const inLine = !chain.unusual(chain.difference(before, after), durationMs);
  return rose && inLine && !fromZero && chain.limits.coincidence(durationMs) <= acceptedCoincidence
    ? place
    : undefined;
}

/** The last place in the chain whose register is not above `register`, reached over whole joints only. */
export function placeAtOrBelow(chain: Chain, register: bigint): number | undefined {
  for (let place = chain.accepted.length - 1; place >= 0; place--) {
    if (chain.accepted.length - 1 - place > badReadingsAtMost) return undefined;
    if (chain.trace.raw[chain.accepted[place]!]! <= register) return place;
    if (chain.joints[place] !== "whole") return undefined;
  }
  return undefined;
}

/**
 * A register that was sent unchanged while the load went on, and at `index` has caught up: the place from which it
 * stood still. The catch-up is more than one interval can hold, and no more than the whole time can.
 */
export function placeWhereStuck(chain: Chain, index: number): number | undefined {
  let place = chain.accepted.length - 1;
  while (place > 0 && chain.joints[place] === "whole" && chain.counts[place] === 0n) place--;
  if (chain.accepted.length - 1 - place < 2) return undefined;
  const counts = chain.difference(chain.last, index);
  const before = chain.durationMs(chain.last, index);
  const tooMuch = !chain.possible(counts, before) || chain.unusual(counts, before, 2);
  const fits = chain.possible(counts, chain.durationMs(chain.accepted[place]!, index));
  return tooMuch && fits ? place : undefined;
}

/**
 * What a meter counted if its register went past its highest number between the last trusted register and `index`;
 * undefined when that cannot be told. It is told when the amount is one the meter can make in the time, and a register
 * that merely fell would hardly have been so near its highest number.
 */
export function rolledOver(chain: Chain, index: number): bigint | undefined {
  const { modulus, ratePerMs } = chain.limits;
  if (modulus === null) return undefined;
  const { raw } = chain.trace;
  const counts = modulus - raw[chain.last]! + raw[index]!;
  const durationMs = chain.durationMs(chain.last, index);
  const near = ratePerMs === null ? Number(counts) : ratePerMs * durationMs;
  const told = chain.possible(Number(counts), durationMs) && near <= acceptedCoincidence * Number(modulus);
  return told ? counts : undefined;
}
