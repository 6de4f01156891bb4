/**
 * Where a value belongs in ascending values: the index of the first that is not before it, or their number when all
 * are before it. Of equal values the first is found.
 * @param sorted ascending, without NaN.
 */
export function firstAtOrAfter(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
