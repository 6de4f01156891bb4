import type { Envelope, Operation, Profiles, Surroundings, Zone } from "./description.ts";

/** A plain house and plain weather for the tests, to be varied with spread. */
export const plainEnvelope: Envelope = {
  wallU: 0.3,
  windowU: 1.5,
  roofU: 0.2,
  groundU: 0.2,
  thermalBridgeShare: 0.1,
  solarTransmittance: 0.3,
  heatCapacityKjM2K: 165,
  infiltrationAch: 0.2,
};

export const plainZone: Zone = {
  id: "room",
  floorAreaM2: 100,
  heightM: 2.7,
  facades: {
    north: { opaqueM2: 20, windowM2: 5 },
    east: { opaqueM2: 20, windowM2: 5 },
    south: { opaqueM2: 20, windowM2: 10 },
    west: { opaqueM2: 20, windowM2: 5 },
  },
  roofM2: 100,
  groundM2: 100,
  innerSurfaceM2: 0,
  persons: 5,
  profile: "people",
  activity: 1,
  setPointOffsetK: 0,
  radiatorRatedW: 10_000,
  roomUnitW: 0,
  ventilationLs: 40,
  operableWindows: 0,
};

export const plainOperation: Operation = {
  setPointC: 21,
  setbackK: new Float64Array(168),
  curve: { designOutdoorC: -20, balanceOutdoorC: 18, ratedExcessK: 30, steepness: 1, shiftK: 0 },
  thermostatShare: 1,
  heatEfficiency: 1,
  ventilation: { flow: new Float64Array(168).fill(1), heatRecovery: 0.6, supplyAirC: 17, fanWPerLs: 2 },
  airing: { openAboveC: 25, openAboveCo2Ppm: 1200, maximumAch: 4 },
  roomUnits: undefined,
  hotWater: { drawKwhM2Year: 0, profile: "people", circulationWm2: 0, carrier: "heat" },
  electricity: {
    lightingWm2: 6,
    lightingStandingShare: 0.1,
    daylightShare: 0.3,
    equipmentStandingWm2: 1,
    equipmentActiveWm2: 4,
    meteredShare: 1,
    pumpsW: 0,
    outdoorLightsW: 0,
  },
};

export function constantSurroundings(hours: number, outdoorC: number): Surroundings {
  const dark = new Float64Array(hours);
  return {
    temperatureC: new Float64Array(hours).fill(outdoorC),
    irradianceWm2: { north: dark, east: dark, south: dark, west: dark, horizontal: dark },
    hourOfWeek: Uint8Array.from({ length: hours }, (_, hour) => hour % 168),
    heatingSeason: new Uint8Array(hours).fill(1),
    outdoorCo2Ppm: 420,
  };
}

export function constantPeople(hours: number, share: number): Profiles {
  return { people: new Float64Array(hours).fill(share) };
}
