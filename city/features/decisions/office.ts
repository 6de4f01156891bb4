import type { Names } from "../buildings/index.ts";

/** Whether somebody carries the majority of a body or stands in opposition to it; outside a party-political body, neither. */
export const sides = ["majority", "opposition", "neither"] as const;
export type Side = (typeof sides)[number];

export const isSide = (text: string): text is Side => (sides as readonly string[]).includes(text);

/** A member votes; a substitute does in the place of a member who is absent. */
export const seats = ["member", "substitute"] as const;
export type Seat = (typeof seats)[number];

export const isSeat = (text: string): text is Seat => (seats as readonly string[]).includes(text);

/** An elected body: what decides in a city. */
export interface Body {
  readonly id: number;
  readonly slug: string;
  readonly names: Names;
  /** The office that answers for it. */
  readonly office: string;
  /** Where it is reminded; told to nobody outside. */
  readonly officeEmail: string | null;
  /** Within so many days "why not?" is answered. */
  readonly answerDays: number;
  readonly fromDate: string;
  /** Its last day; null while it stands. */
  readonly toDate: string | null;
  readonly successorId: number | null;
}

/** A term of office, both days included. */
export interface Term {
  readonly id: number;
  readonly bodyId: number;
  readonly fromDate: string;
  readonly toDate: string;
}

/** Somebody in office, from a day to a day. Who changes party or side leaves one office and enters another. */
export interface Holder {
  readonly id: number;
  readonly termId: number;
  /** Null once it was erased. */
  readonly name: string | null;
  readonly party: string | null;
  readonly side: Side;
  readonly seat: Seat;
  readonly fromDate: string;
  /** The last day. */
  readonly toDate: string;
}

const holds = (
  { fromDate, toDate }: { readonly fromDate: string; readonly toDate: string | null },
  date: string,
) => fromDate <= date && (toDate === null || date <= toDate);

/** The term a body was in on a day; undefined in between terms and where the body did not stand. */
export function termOn(body: Body, terms: readonly Term[], date: string): Term | undefined {
  return holds(body, date) ? terms.find((term) => term.bodyId === body.id && holds(term, date)) : undefined;
}

/** Who was in office in a body on a day, by the register. */
export function inOffice(
  body: Body,
  terms: readonly Term[],
  holders: readonly Holder[],
  date: string,
): Holder[] {
  const term = termOn(body, terms, date);
  return term === undefined
    ? []
    : holders.filter((holder) => holder.termId === term.id && holds(holder, date));
}

export const overlap = (
  a: { readonly fromDate: string; readonly toDate: string },
  b: { readonly fromDate: string; readonly toDate: string },
): boolean => a.fromDate <= b.toDate && b.fromDate <= a.toDate;

export const votes = ["for", "against", "abstained", "absent"] as const;
export type Vote = (typeof votes)[number];

export const isVote = (text: string): text is Vote => (votes as readonly string[]).includes(text);

export type VoteCounts = Readonly<Record<Vote, number>>;

/** How the sides voted, counted by the side each of them was on that day. */
export function countVotes(
  members: readonly Pick<Holder, "id" | "side">[],
  cast: ReadonlyMap<number, Vote>,
): Readonly<Record<Side | "all", VoteCounts>> {
  const of = (those: typeof members): VoteCounts =>
    Object.fromEntries(
      votes.map((vote) => [vote, those.filter(({ id }) => cast.get(id) === vote).length]),
    ) as VoteCounts;
  return {
    all: of(members),
    majority: of(members.filter(({ side }) => side === "majority")),
    opposition: of(members.filter(({ side }) => side === "opposition")),
    neither: of(members.filter(({ side }) => side === "neither")),
  };
}
