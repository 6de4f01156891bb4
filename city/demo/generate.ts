import {
  type BuildingSimulation,
  divideBuilding,
  facadeIrradiance,
  type HourlyWeather,
  type Phase,
  type Profiles,
  type Surroundings,
  simulateBuilding,
  sizeRadiators,
  synthesiseWeather,
  type Zone,
} from "@husting/building";
import type { RegularSeries } from "@husting/series";
import { heatingSeason, type LocalHours, localHours } from "./calendars.ts";
import { chanba } from "./chanba.ts";
import { tellPoint, tellRoom } from "./flaws.ts";
import type { BuildingState, PlannedBuilding, PlannedCity, PlannedMeasure } from "./plan.ts";
import { occupancyProfiles } from "./profiles.ts";
import type {
  DemoBuilding,
  DemoCity,
  DemoCityName,
  DemoFlaw,
  DemoMeasure,
  DemoOptions,
  TrueEffect,
} from "./types.ts";
import { umea } from "./umea.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The plans of the two demo cities. */
export const plannedCities: Readonly<Record<DemoCityName, PlannedCity>> = { umea, chanba };

/** What all buildings of a city share. */
interface Stage {
  readonly plan: PlannedCity;
  readonly startMs: number;
  readonly endMs: number;
  readonly seed: string;
  readonly local: LocalHours;
  readonly weather: HourlyWeather;
  readonly surroundings: Readonly<Record<PlannedBuilding["heatCarrier"], Surroundings>>;
  readonly profiles: Profiles;
}

/**
 * A whole demo city: weather, ten buildings with meters, rooms and measures, and the flaws of real data. Simulated from
 * the first hour to the last; the same city, end and seed give the same city.
 * @throws RangeError when the end is no whole hour or there is less than one hour
 */
export function generateDemoCity(city: DemoCityName, options: DemoOptions): DemoCity {
  return generatePlannedCity(plannedCities[city], options);
}

/** The same of any plan of a city. */
export function generatePlannedCity(plan: PlannedCity, options: DemoOptions): DemoCity {
  const { endMs, years = 3, seed } = options;
  const { city } = plan;
  const end = new Date(endMs);
  const startMs = new Date(endMs).setUTCFullYear(end.getUTCFullYear() - years);
  if (endMs % hourMs !== 0) throw new RangeError(`the end is not a whole hour: ${endMs}`);
  if (!(startMs < endMs)) throw new RangeError(`no hours in ${years} years`);
  const hours = (endMs - startMs) / hourMs;
  const streams = `${city}/${seed}`;
  const local = localHours(plan.zone, startMs, hours);
  const weather = synthesiseWeather(plan.climate, { startMs, hours }, streams);
  const irradianceWm2 = facadeIrradiance(startMs, weather.globalIrradianceWm2.values, plan.climate.place);
  const surroundings = (carrier: PlannedBuilding["heatCarrier"]): Surroundings => ({
    temperatureC: weather.temperatureC.values,
    irradianceWm2,
    hourOfWeek: local.hourOfWeek,
    heatingSeason: heatingSeason(plan.heatingSeasons[carrier], local),
    outdoorCo2Ppm: plan.outdoorCo2Ppm,
  });
  const stage: Stage = {
    plan,
    startMs,
    endMs,
    seed: streams,
    local,
    weather,
    surroundings: { "district-heat": surroundings("district-heat"), gas: surroundings("gas") },
    profiles: occupancyProfiles(plan.calendar, local, streams),
  };
  return {
    city,
    name: plan.name,
    zone: plan.zone,
    startMs,
    endMs,
    weather,
    buildings: plan.buildings.map((building) => generateBuilding(stage, building)),
  };
}

function generateBuilding(stage: Stage, building: PlannedBuilding): DemoBuilding {
  const { startMs, endMs, seed, plan } = stage;
  const zones = sizeRadiators(
    divideBuilding(building.shape, building.defaults, building.rooms),
    building.envelope,
    building.operation.curve,
    building.operation.ventilation,
    building.radiatorSize,
    building.rooms,
  );
  const surroundings = stage.surroundings[building.heatCarrier];
  const dated = building.measures.map((measure) => dateMeasure(stage, measure));
  const simulate = (measures: readonly DatedMeasure[]): BuildingSimulation =>
    simulateBuilding(zones, phasesOf(stage, building, measures), surroundings, stage.profiles);
  const real = simulate(dated);

  const telling = { building, startMs, endMs, seed };
  const flaws: DemoFlaw[] = [];
  const { outage } = building.flaws;
  if (outage !== undefined) {
    const fromMs = Math.floor((endMs - outage.daysBeforeEnd * dayMs) / hourMs) * hourMs;
    flaws.push({ kind: "gateway-outage", fromMs, toMs: fromMs + outage.days * dayMs });
  }
  const points = (["heat", "electricity"] as const).map((name) => {
    const told = tellPoint(telling, name, name === "heat" ? real.heatKwh : real.electricityKwh);
    flaws.push(...told.flaws);
    return told.point;
  });
  const rooms = building.rooms.map((_, index) => {
    // The first zone is everything that is not a room.
    const { airTemperatureC, co2Ppm } = real.rooms[index + 1]!;
    const told = tellRoom(telling, index, airTemperatureC, co2Ppm);
    flaws.push(...told.flaws);
    return told.room;
  });
  const measures = dated.map((one): DemoMeasure => {
    const without = simulate(dated.filter((other) => other !== one));
    const trueEffect = compare(surroundings, stage.profiles, zones, one.reportingStartHour, real, without);
    const { id, title, kind, carrier } = one.measure;
    return {
      id,
      title,
      kind,
      carrier: carrier === "heat" ? building.heatCarrier : "electricity",
      startedAtMs: one.startedAtMs,
      finishedAtMs: one.finishedAtMs,
      baselineEndMs: one.startedAtMs,
      reportingStartMs: one.finishedAtMs,
      trueEffectShare: carrier === "heat" ? trueEffect.heatShare : trueEffect.electricityShare,
      trueEffect,
      plan: one.measure.plan ?? {},
      asksPeople: one.measure.asksNobody !== true,
    };
  });
  const series = (values: Float64Array): RegularSeries => ({ startMs, stepMs: hourMs, values });
  return {
    id: building.id,
    name: building.name,
    use: building.use,
    yearBuilt: building.yearBuilt,
    floorAreaM2: building.shape.floorAreaM2,
    floorAreaKind: plan.floorAreaKind,
    storeys: building.shape.storeys,
    points,
    rooms,
    measures,
    flaws,
    truth: { heatKwh: series(real.heatKwh), electricityKwh: series(real.electricityKwh) },
  };
}

interface DatedMeasure {
  readonly measure: PlannedMeasure;
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
  /** Hour from which the building is changed: half-way through the work. */
  readonly effectHour: number;
  readonly reportingStartHour: number;
}

/** The local midnight at which the day of an instant began; the first hour there is for what lies before it. */
function midnight({ local, startMs }: Stage, ms: number): number {
  const hour = Math.min(local.hourOfDay.length - 1, Math.max(0, Math.floor((ms - startMs) / hourMs)));
  const day = local.epochDay[hour];
  let first = hour;
  while (first > 0 && local.epochDay[first - 1] === day) first--;
  return startMs + first * hourMs;
}

/** Work begins and ends at local midnight. */
function dateMeasure(stage: Stage, measure: PlannedMeasure): DatedMeasure {
  const { startMs, endMs } = stage;
  const startedAtMs = midnight(stage, endMs - measure.startedDaysBeforeEnd * dayMs);
  const finishedAtMs = midnight(stage, startedAtMs + measure.days * dayMs + 2 * hourMs);
  return {
    measure,
    startedAtMs,
    finishedAtMs,
    effectHour: Math.floor((startedAtMs + finishedAtMs) / 2 / hourMs) - startMs / hourMs,
    reportingStartHour: (finishedAtMs - startMs) / hourMs,
  };
}

function phasesOf(stage: Stage, building: PlannedBuilding, measures: readonly DatedMeasure[]): Phase[] {
  let state: BuildingState = { envelope: building.envelope, operation: building.operation };
  const phases: Phase[] = [{ fromHour: 0, ...state }];
  for (const { measure, effectHour } of measures.toSorted((a, b) => a.effectHour - b.effectHour)) {
    state = measure.change(state);
    phases.push({ fromHour: effectHour, ...state });
  }
  const { startMs, endMs } = stage;
  for (const { startedDaysBeforeEnd, days, change } of building.trials ?? []) {
    const fromMs = midnight(stage, endMs - startedDaysBeforeEnd * dayMs);
    const toMs = midnight(stage, fromMs + days * dayMs + 2 * hourMs);
    const fromHour = (fromMs - startMs) / hourMs;
    // A demo that is shorter than that never saw it.
    if (fromHour === 0) continue;
    const { fromHour: _, ...before } = phases.findLast((phase) => phase.fromHour <= fromHour)!;
    phases.push({ fromHour, ...change(before) }, { fromHour: (toMs - startMs) / hourMs, ...before });
  }
  return phases.sort((a, b) => a.fromHour - b.fromHour);
}

/** What a measure did from an hour on: the building with it against the same building without it. */
function compare(
  surroundings: Surroundings,
  profiles: Profiles,
  zones: readonly Zone[],
  fromHour: number,
  real: BuildingSimulation,
  without: BuildingSimulation,
): TrueEffect {
  const sum = (values: Float64Array): number => {
    let total = 0;
    for (let hour = fromHour; hour < values.length; hour++) total += values[hour]!;
    return total;
  };
  const heatKwh = sum(without.heatKwh) - sum(real.heatKwh);
  const electricityKwh = sum(without.electricityKwh) - sum(real.electricityKwh);
  const changesK = zones.slice(1).flatMap((zone, index) => {
    const now = real.rooms[index + 1]!.airTemperatureC;
    const else_ = without.rooms[index + 1]!.airTemperatureC;
    const people = profiles[zone.profile]!;
    let changeK = 0;
    let hours = 0;
    for (let hour = fromHour; hour < now.length; hour++) {
      if (people[hour]! <= 0.05 || surroundings.heatingSeason[hour] === 0) continue;
      if (surroundings.temperatureC[hour]! > 10) continue;
      changeK += now[hour]! - else_[hour]!;
      hours++;
    }
    return hours === 0 ? [] : [changeK / hours];
  });
  return {
    heatShare: heatKwh / Math.max(1, sum(without.heatKwh)),
    electricityShare: electricityKwh / Math.max(1, sum(without.electricityKwh)),
    heatKwh,
    electricityKwh,
    roomTemperatureK: changesK.reduce((total, value) => total + value, 0) / Math.max(1, changesK.length),
    worstRoomTemperatureK: changesK.length === 0 ? 0 : Math.min(...changesK),
  };
}
