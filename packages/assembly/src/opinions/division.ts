import type { Places } from "./projection.ts";

/** A division of places into groups, numbered from the largest (of equals, from the left). */
export interface Division {
  /** Each place's group. */
  readonly groupOf: Uint8Array;
  /** x and y of each group's mean after one another. */
  readonly centres: Float64Array;
  readonly sizes: Uint32Array;
  /** Sum of squared distances to the own group's mean. */
  readonly withinSquares: number;
}

/** The division that somebody else has made: its means and squares. Groups keep their numbers. */
export function divisionOf(places: Places, groupOf: Uint8Array, groups: number): Division {
  const { centres, sizes } = meansOf(places, groupOf, groups);
  return { groupOf, centres, sizes, withinSquares: squares(places, groupOf, centres) };
}

/**
 * The division in which every group has so many: the smallest group that has not joins the one whose mean is nearest, until
 * none is left, or one group of all.
 */
export function joinSmall(places: Places, division: Division, smallest: number): Division {
  const groups = division.sizes.length;
  const least = Math.min(...division.sizes);
  if (groups === 1 || least >= smallest) return division;
  const { centres } = division;
  const joins = division.sizes.lastIndexOf(least);
  let nearest = -1;
  let away = Number.POSITIVE_INFINITY;
  for (let g = 0; g < groups; g++) {
    const distance = Math.hypot(
      centres[2 * g]! - centres[2 * joins]!,
      centres[2 * g + 1]! - centres[2 * joins + 1]!,
    );
    if (g !== joins && distance < away) {
      away = distance;
      nearest = g;
    }
  }
  const joined = division.groupOf.map((g) => {
    const group = g === joins ? nearest : g;
    return group > joins ? group - 1 : group;
  });
  return joinSmall(places, numbered(places, joined, groups - 1), smallest);
}

/** Groups numbered from the largest; of equals, from the left, then from below. */
export function numbered(places: Places, groupOf: Uint8Array, groups: number): Division {
  const { centres, sizes } = meansOf(places, groupOf, groups);
  const order = Array.from({ length: groups }, (_, g) => g).sort(
    (g, h) =>
      sizes[h]! - sizes[g]! || centres[2 * g]! - centres[2 * h]! || centres[2 * g + 1]! - centres[2 * h + 1]!,
  );
  const numberOf = new Uint8Array(groups);
  order.forEach((g, number) => {
    numberOf[g] = number;
  });
  return {
    groupOf: groupOf.map((g) => numberOf[g]!),
    centres: Float64Array.from(order.flatMap((g) => [centres[2 * g]!, centres[2 * g + 1]!])),
    sizes: Uint32Array.from(order.map((g) => sizes[g]!)),
    withinSquares: squares(places, groupOf, centres),
  };
}

/** Each group's mean and size. */
export function meansOf(places: Places, groupOf: Uint8Array, groups: number) {
  const centres = new Float64Array(2 * groups);
  const sizes = new Uint32Array(groups);
  for (let i = 0; i < groupOf.length; i++) {
    const g = groupOf[i]!;
    sizes[g]!++;
    centres[2 * g]! += places[2 * i]!;
    centres[2 * g + 1]! += places[2 * i + 1]!;
  }
  for (let g = 0; g < groups; g++) {
    centres[2 * g]! /= sizes[g]!;
    centres[2 * g + 1]! /= sizes[g]!;
  }
  return { centres, sizes };
}

/** Sum of squared distances to the own group's centre. */
export function squares(places: Places, groupOf: Uint8Array, centres: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < groupOf.length; i++) {
    const g = groupOf[i]!;
    sum += (places[2 * i]! - centres[2 * g]!) ** 2 + (places[2 * i + 1]! - centres[2 * g + 1]!) ** 2;
  }
  return sum;
}
