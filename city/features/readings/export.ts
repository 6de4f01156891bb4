import type { ExportPoint } from "../../stores/readings/contract.ts";
import type { BuildingRegistry } from "../buildings/index.ts";

/**
 * Brick classes of the points (Brick 1.3, also in RealEstateCore 4, which took them over). Irradiance has none that says
 * the same and is left without.
 */
const brickClasses: Readonly<Record<string, string>> = {
  electricity: "Electrical_Energy_Usage_Sensor",
  "district-heat": "Thermal_Energy_Usage_Sensor",
  cooling: "Thermal_Energy_Usage_Sensor",
  gas: "Natural_Gas_Usage_Sensor",
  water: "Water_Usage_Sensor",
  "outdoor-temperature": "Outside_Air_Temperature_Sensor",
  "relative-humidity": "Outside_Air_Humidity_Sensor",
  "indoor-temperature": "Zone_Air_Temperature_Sensor",
  co2: "Zone_CO2_Level_Sensor",
};

export interface ExportSelection {
  /** Slugs; empty for every building and the city's weather. */
  readonly buildings: readonly string[];
  /** Empty for every carrier. */
  readonly carriers: readonly string[];
}

/** The points a selection takes, as an export names them. */
export async function exportPoints(
  registry: BuildingRegistry,
  { buildings, carriers }: ExportSelection,
): Promise<ExportPoint[]> {
  const slugs = new Map((await registry.buildings()).map(({ id, slug }) => [id, slug]));
  const rooms = new Map((await registry.rooms()).map(({ id, slug }) => [id, slug]));
  return (await registry.points()).flatMap((point): ExportPoint[] => {
    const building = slugs.get(point.buildingId ?? 0) ?? "";
    if (buildings.length > 0 && !buildings.includes(building)) return [];
    if (carriers.length > 0 && !carriers.includes(point.carrier)) return [];
    const { id, key, carrier, kind, unit } = point;
    const room = rooms.get(point.roomId ?? 0) ?? "";
    return [{ id, key, building, room, carrier, kind, unit, brickClass: brickClasses[carrier] ?? "" }];
  });
}
