import {
  adjustedRandIndex,
  countsOf,
  divide,
  divisionOf,
  type GroupStability,
  groupAwareConsensus,
  groupStability,
  leadingStatement,
  type OpinionPicture,
  opinionPicture,
  type PictureReason,
  placesAt,
} from "@husting/assembly";
import type { ExportedConversation } from "./export/read-export.ts";

/** Our groups beside those somebody has published. */
export interface PublishedAgreement {
  readonly file: string;
  readonly sizes: readonly number[];
  /** Participants who are in a group of both, and how alike the two are (adjusted Rand index). */
  readonly inBoth: number;
  readonly adjustedRandIndex: number | null;
  /** Sums of squares to the group's mean in one plane, for as many groups as were published, of whom they were published. */
  readonly sameNumber: {
    readonly ours: number;
    readonly theirs: number;
    readonly sizes: readonly number[];
    readonly adjustedRandIndex: number;
  } | null;
}

/** What is worked out of an exported conversation. */
export interface OpinionReport {
  readonly picture: OpinionPicture;
  readonly hidden: Uint8Array;
  readonly stability: readonly GroupStability[];
  readonly resamplings: number;
  readonly seed: number;
  readonly published: PublishedAgreement | null;
}

/** More groups than that are no opinion groups but something else in that column. */
const MOST_PUBLISHED = 100;

export interface ReportOptions {
  readonly resamplings: number;
  readonly seed: number;
  readonly told: number;
}

export type OpinionAnswer =
  | { readonly ok: true; readonly value: OpinionReport }
  | { readonly ok: false; readonly reason: PictureReason };

export function reportOpinions(conversation: ExportedConversation, options: ReportOptions): OpinionAnswer {
  const { table, statements } = conversation;
  const { resamplings, seed, told } = options;
  const hidden = Uint8Array.from(statements, (statement) => (statement.hidden ? 1 : 0));
  const found = opinionPicture(table, { hidden, told });
  if (!found.ok) return found;
  const stability = groupStability(table, found.value, { hidden, resamplings, seed });
  const published = agreement(conversation, found.value);
  return { ok: true, value: { picture: found.value, hidden, stability, resamplings, seed, published } };
}

function agreement(
  { participants, published }: ExportedConversation,
  { places, groupOf }: OpinionPicture,
): PublishedAgreement | null {
  if (published === undefined) return null;
  const names = [...new Set(published.groupOf.values())].sort((left, right) =>
    left.localeCompare(right, "en", { numeric: true }),
  );
  const indices = [...participants.keys()].filter((i) => published.groupOf.has(participants[i]!));
  if (names.length > MOST_PUBLISHED) return null;
  const theirs = Uint8Array.from(indices, (i) => names.indexOf(published.groupOf.get(participants[i]!)!));
  const both = [...indices.keys()].filter((at) => groupOf[indices[at]!]! >= 0);
  const their = divisionOf(placesAt(places, indices), theirs, names.length);
  const our = divide(placesAt(places, indices), names.length);
  return {
    file: published.file,
    sizes: [...their.sizes],
    inBoth: both.length,
    adjustedRandIndex:
      both.length === 0
        ? null
        : adjustedRandIndex(
            both.map((at) => groupOf[indices[at]!]!),
            both.map((at) => theirs[at]!),
          ),
    sameNumber:
      our === undefined
        ? null
        : {
            ours: our.withinSquares,
            theirs: their.withinSquares,
            sizes: [...our.sizes],
            adjustedRandIndex: adjustedRandIndex(our.groupOf, theirs),
          },
  };
}

/** Names of groups: A, B, C … */
export function groupName(group: number): string {
  return String.fromCharCode(65 + group);
}

/** The report as it is given to other programs. Where single participants stand is not in it. */
export function reportJson(conversation: ExportedConversation, answer: OpinionAnswer): object {
  const { table, participants, statements, rejected, cutOff } = conversation;
  const input = {
    participants: participants.length,
    statements: statements.length,
    hiddenStatements: statements.filter(({ hidden }) => hidden).length,
    votes: table.vote.length,
    replacedVotes: table.replaced,
    rejected,
    cutOff,
  };
  if (!answer.ok) return { ...input, groups: null, reason: answer.reason };
  const { picture, stability, resamplings, seed, published } = answer.value;
  const { components, counts, grouping, telling } = picture;
  const idOf = (statement: number) => statements[statement]!.id;
  const named = <T extends { readonly statement: number }>(one: T) => ({
    ...one,
    statement: idOf(one.statement),
  });
  return {
    ...input,
    grouped: picture.grouped,
    votesToBeGrouped: picture.votesToBeGrouped,
    candidates: grouping.candidates,
    chosen: grouping.chosen,
    silhouettesOf: grouping.silhouettesOf,
    resamplings,
    seed,
    uniting: telling.uniting.map(named),
    groups: stability.map((standing, g) => ({
      name: groupName(g),
      size: grouping.division.sizes[g],
      centre: [...grouping.division.centres.slice(2 * g, 2 * g + 2)],
      ...standing,
      representative: telling.representative[g]!.map(named),
    })),
    divisive: telling.divisive.map(named),
    directions: components.components.map((component, q) => ({
      strength: components.strengths[q],
      mostly: named(leadingStatement(component)),
    })),
    statementsInOrder: telling.ranked.map(({ statement: j }) => ({
      statement: idOf(j),
      text: statements[j]!.text,
      consensus: groupAwareConsensus(counts, j),
      all: countsOf(counts, "all", j),
      groups: stability.map((_, g) => countsOf(counts, g, j)),
      mean: components.centre[j],
      components: components.components.map((component) => component[j]),
    })),
    published,
  };
}
