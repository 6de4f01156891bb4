/**
 * What an opinion picture is held to. The first three are those of Polis (Small, Bjorkegren, Erkkilä, Shaw and Megill
 * 2021, "Polis: Scaling deliberation by mapping high dimensional opinion spaces", RECERCA 26(2)); the others are ours.
 */
export const opinionLimits = {
  /** Votes on shown statements from which a participant is grouped; in a conversation with fewer statements, all of them. */
  votesToBeGrouped: 7,
  fewestGroups: 2,
  mostGroups: 5,
  /** A group of fewer is nobody's to see (k-anonymity, DOMAIN.md "Representation"): such a partition is not taken. */
  smallestGroup: 5,
  /** Two groups of the smallest size; with fewer grouped participants there is no picture. */
  fewestGrouped: 10,
  /** Statements told for a group, and in each other list unless more are asked for. */
  statementsTold: 5,
  /** One-sided normal quantile at 90 %: what is told of a group or of all must be over it. */
  significantZ: 1.2815515655446004,
  /** Jaccard similarity under which a group is unstable, and from which it is stable (Hennig 2007, section 3). */
  unstableUnder: 0.6,
  stableFrom: 0.75,
} as const;
