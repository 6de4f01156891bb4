/** Learns the figures of `src/calibrationrecord.ts` from the development buildings and prints them. */
import {
  type Carrier,
  methods,
  type PlaceboPair,
  placeboErrors,
  placeboExclusion,
  spread,
} from "../src/index.ts";
import { cambridgePairs, isDevelopment } from "./cambridge.ts";

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  // The rank that a new meter's value stays under with the share asked for (split conformal prediction).
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * (sorted.length + 1)) - 1)]!;
}

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
    const relative = errors.map(({ year }) => Math.abs(year[0]!.errorKwh / year[0]!.counterfactualKwh));
    // Of a normal distribution the median of |x| is 0.6745 standard deviations.
    const driftShare = quantile(relative, 0.5) / 0.6745;
    const multiplier = (length: "day" | "month" | "year") =>
      quantile(
        errors.flatMap(({ fit, driftKwhPerDay, ...sums }) =>
          sums[length].map((sum) => {
            const { driftKwh, residualKwh } = spread(driftShare, fit, { ...sum, driftKwhPerDay });
            return Math.abs(sum.errorKwh) / Math.hypot(driftKwh, residualKwh);
          }),
        ),
        0.9,
      );
    record[method]![carrier] = {
      driftShare: Number(driftShare.toFixed(4)),
      multipliers: {
        day: Number(multiplier("day").toFixed(3)),
        month: Number(multiplier("month").toFixed(3)),
        year: Number(multiplier("year").toFixed(3)),
      },
      meterYears: errors.length,
    };
    if (method === "husting-daily") {
      for (const { pair, year, fit, driftKwhPerDay } of errors) {
        const { driftKwh, residualKwh } = spread(driftShare, fit, { ...year[0]!, driftKwhPerDay });
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
