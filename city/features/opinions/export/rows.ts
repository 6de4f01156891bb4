import { parse } from "csv-parse/sync";
import { ExportUnusable, type FileText } from "./files.ts";

/** A record of a file, its values by column; `row` is its line in the file, or its place in a list, from 1. */
export interface ExportRow {
  readonly row: number;
  readonly values: Readonly<Record<string, string>>;
  /** Whether it ends before its last column. */
  readonly short: boolean;
}

export interface ExportRows {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly ExportRow[];
  readonly cutOff: boolean;
}

/** What its header is separated by: a comma, unless it has none. */
function separatorOf(text: string): string {
  const header = text.slice(0, text.indexOf("\n") + 1 || undefined);
  return [",", ";", "\t"].find((candidate) => header.includes(candidate)) ?? ",";
}

/** Reads a CSV file with a header; a quote that is never closed ends it, and what came before is kept. */
export function csvRows({ name, text, cutOff }: FileText): ExportRows {
  const records: { readonly record: readonly string[]; readonly line: number }[] = [];
  let broken = false;
  try {
    parse(text, {
      delimiter: separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (record: string[], { lines }) => {
        records.push({ record, line: lines });
        return null;
      },
    });
  } catch {
    broken = true;
  }
  const [header, ...body] = records;
  if (header === undefined) throw new ExportUnusable({ code: "empty", file: name });
  const columns = header.record.map((column) => column.trim());
  return {
    file: name,
    columns,
    rows: body.map(({ record, line }) => ({
      row: line,
      values: Object.fromEntries(columns.map((column, k) => [column, (record[k] ?? "").trim()])),
      short: record.length < columns.length,
    })),
    cutOff: cutOff || broken,
  };
}

/** Reads a JSON file that is a list of records. */
export function jsonRows(file: FileText): ExportRows {
  const list = jsonOf(file);
  if (!Array.isArray(list)) throw new ExportUnusable({ code: "no-list", file: file.name });
  const records = list.filter((one): one is object => typeof one === "object" && one !== null);
  return {
    file: file.name,
    columns: [...new Set(records.slice(0, 100).flatMap((record) => Object.keys(record)))],
    rows: list.map((record: unknown, at) => ({
      row: at + 1,
      values:
        typeof record === "object" && record !== null
          ? Object.fromEntries(
              Object.entries(record).map(([key, value]) => [key, value === null ? "" : String(value)]),
            )
          : {},
      short: false,
    })),
    cutOff: false,
  };
}

export function jsonOf({ name, text }: FileText): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ExportUnusable({
      code: "no-json",
      file: name,
      why: error instanceof Error ? error.message : "",
    });
  }
}

/** The first of some names that the file has a column by; without one the file cannot be used. */
export function columnNamed({ file, columns }: ExportRows, ...names: readonly string[]): string {
  const found = names.find((name) => columns.includes(name));
  if (found !== undefined) return found;
  throw new ExportUnusable({
    code: "column-missing",
    file,
    column: names.join(" / "),
    found: columns.slice(0, 8).join(", "),
  });
}
