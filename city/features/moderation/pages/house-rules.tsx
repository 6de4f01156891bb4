import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { PageHeading, Prose, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { moderationMessages } from "../messages.ts";
import type { HouseRulesPage } from "../public-pages.ts";
import { ruleName } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): HouseRulesPage {
  return pageData<HouseRulesPage>(context);
}

export default function HouseRules(): ReactNode {
  const { rules, duties } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = moderationMessages.t(language);
  return (
    <>
      <title>{`${t("rules.title")} · Husting`}</title>
      <PageHeading title={t("rules.title")} lead={t("rules.lead")} />
      <Section id="may" title={t("rules.may")}>
        <Prose>
          <p>{t("rules.may-text")}</p>
        </Prose>
      </Section>
      <Section id="may-not" title={t("rules.may-not")}>
        <ol className="rules">
          {rules.map((rule) => (
            <li key={rule} id={rule}>
              <p>
                <strong>{ruleName(language, rule)}</strong> <code>{rule}</code>
              </p>
              <p>{t(`rule.${rule}-text`)}</p>
            </li>
          ))}
        </ol>
      </Section>
      <Section id="what-happens" title={t("rules.happens")}>
        <Prose>
          <p>{t("rules.happens-found")}</p>
          <p>{t("rules.happens-person")}</p>
          <p>{t("rules.happens-appeal")}</p>
          <p>
            <a href={address("/moderation")}>{t("counts.title")}</a>
          </p>
        </Prose>
      </Section>
      <Section id="law" title={t("rules.law")} lead={t("rules.law-lead")}>
        <ul>
          {duties.map(({ law, section, since, source, standing }) => (
            <li key={source}>
              {law[language]}
              {section === "" ? "" : `, ${section}`}. {t("rules.since", { date: format.plainDate(since) })}{" "}
              <span className="field-hint">
                {source}. {t(`rules.standing-${standing}`)}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
