import type { Formats } from "./format.ts";

/** Figures of one comparison in one unit and with the decimals of the largest, so that they can be set against each other. */
export function energiesAlike(format: Formats, kwh: readonly number[]): (kwh: number) => string {
  const largest = Math.max(...kwh.map(Math.abs));
  const unit = format.energyUnit(largest);
  const decimals = format.decimals(unit === "MWh" ? largest / 1000 : largest);
  return (value) => format.withUnit(format.energyNumber(value, unit, { decimals }), unit);
}
