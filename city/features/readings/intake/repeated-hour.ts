/**
 * The hour that the clocks show twice in autumn, told by the order of a file's rows. It is told where the rows themselves
 * say it, and otherwise not: the local times begin again exactly once, and the rows before and after lie on either side.
 */

/** A row whose local time exists twice. */
export interface TwiceRow {
  readonly earlierMs: number;
  readonly laterMs: number;
}

/**
 * @param rows neighbouring rows of one repeated hour, in the file's order.
 * @param beforeMs instant of the row before them; NaN where they are the file's first.
 * @param afterMs instant of the row after them; NaN where they are its last.
 * @returns the rows' instants; undefined where their order does not tell them, so that they stay a question.
 */
export function toldByOrder(
  rows: readonly TwiceRow[],
  beforeMs: number,
  afterMs: number,
): readonly number[] | undefined {
  let beginsAgain: number | undefined;
  for (let i = 1; i < rows.length; i++) {
    if (rows[i]!.earlierMs > rows[i - 1]!.earlierMs) continue;
    if (beginsAgain !== undefined) return undefined;
    beginsAgain = i;
  }
  if (beginsAgain === undefined) return undefined;
  const instants = rows.map(({ earlierMs, laterMs }, i) => (i < beginsAgain ? earlierMs : laterMs));
  // In a file that runs backwards the times begin again as well, but the neighbours lie on the wrong sides.
  if (beforeMs >= instants[0]! || afterMs <= instants.at(-1)!) return undefined;
  return instants;
}
