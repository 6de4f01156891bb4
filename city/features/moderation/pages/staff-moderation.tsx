import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { DataTable, EmptyState, PageHeading, Section, Tag } from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { moderationMessages } from "../messages.ts";
import type { ListedCase, QueuePage } from "../staff-pages.ts";
import { kindName, ruleName } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): QueuePage {
  return pageData<QueuePage>(context);
}

/** What waits for an official: appeals first, then cases, the gravest and oldest on top. */
export default function StaffModeration(): ReactNode {
  const { cases, appeals, mayDecide, mayAnswer } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = moderationMessages.t(language);
  const scroll = (caption: string): string => shellMessages.t(language)("table.scroll", { caption });
  return (
    <>
      <title>{`${t("queue.title")} · Husting`}</title>
      <PageHeading title={t("queue.title")} lead={t("queue.lead")} />
      <Done words={{ decided: t("done.decided") }} />
      <p>
        <a href={address("/house-rules")}>{t("rules.title")}</a>
        {" · "}
        <a href={address("/moderation")}>{t("counts.title")}</a>
      </p>
      {mayDecide ? null : <p>{t(mayAnswer ? "queue.only-appeals" : "queue.only-read")}</p>}
      {appeals.length === 0 ? null : (
        <Section id="appeals" title={t("queue.appeals")}>
          <DataTable
            caption={t("queue.appeals")}
            captionHidden
            scrollLabel={scroll(t("queue.appeals"))}
            columns={[
              {
                key: "text",
                header: t("col.text"),
                cell: ({ caseId, subject }) => (
                  <a href={address(`/staff/moderation/${caseId}`)}>
                    {t("queue.case", { id: caseId, kind: kindName(language, subject.kind) })}
                  </a>
                ),
              },
              { key: "act", header: t("col.act"), cell: ({ act }) => t(`act.${act}`) },
              { key: "rule", header: t("col.rule"), cell: ({ rule }) => ruleName(language, rule) },
              { key: "since", header: t("col.since"), cell: ({ atMs }) => format.date(atMs, "day") },
              {
                key: "who",
                header: t("col.who"),
                cell: ({ isOwn }) =>
                  isOwn || !mayAnswer ? t("queue.another") : <strong>{t("queue.you")}</strong>,
              },
            ]}
            rows={appeals}
            rowKey={({ actId }) => String(actId)}
          />
        </Section>
      )}
      <Section id="cases" title={t("queue.cases")}>
        {cases.length === 0 ? (
          <EmptyState title={t("queue.none")}>
            <p>{t("queue.none-text")}</p>
          </EmptyState>
        ) : (
          <DataTable
            caption={t("queue.cases")}
            captionHidden
            scrollLabel={scroll(t("queue.cases"))}
            columns={[
              {
                key: "text",
                header: t("col.text"),
                cell: ({ id, subject }) => (
                  <a href={address(`/staff/moderation/${id}`)}>
                    {t("queue.case", { id, kind: kindName(language, subject.kind) })}
                  </a>
                ),
              },
              {
                key: "rule",
                header: t("col.rule"),
                cell: ({ rule }) => (
                  <Tag tone={rule === "threats" || rule === "unlawful" ? "bad" : "warn"}>
                    {ruleName(language, rule)}
                  </Tag>
                ),
              },
              { key: "why", header: t("col.why"), cell: (one) => <Why one={one} /> },
              {
                key: "since",
                header: t("col.since"),
                cell: ({ openedAtMs, waitingDays }) =>
                  `${format.date(openedAtMs, "dateTime")} (${t("queue.days", { days: waitingDays })})`,
              },
            ]}
            rows={cases}
            rowKey={({ id }) => String(id)}
          />
        )}
      </Section>
    </>
  );
}

/** Who or what brought it up. */
export function Why({ one: { reports, found } }: { readonly one: ListedCase }): ReactNode {
  const { language, format } = useFrame();
  const t = moderationMessages.t(language);
  const parts = [
    ...(reports === 0 ? [] : [t("queue.reports", { count: reports })]),
    ...(found.length === 0
      ? []
      : [t("queue.found", { what: format.list(found.map((kind) => t(`found.${kind}`))) })]),
  ];
  return parts.join(" · ");
}
