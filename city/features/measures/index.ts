export {
  isStep,
  type MeasureOrigin,
  type MeasureParts,
  openSteps,
  registerMeasure,
  type Step,
  setVerified,
  takeStep,
} from "./life.ts";
export {
  type DoneMeasure,
  type Measure,
  MeasureRegister,
  type MeasureState,
  type MeasureStep,
} from "./measures.ts";
export {
  checkedMeasurePage,
  type MeasurePage,
  type MeasuresPage,
  measurePage,
  measuresPage,
  type NewMeasurePage,
  newMeasurePage,
} from "./measures-pages.ts";
export { measureMigrations } from "./migrations.ts";
export { type MeasurePlan, type SaidMeasure, usualPlan } from "./plan.ts";
