import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { DataTable, EmptyState, PageHeading, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { conversationMessages } from "../messages.ts";
import type { ConversationsPage } from "../pages-data.ts";
import { conversationStateName } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): ConversationsPage {
  return pageData<ConversationsPage>(context);
}

export default function Conversations(): ReactNode {
  const { conversations } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = conversationMessages.t(language);
  return (
    <>
      <title>{`${t("list.title")} · Husting`}</title>
      <PageHeading title={t("list.title")} lead={t("list.lead")} />
      {conversations.length === 0 ? (
        <EmptyState title={t("list.none")}>
          <p>{t("list.none-text")}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t("list.title")}
          captionHidden
          scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("list.title") })}
          columns={[
            {
              key: "title",
              header: t("col.conversation"),
              cell: ({ slug, titles }) => <a href={address(`/conversations/${slug}`)}>{titles[language]}</a>,
            },
            {
              key: "state",
              header: t("col.state"),
              cell: ({ state }) => (
                <Tag tone={state === "open" ? "info" : "neutral"}>
                  {conversationStateName(language, state)}
                </Tag>
              ),
            },
            {
              key: "statements",
              header: t("col.statements"),
              align: "number",
              cell: ({ statements }) => format.count(statements),
            },
            {
              key: "told",
              header: t("col.told"),
              cell: ({ slug, told }) =>
                told === null ? (
                  t("told.nothing")
                ) : (
                  <a href={address(`/conversation-results/${slug}`)}>
                    {t("told.of", { count: told.participants, day: format.plainDate(told.day) })}
                  </a>
                ),
            },
          ]}
          rows={conversations}
          rowKey={({ slug }) => slug}
        />
      )}
    </>
  );
}
