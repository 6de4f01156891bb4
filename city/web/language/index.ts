export { checkMessages, type MessageFiles } from "./check-messages.ts";
export { energiesAlike } from "./energies.ts";
export { type DateStyle, type EnergyUnit, type Formats, formats } from "./format.ts";
export {
  colonOf,
  commaOf,
  htmlLanguage,
  intlLocale,
  isLanguage,
  type Language,
  languages,
  pauseOf,
} from "./language.ts";
export {
  defineMessages,
  type MessageArgument,
  type MessageArguments,
  type Messages,
  type Translate,
  type TranslateRich,
} from "./messages.ts";
export { negotiateLanguage } from "./negotiate.ts";
export { readSaidText, type SaidText, type SaidTextFault } from "./said-text.ts";
export { hasHiddenCharacters, visibleText } from "./visible.ts";
