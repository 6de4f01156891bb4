import type { ReactNode } from "react";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, visibleText } from "../../../web/language/index.ts";
import { decisionMessages } from "../messages.ts";
import type { DecidedConversation } from "../parts.ts";

/** What unites all groups of the conversation that a decision is about: it stands before whoever decides, and before whoever reads of it. */
export function WhatUnites({
  of: { report, uniting },
}: {
  readonly of: Pick<DecidedConversation, "report" | "uniting">;
}): ReactNode {
  const { language, address } = useFrame();
  const t = decisionMessages.t(language);
  return (
    <section id="uniting" aria-labelledby="uniting-title">
      <h3 id="uniting-title">{t("uniting.title")}</h3>
      {uniting.length === 0 ? (
        <p>{t("uniting.none")}</p>
      ) : (
        <ul>
          {uniting.map(({ number, side, texts }) => (
            <li key={number}>
              <span lang={htmlLanguage[texts[language].language]}>{visibleText(texts[language].text)}</span>{" "}
              <strong>{t(`uniting.${side}`)}</strong>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={address(report)}>{t("uniting.report")}</a>
      </p>
    </section>
  );
}
