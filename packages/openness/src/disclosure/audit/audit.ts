import type { Highs } from "highs";
import { boundAsInsider, boundAsOutsider } from "./bounds.ts";
import { compare } from "./comparison.ts";
import { type AuditedRelease, knownCells } from "./known.ts";
import { findDominated, isolate } from "./subtraction.ts";

/** Something an attacker found out of what was told. */
export type Leak = {
  /** `earlier-bounds`: what releases before a cell's own say of it, and no rule for that cell could have prevented. */
  readonly attack: "subtraction" | "bounds" | "comparison" | "earlier-bounds";
  readonly quantity: string;
  readonly what: string;
};

/**
 * Attacks a whole history of releases: adds and subtracts everything that was told, bounds what was not, and compares
 * releases. What it looks for is what the guard promises, found by other means.
 */
export function auditReleases(
  highs: Highs,
  history: readonly AuditedRelease[],
  rules: { readonly k: number; readonly closest: number },
): Leak[] {
  const leaks: Leak[] = [];
  const { k, closest } = rules;
  for (const [quantity, cells] of knownCells(history)) {
    for (const { isAcrossReleases, how } of compare(cells, k, closest)) {
      leaks.push({ attack: isAcrossReleases ? "comparison" : "subtraction", quantity, what: how });
    }
    for (const release of new Set(cells.map((cell) => cell.release))) {
      const alone = isolate(
        cells.filter((cell) => cell.release === release),
        k,
        closest,
      );
      if (alone !== undefined) leaks.push({ attack: "subtraction", quantity, what: alone.join(", ") });
      const until = cells.filter((cell) => cell.release <= release);
      for (const what of findDominated(until, k, closest)) {
        leaks.push({ attack: release === 0 ? "subtraction" : "comparison", quantity, what });
      }
    }
    const found = history.length > 1 ? isolate(cells, k, closest) : undefined;
    if (found !== undefined) leaks.push({ attack: "comparison", quantity, what: found.join(", ") });
    const byInsider = boundAsInsider(highs, cells, k, closest);
    const fromBefore = new Set(byInsider.flatMap(({ cell, isFromBefore }) => (isFromBefore ? cell : [])));
    // The outsider, who knows less, may meet it where a figure is told again.
    const byOutsider = boundAsOutsider(highs, cells, k, closest).map((bound) => ({
      ...bound,
      isFromBefore: fromBefore.has(bound.cell),
    }));
    const bounds = [...byInsider, ...byOutsider];
    for (const { cell, from, to, truth, isFromBefore } of bounds) {
      const attack = isFromBefore ? "earlier-bounds" : "bounds";
      leaks.push({ attack, quantity, what: `${cell}: ${truth} in ${from}–${to}` });
    }
  }
  return leaks;
}
