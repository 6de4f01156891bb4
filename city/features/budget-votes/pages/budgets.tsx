import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { DataTable, EmptyState, PageHeading, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { moneyText } from "../../decisions/words.ts";
import { budgetMessages } from "../messages.ts";
import type { BudgetsPage } from "../public-pages.ts";
import { budgetStateName, budgetStateTone } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): BudgetsPage {
  return pageData<BudgetsPage>(context);
}

export default function Budgets(): ReactNode {
  const { budgets } = useLoaderData<typeof loader>();
  const { language, address, format } = useFrame();
  const t = budgetMessages.t(language);
  return (
    <>
      <title>{`${t("list.title")} · Husting`}</title>
      <PageHeading title={t("list.title")} lead={t("list.lead")} />
      {budgets.length === 0 ? (
        <EmptyState title={t("list.none")}>
          <p>{t("list.none-text")}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t("list.title")}
          captionHidden
          scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("list.title") })}
          rows={budgets}
          rowKey={({ id }) => String(id)}
          columns={[
            {
              key: "name",
              header: t("col.budget"),
              cell: ({ id, names }) => <a href={address(`/budgets/${id}`)}>{names[language]}</a>,
            },
            {
              key: "state",
              header: t("col.state"),
              cell: ({ state }) => (
                <Tag tone={budgetStateTone[state]}>{budgetStateName(language, state)}</Tag>
              ),
            },
            {
              key: "amount",
              header: t("col.amount"),
              align: "number",
              cell: ({ amountMinor, currency }) => moneyText(format, amountMinor, currency),
            },
            { key: "area", header: t("col.area"), cell: ({ area }) => area },
            {
              key: "voting",
              header: t("col.voting"),
              cell: ({ opensAtMs, closesAtMs }) => format.period(opensAtMs, closesAtMs),
            },
          ]}
        />
      )}
    </>
  );
}
