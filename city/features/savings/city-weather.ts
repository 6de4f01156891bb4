import type { ReadingStore } from "../../stores/readings/contract.ts";
import { sharedColumn } from "../../threads/pool.ts";
import type { Point } from "../buildings/index.ts";
import type { OutdoorTemperature } from "./compute.ts";

/** The points whose temperatures are the city's: outdoors, and of no building. */
export function cityWeatherPoints(points: readonly Point[]): Point[] {
  return points.filter(({ buildingId, carrier }) => buildingId === null && carrier === "outdoor-temperature");
}

/** All that such a point has measured, in columns that threads share. */
export async function outdoorTemperature(readings: ReadingStore, point: Point): Promise<OutdoorTemperature> {
  const { atMs, value } = await readings.current(point.id);
  return {
    pointId: point.id,
    atMs: sharedColumn(atMs),
    temperatureC: sharedColumn(value),
    stepMs: point.stepMinutes * 60_000,
  };
}
