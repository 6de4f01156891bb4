import { type Interval, wilsonInterval } from "./wilson.ts";

/** A group of one dimension: an age band, a district. */
export type Group = {
  readonly id: string;
  /** How many of those heard stated this group; null where the figure is withheld. */
  readonly heard: number | null;
  /** How many of it live in the place. */
  readonly population: number;
};

/**
 * How a group stands. `fewer`: the whole interval of the ratio is under 1. `more`: above 1. `as-expected`: within
 * `NEAR`. `cannot-tell`: too few were heard to tell. `not-told`: its figure is withheld, and what is told does not say
 * enough. `nobody-lives-here`: there is no population to compare with.
 */
export type Standing = "fewer" | "more" | "as-expected" | "cannot-tell" | "not-told" | "nobody-lives-here";

export type GroupRepresentation = {
  readonly id: string;
  readonly heard: number | null;
  /** The most that can have been heard of it, from what is told; `heard` where that is told. */
  readonly atMost: number;
  /** How many would have been heard at its share of the population. */
  readonly expected: number;
  /** Among those who stated a group; null where withheld. */
  readonly share: number | null;
  readonly populationShare: number;
  /** `share / populationShare`; null where either is not there. */
  readonly ratio: number | null;
  /** Of the ratio; of a withheld figure from none to the most it can be. Null where nobody lives there. */
  readonly interval: Interval | null;
  readonly standing: Standing;
};

export type Representation = {
  /** How many stated a group of this dimension. */
  readonly stated: number;
  readonly populationTotal: number;
  readonly groups: readonly GroupRepresentation[];
  /** Groups whose figures are withheld, as one: what is told says how many they are together. Null for fewer than two. */
  readonly withheldTogether: (GroupRepresentation & { readonly ids: readonly string[] }) | null;
};

export type RepresentationFault =
  | { readonly code: "group-twice"; readonly id: string }
  | { readonly code: "not-a-count"; readonly id: string; readonly value: number }
  | { readonly code: "nobody-stated" }
  | { readonly code: "no-population" }
  /** More are told of the groups than stated one. */
  | { readonly code: "more-than-stated"; readonly stated: number; readonly told: number }
  /** Nothing is withheld, and yet the groups do not add up to those who stated one. */
  | { readonly code: "sum-differs"; readonly stated: number; readonly told: number }
  /** A figure is withheld, and how many stated one in all is not given. */
  | { readonly code: "stated-unknown" };

export type Represented =
  | { readonly ok: true; readonly value: Representation }
  | { readonly ok: false; readonly reason: RepresentationFault };

/** What is as good as a share of its own: an interval that lies in here is as many as can be expected. */
export const NEAR: Interval = { low: 0.8, high: 1.25 };

/**
 * Who was heard against who lives there, group by group (definitions, sources and limits in the README of the package).
 * @param stated how many stated a group in all; the groups' sum unless given, and needed where a figure is withheld.
 * @param confidence with which all intervals hold together.
 */
export function represent(
  groups: readonly Group[],
  { stated, confidence = 0.95 }: { readonly stated?: number; readonly confidence?: number } = {},
): Represented {
  const seen = new Set<string>();
  for (const { id, heard, population } of groups) {
    if (seen.has(id)) return fault({ code: "group-twice", id });
    seen.add(id);
    for (const value of [heard ?? 0, population])
      if (!Number.isSafeInteger(value) || value < 0) return fault({ code: "not-a-count", id, value });
  }
  const populationTotal = groups.reduce((sum, { population }) => sum + population, 0);
  if (populationTotal === 0) return fault({ code: "no-population" });
  const told = groups.reduce((sum, { heard }) => sum + (heard ?? 0), 0);
  const withheld = groups.filter(({ heard }) => heard === null);
  if (stated === undefined && withheld.length > 0) return fault({ code: "stated-unknown" });
  const total = stated ?? told;
  if (!Number.isSafeInteger(total) || total < 0)
    return fault({ code: "not-a-count", id: "stated", value: total });
  if (total === 0) return fault({ code: "nobody-stated" });
  if (told > total) return fault({ code: "more-than-stated", stated: total, told });
  if (withheld.length === 0 && told !== total) return fault({ code: "sum-differs", stated: total, told });
  const level = 1 - (1 - confidence) / Math.max(1, groups.length);
  const context: Context = { total, populationTotal, level, left: total - told };
  // Withheld ones together are as many as are left, and known to everybody who subtracts.
  const together = {
    id: withheld.map(({ id }) => id).join(" "),
    heard: context.left,
    population: withheld.reduce((sum, { population }) => sum + population, 0),
  };
  return {
    ok: true,
    value: {
      stated: total,
      populationTotal,
      groups: groups.map((group) => one(group, context)),
      withheldTogether:
        withheld.length < 2 ? null : { ...one(together, context), ids: withheld.map(({ id }) => id) },
    },
  };
}

/**
 * Groups that are clearly under-represented: fewer, and under `NEAR` too, for with many answers a tenth less is sure and yet no
 * absence. Of a withheld figure the upper end has to be. Those furthest from their share first.
 */
export function missingGroups({ groups }: Pick<Representation, "groups">): GroupRepresentation[] {
  return groups
    .filter((group) => isMissing(group))
    .sort((a, b) => (a.interval?.high ?? 1) - (b.interval?.high ?? 1));
}

/** Whether a group, or several together, are clearly under-represented. */
export function isMissing({ standing, ratio, interval }: GroupRepresentation): boolean {
  return standing === "fewer" && (ratio ?? interval?.high ?? 1) < NEAR.low;
}

interface Context {
  readonly total: number;
  readonly populationTotal: number;
  readonly level: number;
  /** Heard, and told of no group. */
  readonly left: number;
}

function one(
  { id, heard, population }: Group,
  { total, populationTotal, level, left }: Context,
): GroupRepresentation {
  const populationShare = population / populationTotal;
  const atMost = heard ?? left;
  const share = heard === null ? null : heard / total;
  const common = { id, heard, atMost, expected: populationShare * total, share, populationShare };
  if (population === 0) return { ...common, ratio: null, interval: null, standing: "nobody-lives-here" };
  const low = heard === null ? 0 : wilsonInterval(heard, total, level).low;
  const interval = {
    low: low / populationShare,
    high: wilsonInterval(atMost, total, level).high / populationShare,
  };
  return {
    ...common,
    ratio: share === null ? null : share / populationShare,
    interval,
    standing: standingOf(interval, heard !== null),
  };
}

function standingOf({ low, high }: Interval, isTold: boolean): Standing {
  if (high < 1) return "fewer";
  if (!isTold) return "not-told";
  if (low > 1) return "more";
  return low >= NEAR.low && high <= NEAR.high ? "as-expected" : "cannot-tell";
}

function fault(reason: RepresentationFault): Represented {
  return { ok: false, reason };
}
