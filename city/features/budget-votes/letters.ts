import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import { codeText } from "../votes/words.ts";
import { budgetMessages } from "./messages.ts";

/** The codes that let somebody take their token: nine digits on the page that asked, twelve signs on any. */
export function activationLetter(
  { cityNames, baseUrl }: { readonly cityNames: Names; readonly baseUrl: string },
  budget: { readonly id: number; readonly names: Names },
  language: Language,
  codes: { readonly code: string; readonly wholeCode: string },
): { readonly subject: string; readonly text: string } {
  const t = budgetMessages.t(language);
  const code = codes.code.replaceAll(/(.{3})(?=.)/gu, "$1 ");
  return {
    subject: t("letter.subject", { code, city: cityNames[language] }),
    text: [
      t("letter.code", { code, budget: budget.names[language] }),
      "",
      t("letter.where", { address: `${baseUrl}/${language}/ballot/${budget.id}` }),
      "",
      t("letter.whole", { code: codeText(codes.wholeCode, " ") }),
      "",
      t("letter.not-asked"),
      "",
    ].join("\n"),
  };
}
