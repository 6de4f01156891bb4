import type { Contribution, DisclosureRules } from "./table.ts";

/** What each contributor adds. */
export function amountsByContributor(
  contributions: readonly Pick<Contribution, "contributor" | "amount">[],
): Map<string, number> {
  const amounts = new Map<string, number>();
  for (const { contributor, amount } of contributions) {
    amounts.set(contributor, (amounts.get(contributor) ?? 0) + amount);
  }
  return amounts;
}

/** Amounts, largest first. */
export function ranked(amounts: ReadonlyMap<string, number>): number[] {
  return [...amounts.values()].sort((left, right) => right - left);
}

/**
 * By how much an upper bound of a sum must lie above the sum, so that the second largest contributor, who knows its
 * own amount, cannot bound the largest's within the share `closest`: `(1 + closest) x₁ + x₂ − sum`. Above 0 where the sum
 * itself is too close, which is the p %-rule (from memory: Cox 1981; Hundepool et al., Statistical Disclosure Control,
 * 2012, §4.2).
 */
export function dominanceGap(amounts: readonly number[], closest: number): number {
  const [largest = 0, second = 0] = amounts;
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return (1 + closest) * largest + second - sum;
}

/** Why a cell may not be told whatever else is told; undefined where it may. */
export function primaryReason(
  cell: {
    readonly kind: "count" | "sum";
    readonly contributions: readonly Contribution[];
    readonly emptyPlaces: readonly string[];
  },
  rules: DisclosureRules,
): "few" | "dominance" | undefined {
  const amounts = ranked(amountsByContributor(cell.contributions));
  // Zero is a small number like 1 to 4: told apart, it would say of a group that none of it gave some answer, and of
  // every withheld cell that it is not zero.
  if (amounts.length === 0) return cell.emptyPlaces.length > 0 ? "few" : undefined;
  if (amounts.length < rules.k) return "few";
  return cell.kind === "sum" && dominanceGap(amounts, rules.closest) > 0 ? "dominance" : undefined;
}
