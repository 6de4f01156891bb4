/** Both ends of an interval, the lower first. */
export type Interval = { readonly low: number; readonly high: number };

/**
 * Wilson's score interval for a share (E. B. Wilson 1927, JASA 22:209–212): all shares that a two-sided score test at this
 * confidence does not refuse. It holds what it says also for few and for none.
 * @param count of `total`; whole numbers, 0 ≤ count ≤ total, total ≥ 1.
 * @param confidence between 0 and 1, as 0.95.
 * @returns shares between 0 and 1.
 */
export function wilsonInterval(count: number, total: number, confidence: number): Interval {
  const z = twoSidedQuantile(confidence);
  const share = count / total;
  const spread = (z * z) / total;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (z / (1 + spread)) * Math.sqrt((share * (1 - share)) / total + spread / (4 * total));
  // At the ends the formula gives 0 and 1 but for the last bits.
  return {
    low: count === 0 ? 0 : Math.max(0, middle - half),
    high: count === total ? 1 : Math.min(1, middle + half),
  };
}

/** The z with P(|Z| ≤ z) = confidence for a standard normal Z, to some 12 digits. */
export function twoSidedQuantile(confidence: number): number {
  const tail = 1 - confidence;
  let [low, high] = [0, 40];
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (complementaryError(middle / Math.SQRT2) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * erfc(x) for x ≥ 0: 1 − the Maclaurin series of erf up to 2, beyond it the continued fraction (Abramowitz and Stegun 1964,
 * 7.1.5 and 7.1.14) from its far end.
 */
function complementaryError(x: number): number {
  if (x < 2) {
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > 1e-17 * sum; n++) {
      term *= (-x * x) / n;
      sum += term / (2 * n + 1);
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * sum;
  }
  let below = x;
  for (let n = 80; n >= 1; n--) below = x + n / 2 / below;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * below);
}
