import { type Formats, formats, type Language, type Translate } from "../language/index.ts";
import { shellMessages } from "../shell-messages.ts";
import { styleMessages } from "./style-messages.ts";

/** What every sample of the style page speaks with. */
export interface StyleContext {
  readonly language: Language;
  readonly t: Translate<(typeof styleMessages)["keys"][number]>;
  readonly shell: Translate<(typeof shellMessages)["keys"][number]>;
  readonly f: Formats;
}

export function styleContext(language: Language): StyleContext {
  return {
    language,
    t: styleMessages.t(language),
    shell: shellMessages.t(language),
    f: formats(language, "Europe/Stockholm"),
  };
}
