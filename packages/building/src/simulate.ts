import type { Phase, Profiles, Surroundings, Zone } from "./description.ts";
import { waterExcessK } from "./systems.ts";
import { type BuildingHour, ZoneRunner } from "./zone-hour.ts";

/** Hourly means of one zone. */
export interface ZoneClimate {
  readonly id: string;
  readonly airTemperatureC: Float64Array;
  readonly co2Ppm: Float64Array;
}

/**
 * Heat of the whole simulation, kWh. It closes:
 * radiators + air heating + room units + internal + solar = cooling + transmission + ventilation + stored.
 */
export interface HeatBalance {
  readonly radiatorKwh: number;
  /** Heating coils of the ventilation plant. */
  readonly airHeatingKwh: number;
  /** Heat of room units outside the heating season. */
  readonly unitHeatKwh: number;
  /** People, lights, equipment. */
  readonly internalKwh: number;
  readonly solarKwh: number;
  readonly coolingKwh: number;
  readonly transmissionKwh: number;
  /** Of all outdoor air, after heat recovery. */
  readonly ventilationKwh: number;
  /** How much more heat the building's mass holds at the end than at the start. */
  readonly storedKwh: number;
  /** Drawn and lost in circulation; passes the rooms by. */
  readonly hotWaterKwh: number;
}

export interface BuildingSimulation {
  /** Bought heat (or fuel) of each hour: radiators, air heating, hot water, over the efficiency. */
  readonly heatKwh: Float64Array;
  /** Electricity on the building's meter in each hour. */
  readonly electricityKwh: Float64Array;
  /** One for each zone, in the zones' order. */
  readonly rooms: readonly ZoneClimate[];
  readonly balance: HeatBalance;
}

/** Between zones: partitions and slabs with surfaces on both sides, W/(m²·K). */
const innerWm2K = 1.5;
/** Lamps over doors and yards burn until the sun gives about as much as they do, W/m². */
const duskWm2 = 3;

/**
 * Simulates a building hour by hour: heat by the 5R1C network of ISO 13790 in each zone (see `ZoneNetwork`), radiators
 * limited by the heating curve, thermostats, ventilation with heat recovery and air heating, people who open windows,
 * and the carbon dioxide of each zone. All zones but the first adjoin the first. Everything starts at the set-point,
 * so the first days remember that; hot water and its circulation do not warm the rooms.
 *
 * People and controllers answer to the hour before; the heat balance itself closes in every hour.
 *
 * @param phases at least one, ascending in `fromHour`, the first at 0
 * @param profiles every profile named by zones and hot water, at least as long as the weather
 * @throws RangeError when a profile is missing or too short, or no phase holds at the start
 */
export function simulateBuilding(
  zones: readonly Zone[],
  phases: readonly Phase[],
  surroundings: Surroundings,
  profiles: Profiles,
): BuildingSimulation {
  const hours = surroundings.temperatureC.length;
  const profile = (name: string): Float64Array => {
    const found = profiles[name];
    if (found === undefined || found.length < hours)
      throw new RangeError(`no profile "${name}" of ${hours} hours`);
    return found;
  };
  const first = phases[0];
  if (first === undefined || first.fromHour !== 0) throw new RangeError("no phase holds at hour 0");
  const runners = zones.map(
    (zone) => new ZoneRunner(zone, first.envelope, first.operation, surroundings, profile(zone.profile)),
  );
  const floorM2 = zones.reduce((sum, zone) => sum + zone.floorAreaM2, 0);
  const heatKwh = new Float64Array(hours);
  const electricityKwh = new Float64Array(hours);
  const now: BuildingHour = { hour: 0, outdoorC: 0, heatOn: false, excessK: 0, setbackK: 0, flowShare: 0 };
  let hotWaterWh = 0;

  phases.forEach(({ fromHour, envelope, operation }, index) => {
    const toHour = Math.min(hours, phases[index + 1]?.fromHour ?? hours);
    if (index > 0) for (const runner of runners) runner.change(envelope, operation);
    const { hotWater, electricity } = operation;
    const draw = profile(hotWater.profile);
    const drawPeakW = peakDrawW(hotWater.drawKwhM2Year * floorM2, draw, hours);
    const circulationW = hotWater.circulationWm2 * floorM2;

    for (let hour = fromHour; hour < toHour; hour++) {
      const weekHour = surroundings.hourOfWeek[hour]!;
      now.hour = hour;
      now.outdoorC = surroundings.temperatureC[hour]!;
      now.heatOn = surroundings.heatingSeason[hour] === 1;
      now.setbackK = operation.setbackK[weekHour]!;
      now.excessK = now.heatOn ? waterExcessK(operation.curve, now.outdoorC, now.setbackK) : 0;
      now.flowShare = operation.ventilation.flow[weekHour]!;
      exchange(runners);

      let boughtW = 0;
      let meteredW = now.excessK > 0 ? electricity.pumpsW : 0;
      if (surroundings.irradianceWm2.horizontal[hour]! < duskWm2) meteredW += electricity.outdoorLightsW;
      for (const runner of runners) {
        runner.run(now);
        boughtW += runner.heatW;
        meteredW += runner.meteredW;
      }
      const waterW = drawPeakW * draw[hour]! + circulationW;
      if (hotWater.carrier === "heat") boughtW += waterW;
      else if (hotWater.carrier === "electricity") meteredW += waterW;
      if (hotWater.carrier !== "none") hotWaterWh += waterW;
      heatKwh[hour] = boughtW / operation.heatEfficiency / 1000;
      electricityKwh[hour] = meteredW / 1000;
    }
  });

  const totalKwh = (wattHours: (runner: ZoneRunner) => number): number =>
    runners.reduce((sum, runner) => sum + wattHours(runner), 0) / 1000;
  return {
    heatKwh,
    electricityKwh,
    rooms: runners.map(({ zone, airTemperatureC, co2Ppm }) => ({ id: zone.id, airTemperatureC, co2Ppm })),
    balance: {
      radiatorKwh: totalKwh((runner) => runner.radiatorWh),
      airHeatingKwh: totalKwh((runner) => runner.airHeatingWh),
      unitHeatKwh: totalKwh((runner) => runner.unitHeatWh),
      internalKwh: totalKwh((runner) => runner.internalWh),
      solarKwh: totalKwh((runner) => runner.solarWh),
      coolingKwh: totalKwh((runner) => runner.coolingWh),
      transmissionKwh: totalKwh((runner) => runner.transmissionWh),
      ventilationKwh: totalKwh((runner) => runner.ventilationWh),
      storedKwh: totalKwh((runner) => runner.storedWh),
      hotWaterKwh: hotWaterWh / 1000,
    },
  };
}

/** Heat that passes in the coming hour between the first zone and each of the others. */
function exchange(runners: readonly ZoneRunner[]): void {
  const rest = runners[0];
  if (rest === undefined) return;
  rest.neighbourW = 0;
  for (let index = 1; index < runners.length; index++) {
    const runner = runners[index]!;
    runner.neighbourW = innerWm2K * runner.zone.innerSurfaceM2 * (rest.network.massC - runner.network.massC);
    rest.neighbourW -= runner.neighbourW;
  }
}

/** Hot-water power, W, at a profile value of 1, so that a mean year of the profile draws `kwhYear`. */
function peakDrawW(kwhYear: number, draw: Float64Array, hours: number): number {
  let sum = 0;
  for (let hour = 0; hour < hours; hour++) sum += draw[hour]!;
  return sum === 0 ? 0 : ((kwhYear * 1000) / 8766) * (hours / sum);
}
