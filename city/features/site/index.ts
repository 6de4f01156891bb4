export { FaultBook } from "./faults.ts";
export { siteMigrations } from "./migrations.ts";
export {
  type AccessibilityPage,
  accessibilityPage,
  type StaffAccessibilityPage,
  staffAccessibilityPage,
} from "./site-pages.ts";
