import { describe, expect, it } from "vitest";
import { plainEnvelope, plainOperation } from "./fixtures.ts";
import {
  type BuildingShape,
  divideBuilding,
  type RoomPlan,
  sizeRadiators,
  type ZoneDefaults,
} from "./geometry.ts";

const shape: BuildingShape = {
  floorAreaM2: 3000,
  storeys: 3,
  storeyHeightM: 3,
  lengthToWidth: 2.5,
  windowShare: { north: 0.2, east: 0.1, south: 0.3, west: 0.1 },
  sharedWalls: 0,
};
const defaults: ZoneDefaults = {
  personsPerM2: 0.08,
  profile: "people",
  activity: 1,
  ventilationLsM2: 1,
  roomUnitWm2: 0,
  operableWindows: 0.5,
};
const rooms: readonly RoomPlan[] = [
  {
    id: "corner",
    floorAreaM2: 50,
    facades: ["north", "east"],
    storey: "top",
    persons: 25,
    radiatorSize: 0.8,
  },
  { id: "inner", floorAreaM2: 30, facades: [], storey: "middle", persons: 2 },
];

describe("a building divided into zones", () => {
  it("keeps its floor, roof, ground, facades and people", () => {
    const zones = divideBuilding(shape, defaults, rooms);
    const total = (of: (zone: (typeof zones)[number]) => number): number =>
      zones.reduce((sum, zone) => sum + of(zone), 0);
    expect(total((zone) => zone.floorAreaM2)).toBeCloseTo(3000, 9);
    expect(total((zone) => zone.roofM2)).toBeCloseTo(1000, 9);
    expect(total((zone) => zone.groundM2)).toBeCloseTo(1000, 9);
    expect(total((zone) => zone.persons)).toBeCloseTo(240, 9);
    // 50 m by 20 m and 9 m high; three tenths of the south side are windows.
    expect(total((zone) => zone.facades.south.windowM2)).toBeCloseTo(0.3 * 450, 9);
    expect(total((zone) => zone.facades.east.opaqueM2)).toBeCloseTo(0.9 * 180, 9);
  });

  it("puts the sensed rooms after the rest, the inner room without facade or window", () => {
    const zones = divideBuilding(shape, defaults, rooms);
    expect(zones.map((zone) => zone.id)).toEqual(["rest", "corner", "inner"]);
    const inner = zones[2]!;
    for (const facade of Object.values(inner.facades)) expect(facade).toEqual({ opaqueM2: 0, windowM2: 0 });
    expect(inner.operableWindows).toBe(0);
  });

  it("refuses rooms that the building has no place for", () => {
    const hall: RoomPlan = { id: "hall", floorAreaM2: 1200, facades: ["south"], storey: "top", persons: 10 };
    expect(() => divideBuilding(shape, defaults, [hall])).toThrow("larger than the building");
  });

  it("radiators hold 20 °C at the design point, and a room's own size counts", () => {
    const zones = sizeRadiators(
      divideBuilding(shape, defaults, rooms),
      plainEnvelope,
      plainOperation.curve,
      plainOperation.ventilation,
      1.1,
      rooms,
    );
    // Inner room: leaks 0.2/h of 90 m³ = 5 l/s; supply air at 0.6·20 − 0.4·20 = 4, heated to 17: 30 l/s · 3 K.
    expect(zones[2]!.radiatorRatedW).toBeCloseTo(1.1 * 1.2 * (5 * 40 + 30 * 3), 6);
    const corner = zones[1]!;
    const full = sizeRadiators(
      [corner],
      plainEnvelope,
      plainOperation.curve,
      plainOperation.ventilation,
      1,
      [],
    );
    expect(corner.radiatorRatedW).toBeCloseTo(0.8 * full[0]!.radiatorRatedW, 6);
  });
});
