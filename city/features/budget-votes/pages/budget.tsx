import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, LinkButton, PageHeading, Section, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { budgetMessages } from "../messages.ts";
import type { BudgetPage } from "../public-pages.ts";
import { budgetStateName, budgetStateTone } from "../words.ts";
import { BudgetFacts } from "./budget-facts.tsx";
import { ProjectList } from "./project-list.tsx";

export function loader({ context }: LoaderFunctionArgs): BudgetPage {
  return pageData<BudgetPage>(context);
}

export default function BudgetOf(): ReactNode {
  const { budget, isOpen, projects } = useLoaderData<typeof loader>();
  const { language, address, format } = useFrame();
  const t = budgetMessages.t(language);
  const { id, names, state } = budget;
  const isCounted = state === "counted";
  return (
    <>
      <title>{`${t("budget.title", { name: names[language] })} · Husting`}</title>
      <Breadcrumbs
        label={shellMessages.t(language)("breadcrumbs.label")}
        items={[{ label: t("list.title"), href: address("/budgets") }, { label: names[language] }]}
      />
      <PageHeading
        title={t("budget.title", { name: names[language] })}
        lead={t(`budget.lead-${state}`, {
          opens: format.date(budget.opensAtMs, "dateTime"),
          closes: format.date(budget.closesAtMs, "dateTime"),
        })}
      >
        <Tag tone={budgetStateTone[state]}>{budgetStateName(language, state)}</Tag>
      </PageHeading>
      <div className="actions">
        {state === "intake" ? (
          <LinkButton variant="primary" href={address("/propose")}>
            {t("budget.propose")}
          </LinkButton>
        ) : null}
        {isOpen ? (
          <LinkButton variant="primary" href={address(`/ballot/${id}`)}>
            {t("budget.vote")}
          </LinkButton>
        ) : null}
        {isCounted ? (
          <LinkButton variant="primary" href={address(`/budget-result/${id}`)}>
            {t("budget.result")}
          </LinkButton>
        ) : null}
        {state === "voting" || state === "closed" || isCounted ? (
          <LinkButton href={address(`/ballots/${id}`)}>{t("budget.ballots")}</LinkButton>
        ) : null}
      </div>
      <Section id="facts" title={t("facts.title")} lead={t("facts.lead")}>
        <BudgetFacts budget={budget} />
      </Section>
      <Section id="projects" title={t("projects.title")} lead={t("projects.lead")}>
        <ProjectList projects={projects} currency={budget.currency} />
      </Section>
      <Section id="secret" title={t("secret.title")}>
        <p>{t("secret.token")}</p>
        <p>{t("secret.sealed")}</p>
        <p>{t("secret.paper")}</p>
        <p>{t("secret.receipt")}</p>
      </Section>
      <p>
        <a href={address(`/print/budgets/${id}`)}>{t("budget.poster")}</a>
      </p>
    </>
  );
}
