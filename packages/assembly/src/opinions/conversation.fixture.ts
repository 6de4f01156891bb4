import { drawsFrom } from "./random.ts";
import type { Vote, VoteColumns } from "./votes.ts";

export interface SimulatedConversation {
  readonly participants: number;
  readonly statements: number;
  readonly columns: VoteColumns;
  /** The opinion each participant was given. */
  readonly planted: Uint8Array;
}

/**
 * People of so many opinions vote on statements. As in real conversations few vote on much and many on little, and
 * the statements that came first are voted on most: the share of votes falls as rank^−skew. Each opinion has a side on two
 * thirds of the statements, and everyone departs from it now and then; `noise` 1 leaves nothing of it.
 */
export function simulateConversation(given: {
  readonly seed: number;
  readonly participants: number;
  readonly statements: number;
  readonly votes: number;
  readonly opinions: number;
  readonly noise: number;
  readonly skew?: number;
}): SimulatedConversation {
  const { seed, participants, statements, votes, opinions, noise, skew = 0.15 } = given;
  const draw = drawsFrom(seed);
  const leaning = Float64Array.from({ length: opinions * statements }, () => {
    const side = draw();
    return side < 1 / 3 ? 0 : side < 2 / 3 ? 1 : -1;
  });
  const planted = Uint8Array.from({ length: participants }, () => Math.floor(draw() * opinions));
  const eagerness = Float64Array.from({ length: participants }, () => -Math.log(1 - draw()));
  const perEagerness = votes / eagerness.reduce((sum, one) => sum + one, 0);
  const who: number[] = [];
  const what: number[] = [];
  const cast: Vote[] = [];
  for (let i = 0; i < participants; i++) {
    const wanted = Math.min(statements, Math.max(1, Math.round(eagerness[i]! * perEagerness)));
    const seen = new Set<number>();
    // Who wants nearly all is not kept waiting for the last.
    for (let tries = 0; seen.size < wanted && tries < 6 * wanted; tries++) {
      const j = Math.floor(draw() ** (1 / (1 - skew)) * statements);
      if (seen.has(j)) continue;
      seen.add(j);
      const stands = draw() < noise ? 0 : leaning[planted[i]! * statements + j]!;
      const chance = draw();
      who.push(i);
      what.push(j);
      cast.push(stands !== 0 && chance < 0.8 ? (stands as Vote) : chance < 0.55 ? 1 : chance < 0.75 ? 0 : -1);
    }
  }
  return { participants, statements, columns: { participant: who, statement: what, vote: cast }, planted };
}
