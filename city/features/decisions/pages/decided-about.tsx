import type { ReactNode } from "react";
import { Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage } from "../../../web/language/index.ts";
import type { DecidedAbout as Decided } from "../decision-pages.ts";
import { decisionMessages } from "../messages.ts";
import { OutcomeTag } from "./decisions.tsx";
import { StateTag } from "./promise-card.tsx";

/** On the page of a measure or a proposal: what was decided about it, and what was promised. */
export function DecidedAbout({ decided }: { readonly decided: Decided }): ReactNode {
  const { language, format, address } = useFrame();
  const t = decisionMessages.t(language);
  if (decided.decisions.length === 0) return null;
  return (
    <Section id="decisions" title={t("measure.decisions")}>
      <ul>
        {decided.decisions.map(({ id, titles, date, outcome, body }) => (
          <li key={id}>
            <a href={address(`/decisions/${id}`)}>{titles[language]}</a> <OutcomeTag outcome={outcome} />{" "}
            {body[language]}, {format.plainDate(date)}
          </li>
        ))}
      </ul>
      {decided.promises.length === 0 ? null : (
        <>
          <h3>{t("promises.title")}</h3>
          <ul>
            {decided.promises.map((promise) => (
              <li key={promise.id}>
                <a
                  href={address(`/decisions/${promise.decisionId}#promise-${promise.id}`)}
                  lang={htmlLanguage[promise.language]}
                >
                  {promise.text}
                </a>{" "}
                <StateTag promise={promise} />{" "}
                {t("promise.due-by", { date: format.plainDate(promise.dueDate) })}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
