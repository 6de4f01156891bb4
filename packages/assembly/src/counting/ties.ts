/**
 * The published tie rule: of projects that are exactly equal, the one whose id comes first in the order of Unicode code
 * points is taken first ("10" before "9", "A" before "a"). It knows nothing of cost or votes, so nobody gains by asking for one unit of
 * money more or less, and whoever has the file can apply it.
 */
export function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  const left = [...a];
  const right = [...b];
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const difference = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** For each project its place under the tie rule, 0 first. */
export function tieRanks(ids: readonly string[]): Uint32Array {
  const order = ids.map((_, i) => i).sort((a, b) => compareIds(ids[a]!, ids[b]!));
  const ranks = new Uint32Array(ids.length);
  order.forEach((project, rank) => {
    ranks[project] = rank;
  });
  return ranks;
}

/** A moment at which more than one project was exactly equally good. */
export interface Tie {
  /**
   * Where: `count` in what elected the winners, `fill` when what was left was filled up, `beyond` in the next step of Add1, which overspent
   * and so ended the count.
   */
  readonly stage: "count" | "fill" | "beyond";
  /** How many projects had been bought before in this stage. */
  readonly after: number;
  /** Indices of the equal projects, in the order of the tie rule; the first was taken. */
  readonly projects: readonly number[];
}
