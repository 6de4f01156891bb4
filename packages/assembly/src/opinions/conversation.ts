import { fail, ok, type Result } from "@husting/series";
import { drawPicture, type OpinionPicture, type PictureReason } from "./picture.ts";
import { placeOfVotes } from "./projection.ts";
import type { Counts, GroupCounts } from "./statistics.ts";
import { type Telling, tell } from "./telling.ts";
import { type Vote, type VoteTable, voteTable } from "./votes.ts";

export type CastReason =
  | { readonly code: "statement-not-known"; readonly found: string }
  | { readonly code: "vote-not-known"; readonly found: number };

/** What is known of a statement: everybody's counts, and each group's of the latest picture. */
export interface StatementCounts {
  readonly all: Counts;
  readonly groups: readonly Counts[];
}

/** Where a participant stands in the latest picture's plane, by the votes cast since too. */
export interface ParticipantStanding {
  readonly x: number;
  readonly y: number;
  /** −1 for who has voted on too little to be in a group. */
  readonly group: number;
}

/** One participant's votes: statements, and at the same places the votes. */
interface Row {
  readonly statements: number[];
  readonly votes: Vote[];
  group: number;
}

/** A statement's counts: everybody's at 0, group g's at g + 1. */
interface Tally {
  agree: number[];
  disagree: number[];
  seen: number[];
}

/**
 * A conversation that goes on. A vote changes at once, in the time of its participant's own votes, what is counted: of the
 * statement, of the groups, and where the participant stands in the latest picture, with the group that is nearest there. The picture itself
 * is drawn anew when it is asked for, its search for components starting from the last ones. Groups are looked for in the plane from
 * the same starts every time: from the last centres one would end where the order of votes has led, and two cities
 * with the same votes would see different groups. So it is the picture that `opinionPicture` draws of the same votes.
 */
export class Conversation {
  readonly #statements = new Map<string, number>();
  readonly #hidden: boolean[] = [];
  readonly #participants = new Map<string, number>();
  readonly #rows: Row[] = [];
  readonly #tallies: Tally[] = [];
  /** What `picture` answered, until something changes. */
  #latest: Result<OpinionPicture, PictureReason> | undefined;
  /** The picture that groups and standings are told by, and which statements were hidden in it. */
  #drawn: { readonly picture: OpinionPicture; readonly hidden: Uint8Array } | undefined;

  /** Makes a statement known, or says anew whether moderation hides it. */
  setStatement(key: string, { hidden = false }: { readonly hidden?: boolean } = {}): void {
    const known = this.#statements.get(key);
    if (known !== undefined) {
      if (this.#hidden[known] !== hidden) this.#latest = undefined;
      this.#hidden[known] = hidden;
      return;
    }
    this.#statements.set(key, this.#hidden.length);
    this.#hidden.push(hidden);
    this.#tallies.push(emptyTally(this.#groups));
    this.#latest = undefined;
  }

  /** Takes a vote; a further one on the same statement replaces it. What is refused changes nothing. */
  cast(participant: string, statement: string, vote: number): Result<StatementCounts, CastReason> {
    const j = this.#statements.get(statement);
    if (j === undefined) return fail({ code: "statement-not-known", found: statement });
    if (vote !== -1 && vote !== 0 && vote !== 1) return fail({ code: "vote-not-known", found: vote });
    const row = this.#rowOf(participant);
    const at = row.statements.indexOf(j);
    const before = at < 0 ? undefined : row.votes[at];
    if (before !== vote) {
      this.#latest = undefined;
      this.#count(row, row.group, -1);
      if (before !== undefined) count(this.#tallies[j]!, 0, before, -1);
      count(this.#tallies[j]!, 0, vote, 1);
      if (at >= 0) row.votes[at] = vote;
      else {
        row.statements.push(j);
        row.votes.push(vote);
      }
      row.group = this.#standingOf(row)?.group ?? -1;
      this.#count(row, row.group, 1);
    }
    return ok(this.#countsAt(j));
  }

  /**
   * Takes a participant's vote on a statement back, as if it had never been cast. Who has taken all of theirs back keeps a number and stands in no
   * group. @returns false where there is none.
   */
  withdraw(participant: string, statement: string): boolean {
    const j = this.#statements.get(statement);
    const known = this.#participants.get(participant);
    if (j === undefined || known === undefined) return false;
    const row = this.#rows[known]!;
    const at = row.statements.indexOf(j);
    if (at < 0) return false;
    this.#latest = undefined;
    this.#count(row, row.group, -1);
    count(this.#tallies[j]!, 0, row.votes[at]!, -1);
    row.statements.splice(at, 1);
    row.votes.splice(at, 1);
    row.group = this.#standingOf(row)?.group ?? -1;
    this.#count(row, row.group, 1);
    return true;
  }

  /** Counts of a statement as they are now; undefined for one that is not known. */
  countsOf(statement: string): StatementCounts | undefined {
    const j = this.#statements.get(statement);
    return j === undefined ? undefined : this.#countsAt(j);
  }

  /** Where a participant stands; undefined for who is not known, and before the first picture. */
  standingOf(participant: string): ParticipantStanding | undefined {
    const known = this.#participants.get(participant);
    if (known === undefined) return undefined;
    const row = this.#rows[known]!;
    const standing = this.#standingOf(row);
    // Who has not voted since the picture is in the group it shows, even where another has become nearer.
    return standing === undefined ? undefined : { ...standing, group: row.group };
  }

  /** What is told of the votes so far by the groups of the latest picture; undefined before the first. */
  telling(): Telling | undefined {
    if (this.#drawn === undefined) return undefined;
    const column = (side: keyof Tally, slot: number) => this.#tallies.map((tally) => tally[side][slot]!);
    const slots = Array.from({ length: this.#groups }, (_, g) => g + 1);
    const counts: GroupCounts = {
      groups: this.#groups,
      statements: this.#tallies.length,
      agree: Uint32Array.from(slots.flatMap((slot) => column("agree", slot))),
      disagree: Uint32Array.from(slots.flatMap((slot) => column("disagree", slot))),
      seen: Uint32Array.from(slots.flatMap((slot) => column("seen", slot))),
      all: {
        agree: Uint32Array.from(column("agree", 0)),
        disagree: Uint32Array.from(column("disagree", 0)),
        seen: Uint32Array.from(column("seen", 0)),
      },
    };
    return tell(counts, this.hidden);
  }

  /** Statements and participants in the order in which tables and pictures number them. */
  get statements(): readonly string[] {
    return [...this.#statements.keys()];
  }

  get participants(): readonly string[] {
    return [...this.#participants.keys()];
  }

  get hidden(): Uint8Array {
    return Uint8Array.from(this.#hidden, Number);
  }

  /** The picture of the votes so far. */
  picture(): Result<OpinionPicture, PictureReason> {
    if (this.#latest !== undefined) return this.#latest;
    const { hidden } = this;
    const found = drawPicture(this.table(), { hidden }, this.#drawn?.picture.components.block);
    this.#latest = found;
    if (found.ok) {
      this.#drawn = { picture: found.value, hidden };
      this.#regroup(found.value);
    }
    return found;
  }

  /** The votes so far, as a table. */
  table(): VoteTable {
    const length = this.#rows.reduce((sum, { votes }) => sum + votes.length, 0);
    const participant = new Uint32Array(length);
    const statement = new Uint32Array(length);
    const vote = new Int8Array(length);
    let at = 0;
    this.#rows.forEach((row, i) => {
      participant.fill(i, at, at + row.votes.length);
      statement.set(row.statements, at);
      vote.set(row.votes, at);
      at += row.votes.length;
    });
    const made = voteTable(this.#rows.length, this.#hidden.length, { participant, statement, vote });
    if (!made.ok) throw new Error(`A vote that was taken is none: ${made.reason.code}.`);
    return made.value;
  }

  get #groups(): number {
    return this.#drawn?.picture.counts.groups ?? 0;
  }

  #rowOf(participant: string): Row {
    const known = this.#participants.get(participant);
    if (known !== undefined) return this.#rows[known]!;
    const row: Row = { statements: [], votes: [], group: -1 };
    this.#participants.set(participant, this.#rows.length);
    this.#rows.push(row);
    return row;
  }

  #countsAt(j: number): StatementCounts {
    const { agree, disagree, seen } = this.#tallies[j]!;
    const at = (slot: number): Counts => ({
      agree: agree[slot]!,
      disagree: disagree[slot]!,
      seen: seen[slot]!,
    });
    return { all: at(0), groups: Array.from({ length: this.#groups }, (_, g) => at(g + 1)) };
  }

  /** Adds a participant's votes to a group's counts, or takes them off. */
  #count({ statements, votes }: Row, group: number, change: number): void {
    if (group < 0) return;
    for (const [at, j] of statements.entries()) count(this.#tallies[j]!, group + 1, votes[at]!, change);
  }

  #standingOf({ statements, votes }: Row): ParticipantStanding | undefined {
    if (this.#drawn === undefined) return undefined;
    const { picture, hidden } = this.#drawn;
    const { x, y, shown } = placeOfVotes(statements, votes, picture.components, hidden);
    return {
      x,
      y,
      group: shown < picture.votesToBeGrouped ? -1 : nearest(picture.grouping.division.centres, x, y),
    };
  }

  /** Counts by the groups of a new picture. */
  #regroup({ groupOf, counts }: OpinionPicture): void {
    this.#rows.forEach((row, i) => {
      row.group = groupOf[i]!;
    });
    const slots = (all: Uint32Array, ofGroups: Uint32Array, j: number): number[] => [
      all[j]!,
      ...Array.from({ length: counts.groups }, (_, g) => ofGroups[g * counts.statements + j]!),
    ];
    this.#tallies.forEach((tally, j) => {
      tally.agree = slots(counts.all.agree, counts.agree, j);
      tally.disagree = slots(counts.all.disagree, counts.disagree, j);
      tally.seen = slots(counts.all.seen, counts.seen, j);
    });
  }
}

function nearest(centres: Float64Array, x: number, y: number): number {
  let found = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let g = 0; g < centres.length / 2; g++) {
    const away = Math.hypot(x - centres[2 * g]!, y - centres[2 * g + 1]!);
    if (away < least) [found, least] = [g, away];
  }
  return found;
}

function emptyTally(groups: number): Tally {
  const zeros = () => Array<number>(groups + 1).fill(0);
  return { agree: zeros(), disagree: zeros(), seen: zeros() };
}

function count(tally: Tally, slot: number, vote: Vote, change: number): void {
  tally.seen[slot]! += change;
  if (vote === 1) tally.agree[slot]! += change;
  if (vote === -1) tally.disagree[slot]! += change;
}
