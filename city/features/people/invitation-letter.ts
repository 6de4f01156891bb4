import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import { peopleMessages } from "./messages.ts";
import type { Role } from "./roles.ts";
import { roleName } from "./words.ts";

/** What somebody is told who was given a role. It holds no key: whoever reads it by mistake gets nowhere. */
export function invitationLetter(
  { cityNames, baseUrl }: { readonly cityNames: Names; readonly baseUrl: string },
  role: Role,
  language: Language,
): { readonly subject: string; readonly text: string } {
  const t = peopleMessages.t(language);
  const city = cityNames[language];
  return {
    subject: t("invite.letter.subject", { city }),
    text: [
      t("invite.letter.role", { city, role: roleName(language, role) }),
      "",
      t("invite.letter.how", { address: `${baseUrl}/${language}/sign-in` }),
      "",
      t("invite.letter.mistake"),
      "",
    ].join("\n"),
  };
}
