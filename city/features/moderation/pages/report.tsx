import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, FormField, LinkButton, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { moderationMessages } from "../messages.ts";
import type { ReportPage } from "../public-pages.ts";
import { MOST } from "../texts.ts";
import { faultText, kindName, ruleName } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): ReportPage {
  return pageData<ReportPage>(context);
}

/** Anybody tells, without an account, which rule a text breaks. */
export default function Report(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, address, search } = useFrame();
  const t = moderationMessages.t(language);
  const { fault, said } = page;
  const word = shellMessages.t(language)("notice.error");
  const error = (field: string) =>
    fault !== null && "field" in fault && fault.field === field
      ? { word, text: faultText(language, fault) }
      : undefined;
  const isDone = new URLSearchParams(search).get("done") === "reported";
  return (
    <>
      <title>{`${t("report.title")} · Husting`}</title>
      <PageHeading title={t("report.title")} lead={t("report.lead")} />
      <Done words={{ reported: t("report.done") }} />
      <p>
        <LinkButton href={address(page.path)}>{t("report.back")}</LinkButton>
      </p>
      <Section id="text" title={t("report.what", { kind: kindName(language, page.kind) })}>
        {page.isHidden ? (
          <p>{t("report.is-hidden")}</p>
        ) : (
          <blockquote className="quoted written" lang={htmlLanguage[page.language]}>
            {page.texts.map((text) => text.split("\n").map(visibleText).join("\n")).join("\n\n")}
          </blockquote>
        )}
      </Section>
      {page.isHidden || isDone ? null : (
        <form method="post" action={address(`/report/${page.subject}`)} className="form">
          {fault === null || "field" in fault || fault.code === "rule-unknown" ? null : (
            <Notice kind="error" role="alert" word={word}>
              <p>{faultText(language, fault)}</p>
            </Notice>
          )}
          <input type="hidden" name="mark" value={said.mark} />
          <FormField
            name="rule"
            label={t("report.rule")}
            hint={<a href={address("/house-rules")}>{t("rules.title")}</a>}
            required={t("required")}
            error={fault?.code === "rule-unknown" ? { word, text: faultText(language, fault) } : undefined}
            control={{
              kind: "radio",
              defaultValue: said.rule,
              options: page.rules.map((rule) => ({ value: rule, label: ruleName(language, rule) })),
            }}
          />
          <FormField
            name="words"
            label={t("report.words")}
            hint={t("report.words-hint", { most: MOST.words })}
            error={error("words")}
            control={{ kind: "textarea", rows: 3, defaultValue: said.words }}
          />
          <Button>{t("report.do")}</Button>
        </form>
      )}
    </>
  );
}
