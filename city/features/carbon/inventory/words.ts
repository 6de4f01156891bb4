import type { Language } from "../../../web/language/index.ts";
import type { CityFacts } from "./facts.ts";
import { inventoryMessages } from "./messages.ts";

/** What the simulation gives as the source of its figures. */
export const SIMULATED_SOURCE = "simulated, read nowhere";

/** Sources and clauses that records hold in English although the words are ours, or stand in every language's own text. */
const spoken = {
  [SIMULATED_SOURCE]: "source.simulated",
  "Directive (EU) 2023/1791 on energy efficiency (recast)": "source.efficiency-directive",
  "art. 6(5)": "clause.article-6",
  "art. 5(1) and 5(2)": "clause.article-5",
} as const;

/** A source or a clause in the page's language where we have words for it; what people wrote stays as they wrote it. */
export function sourceText(language: Language, text: string): string {
  return Object.hasOwn(spoken, text)
    ? inventoryMessages.t(language)(spoken[text as keyof typeof spoken])
    : text;
}

/** How the useful floor area was made from another, with who says so. */
export function conversionText(
  language: Language,
  { value, from, source }: NonNullable<CityFacts["usefulArea"]>,
  factor: string,
): string {
  return inventoryMessages.t(language)(value === 1 ? "public.conversion-same" : "public.conversion", {
    factor,
    from,
    source: sourceText(language, source),
  });
}
