/** Numbers in [0, 1) that are the same for the same seed (a 32-bit linear congruence with its output well mixed). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x45d9f3b);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x2c1b3c6d);
    mixed ^= mixed >>> 16;
    return (mixed >>> 0) / 4_294_967_296;
  };
}

/** An integer in `[from, to]`. */
export function integerBetween(random: () => number, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

/**
 * `count` places in `[margin, length - margin)`, increasing and at least `margin` apart, fewer when there is no room. Each
 * stands somewhere in its own equal part of the length.
 */
export function spreadPlaces(random: () => number, length: number, count: number, margin: number): number[] {
  const parts = Math.min(count, Math.floor((length - margin) / (2 * margin)));
  const part = (length - margin) / Math.max(parts, 1);
  return Array.from({ length: parts }, (_, i) => Math.floor(margin + i * part + random() * (part - margin)));
}
