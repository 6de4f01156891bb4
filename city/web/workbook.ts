import writeWorkbook from "write-excel-file/node";

/** Content type of a workbook (ECMA-376). */
export const WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What a column holds and how it is shown: a share of 0.25 as "25.0 %", a date as a day. */
export type ColumnKind = "text" | "date" | "year" | "whole" | "tenths" | "share";

export interface SheetColumn {
  /** In the reader's language, with the unit. */
  readonly header: string;
  readonly kind: ColumnKind;
}

export interface Sheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** Dates as ISO days; what is missing is null. */
  readonly rows: readonly (readonly (string | number | null | undefined)[])[];
}

/** What has to be known to read a workbook, line by line: a term and what is said of it. */
export interface AboutSheet {
  readonly name: string;
  readonly lines: readonly (readonly [term: string, text: string])[];
}

const FORMATS: Readonly<Record<ColumnKind, string>> = {
  text: "@",
  date: "yyyy-mm-dd",
  year: "0",
  whole: "#,##0",
  tenths: "#,##0.0",
  share: "0.0%",
};

/** Spreadsheets hold no longer text in a cell. */
const MOST_CHARACTERS = 32_767;
const NARROWEST = 10;
const WIDEST = 60;

/**
 * A workbook (XLSX) of tables with frozen headers, and a last sheet that says what they are. Numbers are numbers and dates are dates;
 * a text stays one, whatever it begins with, for no cell is written as a formula and every text has the format of text.
 * @throws Error for a sheet's name that spreadsheets do not take.
 */
export async function workbook(
  sheets: readonly Sheet[],
  about: AboutSheet,
): Promise<Uint8Array<ArrayBuffer>> {
  const written = await writeWorkbook([
    ...sheets.map(({ name, columns, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: columns.map((column, at) => ({ width: widthOf(column, rows, at) })),
      data: [
        columns.map(({ header }) => headerCell(header)),
        ...rows.map((row) => columns.map(({ kind }, at) => cellOf(kind, row[at] ?? null))),
      ],
    })),
    {
      sheet: about.name,
      columns: [{ width: 30 }, { width: 100 }],
      data: about.lines.map(([term, text]) => [
        { ...textCell(term), fontWeight: "bold" as const, alignVertical: "top" as const },
        { ...textCell(text), wrap: true },
      ]),
    },
  ]).toBuffer();
  return new Uint8Array(written);
}

function headerCell(header: string) {
  return { ...textCell(header), fontWeight: "bold" as const, wrap: true, alignVertical: "top" as const };
}

function textCell(text: string) {
  return { value: plainText(text), type: String, format: FORMATS.text };
}

function cellOf(kind: ColumnKind, value: string | number | null) {
  if (value === null || value === "") return null;
  if (typeof value === "string")
    return kind === "date"
      ? { value: new Date(`${value}T00:00:00Z`), type: Date, format: FORMATS.date }
      : textCell(value);
  return Number.isFinite(value) ? { value, type: Number, format: FORMATS[kind] } : null;
}

/** As wide as its longest cell; a header breaks into lines, so it counts by its longest word. */
function widthOf({ header, kind }: SheetColumn, rows: Sheet["rows"], at: number): number {
  const words = header.split(/\s+/).map(signsWide);
  const cells = kind === "text" ? rows.map((row) => signsWide(String(row[at] ?? ""))) : [];
  const widest = [...words, ...cells].reduce((most, width) => Math.max(most, width), NARROWEST);
  return Math.min(WIDEST, widest + 2);
}

/** A Chinese sign is as wide as two letters. */
function signsWide(text: string): number {
  return [...text].reduce((width, sign) => width + (sign.codePointAt(0)! >= 0x2e80 ? 2 : 1), 0);
}

/**
 * XML has no signs for most control characters: one of them would make the whole file unreadable. So would the name of what every object
 * has ("constructor"): the library looks texts up in a plain object.
 */
function plainText(text: string): string {
  const whole = text
    .slice(0, MOST_CHARACTERS)
    .replaceAll(/(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, "\ufffd");
  return whole in Object.prototype ? `${whole} ` : whole;
}
