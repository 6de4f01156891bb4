import { readFile, stat, writeFile } from "node:fs/promises";
import { readSheet } from "read-excel-file/node";
import { firstSheetOf, MOST_UNPACKED_BYTES, type WorkbookFault } from "./workbook-parts.ts";

/** Cells that are dates come as UTC although a sheet knows no zone: what is written there is a wall clock's time. */
const WHOLE_SECOND_MS = 1000;

/** Whether a file is a workbook by its name. */
export function isWorkbook(name: string): boolean {
  return /\.xlsx$/i.test(name);
}

/**
 * Writes the first sheet of a workbook as CSV, row for row, so that it is read, judged and reported like any other file:
 * dates as local ISO times, numbers with every digit the sheet holds.
 * @returns what is wrong with the file; null when it was written.
 * @throws Error when the file cannot be read.
 */
export async function workbookToCsv(path: string, csvPath: string): Promise<WorkbookFault | null> {
  if ((await stat(path)).size > MOST_UNPACKED_BYTES) return "too-large-to-convert";
  const parts = firstSheetOf(await readFile(path));
  if (!parts.ok) return parts.fault;
  const rows = await readSheet(Buffer.from(parts.zip)).catch(() => undefined);
  if (rows === undefined) return "not-a-workbook";
  await writeFile(csvPath, csvPieces(rows), "utf8");
  return null;
}

const ROWS_AT_ONCE = 10_000;

/** The CSV in pieces: the text of a large sheet as a whole would be longer than a string can be. */
function* csvPieces(rows: readonly (readonly unknown[])[]): Generator<string> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const lines = rows.slice(from, from + ROWS_AT_ONCE).map((row) => row.map(cellText).join(","));
    yield `${lines.join("\n")}\n`;
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) {
    // The sheet counts days in floating point: the last digits of a second are noise.
    const wholeMs = Math.round(cell.getTime() / WHOLE_SECOND_MS) * WHOLE_SECOND_MS;
    return new Date(wholeMs).toISOString().slice(0, 19).replace("T", " ");
  }
  // A line of the CSV is a row of the sheet, so that a rejection names the row a person sees.
  const text = String(cell).replaceAll(/[\r\n]+/g, " ");
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
