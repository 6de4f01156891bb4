import { convert, type QuantityKind, type Unit, units } from "@husting/series";

/**
 * What each carrier can be: the quantities it is measured in, and the values that can exist at all. Bounds are of
 * physics or of the instruments' range, not of what is usual; what is unusual is judged later, by the meter's rating.
 */

export const CARRIERS = [
  "electricity",
  "district-heat",
  "gas",
  "cooling",
  "water",
  "outdoor-temperature",
  "relative-humidity",
  "irradiance",
  "indoor-temperature",
  "co2",
] as const;
export type Carrier = (typeof CARRIERS)[number];

/** cumulative: a counter's register. interval: use within the step. instantaneous: a state such as temperature. */
export const READING_KINDS = ["cumulative", "interval", "instantaneous"] as const;
export type ReadingKind = (typeof READING_KINDS)[number];

interface Nature {
  readonly quantities: readonly QuantityKind[];
  /** A state is instantaneous; a use is counted or given per interval. */
  readonly isState: boolean;
  /** In `unit`, both inclusive. */
  readonly bounds: { readonly low: number; readonly high: number; readonly unit: Unit } | null;
}

const use = (...quantities: QuantityKind[]): Nature => ({ quantities, isState: false, bounds: null });
const state = (quantity: QuantityKind, low: number, high: number, unit: Unit): Nature => ({
  quantities: [quantity],
  isState: true,
  bounds: { low, high, unit },
});

const natures: Readonly<Record<Carrier, Nature>> = {
  electricity: use("energy"),
  "district-heat": use("energy"),
  cooling: use("energy"),
  gas: use("energy", "volume"),
  water: use("volume"),
  // The World Meteorological Organization's records are −89.2 °C (Vostok 1983) and 56.7 °C (Furnace Creek 1913).
  "outdoor-temperature": state("temperature", -95, 60, units["°C"]),
  // A room that burns or stands open to a polar night is still inside this.
  "indoor-temperature": state("temperature", -50, 80, units["°C"]),
  // Capacitive sensors overshoot when wet.
  "relative-humidity": state("fraction", 0, 110, units["%"]),
  // Solar constant 1361 W/m² (ISO 21348) and cloud enhancement; pyranometers read a little under zero at night.
  irradiance: state("irradiance", -30, 1800, units["W/m2"]),
  // Widest range of common indoor sensors: 50 000 ppm.
  co2: state("concentration", 0, 50_000, units.ppm),
};

/** Whether a carrier is measured under the sky, and so in no room. */
export function isOutdoors(carrier: Carrier): boolean {
  return carrier === "outdoor-temperature" || carrier === "irradiance";
}

/** Quantities a carrier can be given in for this kind of reading; empty where it cannot be read this way. */
export function quantitiesOf(carrier: Carrier, kind: ReadingKind): readonly QuantityKind[] {
  const { isState, quantities } = natures[carrier];
  return isState === (kind === "instantaneous") ? quantities : [];
}

/** Least and greatest value that can exist, in the file's own unit. */
export interface PossibleRange {
  readonly low: number;
  readonly high: number;
}

/** @returns null where nothing is known of what can be. */
export function possibleRange(carrier: Carrier, kind: ReadingKind, unit: Unit): PossibleRange | null {
  // Use cannot be negative, and a counter of it begins at zero and counts up: what a building feeds out is another point.
  // How far a register steps is metering's to judge.
  if (kind !== "instantaneous") return { low: 0, high: Number.POSITIVE_INFINITY };
  const { bounds } = natures[carrier];
  if (bounds === null) return null;
  const low = convert(bounds.low, bounds.unit, unit);
  const high = convert(bounds.high, bounds.unit, unit);
  return low.ok && high.ok ? { low: low.value, high: high.value } : null;
}
