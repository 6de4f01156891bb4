import type { ReactNode } from "react";
import { DataTable, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { moneyText } from "../../decisions/words.ts";
import type { BudgetProject } from "../budgets.ts";
import { budgetMessages } from "../messages.ts";

/** The projects of a budget, with what was found about each. */
export function ProjectList({
  projects,
  currency,
}: {
  readonly projects: readonly BudgetProject[];
  readonly currency: string;
}): ReactNode {
  const { language, format, address } = useFrame();
  const t = budgetMessages.t(language);
  return (
    <DataTable
      caption={t("projects.title")}
      captionHidden
      scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("projects.title") })}
      rows={projects}
      rowKey={({ id }) => String(id)}
      empty={t("projects.none")}
      columns={[
        {
          key: "name",
          header: t("col.project"),
          cell: ({ names, proposalId }) => (
            <>
              {names[language]}
              {proposalId === null ? null : (
                <>
                  {" "}
                  <a href={address(`/proposals/${proposalId}`)}>
                    {t("projects.proposal", { id: proposalId })}
                  </a>
                </>
              )}
            </>
          ),
        },
        {
          key: "cost",
          header: t("col.cost"),
          align: "number",
          cell: ({ costMinor }) =>
            costMinor === null ? t("projects.no-cost") : moneyText(format, costMinor, currency),
        },
        {
          key: "feasible",
          header: t("col.feasible"),
          cell: ({ feasible, reason, reasonLanguage }) => (
            <>
              <Tag tone={feasible === null ? "neutral" : feasible ? "info" : "warn"}>
                {t(feasible === null ? "feasible.open" : feasible ? "feasible.yes" : "feasible.no")}
              </Tag>
              {reason === null ? null : (
                <span lang={reasonLanguage === null ? undefined : htmlLanguage[reasonLanguage]}>
                  {" "}
                  {reason}
                </span>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
