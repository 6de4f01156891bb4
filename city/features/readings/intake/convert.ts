import { epwToCsv, isEpw } from "./epw.ts";
import { isWorkbook, workbookToCsv } from "./workbook.ts";

/** What makes CSV of a kind of file that is none. */
export interface Converter {
  /** @throws Error when the file is not what its name says. */
  readonly toCsv: (path: string, csvPath: string) => Promise<void>;
  /** Why a file was refused that could not be converted. */
  readonly refusal: "not-a-workbook" | "not-an-epw";
}

/** What a file needs before it can be read; undefined for one that is read as it is. */
export function converterOf(name: string): Converter | undefined {
  if (isWorkbook(name)) return { toCsv: workbookToCsv, refusal: "not-a-workbook" };
  if (isEpw(name)) return { toCsv: epwToCsv, refusal: "not-an-epw" };
  return undefined;
}
