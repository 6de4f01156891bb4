/**
 * What pupils may predict: by how much less, or more, the building will use than it would have. A band is all that is kept of a
 * prediction, and of a band only how many chose it.
 */
export const bands = [
  { id: "more", from: Number.NEGATIVE_INFINITY, to: -0.02 },
  { id: "same", from: -0.02, to: 0.02 },
  { id: "to-5", from: 0.02, to: 0.05 },
  { id: "to-10", from: 0.05, to: 0.1 },
  { id: "to-20", from: 0.1, to: 0.2 },
  { id: "over-20", from: 0.2, to: Number.POSITIVE_INFINITY },
] as const;
export type BandId = (typeof bands)[number]["id"];

export function isBand(text: string): text is BandId {
  return bands.some(({ id }) => id === text);
}

/** How many predictions each band got. */
export type BandCounts = Readonly<Record<BandId, number>>;

export const noPredictions: BandCounts = {
  more: 0,
  same: 0,
  "to-5": 0,
  "to-10": 0,
  "to-20": 0,
  "over-20": 0,
};

export function sumOf(counts: BandCounts): number {
  return bands.reduce((sum, { id }) => sum + counts[id], 0);
}

/**
 * With fewer predictions nothing is told of them but how many there are: the house's k (docs/disclosure.md). Single bands of a larger class
 * are told as they are: a guess about a building says nothing of whoever made it, and nobody outside the class sees it.
 */
export const FEWEST_TOLD = 5;

/** The bands that an interval of the saved share touches: whoever chose one of them was not wrong as far as anybody can tell. */
export function bandsWithin(lowShare: number, highShare: number): BandId[] {
  return bands.filter(({ from, to }) => from < highShare && to > lowShare).map(({ id }) => id);
}
