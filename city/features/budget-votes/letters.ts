import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import { budgetMessages } from "./messages.ts";

/** The code that lets somebody take their token. */
export function activationLetter(
  { cityNames, baseUrl }: { readonly cityNames: Names; readonly baseUrl: string },
  budget: { readonly id: number; readonly names: Names },
  language: Language,
  digits: string,
): { readonly subject: string; readonly text: string } {
  const t = budgetMessages.t(language);
  const code = digits.replaceAll(/(.{3})(?=.)/gu, "$1 ");
  return {
    subject: t("letter.subject", { code, city: cityNames[language] }),
    text: [
      t("letter.code", { code, budget: budget.names[language] }),
      "",
      t("letter.where", { address: `${baseUrl}/${language}/ballot/${budget.id}` }),
      "",
      t("letter.not-asked"),
      "",
    ].join("\n"),
  };
}
