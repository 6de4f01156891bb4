import { xoshiro128 } from "@husting/series";

/** Whole numbers from 0 up to, not including, `below`. */
export type DrawBelow = (below: number) => number;

/**
 * A stream of whole numbers that follows from a SHA-256 hash alone: xoshiro128** whose state is the hash's first four words.
 * @param seedHex 64 hexadecimal digits.
 */
export function drawsFrom(seedHex: string): DrawBelow {
  const word = (i: number) => Number.parseInt(seedHex.slice(8 * i, 8 * i + 8), 16) | 0;
  // A state of zeros only would stay so; no hash is known that begins with them.
  const next = xoshiro128([word(0), word(1), word(2), word(3) | 1]);
  return (below) => Math.floor((next() / 2 ** 32) * below);
}
