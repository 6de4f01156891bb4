import { opinionLimits } from "./limits.ts";
import {
  countsOf,
  type GroupCounts,
  groupAwareConsensus,
  oneProportionZ,
  type Representativeness,
  representativeness,
  smoothedShare,
} from "./statistics.ts";
import type { Hidden } from "./votes.ts";

export type Side = "agree" | "disagree";

/** A statement on which every group's majority is on one side. */
export interface Uniting {
  readonly statement: number;
  readonly side: Side;
  /** Group-aware consensus of that side. */
  readonly consensus: number;
  /** Smoothed share of that side in each group. */
  readonly shares: readonly number[];
}

/** A statement that stands for a group. */
export interface Representative extends Representativeness {
  readonly statement: number;
  readonly side: Side;
}

/** A statement that most of one group agree with and most of another disagree with. */
export interface Divisive {
  readonly statement: number;
  /** Difference between the groups that are furthest apart, of share agreeing less share disagreeing; 0 to 2. */
  readonly apart: number;
  /** Smoothed shares that agree and that disagree, group by group. */
  readonly shares: readonly { readonly agree: number; readonly disagree: number }[];
}

/** A statement's place among all, what unites groups first. */
export interface Ranked {
  readonly statement: number;
  readonly side: Side;
  readonly consensus: number;
}

/** What is told of a conversation, in the order in which it is told: what unites, who stands for what, what divides. */
export interface Telling {
  readonly uniting: readonly Uniting[];
  /** For each group, most telling first; none where nothing sets it apart. */
  readonly representative: readonly (readonly Representative[])[];
  readonly divisive: readonly Divisive[];
  /** Every shown statement by the larger of its two group-aware consensuses. */
  readonly ranked: readonly Ranked[];
}

/** Lists what unites all groups, what sets each apart, and what divides them. Hidden statements are in no list. */
export function tell(
  counts: GroupCounts,
  hidden: Hidden,
  most: number = opinionLimits.statementsTold,
): Telling {
  const shown = Array.from({ length: counts.statements }, (_, j) => j).filter((j) => hidden?.[j] !== 1);
  const ranked = shown
    .map((statement): Ranked => {
      const { agree, disagree } = groupAwareConsensus(counts, statement);
      return disagree > agree
        ? { statement, side: "disagree", consensus: disagree }
        : { statement, side: "agree", consensus: agree };
    })
    .sort((left, right) => right.consensus - left.consensus || left.statement - right.statement);
  return {
    uniting: ranked.flatMap((one) => unitingOf(counts, one) ?? []).slice(0, most),
    representative: Array.from({ length: counts.groups }, (_, group) =>
      representativesOf(counts, group, shown, most),
    ),
    divisive: shown
      .flatMap((statement) => divisiveOf(counts, statement) ?? [])
      .sort((left, right) => right.apart - left.apart || left.statement - right.statement)
      .slice(0, most),
    ranked,
  };
}

/** It unites when most of every group are on that side, and of everybody more than chance would have (one-sided, 90 %). */
function unitingOf(counts: GroupCounts, { statement, side, consensus }: Ranked): Uniting | undefined {
  const shares = Array.from({ length: counts.groups }, (_, g) => {
    const own = countsOf(counts, g, statement);
    return smoothedShare(own[side], own.seen);
  });
  const all = countsOf(counts, "all", statement);
  const significant = oneProportionZ(all[side], all.seen) > opinionLimits.significantZ;
  return significant && shares.every((share) => share > 0.5)
    ? { statement, side, consensus, shares }
    : undefined;
}

/** Both tests at 90 %, then by the product of shares, ratios and their z: the order of Small et al. 2021. */
function representativesOf(
  counts: GroupCounts,
  group: number,
  shown: readonly number[],
  most: number,
): Representative[] {
  const metric = (one: Representativeness) => one.ratio * one.ratioZ * one.share * one.shareZ;
  return shown
    .flatMap((statement): Representative[] => {
      const found = representativeness(counts, group, statement);
      const side: Side = found.agree.ratioZ > found.disagree.ratioZ ? "agree" : "disagree";
      const one = found[side];
      const significant = Math.min(one.shareZ, one.ratioZ) > opinionLimits.significantZ;
      return significant ? [{ statement, side, ...one }] : [];
    })
    .sort((left, right) => metric(right) - metric(left) || left.statement - right.statement)
    .slice(0, most);
}

function divisiveOf(counts: GroupCounts, statement: number): Divisive | undefined {
  const shares = Array.from({ length: counts.groups }, (_, g) => {
    const own = countsOf(counts, g, statement);
    return { agree: smoothedShare(own.agree, own.seen), disagree: smoothedShare(own.disagree, own.seen) };
  });
  const opposed = shares.some(({ agree }) => agree > 0.5) && shares.some(({ disagree }) => disagree > 0.5);
  const leanings = shares.map(({ agree, disagree }) => agree - disagree);
  return opposed ? { statement, apart: Math.max(...leanings) - Math.min(...leanings), shares } : undefined;
}
