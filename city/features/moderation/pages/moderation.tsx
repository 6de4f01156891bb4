import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  DataTable,
  EmptyState,
  KeyFigure,
  KeyFigures,
  PageHeading,
  Prose,
  Section,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { CountsPage, MonthCounts } from "../counts.ts";
import { moderationMessages } from "../messages.ts";
import { ruleName } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): CountsPage {
  return pageData<CountsPage>(context);
}

const COUNTED = [
  "reports",
  "found",
  "left",
  "redacted",
  "hidden",
  "appeals",
  "restoredOnAppeal",
] as const satisfies readonly (keyof MonthCounts)[];

/** What was reported and what was done, by month and rule. */
export default function Moderation(): ReactNode {
  const { months, waiting, oldestDays, waitingAppeals } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = moderationMessages.t(language);
  return (
    <>
      <title>{`${t("counts.title")} · Husting`}</title>
      <PageHeading title={t("counts.title")} lead={t("counts.lead")} />
      <p>
        <a href={address("/house-rules")}>{t("rules.title")}</a>
        {" · "}
        <a href={`/moderation.csv?language=${language}`} type="text/csv">
          {t("counts.csv")}
        </a>
      </p>
      <KeyFigures>
        <KeyFigure
          label={t("counts.waiting")}
          figure={{ value: format.count(waiting) }}
          note={oldestDays === null ? t("counts.none-waits") : t("counts.oldest", { days: oldestDays })}
        />
        <KeyFigure
          label={t("counts.waiting-appeals")}
          figure={{ value: format.count(waitingAppeals) }}
          note={t("counts.appeals-note")}
        />
      </KeyFigures>
      <Section id="months" title={t("counts.months")}>
        {months.length === 0 ? (
          <EmptyState title={t("counts.none")}>
            <p>{t("counts.none-text")}</p>
          </EmptyState>
        ) : (
          <DataTable
            caption={t("counts.months")}
            captionHidden
            scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("counts.months") })}
            columns={[
              { key: "month", header: t("col.month"), cell: ({ month }) => month },
              { key: "rule", header: t("col.rule"), cell: ({ rule }) => ruleName(language, rule) },
              ...COUNTED.map((counted) => ({
                key: counted,
                header: t(`col.${counted}`),
                align: "number" as const,
                cell: (row: MonthCounts) => format.count(row[counted]),
              })),
              {
                key: "median",
                header: t("col.medianDays"),
                align: "number" as const,
                cell: ({ medianDays }: MonthCounts) =>
                  medianDays === null ? t("col.no-median") : format.number(medianDays, { decimals: 1 }),
              },
            ]}
            rows={months}
            rowKey={({ month, rule }) => `${month} ${rule}`}
          />
        )}
      </Section>
      <Section id="not-counted" title={t("counts.not-counted")}>
        <Prose>
          <p>{t("counts.not-counted-text")}</p>
        </Prose>
      </Section>
    </>
  );
}
