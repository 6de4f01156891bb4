import {
  type CalibrationRecord,
  cambridgeRecord,
  interval90,
  learnBetweenBuildings,
  learnDrift,
  placeboErrors,
} from "@husting/savings";
import { simulateMeter } from "./building.ts";
import { chanceOf } from "./chance.ts";
import { simulateWeather, yearsFrom } from "./years.ts";

/** Which buildings measures are taken in. */
export interface Population {
  readonly name: "as Cambridge, one building" | "as Cambridge, twenty buildings" | "steady, one building";
  /** Standard deviation of a year's walk of a typical building's level. */
  readonly driftShare: number;
  readonly buildings: number;
  /** People who answer in each period's round. */
  readonly answersPerPeriod: number;
}

/** The first two drift as the Cambridge record's electricity does (7 %), by the figures they give when learnt from. */
export const populations: readonly Population[] = [
  { name: "as Cambridge, one building", driftShare: 0.1, buildings: 1, answersPerPeriod: 600 },
  { name: "as Cambridge, twenty buildings", driftShare: 0.1, buildings: 20, answersPerPeriod: 1200 },
  { name: "steady, one building", driftShare: 0.03, buildings: 1, answersPerPeriod: 600 },
];

// Buildings of a group stand in the same weather, as a measure's do.
const ordinaryGroups = 150;

/**
 * The population's own record, learnt from ordinary years of other buildings of it: drift and multipliers as the
 * Cambridge record's were, and the correlation between buildings from groups as large as a measure.
 */
export function learnRecord({ name, driftShare, buildings }: Population): CalibrationRecord {
  // One building a measure tells less of drift, so more of them are asked.
  const groups = ordinaryGroups * (buildings === 1 ? 4 : 1);
  const ordinary = Array.from({ length: groups }, (_, group) => {
    const chance = chanceOf(`ordinary ${name} ${group}`);
    const years = yearsFrom(group % 12);
    const weather = simulateWeather(chance, years);
    return Array.from({ length: buildings }, () => {
      const meter = simulateMeter(chance, years, weather, { driftShare, savingShare: 0 });
      const pair = {
        building: name,
        carrier: "electricity",
        fitYear: 1,
        fit: meter.baseline,
        next: meter.reporting,
      } as const;
      const errors = placeboErrors(pair, "husting-daily");
      if (errors === undefined) throw new Error(`an ordinary building of group ${group} has no baseline`);
      return errors;
    });
  });
  const { drifts } = cambridgeRecord;
  const record = {
    ...cambridgeRecord,
    id: "simulated-ordinary-years",
    source: "simulated ordinary years",
    drifts: {
      ...drifts,
      "husting-daily": { ...drifts["husting-daily"], electricity: learnDrift(ordinary.flat()) },
    },
  };
  if (buildings === 1) return record;
  const portfolios = ordinary.map((group) => ({
    halfWidthsKwh: Float64Array.from(group, ({ fit, year, driftKwhPerDay }) => {
      const period = { ...year[0]!, driftKwhPerDay };
      return interval90(record, "husting-daily", "electricity", fit, period).halfWidthKwh;
    }),
    errorKwh: group.reduce((sum, { year }) => sum + year[0]!.errorKwh, 0),
  }));
  return {
    ...record,
    betweenBuildings: learnBetweenBuildings(portfolios, cambridgeRecord.betweenBuildings),
  };
}
