import type { Language } from "../../web/language/index.ts";
import type { DimensionId } from "./dimensions.ts";
import type { Level } from "./levels.ts";
import { heardMessages } from "./messages.ts";
import type { District } from "./population.ts";

export function levelName(language: Language, level: Level): string {
  return heardMessages.t(language)(`level.${level}`);
}

/** A group of a dimension in words; a district by the name it has in the reader's language. */
export function groupName(
  language: Language,
  dimension: DimensionId,
  id: string,
  districts: readonly District[],
): string {
  if (dimension === "district")
    return districts.find((district) => district.id === id)?.names[language] ?? id;
  const key = `${dimension}.${id}`;
  return heardMessages.has(key) ? heardMessages.t(language)(key) : id;
}

/** How many times a share is of another, in words people use. */
export function ratioWords(language: Language, ratio: number): string {
  const t = heardMessages.t(language);
  if (ratio < 0.15) return t("ratio.hardly-any");
  if (ratio < 0.29) return t("ratio.quarter");
  if (ratio < 0.42) return t("ratio.third");
  if (ratio < 0.62) return t("ratio.half");
  if (ratio < 0.82) return t("ratio.three-quarters");
  if (ratio < 0.95) return t("ratio.somewhat-fewer");
  if (ratio <= 1.05) return t("ratio.as-many");
  if (ratio < 1.25) return t("ratio.somewhat-more");
  if (ratio < 1.75) return t("ratio.one-and-a-half");
  if (ratio < 2.5) return t("ratio.twice");
  return t("ratio.more-than-twice");
}

/** A fact of the log about who was heard in words; undefined where it is none of ours. */
export function heardFact(language: Language, name: string, value: string): string | undefined {
  const prefix = { level: "level.", dimension: "dimension.", outreach: "measure." };
  if (name === "group") {
    const key = ["sex", "age"]
      .map((dimension) => `${dimension}.${value}`)
      .find((of) => heardMessages.has(of));
    return key !== undefined && heardMessages.has(key) ? heardMessages.t(language)(key) : value;
  }
  if (!Object.hasOwn(prefix, name)) return undefined;
  const key = `${prefix[name as keyof typeof prefix]}${value}`;
  return heardMessages.has(key) ? heardMessages.t(language)(key) : undefined;
}
