import type { OpinionComponents } from "./components.ts";
import type { Hidden, VoteTable } from "./votes.ts";

/** What places are told by. */
type Directions = Pick<OpinionComponents, "centre" | "components">;

/** Places on the picture: x and y of each after one another. */
export type Places = Float64Array;

/**
 * Where each participant stands: votes less their means along the two components, times √(statements ÷ votes), so that who
 * has voted on little is not drawn to the middle (Small et al. 2021). A hidden statement counts as one that everybody has
 * passed, on both sides of that quotient: so do the published pictures (docs/quirks.md). Without a vote: the middle.
 */
export function placesOf(table: VoteTable, found: Directions, hidden: Hidden): Places {
  const places = new Float64Array(2 * table.participants);
  const hiddenCount = countHidden(hidden);
  for (let i = 0; i < table.participants; i++) {
    const [from, to] = [table.start[i]!, table.start[i + 1]!];
    const { x, y } = place(table.statement, table.vote, from, to, found, hidden, hiddenCount);
    places[2 * i] = x;
    places[2 * i + 1] = y;
  }
  return places;
}

/** As `placesOf`, for one participant; with how many of the votes are on shown statements. Later statements are left out. */
export function placeOfVotes(
  statements: readonly number[],
  votes: readonly number[],
  found: Directions,
  hidden: Hidden,
): { readonly x: number; readonly y: number; readonly shown: number } {
  return place(statements, votes, 0, votes.length, found, hidden, countHidden(hidden));
}

function countHidden(hidden: Hidden): number {
  return hidden?.reduce((count, one) => count + (one === 1 ? 1 : 0), 0) ?? 0;
}

function place(
  statements: ArrayLike<number>,
  votes: ArrayLike<number>,
  from: number,
  to: number,
  { centre, components: [first, second] }: Directions,
  hidden: Hidden,
  hiddenCount: number,
): { x: number; y: number; shown: number } {
  let x = 0;
  let y = 0;
  let shown = 0;
  for (let at = from; at < to; at++) {
    const j = statements[at]!;
    if (j >= centre.length || hidden?.[j] === 1) continue;
    const value = votes[at]! - centre[j]!;
    x += value * first[j]!;
    y += value * second[j]!;
    shown++;
  }
  const scale = shown === 0 ? 0 : Math.sqrt(centre.length / (shown + hiddenCount));
  return { x: scale * x, y: scale * y, shown };
}

/** Where somebody would stand who has agreed with that statement and voted on nothing else: x and y of each after one another. */
export function statementPlaces({ centre, components: [first, second] }: Directions): Places {
  const scale = Math.sqrt(centre.length);
  const places = new Float64Array(2 * centre.length);
  for (let j = 0; j < centre.length; j++) {
    places[2 * j] = scale * (1 - centre[j]!) * first[j]!;
    places[2 * j + 1] = scale * (1 - centre[j]!) * second[j]!;
  }
  return places;
}

/** How far agreeing with each statement alone moves a participant from the middle. */
export function extremities(found: Directions): Float64Array {
  const places = statementPlaces(found);
  return Float64Array.from({ length: found.centre.length }, (_, j) =>
    Math.hypot(places[2 * j]!, places[2 * j + 1]!),
  );
}
