import { writeFile } from "node:fs/promises";
import { readSheet } from "read-excel-file/node";

/** Cells that are dates come as UTC although a sheet knows no zone: what is written there is a wall clock's time. */
const WHOLE_SECOND_MS = 1000;

/** Whether a file is a workbook by its name. */
export function isWorkbook(name: string): boolean {
  return /\.xlsx$/i.test(name);
}

/**
 * Writes the first sheet of a workbook as CSV, row for row, so that it is read, judged and reported like any other file:
 * dates as local ISO times, numbers with every digit the sheet holds.
 * @throws Error when the file is no workbook.
 */
export async function workbookToCsv(path: string, csvPath: string): Promise<void> {
  const rows = await readSheet(path);
  const lines = rows.map((row) => row.map(cellText).join(","));
  await writeFile(csvPath, `${lines.join("\n")}\n`, "utf8");
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
