import type { Orientation } from "./solar.ts";

/** The vertical facades of a zone. */
export type Facade = Exclude<Orientation, "horizontal">;

export interface FacadeArea {
  /** Wall without its windows, m². */
  readonly opaqueM2: number;
  readonly windowM2: number;
}

/** A part of a building with one air temperature: a sensed room, or everything that is not one. */
export interface Zone {
  readonly id: string;
  readonly floorAreaM2: number;
  readonly heightM: number;
  readonly facades: Readonly<Record<Facade, FacadeArea>>;
  readonly roofM2: number;
  readonly groundM2: number;
  /** Area towards the rest of the building: walls and slabs through which heat passes between zones, m². */
  readonly innerSurfaceM2: number;
  /** People when full; the occupancy profile says what share of them is there. */
  readonly persons: number;
  /** Name of the occupancy profile. */
  readonly profile: string;
  /** Heat and carbon dioxide of one person relative to a seated adult: 0.7 a small child, 3 at a ball game. */
  readonly activity: number;
  /** What the occupants or a badly placed valve make of the building's set-point, K. */
  readonly setPointOffsetK: number;
  /** Output of the radiators at the heating curve's design point, W. */
  readonly radiatorRatedW: number;
  /** Heat or cold that room units can give, W; 0 where there are none. */
  readonly roomUnitW: number;
  /** Outdoor air the ventilation plant brings at full speed, l/s; 0 where there is no plant. */
  readonly ventilationLs: number;
  /** Share of the windows that people can open, 0 to 1. */
  readonly operableWindows: number;
}

/** What the building is made of. */
export interface Envelope {
  /** Thermal transmittances in W/(m²·K); the ground's includes the soil (ISO 13370), taken towards outdoor air. */
  readonly wallU: number;
  readonly windowU: number;
  readonly roofU: number;
  readonly groundU: number;
  /** Thermal bridges as a share of the opaque elements' loss. */
  readonly thermalBridgeShare: number;
  /** Solar heat through a window as a share of the irradiance on it: glazing, frame, dirt, curtains and shade. */
  readonly solarTransmittance: number;
  /** Heat capacity per m² of floor, kJ/(m²·K): ISO 13790 Table 12, 110 light, 165 medium, 260 heavy, 370 very heavy. */
  readonly heatCapacityKjM2K: number;
  /** Air changes per hour through leaks. */
  readonly infiltrationAch: number;
}

/** One value per hour of the local week, Monday 00:00 first: 168 of them. */
export type WeekProgramme = Float64Array;

/** How warm the radiators' water is, as the controller's curve has it. */
export interface HeatingCurve {
  /** Outdoor temperature at which the radiators were sized. */
  readonly designOutdoorC: number;
  /** Outdoor temperature above which no heat is needed. */
  readonly balanceOutdoorC: number;
  /** Mean water temperature less room temperature at the design point, K. */
  readonly ratedExcessK: number;
  /** 1 fits the radiators; 1.2 is a curve set too steep. */
  readonly steepness: number;
  /** Parallel shift of the water temperature, K. */
  readonly shiftK: number;
}

export interface Ventilation {
  /** Share of the plant's full flow in each hour of the week. */
  readonly flow: WeekProgramme;
  /** Temperature efficiency of heat recovery, 0 to 1; held back when the rooms are too warm. */
  readonly heatRecovery: number;
  /** Temperature to which the supply air is heated in the heating season; undefined for exhaust-only plants. */
  readonly supplyAirC: number | undefined;
  /** Specific fan power, W per l/s at full flow; falls with the cube of the flow share, but not under a tenth. */
  readonly fanWPerLs: number;
}

/** What people do with windows when it is too warm or stuffy. */
export interface Airing {
  readonly openAboveC: number;
  readonly openAboveCo2Ppm: number;
  /** Air changes per hour with all operable windows wide open. */
  readonly maximumAch: number;
}

/** Split units that people switch on while they are in the room. */
export interface RoomUnits {
  readonly coolToC: number;
  /** To which they heat when the heat carrier does not deliver; undefined when they only cool. */
  readonly heatToC: number | undefined;
  /** Heat or cold given per electricity taken. */
  readonly performance: number;
}

export interface HotWater {
  /** kWh of heat per m² and year drawn at taps, spread by the profile. */
  readonly drawKwhM2Year: number;
  /** Profile of the draw; its mean over the simulated hours sets the scale. */
  readonly profile: string;
  /** Loss of circulation pipes, W per m² of floor, all year. */
  readonly circulationWm2: number;
  /** What heats it; `none` where each household has a heater on its own meter. */
  readonly carrier: "heat" | "electricity" | "none";
}

export interface Electricity {
  readonly lightingWm2: number;
  /** Share of the lighting that burns at all hours. */
  readonly lightingStandingShare: number;
  /** Share of the lighting that is off when daylight suffices. */
  readonly daylightShare: number;
  readonly equipmentStandingWm2: number;
  /** Equipment per m² when everyone is there, beyond what stands by. */
  readonly equipmentActiveWm2: number;
  /** Share of lighting and equipment on the building's meter; the rest is on tenants' meters and still warms the rooms. */
  readonly meteredShare: number;
  readonly pumpsW: number;
  readonly outdoorLightsW: number;
}

/** How the building is run. */
export interface Operation {
  readonly setPointC: number;
  /** How much lower the set-point is in each hour of the week, K. */
  readonly setbackK: WeekProgramme;
  readonly curve: HeatingCurve;
  /** Share of the radiator output behind thermostats that work; the rest gives what the curve gives. */
  readonly thermostatShare: number;
  /** Fuel or heat bought per heat delivered is 1 / this: 1 for district heat, 0.9 for a gas boiler. */
  readonly heatEfficiency: number;
  readonly ventilation: Ventilation;
  readonly airing: Airing;
  readonly roomUnits: RoomUnits | undefined;
  readonly hotWater: HotWater;
  readonly electricity: Electricity;
}

/** A building as it stands and is run from an hour on; a measure is the step to the next phase. */
export interface Phase {
  /** First hour of the simulation at which the phase holds; the first phase's is 0. */
  readonly fromHour: number;
  readonly envelope: Envelope;
  readonly operation: Operation;
}

/** What surrounds the building: one value per simulated hour in every array. */
export interface Surroundings {
  readonly temperatureC: Float64Array;
  readonly irradianceWm2: Readonly<Record<Orientation, Float64Array>>;
  /** Hour of the local week, 0 to 167, Monday 00:00 first. */
  readonly hourOfWeek: Uint8Array;
  /** 1 in hours when the heat carrier delivers, else 0. */
  readonly heatingSeason: Uint8Array;
  readonly outdoorCo2Ppm: number;
}

/** Share of the people, or of the peak, that is there in each simulated hour, by profile name. */
export type Profiles = Readonly<Record<string, Float64Array>>;
