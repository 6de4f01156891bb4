import { xoshiro128 } from "@husting/series";

/** A seeded stream of random numbers: the same seed gives the same numbers on every machine. */
export interface Random {
  /** The next number from the uniform distribution on [0, 1), in steps of 2^-32. */
  uniform(): number;
  /** The next number from the standard normal distribution. */
  normal(): number;
  /** The next integer from `from` to `to`, both included. */
  integer(from: number, to: number): number;
}

/**
 * A random stream named by a text, e.g. `"umea/1/weather"`. Streams of different names do not overlap in practice, so
 * that a part can be given its own stream and adding draws to one part leaves the others as they were.
 *
 * Generator: xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4),
 * 2021), its state filled by a 32-bit SplitMix (Steele, Lea and Flood, OOPSLA 2014; the mixing constants are those of
 * MurmurHash3's finaliser) from the FNV-1a hash of the name. Normal numbers by Box and Muller (1958).
 */
export function createRandom(name: string): Random {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  }
  const splitMix = (): number => {
    hash = (hash + 0x9e3779b9) | 0;
    let mixed = hash ^ (hash >>> 16);
    mixed = Math.imul(mixed, 0x85ebca6b);
    mixed ^= mixed >>> 13;
    mixed = Math.imul(mixed, 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
  const next = xoshiro128([splitMix(), splitMix(), splitMix(), splitMix()]);
  let spare = Number.NaN;
  return {
    uniform: () => next() / 2 ** 32,
    normal: () => {
      if (!Number.isNaN(spare)) {
        const kept = spare;
        spare = Number.NaN;
        return kept;
      }
      // Half a step away from zero: the logarithm of zero is no number.
      const radius = Math.sqrt(-2 * Math.log((next() + 0.5) / 2 ** 32));
      const angle = (2 * Math.PI * next()) / 2 ** 32;
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    integer: (from, to) => from + Math.floor((next() / 2 ** 32) * (to - from + 1)),
  };
}
