import { fromFahrenheit, slopeFromFahrenheit, type TemperatureUnit } from "./temperature.ts";

/** Use a day = intercept + betaHdd·max(0, heating − T) + betaCdd·max(0, T − cooling). */
export interface DailyLine {
  readonly coefficients: {
    /** kWh a day without heating or cooling. */
    readonly intercept: number;
    /** Heating slope: kWh a day for each degree under the heating balance point; 0 when the model has none. */
    readonly betaHdd: number;
    /** Cooling slope: kWh a day for each degree over the cooling balance point; 0 when the model has none. */
    readonly betaCdd: number;
  };
  readonly balancePoints: {
    readonly heating: number | undefined;
    readonly cooling: number | undefined;
    readonly unit: TemperatureUnit;
  };
}

/** Modelled use on a day of the given mean temperature in °F; NaN where it is NaN. */
export function useOnDay(line: DailyLine, temperatureF: number): number {
  const { intercept, betaHdd, betaCdd } = line.coefficients;
  const { heating, cooling } = line.balancePoints;
  // Math.max(0, NaN) is NaN, but a model without slopes would otherwise answer for a day it knows nothing about.
  let use = Number.isNaN(temperatureF) ? Number.NaN : intercept;
  if (heating !== undefined) use += betaHdd * Math.max(0, heating - temperatureF);
  if (cooling !== undefined) use += betaCdd * Math.max(0, temperatureF - cooling);
  return use;
}

/** The same line with levels and slopes in the given unit. */
export function inUnit(line: DailyLine, unit: TemperatureUnit): DailyLine {
  const { coefficients, balancePoints } = line;
  const level = (f: number | undefined) => (f === undefined ? undefined : fromFahrenheit(f, unit));
  return {
    coefficients: {
      intercept: coefficients.intercept,
      betaHdd: slopeFromFahrenheit(coefficients.betaHdd, unit),
      betaCdd: slopeFromFahrenheit(coefficients.betaCdd, unit),
    },
    balancePoints: { heating: level(balancePoints.heating), cooling: level(balancePoints.cooling), unit },
  };
}
