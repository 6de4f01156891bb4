import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, Button, FormField, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, languages, visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { codeText } from "../../votes/words.ts";
import type { SlipsPage } from "../desk-pages.ts";
import { serviceDeskMessages } from "../messages.ts";

export function loader({ context }: LoaderFunctionArgs): SlipsPage {
  return pageData<SlipsPage>(context);
}

/** Slips that say "I want this too": each carries a code that counts one person once. */
export default function Slips(): ReactNode {
  const { id, title, titleLanguage, address: typedAt, code, slips, fault } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = serviceDeskMessages.t(language);
  const shell = shellMessages.t(language);
  const shown = title === null ? `${id}` : visibleText(title);
  return (
    <>
      <title>{`${t("slips.title", { id })} · Husting`}</title>
      <div className="screen-only">
        <Breadcrumbs
          label={shell("breadcrumbs.label")}
          items={[
            { label: t("desk.title"), href: address("/staff/desk") },
            { label: t("slips.title", { id }) },
          ]}
        />
        <PageHeading title={t("slips.title", { id })} lead={t("slips.lead")} />
        <p lang={htmlLanguage[titleLanguage]}>
          <a href={address(`/staff/proposals/${id}`)}>{shown}</a>
        </p>
        <form method="post" action={address(`/staff/slips/${id}`)} className="form">
          <FormField
            name="count"
            label={t("slips.count")}
            hint={t("slips.count-hint")}
            error={fault === null ? undefined : { word: shell("notice.error"), text: t(`fault.${fault}`) }}
            control={{ kind: "input", inputMode: "numeric", defaultValue: "20", width: "short" }}
          />
          <Button>{t("slips.do")}</Button>
        </form>
        <p>
          <a href={address(`/staff/endorsements/${id}`)}>{t("enter.title", { id })}</a>
        </p>
      </div>
      {slips.length === 0 ? null : (
        <Section id="slips" title={t("slips.print-title")}>
          <div className="screen-only">
            <Notice kind="warn" word={shell("notice.warn")}>
              <p>{t("slips.once")}</p>
            </Notice>
          </div>
          <ul className="slips">
            {slips.map((slip) => (
              <li key={slip}>
                <span>
                  {languages.map((other) => (
                    <span key={other} lang={htmlLanguage[other]}>
                      {serviceDeskMessages.t(other)("slip.want")}{" "}
                    </span>
                  ))}
                </span>
                <strong className="slip-title" lang={htmlLanguage[titleLanguage]}>
                  {shown}
                </strong>
                <strong className="desk-code">{codeText(slip, " ")}</strong>
                <small>
                  {t("slip.how", { address: typedAt })} {t("slip.none")}
                </small>
                <small className="slip-stack">{t("slip.form", { code })}</small>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
