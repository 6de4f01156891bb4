import { isLanguage, type Language } from "../../web/language/index.ts";
import { shellMessages } from "../../web/shell-messages.ts";
import { screenMessages } from "./messages.ts";

/** A fact of the log about screens and works in words; undefined where it is none of ours. */
export function screenFact(language: Language, name: string, value: string): string | undefined {
  const t = screenMessages.t(language);
  const parts = value.split(" ");
  if (name === "languages" && parts.every(isLanguage))
    return parts.map((one) => shellMessages.t(language)(`language.${one}`)).join(" · ");
  if (name === "workKind" && (value === "picture" || value === "poem")) return t(`kind.${value}`);
  if (name !== "screenPages") return undefined;
  return parts
    .map((page) => {
      const key = `screen.page.${page}`;
      return screenMessages.has(key) ? t(key) : page;
    })
    .join(" · ");
}
