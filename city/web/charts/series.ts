/**
 * A series as a chart takes it: one value per step. What is null, NaN or infinite was not measured. It stays a gap;
 * nothing here or after joins its ends.
 */
export type ChartValues = ArrayLike<number | null>;

/** A run of neighbouring steps, both ends included. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

/** The value of a step, or null where there is none. */
export function valueAt(values: ChartValues | undefined, index: number): number | null {
  const value = values?.[index];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** The runs of steps for which `holds`. */
export function runsWhere(length: number, holds: (index: number) => boolean): Run[] {
  const runs: Run[] = [];
  let first = -1;
  for (let index = 0; index <= length; index++) {
    const inside = index < length && holds(index);
    if (inside && first < 0) first = index;
    if (!inside && first >= 0) {
      runs.push({ first, last: index - 1 });
      first = -1;
    }
  }
  return runs;
}

/** Sum, least, greatest and number of what was measured in `[from, to)`. */
export function summarise(
  values: ChartValues | undefined,
  from: number,
  to: number,
): { readonly sum: number; readonly least: number; readonly greatest: number; readonly measured: number } {
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  let measured = 0;
  for (let index = from; index < to; index++) {
    const value = valueAt(values, index);
    if (value === null) continue;
    sum += value;
    measured++;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return { sum, least, greatest, measured };
}

/** At most `limit` of `count` indices, evenly spread, the same ones every time. */
export function thinned(count: number, limit: number): number[] {
  if (count <= limit) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: limit }, (_, index) => Math.floor((index * count) / limit));
}
