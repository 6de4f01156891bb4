import type { Envelope, Facade, FacadeArea, HeatingCurve, Ventilation, Zone } from "./description.ts";
import { opaqueConductance, windowConductance } from "./network.ts";
import { airWPerLsK } from "./systems.ts";

/** A rectangular building, as its owner would describe it in a line. */
export interface BuildingShape {
  readonly floorAreaM2: number;
  readonly storeys: number;
  readonly storeyHeightM: number;
  /** Length of the sides that face south and north over that of the sides that face east and west. */
  readonly lengthToWidth: number;
  /** Windows as a share of the facade. */
  readonly windowShare: Readonly<Record<Facade, number>>;
  /** Share of the sides that stands against other buildings. */
  readonly sharedWalls: number;
}

/** What is the same in all parts of a building unless a room says otherwise. */
export interface ZoneDefaults {
  readonly personsPerM2: number;
  readonly profile: string;
  readonly activity: number;
  readonly ventilationLsM2: number;
  readonly roomUnitWm2: number;
  readonly operableWindows: number;
}

/** A sensed room within the building. */
export interface RoomPlan {
  readonly id: string;
  readonly floorAreaM2: number;
  /** Facades that are outdoors; a corner room has two, a room inside the house none. */
  readonly facades: readonly Facade[];
  readonly storey: "ground" | "middle" | "top";
  readonly persons: number;
  readonly profile?: string;
  readonly activity?: number;
  readonly heightM?: number;
  /** l/s per m², when it is not the building's. */
  readonly ventilationLsM2?: number;
  readonly setPointOffsetK?: number;
  /** Radiator size against the room's need at the design point, when it is not the building's. */
  readonly radiatorSize?: number;
}

const facadeNames = ["north", "east", "south", "west"] as const;
/** Rooms are taken this much longer inwards than along the facade. */
const depthRatio = 1.2;

/**
 * The building as zones without radiators: first everything that is not a sensed room, then the rooms. Areas of floor,
 * facade, window, roof and ground add up to the building's.
 * @throws RangeError when the rooms need more facade, roof or floor than the building has: the plan is wrong.
 */
export function divideBuilding(
  shape: BuildingShape,
  defaults: ZoneDefaults,
  rooms: readonly RoomPlan[],
): Zone[] {
  const footprintM2 = shape.floorAreaM2 / shape.storeys;
  const widthM = Math.sqrt(footprintM2 / shape.lengthToWidth);
  const heightM = shape.storeys * shape.storeyHeightM;
  const facadeM2 = (facade: Facade): number => {
    const lengthM = facade === "north" || facade === "south" ? footprintM2 / widthM : widthM;
    return lengthM * heightM * (1 - shape.sharedWalls);
  };
  const split = (facade: Facade, areaM2: number): FacadeArea => ({
    opaqueM2: areaM2 * (1 - shape.windowShare[facade]),
    windowM2: areaM2 * shape.windowShare[facade],
  });
  const restM2: Record<Facade, number> = {
    north: facadeM2("north"),
    east: facadeM2("east"),
    south: facadeM2("south"),
    west: facadeM2("west"),
  };
  let restFloorM2 = shape.floorAreaM2;
  let restRoofM2 = footprintM2;
  let restGroundM2 = footprintM2;
  let restPersons = shape.floorAreaM2 * defaults.personsPerM2;

  const zones = rooms.map((room): Zone => {
    const alongM = Math.sqrt(room.floorAreaM2 / depthRatio);
    const inwardsM = room.floorAreaM2 / alongM;
    const roomHeightM = room.heightM ?? shape.storeyHeightM;
    const own: Record<Facade, number> = { north: 0, east: 0, south: 0, west: 0 };
    room.facades.forEach((facade, index) => {
      own[facade] = (index === 0 ? alongM : inwardsM) * roomHeightM;
      restM2[facade] -= own[facade];
    });
    const roofM2 = room.storey === "top" ? room.floorAreaM2 : 0;
    const groundM2 = room.storey === "ground" ? room.floorAreaM2 : 0;
    restFloorM2 -= room.floorAreaM2;
    restRoofM2 -= roofM2;
    restGroundM2 -= groundM2;
    restPersons -= room.persons;
    const outerM2 = own.north + own.east + own.south + own.west + roofM2 + groundM2;
    const shellM2 = 2 * room.floorAreaM2 + 2 * (alongM + inwardsM) * roomHeightM;
    return {
      id: room.id,
      floorAreaM2: room.floorAreaM2,
      heightM: roomHeightM,
      facades: {
        north: split("north", own.north),
        east: split("east", own.east),
        south: split("south", own.south),
        west: split("west", own.west),
      },
      roofM2,
      groundM2,
      innerSurfaceM2: shellM2 - outerM2,
      persons: room.persons,
      profile: room.profile ?? defaults.profile,
      activity: room.activity ?? defaults.activity,
      setPointOffsetK: room.setPointOffsetK ?? 0,
      radiatorRatedW: 0,
      roomUnitW: defaults.roomUnitWm2 * room.floorAreaM2,
      ventilationLs: (room.ventilationLsM2 ?? defaults.ventilationLsM2) * room.floorAreaM2,
      operableWindows: room.facades.length === 0 ? 0 : defaults.operableWindows,
    };
  });
  if (Math.min(restFloorM2, restRoofM2, restGroundM2, ...facadeNames.map((name) => restM2[name])) < 0) {
    throw new RangeError("the rooms are larger than the building");
  }
  const rest: Zone = {
    id: "rest",
    floorAreaM2: restFloorM2,
    heightM: shape.storeyHeightM,
    facades: {
      north: split("north", restM2.north),
      east: split("east", restM2.east),
      south: split("south", restM2.south),
      west: split("west", restM2.west),
    },
    roofM2: restRoofM2,
    groundM2: restGroundM2,
    innerSurfaceM2: 0,
    persons: Math.max(0, restPersons),
    profile: defaults.profile,
    activity: defaults.activity,
    setPointOffsetK: 0,
    radiatorRatedW: 0,
    roomUnitW: defaults.roomUnitWm2 * restFloorM2,
    ventilationLs: defaults.ventilationLsM2 * restFloorM2,
    operableWindows: defaults.operableWindows,
  };
  return [rest, ...zones];
}

/**
 * Gives each zone the radiators that hold 20 °C at the curve's design outdoor temperature against transmission, leaks
 * and whatever supply air leaves to heat, without sun and people, times `size` (and a room's own size).
 */
export function sizeRadiators(
  zones: readonly Zone[],
  envelope: Envelope,
  curve: HeatingCurve,
  ventilation: Ventilation,
  size: number,
  rooms: readonly RoomPlan[],
): Zone[] {
  const roomC = 20;
  const { designOutdoorC } = curve;
  return zones.map((zone) => {
    const plan = rooms.find((room) => room.id === zone.id);
    const leaksLs = (envelope.infiltrationAch * zone.floorAreaM2 * zone.heightM) / 3.6;
    const lossWK =
      opaqueConductance(zone, envelope) + windowConductance(zone, envelope) + airWPerLsK * leaksLs;
    const recoveredC = designOutdoorC + ventilation.heatRecovery * (roomC - designOutdoorC);
    const supplyC = Math.max(recoveredC, ventilation.supplyAirC ?? recoveredC);
    const plantW = airWPerLsK * zone.ventilationLs * Math.max(0, roomC - supplyC);
    const needW = lossWK * (roomC - designOutdoorC) + plantW;
    return { ...zone, radiatorRatedW: needW * (plan?.radiatorSize ?? size) };
  });
}
