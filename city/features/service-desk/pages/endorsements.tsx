import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  Button,
  DataTable,
  FormField,
  Notice,
  PageHeading,
  Section,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage, visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { proposalMessages } from "../../proposals/messages.ts";
import type { EnterSlipsPage } from "../desk-pages.ts";
import { serviceDeskMessages } from "../messages.ts";

export function loader({ context }: LoaderFunctionArgs): EnterSlipsPage {
  return pageData<EnterSlipsPage>(context);
}

/** As many as `enterSlips` takes at once. */
const MOST = 200;

/** A stack of slips, typed in; every line is answered by itself. */
export default function Endorsements(): ReactNode {
  const { id, title, titleLanguage, endorsements, typed, answers, fault } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = serviceDeskMessages.t(language);
  const shell = shellMessages.t(language);
  const taken = answers.filter(({ outcome }) => outcome === "taken").length;
  return (
    <>
      <title>{`${t("enter.title", { id })} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[
          { label: t("desk.title"), href: address("/staff/desk") },
          { label: t("enter.title", { id }) },
        ]}
      />
      <PageHeading title={t("enter.title", { id })} lead={t("enter.lead")} />
      <p>
        <a href={address(`/proposals/${id}`)} lang={htmlLanguage[titleLanguage]}>
          {title === null ? id : visibleText(title)}
        </a>{" "}
        {proposalMessages.t(language)("endorse.count", { count: endorsements })}
      </p>
      {answers.length === 0 ? null : (
        <Section id="answers" title={t("enter.answers")}>
          <Notice
            kind={taken === answers.length ? "success" : "warn"}
            role="status"
            word={shell(taken === answers.length ? "notice.success" : "notice.warn")}
          >
            <p>{t("enter.summary", { taken, all: answers.length })}</p>
          </Notice>
          <DataTable
            caption={t("enter.answers")}
            captionHidden
            scrollLabel={shell("table.scroll", { caption: t("enter.answers") })}
            columns={[
              {
                key: "line",
                header: t("enter.line"),
                align: "number",
                cell: ({ line }) => format.count(line),
              },
              {
                key: "typed",
                header: t("enter.typed"),
                cell: (one) => <code>{visibleText(one.typed)}</code>,
              },
              { key: "outcome", header: t("enter.outcome"), cell: ({ outcome }) => t(`outcome.${outcome}`) },
            ]}
            rows={answers.map((answer, index) => ({ ...answer, line: index + 1 }))}
            rowKey={({ line }) => String(line)}
          />
        </Section>
      )}
      <form method="post" action={address(`/staff/endorsements/${id}`)} className="form">
        <FormField
          name="codes"
          label={t("enter.codes")}
          hint={t("enter.codes-hint", { most: MOST })}
          required={t("required")}
          error={
            fault === null
              ? undefined
              : { word: shell("notice.error"), text: t(`fault.${fault}`, { most: MOST }) }
          }
          control={{ kind: "textarea", rows: 10, defaultValue: typed }}
        />
        <Button>{t("enter.do")}</Button>
      </form>
      <p>
        <a href={address(`/staff/slips/${id}`)}>{t("enter.more")}</a>
      </p>
    </>
  );
}
