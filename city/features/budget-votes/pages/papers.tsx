import type { ReactNode } from "react";
import { Button, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { moneyText } from "../../decisions/words.ts";
import { budgetMessages } from "../messages.ts";
import type { BudgetDeskPage } from "../staff-pages.ts";
import { ballotText } from "../words.ts";
import { StaffField } from "./staff-field.tsx";
import { UnitsFields } from "./units-fields.tsx";

/** What stands on a paper, entered by one of two people. */
export function EnterPaper({
  page: { budget, projects, attempt },
}: {
  readonly page: BudgetDeskPage;
}): ReactNode {
  const { language, address } = useFrame();
  const t = budgetMessages.t(language);
  const said = attempt?.form === "enter" ? attempt.said : {};
  return (
    <Section id="enter" title={t("enter.title")} lead={t("enter.lead")}>
      <form method="post" action={address(`/staff/budget-desk/${budget.id}`)} className="form">
        <StaffField
          form="enter"
          name="serial"
          label={t("enter.serial")}
          hint={t("enter.serial-hint")}
          control={{ kind: "input", autoComplete: "off", width: "medium" }}
          attempt={attempt}
        />
        <UnitsFields
          legend={t("enter.choices")}
          kind={budget.ballot}
          most={null}
          projects={projects}
          units={(project) => (said[`units-${project}`] ? Number(said[`units-${project}`]) : undefined)}
        />
        <StaffField
          form="enter"
          name="void"
          label={t("enter.void")}
          hint={t("enter.void-hint")}
          control={{ kind: "checkbox" }}
          attempt={attempt}
          isOptional
        />
        <Button name="do" value="enter">
          {t("enter.do")}
        </Button>
      </form>
    </Section>
  );
}

/** Papers to print, one a page, numbered before anybody gets one. */
export function PrintedPapers({
  page: { budget, projects, serials },
}: {
  readonly page: BudgetDeskPage;
}): ReactNode {
  const { language, address, format } = useFrame();
  const t = budgetMessages.t(language);
  const name = budget.names[language];
  return (
    <div className="paper-ballots">
      <title>{`${t("print.title", { name })} · Husting`}</title>
      <div className="screen-only">
        <h1>{t("print.title", { name })}</h1>
        <p>{t("print.lead")}</p>
        <p>
          <a href={address(`/staff/budget-desk/${budget.id}`)}>{t("print.back")}</a>
        </p>
      </div>
      {serials.map((serial) => (
        <article key={serial} className="paper-ballot">
          <h2>{name}</h2>
          <p>{ballotText(language, budget.ballot, budget.most)}</p>
          <ul className="paper-choices" data-kind={budget.ballot}>
            {projects.map(({ id, names, costMinor }) => (
              <li key={id} className="paper-choice">
                {names[language]} ({moneyText(format, costMinor, budget.currency)})
              </li>
            ))}
          </ul>
          <p>{t("print.return")}</p>
          <p>{t("print.serial", { serial })}</p>
        </article>
      ))}
    </div>
  );
}
