import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Breadcrumbs,
  Button,
  LinkButton,
  Notice,
  PageHeading,
  Section,
  Tag,
} from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { budgetMessages } from "../messages.ts";
import type { StaffBudgetPage } from "../staff-pages.ts";
import { isBeforeVoting } from "../states.ts";
import { budgetFaultText, budgetStateName, budgetStateTone } from "../words.ts";
import { ReconciliationList } from "./ballots.tsx";
import { BudgetFacts } from "./budget-facts.tsx";
import { ProjectList } from "./project-list.tsx";
import { JudgeForm, ProjectForm } from "./staff-projects.tsx";
import { RollForm } from "./staff-roll.tsx";
import { ClosingCode, VotingForms } from "./staff-voting.tsx";

export function loader({ context }: LoaderFunctionArgs): StaffBudgetPage {
  return pageData<StaffBudgetPage>(context);
}

/** One budget, from its draft to its result: what can be done now stands first. */
export default function StaffBudget(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { budget, projects, attempt, reconciliation } = page;
  const { language, address, person } = useFrame();
  const decides = person?.role === "officer";
  const t = budgetMessages.t(language);
  const shell = shellMessages.t(language);
  const { id, names, state } = budget;
  const title = t("staff.one-title", { name: names[language] });
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[{ label: t("staff.title"), href: address("/staff/budgets") }, { label: names[language] }]}
      />
      <PageHeading title={title} lead={t(`staff.now-${state}`)}>
        <Tag tone={budgetStateTone[state]}>{budgetStateName(language, state)}</Tag>
      </PageHeading>
      <Done
        words={Object.fromEntries(
          (["made", "project", "judged", "advanced", "voting", "closed", "counted"] as const).map((what) => [
            what,
            t(`done.${what}`),
          ]),
        )}
      />
      {attempt === null || "field" in attempt.fault ? null : (
        <Notice kind="error" role="alert" word={shell("notice.error")}>
          <p>{budgetFaultText(language, attempt.fault)}</p>
        </Notice>
      )}
      {page.closingCode === null ? null : <ClosingCode code={page.closingCode} />}
      <div className="actions">
        {state === "draft" ? null : (
          <LinkButton href={address(`/budgets/${id}`)}>{t("staff.public")}</LinkButton>
        )}
        {state === "voting" ? (
          <LinkButton href={address(`/staff/budget-desk/${id}`)}>{t("staff.desk")}</LinkButton>
        ) : null}
      </div>
      {decides && !isBeforeVoting(state) ? <VotingForms page={page} /> : null}
      {state === "intake" ? <ProjectForm page={page} /> : null}
      {state === "feasibility" ? <JudgeForm page={page} /> : null}
      {projects.length === 0 ? null : (
        <Section id="projects" title={t("projects.title")}>
          <ProjectList projects={projects} currency={budget.currency} />
        </Section>
      )}
      {state === "feasibility" ? <ProjectForm page={page} /> : null}
      <RollForm page={page} />
      {decides && isBeforeVoting(state) ? <VotingForms page={page} /> : null}
      {decides && (state === "draft" || state === "intake") ? (
        <Section id="next" title={t("next.title")} lead={t(`next.${state}`)}>
          <form method="post" action={address(`/staff/budgets/${id}`)} className="form">
            <input type="hidden" name="expected" value={state} />
            <Button name="do" value="advance">
              {t(`next.do-${state}`)}
            </Button>
          </form>
        </Section>
      ) : null}
      {reconciliation === null ? null : (
        <Section id="reconciliation" title={t("reconciliation.title")}>
          <ReconciliationList reconciliation={reconciliation} />
        </Section>
      )}
      <Section id="facts" title={t("facts.title")} lead={isBeforeVoting(state) ? t("facts.lead") : undefined}>
        <BudgetFacts budget={budget} />
      </Section>
    </>
  );
}
