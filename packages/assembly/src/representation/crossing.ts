import type { Group } from "./represent.ts";

/** A cell of several dimensions at once: women of 65 and more in the old town. */
export type CrossedGroup = {
  /** One category of each dimension, in their order. */
  readonly at: readonly string[];
  readonly heard: number | null;
  readonly population: number;
};

/**
 * Adds cells up along one dimension. A sum of which a part is withheld is withheld.
 * @param axis which of the dimensions, from 0.
 */
export function alongDimension(cells: readonly CrossedGroup[], axis: number): Group[] {
  const sums = new Map<string, { heard: number | null; population: number }>();
  for (const { at, heard, population } of cells) {
    const id = at[axis] ?? "";
    const before = sums.get(id) ?? { heard: 0, population: 0 };
    sums.set(id, {
      heard: before.heard === null || heard === null ? null : before.heard + heard,
      population: before.population + population,
    });
  }
  return [...sums].map(([id, sum]) => ({ id, ...sum }));
}

/** Each crossing as a group of its own, to be represented like any other; its id is its place as JSON. */
export function crossingGroups(cells: readonly CrossedGroup[]): Group[] {
  return cells.map(({ at, heard, population }) => ({ id: JSON.stringify(at), heard, population }));
}
