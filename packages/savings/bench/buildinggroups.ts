/** Sums of a few buildings' ordinary years, as a portfolio's interval meets them. */
import {
  type CalibrationRecord,
  type Carrier,
  interval90,
  type Method,
  type OrdinaryPortfolio,
  placeboErrors,
  placeboExclusion,
  portfolioInterval90,
} from "../src/index.ts";
import { cambridgePairs, isDevelopment } from "./cambridge.ts";

interface Year {
  readonly carrier: Carrier;
  readonly fitYear: number;
  readonly halfWidthKwh: number;
  readonly errorKwh: number;
}

const sizes = [4, 5, 6, 7, 8] as const;
const drawsOfEach = 40;

/** The ordinary years of one side, each with its own interval and by how much it was missed. */
export function yearsOf(
  side: "development" | "reporting",
  method: Method,
  record: CalibrationRecord,
): Year[] {
  const years: Year[] = [];
  for (const pair of cambridgePairs()) {
    if (pair.fitYear > 2018 || placeboExclusion(pair) !== undefined) continue;
    if (isDevelopment(pair.building) !== (side === "development")) continue;
    const errors = placeboErrors(pair, method);
    const year = errors?.year[0];
    if (errors === undefined || year === undefined) continue;
    const { halfWidthKwh } = interval90(record, method, pair.carrier, errors.fit, {
      counterfactualKwh: year.counterfactualKwh,
      days: year.days,
      driftKwhPerDay: errors.driftKwhPerDay,
    });
    years.push({ carrier: pair.carrier, fitYear: pair.fitYear, halfWidthKwh, errorKwh: year.errorKwh });
  }
  return years;
}

/** Groups of four to eight buildings of one carrier and year, drawn by seeded chance. */
export function groupsOf(years: readonly Year[]): OrdinaryPortfolio[] {
  let state = 20261128;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const groups: OrdinaryPortfolio[] = [];
  for (const alike of Object.values(Object.groupBy(years, (year) => `${year.carrier} ${year.fitYear}`))) {
    for (const size of sizes) {
      if (alike === undefined || alike.length < size) continue;
      for (let draw = 0; draw < drawsOfEach; draw++) {
        const left = alike.slice();
        const group = Array.from({ length: size }, () => left.splice(random(left.length), 1)[0]!);
        groups.push({
          halfWidthsKwh: Float64Array.from(group, ({ halfWidthKwh }) => halfWidthKwh),
          errorKwh: group.reduce((sum, { errorKwh }) => sum + errorKwh, 0),
        });
      }
    }
  }
  return groups;
}

/** The share of groups whose sum lay within the portfolio's interval. */
export function groupsHeld(groups: readonly OrdinaryPortfolio[], betweenBuildings: number): number {
  const held = groups.filter(
    ({ halfWidthsKwh, errorKwh }) =>
      Math.abs(errorKwh) <= portfolioInterval90({ betweenBuildings }, halfWidthsKwh),
  );
  return held.length / groups.length;
}
