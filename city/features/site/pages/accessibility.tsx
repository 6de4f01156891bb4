import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, FormField, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { OWN_FAULTS } from "../assessment.ts";
import { MOST } from "../faults.ts";
import { siteMessages } from "../messages.ts";
import type { AccessibilityPage } from "../site-pages.ts";
import { faultText } from "../words.ts";

/** Where faults are reported that a city does not mend: the supervision of Sweden's act. */
const SUPERVISION = "https://www.digg.se/tdosanmalan";

export function loader({ context }: LoaderFunctionArgs): AccessibilityPage {
  return pageData<AccessibilityPage>(context);
}

/** The accessibility statement, in the order in which Sweden's act asks for its parts, with the form to report faults. */
export default function Accessibility(): ReactNode {
  const { cityNames, country, responsible, known, assessed } = useLoaderData<typeof loader>();
  const { language, format } = useFrame();
  const t = siteMessages.t(language);
  return (
    <>
      <title>{`${t("acc.title")} · Husting`}</title>
      <PageHeading title={t("acc.title")} lead={t("acc.lead")} />
      <Done
        words={{ reported: t("acc.done"), "reported-answer": `${t("acc.done")} ${t("acc.done-answer")}` }}
      />
      <Section id="who" title={t("acc.who")}>
        <p>
          {t("acc.who-text", {
            city: (responsible?.names ?? cityNames)[language],
            law: t(`acc.law.${country}`),
          })}
        </p>
        {responsible === null ? null : (
          <ul className="lines">
            {responsible.telephone === undefined ? null : (
              <li>
                {t("acc.telephone")}{" "}
                <a href={`tel:${responsible.telephone.replaceAll(/[^+\d]/g, "")}`}>{responsible.telephone}</a>
              </li>
            )}
            {responsible.email === undefined ? null : (
              <li>
                {t("acc.mail")} <a href={`mailto:${responsible.email}`}>{responsible.email}</a>
              </li>
            )}
            {responsible.post === undefined ? null : (
              <li>
                {t("acc.post")} {responsible.post}
              </li>
            )}
          </ul>
        )}
      </Section>
      <Section id="standing" title={t("acc.standing")}>
        <p>{known.length + OWN_FAULTS.length > 0 ? t("acc.standing-partly") : t("acc.standing-fully")}</p>
        <p>{t("acc.standard")}</p>
      </Section>
      <Section id="known" title={t("acc.known")}>
        {known.length === 0 ? (
          <p>{t("acc.known-none")}</p>
        ) : (
          <ul className="lines">
            {known.map(({ text, language: written, sinceMs }) => (
              <li key={`${sinceMs}${text}`}>
                <span lang={htmlLanguage[written]}>{visibleText(text)}</span>{" "}
                {t("acc.known-since", { date: format.date(sinceMs) })}
              </li>
            ))}
          </ul>
        )}
        <h3>{t("acc.own")}</h3>
        <ul className="lines">
          {OWN_FAULTS.map((fault) => (
            <li key={fault}>{t(`acc.own.${fault}`)}</li>
          ))}
        </ul>
      </Section>
      <Report />
      <Section id="authority" title={t("acc.authority")}>
        <p>
          {t(`acc.authority.${country}`)}{" "}
          {country === "SE" ? (
            <a rel="external" href={SUPERVISION}>
              {t("acc.authority-link.SE")}
            </a>
          ) : null}
        </p>
      </Section>
      <Section id="tested" title={t("acc.tested")}>
        <p>{t("acc.tested-text")}</p>
        <p>{t("acc.assessed", { date: format.plainDate(assessed.date), version: assessed.version })}</p>
      </Section>
    </>
  );
}

function Report(): ReactNode {
  const { said, fault } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = siteMessages.t(language);
  const word = shellMessages.t(language)("notice.error");
  const errorOf = (field: keyof typeof said) =>
    fault !== null && "field" in fault && fault.field === field
      ? { word, text: faultText(language, fault, said[field]) }
      : undefined;
  return (
    <Section id="report" title={t("acc.report")} lead={t("acc.report-text")}>
      <form method="post" action={address("/accessibility")} className="form">
        {fault === null || "field" in fault ? null : (
          <Notice kind="error" role="alert" word={word}>
            <p>{faultText(language, fault, "")}</p>
          </Notice>
        )}
        <FormField
          name="text"
          label={t("acc.text")}
          hint={t("acc.text-hint", { most: MOST.text })}
          required={t("field.required")}
          error={errorOf("text")}
          control={{ kind: "textarea", rows: 5, defaultValue: said.text }}
        />
        <FormField
          name="page"
          label={t("acc.page")}
          hint={t("acc.page-hint")}
          error={errorOf("page")}
          control={{ kind: "input", autoComplete: "off", defaultValue: said.page }}
        />
        <FormField
          name="email"
          label={t("acc.email")}
          hint={t("acc.email-hint")}
          error={errorOf("email")}
          control={{
            kind: "input",
            type: "email",
            autoComplete: "email",
            width: "medium",
            defaultValue: said.email,
          }}
        />
        <Button>{t("acc.send")}</Button>
      </form>
    </Section>
  );
}
