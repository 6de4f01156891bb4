import { type Division, meansOf, numbered, squares } from "./division.ts";
import type { Places } from "./projection.ts";
import { drawsFrom } from "./random.ts";

/** Starts of a search; the best of them stands. */
const STARTS = 12;
/** Of more places than that the starts are made on so many, and the best few followed to their end on all. */
const ALL_UP_TO = 4000;
const SAMPLE = 2000;
const FOLLOWED = 3;
const MOST_ROUNDS = 300;
/** Improvements under this, relative to all squares, are rounding. */
const NEGLIGIBLE = 1e-12;

/**
 * k-means in the plane, the same on every run and for every order of the places: places are sorted, centres drawn from a
 * seed by k-means++ (Arthur and Vassilvitskii 2007), moved by Lloyd's rounds, then places are moved one by one as long as that
 * lessens the sum of squares (the optimal-transfer step of Hartigan and Wong 1979, AS 136). The best of 12 starts, or of so
 * many as are asked for; of more than 4,000 places they are made on 2,000 of them, at equal steps from left to right.
 * Undefined where there are fewer different places than groups.
 */
export function divide(places: Places, groups: number, starts: number = STARTS): Division | undefined {
  const sorted = sortedPlaces(places);
  const draw = drawsFrom(groups);
  const some = places.length / 2 <= ALL_UP_TO ? sorted.places : evenly(sorted.places, SAMPLE);
  const ends: Division[] = [];
  for (let start = 0; start < starts; start++) {
    const centres = drawnCentres(some, groups, draw);
    const found = centres === undefined ? undefined : improve(some, centres);
    if (found !== undefined) ends.push(found);
  }
  ends.sort((left, right) => left.withinSquares - right.withinSquares);
  const followed =
    some === sorted.places
      ? ends
      : ends.slice(0, FOLLOWED).flatMap(({ centres }) => improve(sorted.places, centres.slice()) ?? []);
  let best = followed[0];
  if (best === undefined) return undefined;
  for (const found of followed) {
    if (found.withinSquares < best.withinSquares * (1 - NEGLIGIBLE)) best = found;
  }
  return unsorted(best, sorted.order);
}

/** By x, then y: the order in which a place came says nothing. */
function sortedPlaces(places: Places): { readonly places: Places; readonly order: Uint32Array } {
  const order = Uint32Array.from({ length: places.length / 2 }, (_, i) => i);
  order.sort((i, j) => places[2 * i]! - places[2 * j]! || places[2 * i + 1]! - places[2 * j + 1]!);
  const sorted = new Float64Array(places.length);
  order.forEach((i, at) => {
    sorted[2 * at] = places[2 * i]!;
    sorted[2 * at + 1] = places[2 * i + 1]!;
  });
  return { places: sorted, order };
}

/** So many of sorted places, at equal steps. */
function evenly(sorted: Places, wanted: number): Places {
  const count = sorted.length / 2;
  const some = new Float64Array(2 * wanted);
  for (let k = 0; k < wanted; k++) {
    const i = Math.floor(((k + 0.5) * count) / wanted);
    some[2 * k] = sorted[2 * i]!;
    some[2 * k + 1] = sorted[2 * i + 1]!;
  }
  return some;
}

function unsorted(division: Division, order: Uint32Array): Division {
  const groupOf = new Uint8Array(order.length);
  order.forEach((i, at) => {
    groupOf[i] = division.groupOf[at]!;
  });
  return { ...division, groupOf };
}

/** k-means++: each further centre is a place, drawn in proportion to its squared distance to the nearest one. */
function drawnCentres(places: Places, groups: number, draw: () => number): Float64Array | undefined {
  const count = places.length / 2;
  const centres = new Float64Array(2 * groups);
  const nearest = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  let chosen = Math.floor(draw() * count);
  for (let g = 0; g < groups; g++) {
    if (g > 0) {
      const all = nearest.reduce((sum, value) => sum + value, 0);
      if (!(all > 0)) return undefined;
      let left = draw() * all;
      chosen = nearest.findIndex((value) => {
        left -= value;
        return value > 0 && left <= 0;
      });
      if (chosen < 0) chosen = nearest.findLastIndex((value) => value > 0);
    }
    const x = places[2 * chosen]!;
    const y = places[2 * chosen + 1]!;
    centres[2 * g] = x;
    centres[2 * g + 1] = y;
    for (let i = 0; i < count; i++) {
      nearest[i] = Math.min(nearest[i]!, (places[2 * i]! - x) ** 2 + (places[2 * i + 1]! - y) ** 2);
    }
  }
  return centres;
}

/** Lloyd's rounds, then single moves, in turn until neither changes anything. */
function improve(places: Places, centres: Float64Array): Division | undefined {
  const groups = centres.length / 2;
  const groupOf = new Uint8Array(places.length / 2);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const moved = toNearest(places, centres, groupOf);
    if (moved === 0 && round > 0) break;
    const { centres: means, sizes } = meansOf(places, groupOf, groups);
    if (sizes.includes(0)) return undefined;
    centres.set(means);
  }
  moveSingly(places, groupOf, groups);
  return numbered(places, groupOf, groups);
}

function toNearest(places: Places, centres: Float64Array, groupOf: Uint8Array): number {
  const groups = centres.length / 2;
  let moved = 0;
  for (let i = 0; i < groupOf.length; i++) {
    const x = places[2 * i]!;
    const y = places[2 * i + 1]!;
    let nearest = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let g = 0; g < groups; g++) {
      const away = (x - centres[2 * g]!) ** 2 + (y - centres[2 * g + 1]!) ** 2;
      if (away < least) {
        least = away;
        nearest = g;
      }
    }
    if (groupOf[i] !== nearest) {
      groupOf[i] = nearest;
      moved++;
    }
  }
  return moved;
}

/**
 * A place leaves its group of n when n/(n−1) times its squared distance to the own mean is more than m/(m+1) times that to
 * another's of m: only then do both means, moved along, leave less. No group is emptied.
 */
function moveSingly(places: Places, groupOf: Uint8Array, groups: number): void {
  const { centres, sizes } = meansOf(places, groupOf, groups);
  const all = squares(places, groupOf, centres);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let moves = 0;
    for (let i = 0; i < groupOf.length; i++) {
      const own = groupOf[i]!;
      const size = sizes[own]!;
      if (size === 1) continue;
      const x = places[2 * i]!;
      const y = places[2 * i + 1]!;
      const away = (g: number) => (x - centres[2 * g]!) ** 2 + (y - centres[2 * g + 1]!) ** 2;
      let gain = (size / (size - 1)) * away(own) - NEGLIGIBLE * all;
      let best = own;
      for (let g = 0; g < groups; g++) {
        if (g === own) continue;
        const cost = (sizes[g]! / (sizes[g]! + 1)) * away(g);
        if (cost < gain) {
          gain = cost;
          best = g;
        }
      }
      if (best === own) continue;
      shift(centres, own, x, y, -1 / (size - 1));
      shift(centres, best, x, y, 1 / (sizes[best]! + 1));
      sizes[own]!--;
      sizes[best]!++;
      groupOf[i] = best;
      moves++;
    }
    if (moves === 0) return;
  }
}

function shift(centres: Float64Array, g: number, x: number, y: number, share: number): void {
  centres[2 * g]! += share * (x - centres[2 * g]!);
  centres[2 * g + 1]! += share * (y - centres[2 * g + 1]!);
}
