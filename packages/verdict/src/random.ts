/** Whole numbers from 0 up to, not including, `below`. */
export type DrawBelow = (below: number) => number;

/**
 * A stream of whole numbers that follows from a SHA-256 hash alone: xoshiro128** (Blackman & Vigna 2021), its state the
 * hash's first four words. Only 32-bit integer arithmetic, so that every machine draws the same.
 * @param seedHex 64 hexadecimal digits.
 */
export function drawsFrom(seedHex: string): DrawBelow {
  const word = (i: number) => Number.parseInt(seedHex.slice(8 * i, 8 * i + 8), 16) | 0;
  let a = word(0);
  let b = word(1);
  let c = word(2);
  // A state of zeros only would stay so; no hash is known that begins with them.
  let d = word(3) | 1;
  return (below) => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return Math.floor(((result >>> 0) / 2 ** 32) * below);
  };
}
