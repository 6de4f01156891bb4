import { type UnzipFileInfo, unzipSync, zipSync } from "fflate";

/**
 * What a workbook would unpack to, told before any of it is read: its reader lays every row of a sheet out as wide as the
 * widest, so two cells far apart in a file of two kilobytes would fill any memory.
 */

/** XML of the first sheet and what it refers to, unpacked; an Excel sheet full of times and values has some 100 MiB. */
export const MOST_UNPACKED_BYTES = 128 * 1024 * 1024;
/** Rows times columns: a full Excel sheet, 1,048,576 rows, of seven columns. */
export const MOST_CELLS = 8_000_000;

export type WorkbookFault = "not-a-workbook" | "too-large-to-convert";
export type WorkbookParts =
  | { readonly ok: true; readonly zip: Uint8Array }
  | { readonly ok: false; readonly fault: WorkbookFault };

class TooLarge extends Error {}

/**
 * The parts of a workbook that its first sheet needs, as a zip that is not packed: so no more is unpacked than was
 * measured here, whatever else the file holds.
 */
export function firstSheetOf(bytes: Uint8Array): WorkbookParts {
  try {
    const outline = unpacked(bytes, ({ name }) => OUTLINE.includes(name));
    const sheet = firstSheetPath(outline);
    if (sheet === undefined) return { ok: false, fault: "not-a-workbook" };
    const parts = unpacked(
      bytes,
      ({ name }) => name === sheet || (/\.(xml|rels)$/.test(name) && !name.includes("worksheets/")),
    );
    const content = parts[sheet];
    if (content === undefined) return { ok: false, fault: "not-a-workbook" };
    if (cellsSpanned(content) > MOST_CELLS) return { ok: false, fault: "too-large-to-convert" };
    return { ok: true, zip: zipSync(parts, { level: 0 }) };
  } catch (error) {
    return { ok: false, fault: error instanceof TooLarge ? "too-large-to-convert" : "not-a-workbook" };
  }
}

const OUTLINE = ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"];

/** @throws TooLarge before anything is unpacked that the zip's own directory says is too large together. */
function unpacked(bytes: Uint8Array, wants: (file: UnzipFileInfo) => boolean): Record<string, Uint8Array> {
  let total = 0;
  return unzipSync(bytes, {
    filter(file) {
      if (!wants(file)) return false;
      total += file.originalSize;
      if (total > MOST_UNPACKED_BYTES) throw new TooLarge();
      return true;
    },
  });
}

const decoder = new TextDecoder();

/** Path of the sheet that stands first in the workbook. */
function firstSheetPath(outline: Readonly<Record<string, Uint8Array>>): string | undefined {
  const [workbook, relations] = OUTLINE.map((name) => decoder.decode(outline[name]));
  const sheet = /<(?:\w+:)?sheet\s[^>]*>/.exec(workbook!)?.[0];
  const id = sheet && /\s\w+:id\s*=\s*["']([^"']+)["']/.exec(sheet)?.[1];
  for (const [relation] of relations!.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)) {
    if (/\sId\s*=\s*["']([^"']+)["']/.exec(relation)?.[1] !== id) continue;
    const target = /\sTarget\s*=\s*["']([^"']+)["']/.exec(relation)?.[1];
    if (target !== undefined) return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
  }
  return undefined;
}

const CELL = /<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Z]{1,3})(\d{1,10})["']/g;
const ROW = /<(?:\w+:)?row\s[^>]*?\br\s*=\s*["'](\d{1,15})["']/g;
const LETTERS = 26;

/** Rows times columns that a sheet's cells reach over. */
function cellsSpanned(sheet: Uint8Array): number {
  const text = Buffer.from(sheet.buffer, sheet.byteOffset, sheet.byteLength).toString("latin1");
  let rows = 0;
  let columns = 1;
  for (const [, row] of text.matchAll(ROW)) rows = Math.max(rows, Number(row));
  for (const [, letters, row] of text.matchAll(CELL)) {
    rows = Math.max(rows, Number(row));
    let column = 0;
    for (const letter of letters!) column = column * LETTERS + letter.charCodeAt(0) - 64;
    columns = Math.max(columns, column);
  }
  return rows * columns;
}
