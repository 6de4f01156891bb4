export {
  type BuildingHours,
  buildingHours,
  limitsOf,
  type RoomHourParts,
  type RoomHours,
} from "./room-hours.ts";
export { climateMigrations, saidUses, type UseOfRoom, usualUse } from "./room-use.ts";
