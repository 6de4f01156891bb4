/** Learns the figures of `src/calibrationrecord.ts` from the development buildings and prints them. */
import {
  type Carrier,
  learnDrift,
  methods,
  type PlaceboPair,
  placeboErrors,
  placeboExclusion,
  spread,
} from "../src/index.ts";
import { cambridgePairs, isDevelopment } from "./cambridge.ts";

const pairs: PlaceboPair[] = [];
for (const pair of cambridgePairs()) {
  if (pair.fitYear <= 2018 && isDevelopment(pair.building) && placeboExclusion(pair) === undefined)
    pairs.push(pair);
}
const record: Record<string, Record<string, unknown>> = {};
const normalised: { carrier: string; building: string; year: number; z: number }[] = [];
for (const method of methods) {
  record[method] = {};
  for (const carrier of ["electricity", "heat"] satisfies Carrier[]) {
    const errors = pairs
      .filter((pair) => pair.carrier === carrier)
      .flatMap((pair) => {
        const found = placeboErrors(pair, method);
        return found === undefined ? [] : [{ pair, ...found }];
      });
    const learnt = learnDrift(errors);
    record[method]![carrier] = learnt;
    if (method === "husting-daily") {
      for (const { pair, year, fit, driftKwhPerDay } of errors) {
        const { driftKwh, residualKwh } = spread(learnt.driftShare, fit, { ...year[0]!, driftKwhPerDay });
        const z = year[0]!.errorKwh / Math.hypot(driftKwh, residualKwh);
        normalised.push({
          carrier,
          building: pair.building,
          year: pair.fitYear,
          z: Math.max(-3, Math.min(3, z)),
        });
      }
    }
  }
}
let products = 0;
let count = 0;
let squares = 0;
for (const a of normalised) {
  squares += (a.z * a.z) / normalised.length;
  for (const b of normalised) {
    if (a.year !== b.year || a.building >= b.building) continue;
    products += a.z * b.z;
    count++;
  }
}
console.log(JSON.stringify({ betweenBuildings: products / count / squares, drifts: record }, undefined, 2));
