import type { Point } from "../buildings/index.ts";
import { calibrationCarrier } from "../savings/index.ts";
import type { Experiment } from "./experiments.ts";

/** The meters that tell an experiment's answer: all of the building's of that energy, and of no single room. */
export function metersFor(
  points: readonly Point[],
  buildingId: number,
  energy: Experiment["energy"],
): Point[] {
  return points.filter(
    (point) =>
      point.buildingId === buildingId &&
      point.roomId === null &&
      point.kind !== "instantaneous" &&
      calibrationCarrier(point.carrier) === energy,
  );
}
