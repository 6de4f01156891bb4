export { buildingMigrations } from "./migrations.ts";
export {
  type Building,
  BuildingRegistry,
  type Names,
  type Point,
  PointDiffers,
  type RegisteredInstallation,
  type Room,
} from "./registry.ts";
