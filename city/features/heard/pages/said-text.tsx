import type { ReactNode } from "react";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, languages, visibleText } from "../../../web/language/index.ts";
import type { Texts } from "../processes.ts";

/** A text in the reader's language, or else in the one it was written in, marked as such. */
export function SaidText({ texts }: { readonly texts: Texts }): ReactNode {
  const { language } = useFrame();
  const written = [language, ...languages].find((one) => texts[one] !== undefined);
  if (written === undefined) return null;
  return (
    <span className="said-text" lang={htmlLanguage[written]}>
      {(texts[written] ?? "").split("\n").map(visibleText).join("\n")}
    </span>
  );
}
