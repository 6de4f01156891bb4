import type { ReactNode } from "react";
import { Button, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { budgetMessages } from "../messages.ts";
import type { StaffBudgetPage } from "../staff-pages.ts";
import { StaffField } from "./staff-field.tsx";

const line = { kind: "input", width: "medium" } as const;

/** Takes a project in, from a proposal or by itself. */
export function ProjectForm({ page: { budget, attempt } }: { readonly page: StaffBudgetPage }): ReactNode {
  const { language, address } = useFrame();
  const t = budgetMessages.t(language);
  const shared = { form: "project", attempt };
  return (
    <Section id="project" title={t("project.title")} lead={t("project.lead")}>
      <form method="post" action={`${address(`/staff/budgets/${budget.id}`)}#project`} className="form">
        <StaffField {...shared} name="nameSv" label={t("make.name-sv")} control={line} />
        <StaffField {...shared} name="nameZh" label={t("make.name-zh")} control={line} />
        <StaffField {...shared} name="nameEn" label={t("make.name-en")} control={line} />
        <StaffField
          {...shared}
          name="proposal"
          label={t("project.proposal")}
          hint={t("project.proposal-hint")}
          control={{ ...line, inputMode: "numeric", width: "short" }}
          isOptional
        />
        <Button name="do" value="project">
          {t("project.do")}
        </Button>
      </form>
    </Section>
  );
}

/** Says whether a project can be carried out, and what it would cost. */
export function JudgeForm({
  page: { budget, projects, attempt },
}: {
  readonly page: StaffBudgetPage;
}): ReactNode {
  const { language, address } = useFrame();
  const t = budgetMessages.t(language);
  const shared = { form: "judge", attempt };
  return (
    <Section id="judge" title={t("judge.title")} lead={t("judge.lead")}>
      <form method="post" action={`${address(`/staff/budgets/${budget.id}`)}#judge`} className="form">
        <StaffField
          {...shared}
          name="project"
          label={t("col.project")}
          control={{
            kind: "select",
            defaultValue: String(
              projects.find(({ feasible }) => feasible === null)?.id ?? projects[0]?.id ?? "",
            ),
            options: projects.map(({ id, names }) => ({ value: String(id), label: names[language] })),
          }}
        />
        <StaffField
          {...shared}
          name="feasible"
          label={t("judge.feasible")}
          control={{
            kind: "radio",
            options: [
              { value: "yes", label: t("feasible.yes") },
              { value: "no", label: t("feasible.no") },
            ],
          }}
        />
        <StaffField
          {...shared}
          name="cost"
          label={t("judge.cost", { currency: budget.currency })}
          hint={t("judge.cost-hint")}
          control={{ ...line, inputMode: "decimal", width: "short" }}
          isOptional
        />
        <StaffField
          {...shared}
          name="reason"
          label={t("judge.reason")}
          hint={t("judge.reason-hint")}
          control={{ kind: "textarea", rows: 3 }}
          isOptional
        />
        <Button name="do" value="judge">
          {t("judge.do")}
        </Button>
      </form>
    </Section>
  );
}
