import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  type Column,
  CoverageMeter,
  DataTable,
  EmptyState,
  PageHeading,
  Pagination,
  Section,
  Tag,
} from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { coverageText, shellMessages } from "../../../web/shell-messages.ts";
import { qualityMessages } from "../messages.ts";
import type { BuildingQuality, QualityPage } from "../quality-page.ts";
import { alarmText } from "../words.ts";
import { MailWish } from "./mail-wish.tsx";

export function loader({ context }: LoaderFunctionArgs): QualityPage {
  return pageData<QualityPage>(context);
}

export default function Quality(): ReactNode {
  const { alarms, wish, failedAtMs, ...ranked } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = qualityMessages.t(language);
  return (
    <>
      <title>{`${t("title")} · Husting`}</title>
      <PageHeading title={t("title")} lead={t("lead")} />
      <Done words={{ wish: t("mail.saved") }} />
      <Section id="alarms" title={t("alarms")} lead={t("alarm.limits")}>
        {alarms.length === 0 ? (
          <EmptyState title={t("alarms.none")}>
            <p>{t("alarms.none-text")}</p>
          </EmptyState>
        ) : (
          <ul>
            {alarms.map((alarm) => (
              <li key={`${alarm.kind} ${alarm.subject} ${alarm.sinceMs}`}>
                {alarm.building === null ? (
                  alarmText(language, format, alarm)
                ) : (
                  <a href={address(`/staff/quality/${alarm.building.slug}`)}>
                    {alarmText(language, format, alarm)}
                  </a>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Buildings {...ranked} />
      <MailWish wish={wish} failedAtMs={failedAtMs} />
    </>
  );
}

function Buildings({
  buildings,
  page,
  pages,
  month,
}: Pick<QualityPage, "buildings" | "page" | "pages" | "month">): ReactNode {
  const { language, format, address } = useFrame();
  const t = qualityMessages.t(language);
  const shell = shellMessages.t(language);
  const counted = (of: (row: BuildingQuality) => number) => (row: BuildingQuality) => {
    const count = of(row);
    const text = t("of-points", { count, points: row.points });
    return count === 0 ? format.count(0) : <Tag tone="warn">{text}</Tag>;
  };
  const share = (label: string, of: (row: BuildingQuality) => number | null) => (row: BuildingQuality) => {
    const value = of(row);
    if (value === null) return t("share.none");
    const text = coverageText(format, value);
    return <CoverageMeter share={value} label={`${row.names[language]}, ${label}`} text={text} labelHidden />;
  };
  const lastMonth = t("col.month", { month: format.date(month.startMs, "month") });
  const columns: Column<BuildingQuality>[] = [
    {
      key: "building",
      header: t("col.building"),
      cell: (row) => <a href={address(`/staff/quality/${row.slug}`)}>{row.names[language]}</a>,
    },
    { key: "silent", header: t("col.silent"), align: "number", cell: counted(({ silent }) => silent) },
    {
      key: "questions",
      header: t("col.questions"),
      align: "number",
      cell: ({ questions }) =>
        questions === 0 ? format.count(0) : <Tag tone="warn">{format.count(questions)}</Tag>,
    },
    {
      key: "suspects",
      header: t("col.suspect"),
      align: "number",
      cell: ({ suspects }) => format.count(suspects),
    },
    { key: "nothing", header: t("col.nothing"), align: "number", cell: counted(({ nothing }) => nothing) },
    { key: "month", header: lastMonth, cell: share(lastMonth, (row) => row.lastMonth) },
    { key: "year", header: t("col.year"), cell: share(t("col.year"), (row) => row.year) },
  ];
  const to = (number: number, label: "pagination.previous" | "pagination.next") => ({
    href: `${address("/staff/quality")}?page=${number}`,
    label: shell(label),
  });
  return (
    <Section id="buildings" title={t("buildings")}>
      <p>{t("suspect.hint")}</p>
      <DataTable
        caption={t("buildings")}
        captionHidden
        scrollLabel={shell("table.scroll", { caption: t("buildings") })}
        columns={columns}
        rows={buildings}
        rowKey={(row) => row.slug}
        empty={t("buildings.none")}
      />
      {pages === 1 ? null : (
        <Pagination
          label={shell("pagination.label")}
          position={shell("pagination.position", { page, pages })}
          previous={page === 1 ? undefined : to(page - 1, "pagination.previous")}
          next={page === pages ? undefined : to(page + 1, "pagination.next")}
        />
      )}
    </Section>
  );
}
