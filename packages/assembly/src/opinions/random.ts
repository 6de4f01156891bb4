import { xoshiro128 } from "@husting/series";

/** A stream of numbers in [0, 1). */
export type Draw = () => number;

/**
 * xoshiro128** (Blackman and Vigna 2021), its state made of a whole number by splitmix32: 32-bit integer arithmetic only, so
 * that every machine draws the same.
 */
export function drawsFrom(seed: number): Draw {
  let mixed = seed | 0;
  const word = (): number => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let x = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return (x ^ (x >>> 15)) | 0;
  };
  // A state of zeros only would stay so.
  const next = xoshiro128([word(), word(), word(), word() | 1]);
  return () => next() / 2 ** 32;
}
