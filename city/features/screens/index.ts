export { SCREEN_STYLE_SOURCE } from "./display/frame.ts";
export { createScreenPages, type ScreenParts } from "./display/routes.ts";
export { type House, HouseTeller } from "./house.ts";
export { screenMigrations } from "./migrations.ts";
export { isSilent, type Screen } from "./model.ts";
export { ScreenBook } from "./screen-book.ts";
export { readSettings, type SaidSettings, usualSettings } from "./settings-form.ts";
export {
  mayPublish,
  type ScreenPage,
  type ScreensPage,
  type StaffParts,
  screenPage,
  screensPage,
  type WorkPage,
  type WorksPage,
  workPage,
  worksPage,
} from "./staff-pages.ts";
export { eraseWorks } from "./works/erasing.ts";
export { workFile } from "./works/file.ts";
export { MOST_PICTURE_BYTES, readPicture } from "./works/picture.ts";
export { nothingSaid, readWork, type SaidWork } from "./works/work.ts";
export { WorkBook } from "./works/work-book.ts";
