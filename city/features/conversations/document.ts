import {
  type Counts,
  countsOf,
  groupStability,
  opinionLimits,
  opinionPicture,
  type PictureReason,
  type Side,
  voteTable,
} from "@husting/assembly";

/** The form of what is told of a conversation. */
export const FORMAT = "husting-opinions/1";

/** What people said of one statement. */
export interface ToldCounts {
  readonly agree: number;
  readonly disagree: number;
  readonly pass: number;
}

export interface ToldGroup {
  readonly size: number;
  /** Centre in the plane, and the mean distance of its people from it. */
  readonly centre: readonly [x: number, y: number];
  readonly spread: number;
  /** Mean Jaccard similarity when people are drawn anew. */
  readonly jaccard: number;
  readonly standing: "stable" | "uncertain" | "unstable";
  /** Statements that stand for it, the most telling first. */
  readonly representative: readonly { readonly statement: number; readonly side: Side }[];
}

export interface ToldStatement {
  readonly number: number;
  /** Of everybody in a group, or of everybody where there are none; null where it is not told. */
  readonly all: ToldCounts | null;
  /** In the order of the groups. */
  readonly groups: readonly (ToldCounts | null)[];
}

/** What is told of a conversation at one time: numbers only, so that a text can be erased and the document still stands. */
export interface OpinionDocument {
  readonly format: typeof FORMAT;
  readonly city: string;
  readonly conversation: string;
  readonly day: string;
  readonly isFinal: boolean;
  readonly participants: number;
  readonly votes: number;
  readonly votesToBeGrouped: number;
  readonly grouped: number;
  /** Why there are no groups; null where there are. */
  readonly noGroups: PictureReason["code"] | null;
  readonly groups: readonly ToldGroup[];
  readonly uniting: readonly { readonly statement: number; readonly side: Side }[];
  /** Numbers of statements, the most divisive first. */
  readonly divisive: readonly number[];
  readonly statements: readonly ToldStatement[];
}

/** What a document is made of; columns as the store gives them. */
export interface DocumentTask {
  readonly city: string;
  readonly conversation: string;
  readonly day: string;
  readonly isFinal: boolean;
  /** Numbers of the statements that are shown. */
  readonly shown: readonly number[];
  readonly participants: number;
  readonly participant: Uint32Array;
  readonly statement: Uint32Array;
  readonly vote: Int8Array;
}

/** Draws what is told. Votes on statements that are not shown any more count in nothing. */
export function drawDocument(task: DocumentTask): OpinionDocument {
  const { shown } = task;
  const indexOf = new Map(shown.map((number, index) => [number, index]));
  const kept = [...task.vote.keys()].filter((at) => indexOf.has(task.statement[at]!));
  const people = new Map<number, number>();
  for (const at of kept) {
    const who = task.participant[at]!;
    if (!people.has(who)) people.set(who, people.size);
  }
  const table = voteTable(people.size, shown.length, {
    participant: kept.map((at) => people.get(task.participant[at]!)!),
    statement: kept.map((at) => indexOf.get(task.statement[at]!)!),
    vote: kept.map((at) => task.vote[at]!),
  });
  if (!table.ok) throw new Error(`votes that were taken are none: ${table.reason.code}`);
  const found = opinionPicture(table.value);
  const head = {
    format: FORMAT,
    ...{ city: task.city, conversation: task.conversation, day: task.day, isFinal: task.isFinal },
    ...{ participants: people.size, votes: kept.length },
  } as const;
  if (!found.ok) {
    const counts = countsWithoutGroups(table.value.statement, table.value.vote, shown.length);
    return {
      ...head,
      votesToBeGrouped: Math.min(opinionLimits.votesToBeGrouped, Math.max(1, shown.length)),
      grouped: 0,
      noGroups: found.reason.code,
      ...{ groups: [], uniting: [], divisive: [] },
      statements: shown.map((number, at) => ({
        number,
        all: told(counts[at]!),
        groups: [],
      })),
    };
  }
  const picture = found.value;
  const { division } = picture.grouping;
  const stability = groupStability(table.value, picture);
  const groups = division.sizes.length;
  const statements = shown.map((number, at): ToldStatement => {
    const cells = Array.from({ length: groups }, (_, group) => countsOf(picture.counts, group, at));
    return { number, all: toldTogether(cells), groups: cells.map(told) };
  });
  return {
    ...head,
    votesToBeGrouped: picture.votesToBeGrouped,
    grouped: picture.grouped,
    noGroups: null,
    groups: Array.from({ length: groups }, (_, group) => ({
      size: division.sizes[group]!,
      centre: [division.centres[2 * group]!, division.centres[2 * group + 1]!],
      spread: spreadOf(picture.places, picture.groupOf, group, division.centres),
      jaccard: stability[group]!.jaccard,
      standing: stability[group]!.standing,
      representative: picture.telling.representative[group]!.filter(
        ({ statement }) => statements[statement]!.groups[group] !== null,
      ).map(({ statement, side }) => ({ statement: shown[statement]!, side })),
    })),
    uniting: picture.telling.uniting
      .filter(({ statement }) => isWholeTold(statements[statement]!))
      .map(({ statement, side }) => ({ statement: shown[statement]!, side })),
    divisive: picture.telling.divisive
      .filter(({ statement }) => isWholeTold(statements[statement]!))
      .map(({ statement }) => shown[statement]!),
    statements,
  };
}

/** Counts of fewer than five people are nobody's to see. */
const FEWEST_TOLD = 5;

function told({ agree, disagree, seen }: Counts): ToldCounts | null {
  return seen < FEWEST_TOLD ? null : { agree, disagree, pass: seen - agree - disagree };
}

/**
 * The groups' counts added up, without whoever is in no group: those may be few, and were else what is left of the total. A
 * total is told only where what is withheld of it is of five people at least, of several groups.
 */
function toldTogether(cells: readonly Counts[]): ToldCounts | null {
  const withheld = cells.filter((counts) => counts.seen > 0 && told(counts) === null);
  const hidden = withheld.reduce((sum, { seen }) => sum + seen, 0);
  if (withheld.length === 1 || (withheld.length > 1 && hidden < FEWEST_TOLD)) return null;
  const sum = (side: "agree" | "disagree" | "seen"): number =>
    cells.reduce((total, counts) => total + counts[side], 0);
  return told({ agree: sum("agree"), disagree: sum("disagree"), seen: sum("seen") });
}

function isWholeTold({ groups }: ToldStatement): boolean {
  return groups.every((counts) => counts !== null);
}

function countsWithoutGroups(statement: Uint32Array, vote: Int8Array, statements: number): Counts[] {
  const counts = Array.from({ length: statements }, () => ({ agree: 0, disagree: 0, seen: 0 }));
  for (const [at, j] of statement.entries()) {
    const own = counts[j]!;
    own.seen++;
    if (vote[at] === 1) own.agree++;
    else if (vote[at] === -1) own.disagree++;
  }
  return counts;
}

function spreadOf(places: Float64Array, groupOf: Int8Array, group: number, centres: Float64Array): number {
  let [sum, people] = [0, 0];
  for (const [who, of] of groupOf.entries()) {
    if (of !== group) continue;
    sum += Math.hypot(places[2 * who]! - centres[2 * group]!, places[2 * who + 1]! - centres[2 * group + 1]!);
    people++;
  }
  return people === 0 ? 0 : sum / people;
}
