import type {
  Envelope,
  HeatingCurve,
  HotWater,
  Operation,
  RoomUnits,
  WeekProgramme,
} from "@husting/building";
import type { MeterPlan, PlannedRoom } from "./plan.ts";
import { always } from "./plan.ts";
import type { ProfileName } from "./profiles.ts";
import type { Localised } from "./types.ts";

export const say = (sv: string, en: string, zh: string): Localised => ({ sv, en, zh });

/** How a house is run, in one line per trade; the rest is what such houses usually have. */
export interface Run {
  readonly setPointC: number;
  readonly curve: HeatingCurve;
  readonly steepness: number;
  readonly thermostatShare: number;
  readonly heatEfficiency?: number;
  /** Share of full flow over the week. */
  readonly flow: WeekProgramme;
  readonly heatRecovery: number;
  readonly supplyAirC?: number;
  readonly fanWPerLs: number;
  readonly openAboveC?: number;
  readonly openAboveCo2Ppm?: number;
  readonly maximumAch?: number;
  readonly roomUnits?: RoomUnits;
  readonly hotWater: readonly [
    kwhM2Year: number,
    circulationWm2: number,
    profile: ProfileName,
    carrier: HotWater["carrier"],
  ];
  readonly lighting: readonly [wattM2: number, standingShare: number, daylightShare: number];
  readonly equipment: readonly [standingWm2: number, activeWm2: number];
  readonly meteredShare?: number;
  readonly pumpsW: number;
  readonly outdoorLightsW: number;
}

export function operate(run: Run): Operation {
  const [drawKwhM2Year, circulationWm2, profile, carrier] = run.hotWater;
  const [lightingWm2, lightingStandingShare, daylightShare] = run.lighting;
  const [equipmentStandingWm2, equipmentActiveWm2] = run.equipment;
  return {
    setPointC: run.setPointC,
    setbackK: always(0),
    curve: { ...run.curve, steepness: run.steepness },
    thermostatShare: run.thermostatShare,
    heatEfficiency: run.heatEfficiency ?? 1,
    ventilation: {
      flow: run.flow,
      heatRecovery: run.heatRecovery,
      supplyAirC: run.supplyAirC,
      fanWPerLs: run.fanWPerLs,
    },
    airing: {
      openAboveC: run.openAboveC ?? 24,
      openAboveCo2Ppm: run.openAboveCo2Ppm ?? 1100,
      maximumAch: run.maximumAch ?? 4,
    },
    roomUnits: run.roomUnits,
    hotWater: { drawKwhM2Year, circulationWm2, profile, carrier },
    electricity: {
      lightingWm2,
      lightingStandingShare,
      daylightShare,
      equipmentStandingWm2,
      equipmentActiveWm2,
      meteredShare: run.meteredShare ?? 1,
      pumpsW: run.pumpsW,
      outdoorLightsW: run.outdoorLightsW,
    },
  };
}

/** A wall, window, roof and floor: U-values, then leaks per hour, sun through windows and mass. */
export function envelope(
  [wallU, windowU, roofU, groundU]: readonly [number, number, number, number],
  infiltrationAch: number,
  solarTransmittance: number,
  heatCapacityKjM2K: number,
): Envelope {
  return {
    wallU,
    windowU,
    roofU,
    groundU,
    thermalBridgeShare: 0.15,
    solarTransmittance,
    heatCapacityKjM2K,
    infiltrationAch,
  };
}

type RoomExtras = Partial<
  Pick<
    PlannedRoom,
    "activity" | "heightM" | "ventilationLsM2" | "setPointOffsetK" | "radiatorSize" | "sensed"
  > & { readonly profile: ProfileName }
>;

export function room(
  id: string,
  name: Localised,
  floorAreaM2: number,
  persons: number,
  storey: PlannedRoom["storey"],
  facades: PlannedRoom["facades"],
  extras: RoomExtras = {},
): PlannedRoom {
  return { id, name, floorAreaM2, persons, storey, facades, sensed: true, ...extras };
}

export const hourlyKwh: MeterPlan = {
  kind: "interval",
  unit: "kWh",
  decimals: 2,
  registerWidth: 8,
  multiplier: 1,
};

/** A register that counts what flows through current transformers: one count is `multiplier` kWh. */
export const registerKwh = (multiplier: number, registerWidth = 6): MeterPlan => ({
  kind: "cumulative",
  unit: "kWh",
  decimals: 2,
  registerWidth,
  multiplier,
});

/** A heat meter's register in MWh. */
export const registerMwh: MeterPlan = {
  kind: "cumulative",
  unit: "MWh",
  decimals: 3,
  registerWidth: 5,
  multiplier: 1,
};

/** A heat or gas meter's register in kWh. */
export const heatRegisterKwh: MeterPlan = {
  kind: "cumulative",
  unit: "kWh",
  decimals: 1,
  registerWidth: 7,
  multiplier: 1,
};
