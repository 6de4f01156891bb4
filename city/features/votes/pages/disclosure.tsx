import type { ReactNode } from "react";
import { useFrame } from "../../../web/frame.ts";
import { disclosureRuleNames } from "../disclosure.ts";
import { voteMessages } from "../messages.ts";
import { disclosureTexts } from "../words.ts";

/** By which rules answers are told, with where each comes from: folded in under what they decide. */
export function Disclosure(): ReactNode {
  const { language, format } = useFrame();
  return (
    <details>
      <summary>{voteMessages.t(language)("disclosure.title")}</summary>
      <ul>
        {disclosureTexts(language, format).map((text, index) => (
          <li key={disclosureRuleNames[index]}>{text}</li>
        ))}
      </ul>
    </details>
  );
}
