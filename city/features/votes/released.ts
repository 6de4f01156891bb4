import type { Count } from "../../stores/votes/tally.ts";
import { disclosureRules } from "./disclosure.ts";
import { seasonName } from "./half-day.ts";
import { type Feeling, feelingOf, type Mark, marks } from "./wording.ts";

/** Answers are told from so many on, and renewed in steps of at least so many. */
export const FEWEST_VOTES = disclosureRules.fewestAnswers.value;

/** What may be told of one season. */
export interface Released {
  /** `2026-winter` */
  readonly season: string;
  readonly votes: number;
  readonly feelings: Readonly<Record<Feeling, number>>;
  readonly marks: Readonly<Record<Mark, number>>;
}

/**
 * What may be told of a group's counts, season by season. Half-days that are over are put together, oldest first, into
 * blocks of at least ten votes; whole blocks are told. So nobody sees fewer than ten votes, and neither does whoever
 * takes an earlier figure from a later one: the difference is whole blocks. A vote of this half-day is never told yet,
 * so nobody can look before and after a neighbour has voted.
 * @param halfDay the half-day under way.
 */
export function released(counts: readonly Count[], halfDay: string): Released[] {
  const over = counts.filter((count) => count.halfDay < halfDay);
  return [...Map.groupBy(over, (count) => seasonName(count.halfDay))].flatMap(([season, ofSeason]) => {
    const byHalfDay = [...Map.groupBy(ofSeason, (count) => count.halfDay)].sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
    const told: Count[] = [];
    let block: Count[] = [];
    for (const [, more] of byHalfDay) {
      block.push(...more);
      if (votesOf(block) < FEWEST_VOTES) continue;
      told.push(...block);
      block = [];
    }
    return told.length === 0 ? [] : [sumOf(season, told)];
  });
}

/** The figures of several groups together, season by season: each of them may be told by itself. */
export function together(parts: readonly Released[]): Released[] {
  return [...Map.groupBy(parts, ({ season }) => season)]
    .map(
      ([season, same]): Released => ({
        season,
        votes: same.reduce((sum, { votes }) => sum + votes, 0),
        feelings: added(same.map(({ feelings }) => feelings)),
        marks: added(same.map((one) => one.marks)),
      }),
    )
    .sort((a, b) => (orderOf(a.season) < orderOf(b.season) ? 1 : -1));
}

function sumOf(season: string, told: readonly Count[]): Released {
  const feelings = { cold: 0, right: 0, warm: 0 };
  const ticked: Record<Mark, number> = { stuffy: 0, noisy: 0, dark: 0, draughty: 0 };
  for (const count of told) {
    feelings[feelingOf(count.sensation)] += count.votes;
    for (const [bit, mark] of marks.entries()) if (count.marks & (1 << bit)) ticked[mark] += count.votes;
  }
  return { season, votes: votesOf(told), feelings, marks: ticked };
}

function votesOf(counts: readonly Count[]): number {
  return counts.reduce((sum, { votes }) => sum + votes, 0);
}

function added<Key extends string>(parts: readonly Readonly<Record<Key, number>>[]): Record<Key, number> {
  const sum = { ...parts[0]! } as Record<Key, number>;
  for (const part of parts.slice(1)) for (const key of Object.keys(part) as Key[]) sum[key] += part[key];
  return sum;
}

/** Winter comes last in the year it began in. */
function orderOf(season: string): string {
  const [year, name] = season.split("-");
  return `${year}-${["spring", "summer", "autumn", "winter"].indexOf(name ?? "")}`;
}
