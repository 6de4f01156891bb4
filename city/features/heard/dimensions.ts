/** In which respects people can say who they are. Each is counted by itself; nothing joins them. */
export const DIMENSIONS = ["sex", "age", "district"] as const;
export type DimensionId = (typeof DIMENSIONS)[number];

/** What people can call themselves. Population registers count women and men only. */
export const SEXES = ["woman", "man", "other"] as const;

/**
 * Ages that are asked for, in whole years. They begin and end where tables of five years do, and are few, for wide groups
 * can be told where narrow ones would have to be withheld. Nobody under fifteen is asked: records of children under
 * fourteen are sensitive in China, and no pupil's data is kept at all.
 */
export const AGE_BANDS = [
  { id: "15-29", from: 15, to: 29 },
  { id: "30-44", from: 30, to: 44 },
  { id: "45-64", from: 45, to: 64 },
  { id: "65-79", from: 65, to: 79 },
  { id: "80+", from: 80, to: null },
] as const;
export const YOUNGEST = AGE_BANDS[0].from;

/** Oldest age a table can name by itself. */
const OLDEST = 130;

/**
 * The band that ages lie in.
 * @param to null for "and older".
 * @returns "younger" for ages that are not asked for; undefined where the ages lie in two bands.
 */
export function bandOf(from: number, to: number | null): string | undefined {
  const last = to ?? OLDEST;
  if (last < YOUNGEST) return "younger";
  return AGE_BANDS.find((band) => from >= band.from && last <= (band.to ?? OLDEST))?.id;
}

/** Fewer people than these stand in no figure that is told. */
export const FEWEST_PEOPLE = 5;
