import { computePoint, type OutdoorTemperature, type PointInput, type PointResult } from "./compute.ts";

/** What a worker thread does: one point's result. */
export default ({ input, outdoors }: PointTask): PointResult => computePoint(input, outdoors);

export interface PointTask {
  readonly input: PointInput;
  readonly outdoors: OutdoorTemperature | undefined;
}
