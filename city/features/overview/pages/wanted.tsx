import type { ReactNode } from "react";
import { Section, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage } from "../../../web/language/index.ts";
import { moneyText } from "../../decisions/words.ts";
import { stateName, stateTone } from "../../proposals/words.ts";
import { overviewMessages } from "../messages.ts";
import type { OverviewPage } from "../overview-page.ts";

/** So many winners of a vote are named; the others stand with the result. */
const NAMED_WINNERS = 6;

/** What people want most: what many have endorsed, what unites all opinion groups, and what they voted money for. */
export function Wanted({
  page: { wanted, uniting, budgets, figures },
}: {
  readonly page: OverviewPage;
}): ReactNode {
  const { language, format, address } = useFrame();
  const t = overviewMessages.t(language);
  return (
    <Section id="wanted" title={t("wanted.title")} lead={t("wanted.lead")}>
      <Section id="wanted-proposals" level={3} title={t("wanted.proposals")}>
        {wanted.length === 0 ? (
          <p>{t("wanted.no-proposals")}</p>
        ) : (
          <ol className="work-list">
            {wanted.map(({ id, title, language: written, endorsements, state }) => (
              <li key={id}>
                <a
                  href={address(`/proposals/${id}`)}
                  lang={title === null ? undefined : htmlLanguage[written]}
                >
                  {title ?? t("wanted.untitled", { id })}
                </a>
                <div className="work-line">
                  <span>{t("wanted.endorsed", { count: endorsements })}</span>
                  <Tag tone={stateTone[state]}>{stateName(language, state)}</Tag>
                </div>
              </li>
            ))}
          </ol>
        )}
        <p>
          <a href={address("/proposals")}>{t("wanted.all-proposals", { count: figures.proposals })}</a>
        </p>
      </Section>
      <Section id="wanted-uniting" level={3} title={t("wanted.uniting")}>
        {uniting.length === 0 ? (
          <p>{t("wanted.no-uniting")}</p>
        ) : (
          <ul className="work-list">
            {uniting.map(({ conversation, report, statement: { number, side, texts } }) => (
              <li key={`${report} ${number}`}>
                <q lang={htmlLanguage[texts[language].language]}>{texts[language].text}</q>
                <div className="work-line">
                  <span>{t(side === "agree" ? "wanted.agree" : "wanted.disagree")}</span>
                  <a href={address(report)}>{conversation[language]}</a>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section id="wanted-budgets" level={3} title={t("wanted.budgets")}>
        {budgets.length === 0 ? (
          <p>{t("wanted.no-budgets")}</p>
        ) : (
          <ul className="work-list">
            {budgets.map(({ id, names, amountMinor, currency, voters, won, projects }) => (
              <li key={id}>
                <a href={address(`/budget-result/${id}`)}>{names[language]}</a>
                <div>
                  {t("wanted.budget", {
                    amount: moneyText(format, amountMinor, currency),
                    voters,
                    won: won.length,
                    projects,
                  })}
                </div>
                <div>
                  {format.list([
                    ...won.slice(0, NAMED_WINNERS).map((project) => project.names[language]),
                    ...(won.length > NAMED_WINNERS
                      ? [t("wanted.more-won", { more: won.length - NAMED_WINNERS })]
                      : []),
                  ])}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Section>
  );
}
