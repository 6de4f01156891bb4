import { readingMessages } from "../features/readings/messages.ts";
import type { Rejection } from "../stores/readings/contract.ts";
import { isLanguage, type Language } from "../web/language/language.ts";

/** The reader's language, from HUSTING_LANGUAGE or the system's own. */
export function commandLanguage(): Language {
  const wanted = process.env.HUSTING_LANGUAGE ?? process.env.LC_ALL ?? process.env.LANG ?? "en";
  const primary = wanted.slice(0, 2).toLowerCase();
  return isLanguage(primary) ? primary : "en";
}

/** "FILE, row 3, column value: …" in the reader's language. */
export function describeRejection(path: string, rejection: Rejection): string {
  const t = readingMessages.t(commandLanguage());
  const key = `reject.${rejection.code}`;
  const why = readingMessages.has(key) ? t(key) : rejection.code;
  const where = rejection.row > 0 ? `, ${t("import.row", { row: rejection.row })}` : "";
  const column = rejection.column === "" ? "" : `, ${t("import.column", { column: rejection.column })}`;
  const found = rejection.found === "" ? "" : ` (${rejection.found.replaceAll(/\p{Cc}/gu, " ")})`;
  return `${path}${where}${column}: ${why}${found}`;
}
