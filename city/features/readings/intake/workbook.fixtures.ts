import { strToU8, zipSync } from "fflate";

/** Workbooks as somebody could write them by hand: with cells anywhere, and sheets of any size. */

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A sheet with the number 1 in each of these cells. */
export function sheetOf(cells: readonly string[]): string {
  const rows = cells
    .toSorted((a, b) => rowOf(a) - rowOf(b))
    .map((cell) => `<row r="${rowOf(cell)}"><c r="${cell}"><v>1</v></c></row>`);
  return `<worksheet ${MAIN}><sheetData>${rows.join("")}</sheetData></worksheet>`;
}

const rowOf = (cell: string): number => Number(cell.replace(/^[A-Z]+/, ""));

export function workbookOf(sheets: Readonly<Record<string, string>>): Uint8Array {
  const names = Object.keys(sheets);
  const sheetLines = names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  const relations = names.map(
    (name, i) =>
      `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/${name}.xml"/>`,
  );
  const parts = {
    "xl/workbook.xml": strToU8(
      `<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>${sheetLines.join("")}</sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join("")}</Relationships>`,
    ),
    ...Object.fromEntries(names.map((name) => [`xl/worksheets/${name}.xml`, strToU8(sheets[name]!)])),
  };
  return zipSync(parts, { level: 1 });
}
