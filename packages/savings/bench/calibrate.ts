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
interface Learnt {
  readonly driftShare: number;
  readonly meterYears: number;
  /** Errors of days, months and years in standard deviations, without sign. */
  readonly sizes: Readonly<Record<"day" | "month" | "year", number[]>>;
}

const carriers = ["electricity", "heat"] as const satisfies Carrier[];
const round = (value: number) => Number(value.toFixed(3));
const record: Record<string, Record<string, unknown>> = {};
const normalised: { carrier: string; building: string; year: number; z: number }[] = [];
for (const method of methods) {
  const learnt: Record<string, Learnt> = {};
  for (const carrier of carriers) {
    const errors = pairs
      .filter((pair) => pair.carrier === carrier)
      .flatMap((pair) => {
        const found = placeboErrors(pair, method);
        return found === undefined ? [] : [{ pair, ...found }];
      });
    const relative = errors.map(({ year }) => Math.abs(year[0]!.errorKwh / year[0]!.counterfactualKwh));
    // Of a normal distribution the median of |x| is 0.6745 standard deviations.
    const driftShare = quantile(relative, 0.5) / 0.6745;
    const sizes = (length: "day" | "month" | "year") =>
      errors.flatMap(({ fit, driftKwhPerDay, ...sums }) =>
        sums[length].map((sum) => {
          const { driftKwh, residualKwh } = spread(driftShare, fit, { ...sum, driftKwhPerDay });
          return Math.abs(sum.errorKwh) / Math.hypot(driftKwh, residualKwh);
        }),
      );
    learnt[carrier] = {
      driftShare,
      meterYears: errors.length,
      sizes: { day: sizes("day"), month: sizes("month"), year: sizes("year") },
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
  // A 90 % rank among the few years of heat falls on the edge between ordinary years and those in which something
  // happened: it could as well be three times as large. Years of both carriers together place it.
  const year = round(
    quantile(
      Object.values(learnt).flatMap(({ sizes }) => sizes.year),
      0.9,
    ),
  );
  record[method] = Object.fromEntries(
    Object.entries(learnt).map(([carrier, { driftShare, meterYears, sizes }]) => [
      carrier,
      {
        driftShare: Number(driftShare.toFixed(4)),
        multipliers: { day: round(quantile(sizes.day, 0.9)), month: round(quantile(sizes.month, 0.9)), year },
        meterYears,
      },
    ]),
  );
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
