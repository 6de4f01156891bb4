import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { DataTable, EmptyState, PageHeading, Section, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { CommentsPage, ListedComment } from "../comment-pages.ts";
import { voteMessages } from "../messages.ts";

export function loader({ context }: LoaderFunctionArgs): CommentsPage {
  return pageData<CommentsPage>(context);
}

export default function Comments(): ReactNode {
  const { buildings } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = voteMessages.t(language);
  const state = ({ isSeen, published }: ListedComment): ReactNode => {
    if (published !== null) return <Tag tone="info">{t("comment.published")}</Tag>;
    return isSeen ? t("comment.seen") : <Tag tone="warn">{t("comment.unread")}</Tag>;
  };
  return (
    <>
      <title>{`${t("comments.title")} · Husting`}</title>
      <PageHeading title={t("comments.title")} lead={t("comments.lead")} />
      {buildings.length === 0 ? (
        <EmptyState title={t("comments.none")}>
          <p>{t("comments.none-text")}</p>
        </EmptyState>
      ) : null}
      {buildings.map(({ slug, names, unread, comments }) => (
        <Section
          key={slug}
          id={slug}
          title={names[language]}
          lead={t("comments.unread", { unread, all: comments.length })}
        >
          <DataTable
            caption={names[language]}
            captionHidden
            scrollLabel={shellMessages.t(language)("table.scroll", { caption: names[language] })}
            columns={[
              {
                key: "text",
                header: t("col.text"),
                cell: ({ id, text }) => <a href={address(`/staff/comments/${id}`)}>{text}</a>,
              },
              { key: "room", header: t("col.room"), cell: ({ room }) => room[language] },
              { key: "week", header: t("col.week"), cell: ({ week }) => format.plainDate(week) },
              { key: "state", header: t("col.state"), cell: state },
            ]}
            rows={comments}
            rowKey={({ id }) => id}
          />
        </Section>
      ))}
    </>
  );
}
