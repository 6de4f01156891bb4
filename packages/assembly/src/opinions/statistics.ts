import type { VoteTable } from "./votes.ts";

/** How often a group agreed, disagreed and voted at all on a statement. */
export interface Counts {
  readonly agree: number;
  readonly disagree: number;
  readonly seen: number;
}

/** Counts of each group on each statement, and of everybody, grouped or not. */
export interface GroupCounts {
  readonly groups: number;
  readonly statements: number;
  /** At `g * statements + j`. */
  readonly agree: Uint32Array;
  readonly disagree: Uint32Array;
  readonly seen: Uint32Array;
  readonly all: { readonly agree: Uint32Array; readonly disagree: Uint32Array; readonly seen: Uint32Array };
}

/** @param groupOf each participant's group; −1 for who is in none. */
export function countVotes(table: VoteTable, groupOf: ArrayLike<number>, groups: number): GroupCounts {
  const { statements } = table;
  const columns = (length: number) => ({
    agree: new Uint32Array(length),
    disagree: new Uint32Array(length),
    seen: new Uint32Array(length),
  });
  const ofGroups = columns(groups * statements);
  const all = columns(statements);
  const add = (to: typeof all, at: number, vote: number): void => {
    to.seen[at]!++;
    if (vote > 0) to.agree[at]!++;
    else if (vote < 0) to.disagree[at]!++;
  };
  for (let i = 0; i < table.participants; i++) {
    const g = groupOf[i]!;
    for (let at = table.start[i]!; at < table.start[i + 1]!; at++) {
      add(all, table.statement[at]!, table.vote[at]!);
      if (g >= 0) add(ofGroups, g * statements + table.statement[at]!, table.vote[at]!);
    }
  }
  return { groups, statements, ...ofGroups, all };
}

/** A group's counts on a statement; of `"all"`, everybody's. */
export function countsOf(counts: GroupCounts, group: number | "all", statement: number): Counts {
  const from = group === "all" ? counts.all : counts;
  const at = group === "all" ? statement : group * counts.statements + statement;
  return { agree: from.agree[at]!, disagree: from.disagree[at]!, seen: from.seen[at]! };
}

/** The counts of all other groups together; who is in no group is in none of them. */
export function othersOf(counts: GroupCounts, group: number, statement: number): Counts {
  let [agree, disagree, seen] = [0, 0, 0];
  for (let g = 0; g < counts.groups; g++) {
    if (g === group) continue;
    agree += counts.agree[g * counts.statements + statement]!;
    disagree += counts.disagree[g * counts.statements + statement]!;
    seen += counts.seen[g * counts.statements + statement]!;
  }
  return { agree, disagree, seen };
}

/** (n + 1) ÷ (seen + 2): the share that a group of no votes has is a half (Small et al. 2021, "pseudocounts"). */
export function smoothedShare(successes: number, seen: number): number {
  return (successes + 1) / (seen + 2);
}

/** z of a share against a half, with one success added: 2 √(n+1) ((s+1)/(n+1) − ½). As in the published pictures. */
export function oneProportionZ(successes: number, seen: number): number {
  return 2 * Math.sqrt(seen + 1) * ((successes + 1) / (seen + 1) - 0.5);
}

/** z of the difference of two shares by their pooled variance, one success added to each; 0 where there is no variance. */
export function twoProportionZ(
  successes: number,
  seen: number,
  otherSuccesses: number,
  otherSeen: number,
): number {
  const [s, n, t, m] = [successes + 1, seen + 1, otherSuccesses + 1, otherSeen + 1];
  const pooled = (s + t) / (n + m);
  const variance = pooled * (1 - pooled) * (1 / n + 1 / m);
  return variance > 0 ? (s / n - t / m) / Math.sqrt(variance) : 0;
}

/** What one side (agreeing, or disagreeing) says of a group. */
export interface Representativeness {
  readonly successes: number;
  readonly seen: number;
  /** Smoothed share of the group, and its z against a half. */
  readonly share: number;
  readonly shareZ: number;
  /** The share over the other groups' one, and the z of their difference. */
  readonly ratio: number;
  readonly ratioZ: number;
}

/** How well a statement stands for a group, for either side (Small et al. 2021, "representative comments"). */
export function representativeness(
  counts: GroupCounts,
  group: number,
  statement: number,
): { readonly agree: Representativeness; readonly disagree: Representativeness } {
  const own = countsOf(counts, group, statement);
  const others = othersOf(counts, group, statement);
  const side = (successes: number, otherSuccesses: number): Representativeness => ({
    successes,
    seen: own.seen,
    share: smoothedShare(successes, own.seen),
    shareZ: oneProportionZ(successes, own.seen),
    ratio: smoothedShare(successes, own.seen) / smoothedShare(otherSuccesses, others.seen),
    ratioZ: twoProportionZ(successes, own.seen, otherSuccesses, others.seen),
  });
  return { agree: side(own.agree, others.agree), disagree: side(own.disagree, others.disagree) };
}

/** Π over groups of (A + 1) ÷ (S + 2), and the same of disagreeing: large only where every group says so (Small et al. 2021). */
export function groupAwareConsensus(
  counts: GroupCounts,
  statement: number,
): { readonly agree: number; readonly disagree: number } {
  let [agree, disagree] = [1, 1];
  for (let g = 0; g < counts.groups; g++) {
    const own = countsOf(counts, g, statement);
    agree *= smoothedShare(own.agree, own.seen);
    disagree *= smoothedShare(own.disagree, own.seen);
  }
  return { agree, disagree };
}
