import { fail, ok, type Result } from "@husting/series";
import { type OpinionComponents, opinionComponents } from "./components.ts";
import { type Grouping, type GroupingReason, groupPlaces } from "./grouping.ts";
import { opinionLimits } from "./limits.ts";
import { type Places, placesOf } from "./projection.ts";
import { countVotes, type GroupCounts } from "./statistics.ts";
import { type Telling, tell } from "./telling.ts";
import { type Hidden, shownVotes, type VoteTable } from "./votes.ts";

/** A conversation's opinion groups. */
export interface OpinionPicture {
  readonly components: OpinionComponents;
  /** Where every participant stands, grouped or not. */
  readonly places: Places;
  /** Each participant's group; −1 for who has voted on too little to be in one. */
  readonly groupOf: Int8Array;
  /** Votes on shown statements from which a participant was grouped. */
  readonly votesToBeGrouped: number;
  readonly grouped: number;
  readonly grouping: Grouping;
  readonly counts: GroupCounts;
  readonly telling: Telling;
}

export type PictureReason =
  | { readonly code: "no-votes" }
  | {
      readonly code: "too-few-participants";
      readonly grouped: number;
      readonly needed: number;
      readonly votesToBeGrouped: number;
    }
  | GroupingReason;

export interface PictureOptions {
  /** Statements that moderation has hidden: in no list, and as passed by everybody in the picture. */
  readonly hidden?: Hidden;
  /** Statements in each list that is told. */
  readonly told?: number;
}

/**
 * Opinion groups of a conversation, what unites them, and what sets each apart. The same for every order of participants and
 * statements, up to their numbering. No picture of fewer than ten grouped participants, and none with a group under five.
 */
export function opinionPicture(
  table: VoteTable,
  options: PictureOptions = {},
): Result<OpinionPicture, PictureReason> {
  return drawPicture(table, options, undefined);
}

/** As `opinionPicture`, with the search for components starting from an earlier one's block of vectors. */
export function drawPicture(
  table: VoteTable,
  { hidden, told }: PictureOptions,
  start: Float64Array | undefined,
): Result<OpinionPicture, PictureReason> {
  const voted = shownVotes(table, hidden);
  if (!voted.some((votes) => votes > 0)) return fail({ code: "no-votes" });
  const votesToBeGrouped = votesNeeded(table, hidden);
  const keys = [...voted.keys()].filter((i) => voted[i]! >= votesToBeGrouped);
  const needed = opinionLimits.fewestGrouped;
  if (keys.length < needed)
    return fail({ code: "too-few-participants", grouped: keys.length, needed, votesToBeGrouped });

  const components = opinionComponents(table, { hidden, start });
  // Where everyone votes alike, rounding is all that is left of differences.
  if (components.strengths[0] <= 1e-9) return fail({ code: "all-alike" });
  const places = placesOf(table, components, hidden);
  const grouping = groupPlaces(placesAt(places, keys));
  if (!grouping.ok) return grouping;
  const { division } = grouping.value;
  const groupOf = new Int8Array(table.participants).fill(-1);
  keys.forEach((i, at) => {
    groupOf[i] = division.groupOf[at]!;
  });
  const counts = countVotes(table, groupOf, division.sizes.length);
  return ok({
    components,
    places,
    groupOf,
    votesToBeGrouped,
    grouped: keys.length,
    grouping: grouping.value,
    counts,
    telling: tell(counts, hidden, told),
  });
}

/** Seven, or every statement that is shown where there are fewer. */
function votesNeeded(table: VoteTable, hidden: Hidden): number {
  const hiddenCount = hidden?.reduce((count, one) => count + (one === 1 ? 1 : 0), 0) ?? 0;
  return Math.max(1, Math.min(opinionLimits.votesToBeGrouped, table.statements - hiddenCount));
}

/** The places of some participants, in their order. */
export function placesAt(places: Places, participants: readonly number[]): Places {
  return Float64Array.from(participants.flatMap((i) => [places[2 * i]!, places[2 * i + 1]!]));
}
