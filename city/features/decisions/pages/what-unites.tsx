import type { ReactNode } from "react";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, visibleText } from "../../../web/language/index.ts";
import { decisionMessages } from "../messages.ts";
import type { DecidedConversation } from "../parts.ts";

type Said = Pick<DecidedConversation, "report" | "uniting">;

/** In the form of a decision: what unites all groups of the conversation it is about stands before whoever decides. */
export function WhatUnites({ of }: { readonly of: Said }): ReactNode {
  const { language } = useFrame();
  return (
    <section id="uniting" aria-labelledby="uniting-title">
      <h3 id="uniting-title">{decisionMessages.t(language)("uniting.title")}</h3>
      <UnitingStatements of={of} />
    </section>
  );
}

/** The statements and the way to the whole report, under a heading of the page's own. */
export function UnitingStatements({ of: { report, uniting } }: { readonly of: Said }): ReactNode {
  const { language, address } = useFrame();
  const t = decisionMessages.t(language);
  return (
    <>
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
    </>
  );
}
