/**
 * Gauss and Jordan's elimination in whole numbers: a row keeps its common denominator to itself, so that nothing is
 * ever rounded. Entries are plain numbers as long as they are exact and the elimination ends with an error where they
 * would not be.
 */

export type IntegerRow = number[];

/** Replaces a row by `times · row − less · other`, divided by what all entries have in common. */
function combine(row: IntegerRow, times: number, less: number, other: IntegerRow): void {
  let common = 0;
  for (let column = 0; column < row.length; column++) {
    const entry = times * row[column]! - less * other[column]!;
    if (!Number.isSafeInteger(entry)) throw new RangeError("an entry too large to be exact");
    row[column] = entry;
    if (entry !== 0) common = greatestCommonDivisor(Math.abs(entry), common);
  }
  if (common > 1) for (let column = 0; column < row.length; column++) row[column] = row[column]! / common;
}

function greatestCommonDivisor(left: number, right: number): number {
  let [larger, smaller] = [left, right];
  while (smaller !== 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

/** The reduced rows that are not zero, each with its pivot column, where it alone has an entry. */
export function reduceExactly(
  rows: readonly (readonly number[])[],
): { readonly row: IntegerRow; readonly pivot: number }[] {
  const rest = rows.map((row) => [...row]);
  const reduced: { row: IntegerRow; pivot: number }[] = [];
  const columns = rows[0]?.length ?? 0;
  for (let pivot = 0; pivot < columns && rest.length > 0; pivot++) {
    const found = rest.findIndex((row) => row[pivot] !== 0);
    if (found < 0) continue;
    const [row] = rest.splice(found, 1) as [IntegerRow];
    for (const other of [...rest, ...reduced.map((entry) => entry.row)]) {
      if (other[pivot] !== 0) combine(other, row[pivot]!, other[pivot]!, row);
    }
    reduced.push({ row, pivot });
  }
  return reduced;
}

/** All combinations of the rows (as factors) that are zero in every column: a basis. */
export function combinationsToZero(rows: readonly (readonly number[])[]): IntegerRow[] {
  const width = rows[0]?.length ?? 0;
  const extended = rows.map((row, index) => [...row, ...rows.map((_, other) => (other === index ? 1 : 0))]);
  return reduceExactly(extended).flatMap(({ row, pivot }) => (pivot >= width ? [row.slice(width)] : []));
}
