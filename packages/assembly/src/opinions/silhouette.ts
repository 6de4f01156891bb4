import type { Places } from "./projection.ts";

/** Up to so many places every one's silhouette is computed; of more, that of so many, against all. */
const ALL_UP_TO = 4000;
const SAMPLE = 2000;

/** Mean silhouettes of several divisions of the same places. */
export interface Silhouettes {
  /** One for each division, from −1 to 1. */
  readonly means: readonly number[];
  /** Of how many places' silhouettes they are means; each is taken against all places. */
  readonly of: number;
}

/**
 * Mean silhouette width (Rousseeuw 1987, J. Comput. Appl. Math. 20): for each place (b − a) ÷ max(a, b), a its mean distance
 * to its own group, b to the nearest other; 0 for a group of one. Exact up to 4,000 places. Beyond that 2,000 places stand
 * for all, taken at equal steps from left to right (the standard error of their mean is at most 1/√2000, in practice under
 * 0.01); their distances are to every place. Time: places × min(places, 2000), for all divisions together.
 */
export function silhouettes(
  places: Places,
  divisions: readonly Uint8Array[],
  groups: readonly number[],
): Silhouettes {
  const count = places.length / 2;
  const picked =
    count <= ALL_UP_TO ? Uint32Array.from({ length: count }, (_, i) => i) : evenly(places, SAMPLE);
  const most = Math.max(0, ...groups);
  const sizes = divisions.map((groupOf, d) => {
    const found = new Uint32Array(groups[d]!);
    for (const g of groupOf) found[g]!++;
    return found;
  });
  const totals = divisions.map(() => 0);
  // Distances to the groups of all divisions, one division after another.
  const sums = new Float64Array(most * divisions.length);
  for (const i of picked) {
    sums.fill(0);
    const x = places[2 * i]!;
    const y = places[2 * i + 1]!;
    for (let j = 0; j < count; j++) {
      const away = Math.sqrt((places[2 * j]! - x) ** 2 + (places[2 * j + 1]! - y) ** 2);
      for (let d = 0; d < divisions.length; d++) sums[d * most + divisions[d]![j]!]! += away;
    }
    for (let d = 0; d < divisions.length; d++) {
      totals[d]! += width(sums.subarray(d * most, d * most + groups[d]!), sizes[d]!, divisions[d]![i]!);
    }
  }
  return {
    means: totals.map((total) => (picked.length === 0 ? 0 : total / picked.length)),
    of: picked.length,
  };
}

function width(sums: Float64Array, sizes: Uint32Array, own: number): number {
  if (sizes[own] === 1) return 0;
  const within = sums[own]! / (sizes[own]! - 1);
  let nearest = Number.POSITIVE_INFINITY;
  for (let g = 0; g < sums.length; g++) {
    if (g !== own && sizes[g]! > 0) nearest = Math.min(nearest, sums[g]! / sizes[g]!);
  }
  const larger = Math.max(within, nearest);
  return larger > 0 && Number.isFinite(larger) ? (nearest - within) / larger : 0;
}

function evenly(places: Places, wanted: number): Uint32Array {
  const order = Uint32Array.from({ length: places.length / 2 }, (_, i) => i);
  order.sort((i, j) => places[2 * i]! - places[2 * j]! || places[2 * i + 1]! - places[2 * j + 1]!);
  return Uint32Array.from(
    { length: wanted },
    (_, k) => order[Math.floor(((k + 0.5) * order.length) / wanted)]!,
  );
}
