import { generatePlannedCity, plannedCities } from "../demo/generate.ts";
import type { PlannedBuilding, PlannedFlaws, PlannedMeasure } from "../demo/plan.ts";
import type { DemoCityName, DemoReadings } from "../demo/types.ts";

const DAY_MS = 86_400_000;
const DEMO_YEARS = 3;
/** Work that begins soon after the demo's end has a whole year behind it by then. */
const YEARS_MORE = 2;

/** A reading as another system sends it. */
export interface SentReading {
  readonly point: string;
  readonly time: string;
  readonly value: string;
}

/** Work done in a demo building after the demo's end, with what it changes in the building. */
export interface FollowingWork {
  readonly building: string;
  readonly startMs: number;
  readonly days: number;
  readonly change: PlannedMeasure["change"];
}

/**
 * How a demo city goes on where its demo ends: the same weather, people and building, hour by hour, and the work as a change of the building itself. What
 * its meters and sensors tell from then on, and what really was saved.
 * @param demo with which the demo was made.
 */
export function yearThatFollows(
  city: DemoCityName,
  demo: { readonly endMs: number; readonly seed: string },
  work: FollowingWork,
  untilMs: number,
): { readonly readings: SentReading[]; readonly trueEffectShare: number } {
  const plan = plannedCities[city];
  const planned = plan.buildings.find(({ id }) => id === work.building);
  if (planned === undefined) throw new Error(`no building ${work.building}`);
  const laterMs = new Date(demo.endMs).setUTCFullYear(new Date(demo.endMs).getUTCFullYear() + YEARS_MORE);
  if (untilMs > laterMs) throw new RangeError("the city does not go on so far");
  const measure: PlannedMeasure = {
    ...{ id: "following", title: { sv: "", en: "", zh: "" }, kind: "other", carrier: "heat" },
    ...{ startedDaysBeforeEnd: (laterMs - work.startMs) / DAY_MS, days: work.days, change: work.change },
  };
  const before = generatePlannedCity(
    { ...plan, buildings: [planned] },
    { endMs: demo.endMs, years: DEMO_YEARS, seed: demo.seed },
  );
  const later = movedBack(planned, (laterMs - demo.endMs) / DAY_MS);
  const after = generatePlannedCity(
    { ...plan, buildings: [{ ...later, measures: [...later.measures, measure] }] },
    { endMs: laterMs, years: DEMO_YEARS + YEARS_MORE, seed: demo.seed },
  );
  const [was, is] = [before.buildings[0]!, after.buildings[0]!];
  const readings: SentReading[] = [];
  const send = (point: string, { timesMs, values, decimals }: DemoReadings, fromValue = 0): void => {
    for (let at = 0; at < timesMs.length; at++) {
      const timeMs = timesMs[at]!;
      if (timeMs < demo.endMs || timeMs >= untilMs) continue;
      const value = (values[at]! + fromValue).toFixed(decimals);
      readings.push({ point, time: new Date(timeMs).toISOString(), value });
    }
  };
  const { startMs, values } = after.weather.temperatureC;
  const timesMs = Float64Array.from(values, (_, hour) => startMs + hour * 3_600_000);
  send(`${city}/outdoor-temperature`, { timesMs, values, decimals: 1 });
  for (const [index, point] of is.points.entries()) {
    // A register goes on from where it stood: how hot water is spread over the years makes a count or two of difference.
    const stood = was.points[index]!.readings.values.at(-1)!;
    const at = point.readings.timesMs.indexOf(demo.endMs);
    send(point.id, point.readings, point.kind === "cumulative" ? stood - point.readings.values[at]! : 0);
  }
  for (const { id, sensor } of is.rooms) {
    if (sensor === undefined) continue;
    send(`${is.id}/${id}/indoor-temperature`, sensor.temperatureC);
    send(`${is.id}/${id}/co2`, sensor.co2Ppm);
  }
  return { readings, trueEffectShare: is.measures.at(-1)!.trueEffectShare };
}

/** The same building, its own past work and flaws on the days on which they were, counted from a later end. */
function movedBack(building: PlannedBuilding, days: number): PlannedBuilding {
  const { gaps, outage, correction, swap, rollover } = building.flaws;
  const move = <Flaw extends { readonly daysBeforeEnd: number }>(flaw: Flaw): Flaw => ({
    ...flaw,
    daysBeforeEnd: flaw.daysBeforeEnd + days,
  });
  const flaws: PlannedFlaws = {
    ...(gaps === undefined ? {} : { gaps: gaps.map(move) }),
    ...(outage === undefined ? {} : { outage: move(outage) }),
    ...(correction === undefined ? {} : { correction: move(correction) }),
    ...(swap === undefined ? {} : { swap: move(swap) }),
    ...(rollover === undefined ? {} : { rollover: move(rollover) }),
  };
  const measures = building.measures.map((one) => ({
    ...one,
    startedDaysBeforeEnd: one.startedDaysBeforeEnd + days,
  }));
  return { ...building, flaws, measures };
}
