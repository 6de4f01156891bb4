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
  let a = word();
  let b = word();
  let c = word();
  // A state of zeros only would stay so.
  let d = word() | 1;
  return () => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return (result >>> 0) / 2 ** 32;
  };
}
