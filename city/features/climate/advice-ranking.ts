/** By the CO2 that its energy stands for; or by energy, rooms and confidence weighed together (`adviceWorth`). */
export const adviceOrders = ["carbon", "worth"] as const;
export type AdviceOrder = (typeof adviceOrders)[number];

export interface Rankable {
  /** Of a year; null where it cannot be said. */
  readonly kg: number | null;
  readonly kwh: number | null;
  readonly worth: number;
}

/**
 * What stands for most carbon first; then, where energy has no factor, what saves most energy; then, where nothing is
 * estimated, what is worth most. Kilograms of CO2 and of CO2e stand in one order here, which is for what to look at first, and
 * in no sum.
 */
export function rankAdvice<Item extends Rankable>(items: readonly Item[], order: AdviceOrder): Item[] {
  if (order === "worth") return items.toSorted((a, b) => b.worth - a.worth);
  const last = Number.NEGATIVE_INFINITY;
  const by = (a: number | null, b: number | null): number => Math.sign((b ?? last) - (a ?? last)) || 0;
  return items.toSorted((a, b) => by(a.kg, b.kg) || by(a.kwh, b.kwh) || b.worth - a.worth);
}
