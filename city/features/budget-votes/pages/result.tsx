import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  DataTable,
  KeyFigure,
  KeyFigures,
  PageHeading,
  Section,
  Tag,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { moneyText } from "../../decisions/words.ts";
import { budgetMessages } from "../messages.ts";
import type { BudgetResultPage, ResultProject } from "../result-page.ts";
import { amountText, ruleText } from "../words.ts";
import { OwnShare } from "./own-share.tsx";

export function loader({ context }: LoaderFunctionArgs): BudgetResultPage {
  return pageData<BudgetResultPage>(context);
}

export default function Result(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { budget, result } = page;
  const { language, address, format } = useFrame();
  const t = budgetMessages.t(language);
  const shell = shellMessages.t(language);
  const name = budget.names[language];
  const money = (amount: number): string => amountText(format, amount, budget.currency);
  return (
    <>
      <title>{`${t("result.title", { name })} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[
          { label: t("list.title"), href: address("/budgets") },
          { label: name, href: address(`/budgets/${budget.id}`) },
          { label: t("budget.result") },
        ]}
      />
      <PageHeading
        title={t("result.title", { name })}
        lead={
          result === null
            ? t("result.not-yet")
            : t("result.lead", {
                won: result.projects.filter(({ won }) => won).length,
                of: result.projects.length,
                voters: result.voters,
              })
        }
      />
      {result === null ? null : (
        <>
          <KeyFigures>
            <KeyFigure
              label={t("col.amount")}
              figure={{ value: moneyText(format, budget.amountMinor, budget.currency) }}
            />
            <KeyFigure label={t("result.cost")} figure={{ value: money(result.cost) }} />
            <KeyFigure label={t("result.voters")} figure={{ value: format.count(result.voters) }} />
          </KeyFigures>
          <Section id="rule" title={t("facts.rule")}>
            <p>{ruleText(language, budget.rule)}</p>
            {result.endowment === null ? null : (
              <p>
                {t("result.endowment", {
                  equal: money(result.endowment.equalPart),
                  counted: money(result.endowment.counted),
                })}
              </p>
            )}
            <p>{t("result.ties", { count: result.ties })}</p>
          </Section>
          <Section id="projects" title={t("result.projects")} lead={t("result.projects-lead")}>
            <DataTable
              caption={t("result.projects")}
              captionHidden
              scrollLabel={shell("table.scroll", { caption: t("result.projects") })}
              rows={result.projects}
              rowKey={({ id }) => String(id)}
              columns={[
                { key: "name", header: t("col.project"), cell: ({ names }) => names[language] },
                {
                  key: "won",
                  header: t("col.outcome"),
                  cell: ({ won }) => (
                    <Tag tone={won ? "info" : "neutral"}>{t(won ? "outcome.won" : "outcome.lost")}</Tag>
                  ),
                },
                {
                  key: "cost",
                  header: t("col.cost"),
                  align: "number",
                  cell: ({ costMinor }) => moneyText(format, costMinor, budget.currency),
                },
                {
                  key: "supporters",
                  header: t("col.supporters"),
                  align: "number",
                  cell: ({ supporters }) => format.count(supporters),
                },
                ...(budget.ballot === "cumulative"
                  ? [
                      {
                        key: "points",
                        header: t("col.points"),
                        align: "number" as const,
                        cell: ({ points }: ResultProject) => format.count(points),
                      },
                    ]
                  : []),
                {
                  key: "why",
                  header: t("col.why"),
                  cell: (project) => <WhyText project={project} page={page} />,
                },
              ]}
            />
          </Section>
          <OwnShare page={page} />
          <p>
            <a href={address(`/ballots/${budget.id}#files`)}>{t("result.recount")}</a>
          </p>
        </>
      )}
    </>
  );
}

function WhyText({
  project: { why },
  page: { budget },
}: {
  readonly project: ResultProject;
  readonly page: BudgetResultPage;
}): ReactNode {
  const { language, format } = useFrame();
  const t = budgetMessages.t(language);
  const money = (amount: number): string => amountText(format, amount, budget.currency);
  switch (why.code) {
    case "bought": {
      const key = budget.ballot === "cumulative" ? "why.bought-points" : "why.bought";
      const bought = t(key, { place: why.place, share: money(why.share), payers: why.payers });
      return why.paidLess === 0
        ? bought
        : [bought, t("why.paid-less", { count: why.paidLess })].join(language === "zh" ? "" : " ");
    }
    case "fitted":
      return t(why.completion ? "why.fitted-completion" : "why.fitted", {
        place: why.place,
        left: money(why.left),
      });
    case "too-little-left":
      return t("why.too-little-left", { had: money(why.had), missing: money(why.missing) });
    case "did-not-fit":
      return t("why.did-not-fit", { left: money(why.left) });
    default:
      return t(`why.${why.code}`);
  }
}
