/**
 * Adjusted Rand index of two divisions of the same people (Hubert and Arabie 1985, J. Classification 2): 1 the same, about 0 by
 * chance. 1 where both put all people into one group, or each into one of its own.
 */
export function adjustedRandIndex(left: ArrayLike<number>, right: ArrayLike<number>): number {
  const cells = new Map<string, number>();
  const lefts = new Map<number, number>();
  const rights = new Map<number, number>();
  for (let i = 0; i < left.length; i++) {
    const [g, h] = [left[i]!, right[i]!];
    cells.set(`${g} ${h}`, (cells.get(`${g} ${h}`) ?? 0) + 1);
    lefts.set(g, (lefts.get(g) ?? 0) + 1);
    rights.set(h, (rights.get(h) ?? 0) + 1);
  }
  const pairs = (counts: Iterable<number>): number => {
    let sum = 0;
    for (const count of counts) sum += (count * (count - 1)) / 2;
    return sum;
  };
  const together = pairs(cells.values());
  const [leftPairs, rightPairs] = [pairs(lefts.values()), pairs(rights.values())];
  const all = (left.length * (left.length - 1)) / 2;
  const expected = all === 0 ? 0 : (leftPairs * rightPairs) / all;
  const most = (leftPairs + rightPairs) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}
