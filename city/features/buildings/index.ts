export { type BuildingPage, type BuildingPageParts, buildingPage } from "./building-page.ts";
export { type CityPage, cityPage, type Order, orders } from "./city-page.ts";
export { type FindPage, findPage } from "./find-page.ts";
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
export { type RemovalFault, type RemovalOrder, type Removed, remove } from "./removal.ts";
