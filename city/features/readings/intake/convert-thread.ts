import type { Prepare } from "../../../threads/pool.ts";
import type { ConversionFault } from "./convert.ts";
import { epwToCsv, isEpw } from "./epw.ts";
import { fileFault } from "./file.ts";
import { workbookToCsv } from "./workbook.ts";

/** Converts files on a thread of its own: what a hostile workbook costs is paid there, not by the node's pages. */

export interface Conversion {
  readonly path: string;
  /** As the person's computer calls it; its end says what the file is. */
  readonly name: string;
  readonly csvPath: string;
}

export const prepare: Prepare<null, Conversion, ConversionFault | null> =
  () =>
  async ({ path, name, csvPath }) => {
    const fault = await fileFault(path);
    if (fault !== null) return fault;
    return isEpw(name) ? epwToCsv(path, csvPath) : workbookToCsv(path, csvPath);
  };
