export { ClassAnswers, type KeptAnswer } from "./answers.ts";
export { ClassBook, type ClassFault, classActs, type PredictionFault, type SaidClass } from "./class-book.ts";
export { readClassCode } from "./class-codes.ts";
export { schoolMigrations } from "./migrations.ts";
export {
  type ClassPage,
  type CodePage,
  classPage,
  diplomaPage,
  emptyCodePage,
  experimentPage,
  libraryPage,
  type SchoolParts,
  sheetPage,
  staffClassesPage,
  staffClassPage,
} from "./pages-data.ts";
