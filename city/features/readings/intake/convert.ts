import { openThreads } from "../../../threads/pool.ts";
import type { Conversion } from "./convert-thread.ts";
import { isEpw } from "./epw.ts";
import type { FileFault } from "./file.ts";
import { isWorkbook } from "./workbook.ts";

/** Why a file could not be made CSV of; its words are the messages' `reject.…`. */
export type ConversionFault = FileFault | "not-a-workbook" | "not-an-epw" | "too-large-to-convert";

/** A thread's heap. A sheet within the limits of `workbook-parts.ts` takes some 600 MB. */
const MOST_MEMORY_MB = 1024;
/** The largest sheet that is taken is converted in a fraction of this. */
const LONGEST_MS = 120_000;

/** Whether a file has to be made CSV of before it can be read. */
export function needsConversion(name: string): boolean {
  return isWorkbook(name) || isEpw(name);
}

let lastConversion: Promise<unknown> = Promise.resolve();

/**
 * Makes CSV of a workbook or a weather file, on a thread of its own with bounds on memory and time. One at a time: many at
 * once would only share the cores, and their memory would add up.
 * @returns what is wrong with the file; null when the CSV was written.
 */
export function convertToCsv(conversion: Conversion): Promise<ConversionFault | null> {
  const mine = lastConversion.then(() => inThread(conversion));
  lastConversion = mine;
  return mine;
}

async function inThread(conversion: Conversion): Promise<ConversionFault | null> {
  const threads = openThreads<null, Conversion, ConversionFault | null>(
    new URL("./convert-thread.ts", import.meta.url),
    null,
    1,
    MOST_MEMORY_MB,
  );
  try {
    return await threads.run(conversion, AbortSignal.timeout(LONGEST_MS));
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    if (code === "ERR_WORKER_OUT_OF_MEMORY" || name === "AbortError") return "too-large-to-convert";
    console.error(`${conversion.name} could not be converted`, error);
    return "file-not-readable";
  } finally {
    await threads.close();
  }
}
