import { opinionComponents } from "./components.ts";
import { divide } from "./kmeans.ts";
import { opinionLimits } from "./limits.ts";
import { type OpinionPicture, placesAt } from "./picture.ts";
import { placesOf } from "./projection.ts";
import { drawsFrom } from "./random.ts";
import type { Hidden, VoteTable } from "./votes.ts";

/** How well a group comes back when participants are drawn anew. */
export interface GroupStability {
  /** Mean Jaccard similarity to the group that is most like it, over resamplings. */
  readonly jaccard: number;
  readonly standing: "stable" | "uncertain" | "unstable";
}

export interface StabilityOptions {
  readonly hidden?: Hidden;
  readonly resamplings?: number;
  readonly seed?: number;
}

/** Resamplings where none are asked for (Hennig 2007 takes 50 to 100). */
export const RESAMPLINGS = 100;
/** A resampling is one of many: fewer starts, and components to four digits. */
const STARTS = 3;
const TOLERANCE = 1e-4;

/**
 * Cluster-wise stability (Hennig 2007, Comput. Stat. Data Anal. 52, "Cluster-wise assessment of cluster stability"): participants
 * are drawn with replacement, components and groups found anew, as many groups as before; each group is compared with the
 * new one it has most people in common with, among those who were drawn. Under 0.6 it is unstable, from 0.75 stable, between
 * the two uncertain. Groups of mere noise are unstable because the components turn with every draw.
 * @returns one for each group of the picture.
 */
export function groupStability(
  table: VoteTable,
  picture: OpinionPicture,
  options: StabilityOptions = {},
): readonly GroupStability[] {
  const { hidden, resamplings = RESAMPLINGS, seed = 1 } = options;
  const draw = drawsFrom(seed);
  const groups = picture.counts.groups;
  const totals = new Float64Array(groups);
  const taken = new Uint32Array(groups);
  for (let round = 0; round < resamplings; round++) {
    const weights = new Float64Array(table.participants);
    for (let k = 0; k < weights.length; k++) weights[Math.floor(draw() * weights.length)]!++;
    const components = opinionComponents(table, {
      hidden,
      weights,
      start: picture.components.block,
      tolerance: TOLERANCE,
    });
    const drawn = [...weights.keys()].filter((i) => weights[i]! > 0 && picture.groupOf[i]! >= 0);
    const standing = drawn.flatMap((i) => Array<number>(weights[i]!).fill(i));
    const found = divide(placesAt(placesOf(table, components, hidden), standing), groups, STARTS);
    const newGroupOf = new Map(standing.map((i, at) => [i, found?.groupOf[at] ?? -1]));
    const likeness = bestJaccards(drawn, picture.groupOf, newGroupOf, groups);
    likeness.forEach((jaccard, g) => {
      if (jaccard === undefined) return;
      totals[g]! += jaccard;
      taken[g]!++;
    });
  }
  return Array.from(totals, (total, g) => {
    const jaccard = taken[g] === 0 ? 0 : total / taken[g]!;
    return { jaccard, standing: standingOf(jaccard) };
  });
}

function standingOf(jaccard: number): GroupStability["standing"] {
  if (jaccard < opinionLimits.unstableUnder) return "unstable";
  return jaccard < opinionLimits.stableFrom ? "uncertain" : "stable";
}

/** For each group the largest |A ∩ B| ÷ |A ∪ B| with a new one; undefined where nobody of it was drawn. */
function bestJaccards(
  drawn: readonly number[],
  groupOf: Int8Array,
  newGroupOf: ReadonlyMap<number, number>,
  groups: number,
): (number | undefined)[] {
  const both = new Uint32Array(groups * groups);
  const olds = new Uint32Array(groups);
  const news = new Uint32Array(groups);
  for (const i of drawn) {
    const g = groupOf[i]!;
    const h = newGroupOf.get(i)!;
    olds[g]!++;
    if (h < 0) continue;
    news[h]!++;
    both[g * groups + h]!++;
  }
  return Array.from(olds, (size, g) => {
    if (size === 0) return undefined;
    let best = 0;
    for (let h = 0; h < groups; h++) {
      const common = both[g * groups + h]!;
      best = Math.max(best, common / (size + news[h]! - common));
    }
    return best;
  });
}
