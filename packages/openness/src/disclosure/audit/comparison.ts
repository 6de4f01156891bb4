import { contributorOf, correctedIn, heldIn, type KnownCell, latestAmounts } from "./known.ts";

/** Something that was found out about too few, or nearly about one. */
export type Comparison = {
  readonly isAcrossReleases: boolean;
  readonly contributors: readonly string[];
  readonly how: string;
};

/**
 * Takes told cells two at a time, the plainest thing anyone can do with two releases: what is in one and not in the
 * other is known.
 */
export function compare(cells: readonly KnownCell[], k: number, closest: number): Comparison[] {
  const held = heldIn(cells, closest);
  // What the city could know when the later of two cells was told.
  const releases = 1 + Math.max(...cells.map(({ release }) => release));
  const amounts = Array.from({ length: releases }, (_, release) => latestAmounts(cells, release));
  const distinct = new Map<string, { cell: KnownCell; keys: ReadonlySet<string> }>();
  for (const cell of cells) {
    if (cell.told === undefined) continue;
    const keys = held(cell).sort();
    if (!distinct.has(keys.join("\t"))) distinct.set(keys.join("\t"), { cell, keys: new Set(keys) });
  }
  const told = [...distinct.values()];
  const found: Comparison[] = [];
  for (const [index, one] of told.entries()) {
    if (isTooClose([...one.keys], amounts[one.cell.release]!, one.cell.kind, k, closest)) {
      found.push({ isAcrossReleases: false, contributors: whoOf(one.keys), how: nameOf(one.cell) });
    }
    for (const other of told.slice(index + 1)) {
      // Of a count only small differences say anything.
      const isFar = Math.abs(one.keys.size - other.keys.size) >= k;
      if (isFar && one.cell.kind === "count") continue;
      const apart = one.keys.symmetricDifference(other.keys);
      const isDifference = one.keys.isSubsetOf(other.keys) || other.keys.isSubsetOf(one.keys);
      const latest = amounts[Math.max(one.cell.release, other.cell.release)]!;
      const off = correctedIn(one.cell, latest, closest) + correctedIn(other.cell, latest, closest);
      const kind = isDifference ? one.cell.kind : "count";
      if (isTooClose([...apart], latest, kind, k, closest, off)) {
        found.push({
          isAcrossReleases: one.cell.release !== other.cell.release,
          contributors: whoOf(apart),
          how: `${nameOf(one.cell)} − ${nameOf(other.cell)}`,
        });
      }
    }
  }
  return found;
}

/**
 * Whether a sum of these unknowns says too much: of fewer than k, or (p %-rule) nearly all of one.
 * @param off how far the sum itself is not known.
 */
export function isTooClose(
  keys: readonly string[],
  latest: ReadonlyMap<string, number>,
  kind: "count" | "sum",
  k: number,
  closest: number,
  off = 0,
): boolean {
  if (keys.length === 0) return false;
  const amounts = new Map<string, number>();
  for (const key of keys) {
    const who = contributorOf(key);
    amounts.set(who, (amounts.get(who) ?? 0) + latest.get(key)!);
  }
  if (amounts.size < k) return true;
  if (kind === "count") return false;
  const [first = 0, second = 0, ...rest] = [...amounts.values()].sort((left, right) => right - left);
  const others = rest.reduce((sum, amount) => sum + amount, 0);
  // What rounding makes of an exact balance is no finding.
  return others + off < closest * first - 1e-9 * (first + second);
}

function whoOf(keys: ReadonlySet<string>): string[] {
  return [...new Set([...keys].map(contributorOf))];
}

function nameOf({ release, table, at }: KnownCell): string {
  return `${release + 1}:${table}[${at.join(", ")}]`;
}
