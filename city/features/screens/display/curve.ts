/** A point of a drawing. */
export type Place = readonly [x: number, y: number];

/**
 * A smooth line through points from left to right that never swings beyond them: monotone cubic (Fritsch and Carlson, SIAM
 * Journal on Numerical Analysis 17, 1980). A hill drawn by it is nowhere higher than what was measured.
 * @returns the commands of an SVG path after its first point.
 */
export function smoothThrough(points: readonly Place[]): string {
  const slopes = points.slice(1).map(([x, y], i) => (y - points[i]![1]) / (x - points[i]![0]));
  const tangents = points.map((_, i) => {
    const [before, after] = [slopes[i - 1], slopes[i]];
    if (before === undefined) return after ?? 0;
    if (after === undefined) return before;
    if (before * after <= 0) return 0;
    // The harmonic mean keeps within what is allowed.
    return (2 * before * after) / (before + after);
  });
  return points
    .slice(1)
    .map(([x, y], i) => {
      const [x0, y0] = points[i]!;
      const third = (x - x0) / 3;
      const first = [x0 + third, y0 + tangents[i]! * third];
      const second = [x - third, y - tangents[i + 1]! * third];
      return `C${[...first, ...second, x, y].map(short).join(" ")}`;
    })
    .join("");
}

/** A number with one decimal, as short as it goes. */
export function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** The stretches of a row that have no gap, as indexes from and up to. */
export function stretches(values: readonly (number | null)[]): (readonly [from: number, to: number])[] {
  const found: [number, number][] = [];
  values.forEach((value, at) => {
    if (value === null) return;
    const last = found.at(-1);
    if (last !== undefined && last[1] === at) last[1] = at + 1;
    else found.push([at, at + 1]);
  });
  return found;
}
