import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, DataTable, FormField, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { languages } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { conversationMessages } from "../messages.ts";
import { accesses, MOST, moderations, showings } from "../model.ts";
import type { StaffConversationsPage } from "../staff-pages.ts";
import { conversationStateName, faultText } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): StaffConversationsPage {
  return pageData<StaffConversationsPage>(context);
}

export default function StaffConversations(): ReactNode {
  const { conversations, said, fault } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = conversationMessages.t(language);
  const shell = shellMessages.t(language);
  const choice = (name: "moderation" | "access" | "shows", choices: readonly string[]): ReactNode => (
    <FormField
      name={name}
      label={t(`col.${name}`)}
      control={{
        kind: "radio",
        defaultValue: said[name] ?? choices[0],
        options: choices.map((value) => ({ value, label: t(`${name}.${value}` as "access.code") })),
      }}
    />
  );
  return (
    <>
      <title>{`${t("staff.title")} · Husting`}</title>
      <PageHeading title={t("staff.title")} lead={t("staff.lead")} />
      <DataTable
        caption={t("staff.title")}
        captionHidden
        scrollLabel={shell("table.scroll", { caption: t("staff.title") })}
        columns={[
          {
            key: "title",
            header: t("col.conversation"),
            cell: ({ slug, titles }) => (
              <a href={address(`/staff/conversations/${slug}`)}>{titles[language]}</a>
            ),
          },
          {
            key: "state",
            header: t("col.state"),
            cell: ({ state }) => conversationStateName(language, state),
          },
          {
            key: "waiting",
            header: t("col.waiting"),
            align: "number",
            cell: ({ waiting }) => format.count(waiting),
          },
        ]}
        rows={conversations}
        rowKey={({ slug }) => slug}
        empty={t("list.none")}
      />
      <Section id="new" title={t("new.title")} lead={t("new.lead")}>
        <form method="post" action={`${address("/staff/conversations")}#new`} className="form">
          {fault === null ? null : (
            <Notice kind="error" word={shell("notice.error")} role="alert">
              <p>{faultText(language, fault)}</p>
            </Notice>
          )}
          {languages.map((other) => (
            <FormField
              key={other}
              name={`title-${other}`}
              label={t("new.heading", { language: shell(`language.${other}`) })}
              control={{
                kind: "input",
                autoComplete: "off",
                maxLength: MOST.title,
                defaultValue: said[`title-${other}`],
              }}
            />
          ))}
          {languages.map((other) => (
            <FormField
              key={other}
              name={`question-${other}`}
              label={t("new.question", { language: shell(`language.${other}`) })}
              hint={t("new.question-hint")}
              control={{ kind: "textarea", rows: 4, defaultValue: said[`question-${other}`] }}
            />
          ))}
          {choice("moderation", moderations)}
          {choice("access", accesses)}
          {choice("shows", showings)}
          <Button>{t("new.do")}</Button>
        </form>
      </Section>
    </>
  );
}
