/** Learns the figures of `cambridgeBillingRecord` from the development buildings, scores the others, prints both. */
import {
  billingErrors,
  billingInterval90,
  billingSpread,
  type Carrier,
  cambridgeBillingRecord,
  clusteredShare,
  placeboExclusion,
} from "../src/index.ts";
import { cambridgePairs, isDevelopment } from "./cambridge.ts";

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  // The rank that a new meter's value stays under with the share asked for (split conformal prediction).
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * (sorted.length + 1)) - 1)]!;
}

const errors = [...cambridgePairs()].flatMap((pair) => {
  if (pair.fitYear > 2018 || placeboExclusion(pair) !== undefined) return [];
  const found = billingErrors(pair);
  return found.ok
    ? [{ pair, fit: found.value.fit, months: found.value.months, year: [found.value.year] }]
    : [];
});
for (const carrier of ["electricity", "heat"] satisfies Carrier[]) {
  const own = errors.filter(({ pair }) => pair.carrier === carrier);
  const learnt = own.filter(({ pair }) => isDevelopment(pair.building));
  const relative = learnt.map(({ year }) => Math.abs(year[0]!.errorKwh / year[0]!.period.counterfactualKwh));
  // Of a normal distribution the median of |x| is 0.6745 standard deviations.
  const driftShare = quantile(relative, 0.5) / 0.6745;
  const multiplier = (length: "months" | "year") =>
    quantile(
      learnt.flatMap(({ fit, ...sums }) =>
        sums[length].map(({ errorKwh, period }) => {
          const { driftKwh, residualKwh } = billingSpread(driftShare, fit, period);
          return Math.abs(errorKwh) / Math.hypot(driftKwh, residualKwh);
        }),
      ),
      0.9,
    );
  const reported = own.filter(({ pair }) => !isDevelopment(pair.building));
  const held = reported.map(({ pair, fit, year }) => ({
    building: pair.building,
    year: pair.fitYear,
    holds:
      Math.abs(year[0]!.errorKwh) <=
      billingInterval90(cambridgeBillingRecord, carrier, fit, year[0]!.period).halfWidthKwh,
  }));
  console.log(carrier, {
    driftShare: Number(driftShare.toFixed(4)),
    multipliers: {
      month: Number(multiplier("months").toFixed(3)),
      year: Number(multiplier("year").toFixed(3)),
    },
    meterYears: learnt.length,
    reportingBuildings: clusteredShare(held),
  });
}
