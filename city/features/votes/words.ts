import type { Language } from "../../web/language/index.ts";
import { voteMessages } from "./messages.ts";

/** A season with its year: `2026-winter` as "winter 2026–2027". */
export function seasonText(language: Language, season: string): string {
  const [year = "", name = ""] = season.split("-");
  const key = `season.${name}`;
  const word = voteMessages.has(key) ? voteMessages.t(language)(key) : name;
  const years = name === "winter" ? `${year}–${Number(year) + 1}` : year;
  return voteMessages.t(language)("season.of", { season: word, years });
}
