import type { Rejection } from "../../stores/readings/contract.ts";
import { type Language, visibleText } from "../../web/language/index.ts";
import { readingMessages } from "./messages.ts";

/** Where readings came from: a file by its name, the node's own sources in words. */
export function sourceName(language: Language, source: string): string {
  const key = `source.${source}`;
  return readingMessages.has(key) ? readingMessages.t(language)(key) : visibleText(source);
}

/** Why readings were delivered: the node's own reasons in words, a person's as written. */
export function causeName(language: Language, reason: string): string {
  const key = `cause.${reason}`;
  return readingMessages.has(key) ? readingMessages.t(language)(key) : visibleText(reason);
}

/** Where a row that was not taken stands in its file ("row 3, column value"; empty for the file as a whole), and what is wrong with it. */
export function rejectionWords(
  language: Language,
  { row, column, found, code }: Rejection,
): { readonly where: string; readonly why: string } {
  const t = readingMessages.t(language);
  const key = `reject.${code}`;
  const where = [
    ...(row > 0 ? [t("import.row", { row })] : []),
    ...(column === "" ? [] : [t("import.column", { column })]),
  ];
  const why = readingMessages.has(key) ? t(key) : code;
  return { where: where.join(", "), why: `${why}${found === "" ? "" : ` (${visibleText(found)})`}` };
}
