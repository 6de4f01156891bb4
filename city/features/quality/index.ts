export { AlarmBook } from "./alarms.ts";
export type { Letter } from "./letters.ts";
export { qualityMigrations } from "./migrations.ts";
export { type NoticeParts, watchReadings } from "./notices.ts";
export {
  buildingQualityPage,
  type ListedAlarm,
  openAlarms,
  type QualityPage,
  type QualityParts,
  qualityPage,
} from "./quality-page.ts";
export { isQuiet, type NoticeWish, WishBook } from "./wishes.ts";
