export { heardCsv } from "./csv.ts";
export type { DimensionId } from "./dimensions.ts";
export {
  type AboutYouPage,
  type LevelLine,
  levelLine,
  nothingOfSelf,
  questionsOf,
  type WithProcess,
} from "./form-pages.ts";
export {
  type HeardParts,
  heardPage,
  type ListedProcess,
  type MissingGroup,
  processPage,
} from "./heard-page.ts";
export { PROPOSALS } from "./levels.ts";
export { heardMigrations } from "./migrations.ts";
export { recordOutreach } from "./outreach.ts";
export { type District, PopulationBook } from "./population.ts";
export { type Process, ProcessBook, type SaidProcess } from "./processes.ts";
export { quarterOf } from "./quarters.ts";
export { ReleaseBook } from "./releases.ts";
export { typeParticipants, typeSlips } from "./slips.ts";
export { participationPage, populationPage, staffProcessPage } from "./staff-pages.ts";
export { StatementDesk } from "./statement-desk.ts";
