import type { Formats, Language } from "../../web/language/index.ts";
import { disclosureRuleNames, disclosureRules } from "./disclosure.ts";
import { voteMessages } from "./messages.ts";
import type { Feeling } from "./wording.ts";

/** A season with its year: `2026-winter` as "winter 2026–2027". */
export function seasonText(language: Language, season: string): string {
  const [year = "", name = ""] = season.split("-");
  const years = name === "winter" ? `${year}–${Number(year) + 1}` : year;
  return voteMessages.t(language)("season.of", { season: seasonWord(language, name), years });
}

/** `winter` in words; what has none is shown as it is. */
export function seasonWord(language: Language, season: string): string {
  const key = `season.${season}`;
  return voteMessages.has(key) ? voteMessages.t(language)(key) : season;
}

/** Whether a round asks before or after a measure, in words. */
export function periodWord(language: Language, period: string): string {
  const key = `period.${period}`;
  return voteMessages.has(key) ? voteMessages.t(language)(key) : period;
}

/** What a room is for, in words; what has none is shown as it is. */
export function roomUseWord(language: Language, use: string): string {
  const key = `room-use.${use}`;
  return voteMessages.has(key) ? voteMessages.t(language)(key) : use;
}

/** A code in print: in fours. */
export function codeText(code: string, between = "-"): string {
  return code.replaceAll(/(.{4})(?=.)/gu, `$1${between}`);
}

/** "Too cold 12 %, right 80 %, too warm 8 %" */
export function feelingsText(
  language: Language,
  format: Formats,
  feelings: Readonly<Record<Feeling, number>>,
): string {
  const all = feelings.cold + feelings.right + feelings.warm;
  return (["cold", "right", "warm"] as const)
    .map(
      (feeling) =>
        `${voteMessages.t(language)(`feeling.${feeling}`)} ${format.percent(feelings[feeling] / all)}`,
    )
    .join(", ");
}

/** The rules on what is told, one sentence or two each: what it says, since when, and how well its source is known. */
export function disclosureTexts(language: Language, format: Formats): string[] {
  const t = voteMessages.t(language);
  return disclosureRuleNames.map((name) => {
    const { value, source, standing, validFrom } = disclosureRules[name];
    const known = { source, from: format.plainDate(validFrom) };
    return `${t(`disclosure.${name}`, { value })} ${t(`disclosure.standing.${standing}`, known)}`;
  });
}
