import { fail, ok, type Result } from "@husting/series";
import { type Division, joinSmall } from "./division.ts";
import { divide } from "./kmeans.ts";
import { opinionLimits } from "./limits.ts";
import type { Places } from "./projection.ts";
import { silhouettes } from "./silhouette.ts";

/** One number of groups that was tried. */
export interface Candidate {
  /** Groups that were asked for, and those that are left after small ones have joined others. */
  readonly asked: number;
  readonly groups: number;
  /** Mean silhouette of what is left; 0 of a single group. */
  readonly silhouette: number;
  /** Participants whose group was too small to be shown and joined the nearest. */
  readonly joined: number;
}

/** Participants in opinion groups. */
export interface Grouping {
  readonly division: Division;
  readonly chosen: Candidate;
  readonly candidates: readonly Candidate[];
  /** Of how many participants the silhouettes are means. */
  readonly silhouettesOf: number;
}

export type GroupingReason =
  | { readonly code: "all-alike" }
  | { readonly code: "groups-too-small"; readonly smallest: number; readonly needed: number };

const numbersOfGroups = Array.from(
  { length: opinionLimits.mostGroups - opinionLimits.fewestGroups + 1 },
  (_, k) => opinionLimits.fewestGroups + k,
);

/**
 * k-means for 2 to 5 groups, and of these the one with the largest mean silhouette (Small et al. 2021). A group under five must
 * not be shown, and left out, what it said could be worked out from the totals: it joins the nearest one first.
 */
export function groupPlaces(places: Places): Result<Grouping, GroupingReason> {
  const bests = numbersOfGroups.flatMap((groups) => divide(places, groups) ?? []);
  const needed = opinionLimits.smallestGroup;
  if (bests.length === 0) return fail({ code: "all-alike" });
  const divisions = bests.map((best) => joinSmall(places, best, needed));
  const found = silhouettes(
    places,
    divisions.map(({ groupOf }) => groupOf),
    divisions.map(({ sizes }) => sizes.length),
  );
  const candidates = divisions.map(({ sizes }, d): Candidate => {
    const best = bests[d]!;
    const joined = best.sizes.reduce((sum, size) => sum + (size < needed ? size : 0), 0);
    return { asked: best.sizes.length, groups: sizes.length, silhouette: found.means[d]!, joined };
  });
  let at = -1;
  candidates.forEach(({ groups, silhouette }, d) => {
    if (groups > 1 && (at < 0 || silhouette > candidates[at]!.silhouette + 1e-12)) at = d;
  });
  const [division, chosen] = [divisions[at], candidates[at]];
  if (division === undefined || chosen === undefined) {
    return fail({
      code: "groups-too-small",
      smallest: Math.max(...bests.map(({ sizes }) => Math.min(...sizes))),
      needed,
    });
  }
  return ok({ division, chosen, candidates, silhouettesOf: found.of });
}
