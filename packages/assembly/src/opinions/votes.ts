import { fail, ok, type Result } from "@husting/series";

/** Disagree, pass, agree. */
export type Vote = -1 | 0 | 1;

/**
 * The votes of a conversation, sparse: participant i's lie from `start[i]` to `start[i + 1]`, with the statement's index and
 * the vote. One way round is enough: `CᵀC x` and every count are sums over rows. Five bytes a vote.
 */
export interface VoteTable {
  readonly participants: number;
  readonly statements: number;
  readonly start: Uint32Array;
  readonly statement: Uint32Array;
  readonly vote: Int8Array;
  /** Votes that a later one of the same participant on the same statement replaced. */
  readonly replaced: number;
}

export type VoteReason =
  | {
      readonly code: "columns-differ";
      readonly participant: number;
      readonly statement: number;
      readonly vote: number;
    }
  | { readonly code: "participant-not-known"; readonly at: number; readonly found: number }
  | { readonly code: "statement-not-known"; readonly at: number; readonly found: number }
  | { readonly code: "vote-not-known"; readonly at: number; readonly found: number };

/** Votes in the order in which they were cast, a column each: indices of participant and statement, and −1, 0 or 1. */
export interface VoteColumns {
  readonly participant: ArrayLike<number>;
  readonly statement: ArrayLike<number>;
  readonly vote: ArrayLike<number>;
}

/** Lays votes out by participant. Of several votes of one participant on one statement the last counts. */
export function voteTable(
  participants: number,
  statements: number,
  columns: VoteColumns,
): Result<VoteTable, VoteReason> {
  const { length } = columns.vote;
  if (columns.participant.length !== length || columns.statement.length !== length) {
    const { participant, statement } = columns;
    return fail({
      code: "columns-differ",
      participant: participant.length,
      statement: statement.length,
      vote: length,
    });
  }
  const start = new Uint32Array(participants + 1);
  for (let at = 0; at < length; at++) {
    const who = columns.participant[at]!;
    const what = columns.statement[at]!;
    const vote = columns.vote[at]!;
    if (!isIndex(who, participants)) return fail({ code: "participant-not-known", at, found: who });
    if (!isIndex(what, statements)) return fail({ code: "statement-not-known", at, found: what });
    if (vote !== -1 && vote !== 0 && vote !== 1) return fail({ code: "vote-not-known", at, found: vote });
    start[who + 1]!++;
  }
  for (let i = 0; i < participants; i++) start[i + 1]! += start[i]!;

  const statement = new Uint32Array(length);
  const vote = new Int8Array(length);
  const next = start.slice(0, participants);
  for (let at = 0; at < length; at++) {
    const slot = next[columns.participant[at]!]!++;
    statement[slot] = columns.statement[at]!;
    vote[slot] = columns.vote[at]!;
  }

  // Rows keep the order of casting: what is seen again in a row replaces what was seen first, in its place.
  const seenBy = new Int32Array(statements).fill(-1);
  const seenAt = new Uint32Array(statements);
  let kept = 0;
  for (let i = 0; i < participants; i++) {
    const from = start[i]!;
    const to = start[i + 1]!;
    start[i] = kept;
    for (let at = from; at < to; at++) {
      const what = statement[at]!;
      if (seenBy[what] === i) vote[seenAt[what]!] = vote[at]!;
      else {
        seenBy[what] = i;
        seenAt[what] = kept;
        statement[kept] = what;
        vote[kept] = vote[at]!;
        kept++;
      }
    }
  }
  start[participants] = kept;
  return ok({
    participants,
    statements,
    start,
    statement: statement.subarray(0, kept),
    vote: vote.subarray(0, kept),
    replaced: length - kept,
  });
}

function isIndex(value: number, below: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < below;
}

/** Which statements moderation has hidden: 1 is hidden. Absent: none is. */
export type Hidden = Uint8Array | undefined;

/** How often each participant voted on a statement that is not hidden. */
export function shownVotes(table: VoteTable, hidden: Hidden): Uint32Array {
  const counts = new Uint32Array(table.participants);
  for (let i = 0; i < table.participants; i++) {
    for (let at = table.start[i]!; at < table.start[i + 1]!; at++) {
      if (hidden?.[table.statement[at]!] !== 1) counts[i]!++;
    }
  }
  return counts;
}
