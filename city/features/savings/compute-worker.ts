import { computePoint, type OutdoorTemperature, type PointInput, type PointResult } from "./compute.ts";

/** One point's result, with the outdoor temperature by its place among those that all threads share. */
export interface PointTask {
  readonly input: PointInput;
  readonly outdoors: number | undefined;
}

/** What a worker thread does. */
export function prepare(outdoors: readonly OutdoorTemperature[]) {
  return ({ input, outdoors: place }: PointTask): PointResult =>
    computePoint(input, place === undefined ? undefined : outdoors[place]);
}
