import { type Co2Hour, co2Hour, personCo2Ls } from "./co2.ts";
import type { Envelope, Operation, Surroundings, Zone } from "./description.ts";
import { conductances, ZoneNetwork } from "./network.ts";
import { airWPerLsK, fanPowerW, radiatorShare, recoveredAirC, windowOpening } from "./systems.ts";

/** What holds for the whole building in one hour; filled anew each hour. */
export interface BuildingHour {
  hour: number;
  outdoorC: number;
  heatOn: boolean;
  /** Radiator water over 20 °C, K. */
  excessK: number;
  setbackK: number;
  /** Share of full speed of the ventilation plant. */
  flowShare: number;
}

/** Sensible heat of a seated adult, W (EN 16798-1:2019, Annex C). */
const personW = 75;
/** Someone is there above this share of the people. */
const presence = 0.05;
/** Irradiance on the facade from which on daylight suffices, W/m². */
const daylightWm2 = 150;
/** People do not switch cooling on when it is cool outdoors. */
const coolingAboveOutdoorC = 22;

/** Runs one zone through the hours and adds its heat up. */
export class ZoneRunner {
  readonly zone: Zone;
  readonly network: ZoneNetwork;
  readonly airTemperatureC: Float64Array;
  readonly co2Ppm: Float64Array;
  /** Heat from the zones beside, W, set before each hour. */
  neighbourW = 0;
  /** Results of the last hour, W: heat bought for the zone, electricity on the building's meter. */
  heatW = 0;
  meteredW = 0;
  /** Sums over all hours, Wh. */
  radiatorWh = 0;
  airHeatingWh = 0;
  internalWh = 0;
  solarWh = 0;
  coolingWh = 0;
  unitHeatWh = 0;
  transmissionWh = 0;
  ventilationWh = 0;
  storedWh = 0;

  #envelope: Envelope;
  #operation: Operation;
  readonly #surroundings: Surroundings;
  readonly #occupancy: Float64Array;
  readonly #windowM2: number;
  readonly #volumeM3: number;
  readonly #co2: Co2Hour;

  constructor(
    zone: Zone,
    envelope: Envelope,
    operation: Operation,
    surroundings: Surroundings,
    occupancy: Float64Array,
  ) {
    const hours = surroundings.temperatureC.length;
    const { north, east, south, west } = zone.facades;
    this.zone = zone;
    this.network = new ZoneNetwork(conductances(zone, envelope), operation.setPointC + zone.setPointOffsetK);
    this.airTemperatureC = new Float64Array(hours);
    this.co2Ppm = new Float64Array(hours);
    this.#envelope = envelope;
    this.#operation = operation;
    this.#surroundings = surroundings;
    this.#occupancy = occupancy;
    this.#windowM2 = north.windowM2 + east.windowM2 + south.windowM2 + west.windowM2;
    this.#volumeM3 = zone.floorAreaM2 * zone.heightM;
    this.#co2 = { endPpm: surroundings.outdoorCo2Ppm, meanPpm: surroundings.outdoorCo2Ppm };
  }

  /** The building is changed or run in another way from the next hour on. */
  change(envelope: Envelope, operation: Operation): void {
    this.#envelope = envelope;
    this.#operation = operation;
    this.network.change(conductances(this.zone, envelope));
  }

  run(now: BuildingHour): void {
    const { zone, network } = this;
    const { hour, outdoorC } = now;
    const envelope = this.#envelope;
    const operation = this.#operation;
    const share = this.#occupancy[hour]!;
    const present = share > presence;
    const people = share * zone.persons;

    const irradianceW = this.#windowIrradianceW(hour);
    const solarW = irradianceW * envelope.solarTransmittance;
    const appliancesW = this.#appliancesW(share, irradianceW);
    const internalW = appliancesW + people * zone.activity * personW;

    // People and controllers answer to what the last hour was like.
    const roomC = network.airC;
    const roomPpm = this.#co2.endPpm;
    const targetC = operation.setPointC + zone.setPointOffsetK - now.setbackK;
    const { ventilation, roomUnits } = operation;
    const plantLs = zone.ventilationLs * now.flowShare;
    const recoveredC = recoveredAirC(ventilation, outdoorC, roomC, roomC > targetC + 1.5);
    const coilC = now.heatOn && ventilation.supplyAirC !== undefined ? ventilation.supplyAirC : recoveredC;
    const supplyC = Math.max(recoveredC, coilC);
    const coilW = airWPerLsK * plantLs * (supplyC - recoveredC);

    const unitsOn = roomUnits !== undefined && zone.roomUnitW > 0 && present;
    const cools = unitsOn && outdoorC > coolingAboveOutdoorC;
    let opening = 0;
    if (present && zone.operableWindows > 0) {
      // Whoever has a cooling unit running opens the window for fresh air only.
      const feltC = cools ? Math.min(roomC, operation.airing.openAboveC) : roomC;
      opening = zone.operableWindows * windowOpening(operation.airing, feltC, outdoorC, roomPpm);
    }
    const freshAch = envelope.infiltrationAch + opening * operation.airing.maximumAch;
    const freshLs = (freshAch * this.#volumeM3) / 3.6;
    const flowLs = freshLs + plantLs;
    const entersC = flowLs === 0 ? outdoorC : (freshLs * outdoorC + plantLs * supplyC) / flowLs;

    network.balance(outdoorC, airWPerLsK * flowLs, entersC, internalW, solarW, this.neighbourW);
    const availableW = zone.radiatorRatedW * radiatorShare(operation.curve, now.excessK, roomC);
    const wantedW = Math.min(availableW, Math.max(0, network.heatFor(targetC)));
    const radiatorW = operation.thermostatShare * wantedW + (1 - operation.thermostatShare) * availableW;
    let coolingW = 0;
    let unitHeatW = 0;
    if (cools && radiatorW === 0) {
      coolingW = Math.min(zone.roomUnitW, Math.max(0, -network.heatFor(roomUnits.coolToC)));
    } else if (unitsOn && !now.heatOn && roomUnits.heatToC !== undefined) {
      unitHeatW = Math.min(zone.roomUnitW, Math.max(0, network.heatFor(roomUnits.heatToC)));
    }
    network.advance(radiatorW + unitHeatW - coolingW);

    const generationLs = people * zone.activity * personCo2Ls;
    co2Hour(roomPpm, this.#volumeM3, flowLs, generationLs, this.#surroundings.outdoorCo2Ppm, this.#co2);
    this.co2Ppm[hour] = this.#co2.meanPpm;
    this.airTemperatureC[hour] = network.airC;

    this.heatW = radiatorW + coilW;
    this.meteredW =
      operation.electricity.meteredShare * appliancesW +
      fanPowerW(ventilation, zone.ventilationLs, now.flowShare) +
      (roomUnits === undefined ? 0 : (coolingW + unitHeatW) / roomUnits.performance);
    this.radiatorWh += radiatorW;
    this.airHeatingWh += coilW;
    this.internalWh += internalW;
    this.solarWh += solarW;
    this.coolingWh += coolingW;
    this.unitHeatWh += unitHeatW;
    this.transmissionWh += network.transmissionW;
    this.ventilationWh +=
      airWPerLsK * (freshLs * (network.airC - outdoorC) + plantLs * (network.airC - recoveredC));
    this.storedWh += network.storedW;
  }

  /** Irradiance on the zone's windows, W. */
  #windowIrradianceW(hour: number): number {
    const { north, east, south, west } = this.zone.facades;
    const irradianceWm2 = this.#surroundings.irradianceWm2;
    return (
      north.windowM2 * irradianceWm2.north[hour]! +
      east.windowM2 * irradianceWm2.east[hour]! +
      south.windowM2 * irradianceWm2.south[hour]! +
      west.windowM2 * irradianceWm2.west[hour]!
    );
  }

  /** Lights and equipment, W, with a share of the people there and `irradianceW` on the windows. */
  #appliancesW(share: number, irradianceW: number): number {
    const { electricity } = this.#operation;
    const daylight = this.#windowM2 === 0 ? 0 : Math.min(1, irradianceW / this.#windowM2 / daylightWm2);
    const standing = electricity.lightingStandingShare;
    const switched = Math.min(1, 1.5 * share) * (1 - electricity.daylightShare * daylight);
    return (
      this.zone.floorAreaM2 *
      (electricity.lightingWm2 * (standing + (1 - standing) * switched) +
        electricity.equipmentStandingWm2 +
        electricity.equipmentActiveWm2 * share)
    );
  }
}
