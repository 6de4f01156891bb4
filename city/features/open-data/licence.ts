import type { Language } from "../../web/language/index.ts";
import { openDataMessages } from "./messages.ts";

/** Under which terms a city gives its own data away. */
export const licences = ["CC0-1.0", "CC-BY-4.0"] as const;
export type LicenceId = (typeof licences)[number];

/** What holds until a city has decided: figures that public bodies make are to be used without asking. */
export const USUAL_LICENCE: LicenceId = "CC0-1.0";

export const licenceAddress: Readonly<Record<LicenceId, string>> = {
  "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
  "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
};

/** The terms of a city's own data in one line, with where they stand. @param openData null where a city has not decided. */
export function licenceText(language: Language, openData: { readonly licence: LicenceId } | null): string {
  const t = openDataMessages.t(language);
  const licence = openData?.licence ?? USUAL_LICENCE;
  const decided = t(openData === null ? "terms.usual" : "terms.decided");
  return `${t(`licence.${licence}`)} (${licenceAddress[licence]}). ${decided}`;
}
