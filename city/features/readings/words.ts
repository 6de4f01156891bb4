import { type Language, visibleText } from "../../web/language/index.ts";
import { carrierName } from "../buildings/words.ts";
import { readingMessages } from "./messages.ts";
import type { ListedPoint } from "./readings-pages.ts";

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

/** What is metered where: "Algkronan school · Electricity". */
export function pointName(language: Language, point: ListedPoint): string {
  const carrier = carrierName(language, point.carrier);
  return point.building === null ? carrier : `${point.building[language]} · ${carrier}`;
}
