import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, Button, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { codeText } from "../../votes/words.ts";
import { budgetMessages } from "../messages.ts";
import type { BudgetDeskPage } from "../staff-pages.ts";
import { budgetFaultText } from "../words.ts";
import { EnterPaper, PrintedPapers } from "./papers.tsx";
import { StaffField } from "./staff-field.tsx";

export function loader({ context }: LoaderFunctionArgs): BudgetDeskPage {
  return pageData<BudgetDeskPage>(context);
}

/** What happens at a desk: codes for people without e-mail, and paper. */
export default function BudgetDesk(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { budget, code, serials, attempt, isOver } = page;
  const { language, address, format } = useFrame();
  const t = budgetMessages.t(language);
  const shell = shellMessages.t(language);
  const name = budget.names[language];
  const here = address(`/staff/budget-desk/${budget.id}`);
  const reference = (form: string): ReactNode => (
    <StaffField
      form={form}
      name="reference"
      label={t("at-desk.reference")}
      control={{ kind: "input", autoComplete: "off", width: "medium" }}
      attempt={attempt}
    />
  );
  if (serials.length > 0) return <PrintedPapers page={page} />;
  return (
    <>
      <title>{`${t("at-desk.title", { name })} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[
          { label: t("staff.title"), href: address("/staff/budgets") },
          { label: name, href: address(`/staff/budgets/${budget.id}`) },
          { label: t("staff.desk") },
        ]}
      />
      <PageHeading
        title={t("at-desk.title", { name })}
        lead={t(budget.state !== "voting" ? "at-desk.not-voting" : isOver ? "at-desk.over" : "at-desk.lead")}
      />
      <Done
        words={{
          "handed-out": t("done.handed-out"),
          again: t("done.again"),
          differs: t("done.differs"),
          agreed: t("done.agreed"),
        }}
      />
      {attempt === null ? null : (
        <Notice kind="error" role="alert" word={shell("notice.error")}>
          <p>{budgetFaultText(language, attempt.fault)}</p>
        </Notice>
      )}
      {code === null ? null : (
        <Notice kind="info" role="status" word={shell("notice.info")} title={t("at-desk.code")}>
          <p className="written">{codeText(code, " ")}</p>
          <p>{t("at-desk.code-text")}</p>
        </Notice>
      )}
      {budget.state === "voting" && isOver ? <EnterPaper page={page} /> : null}
      {budget.state === "voting" && !isOver ? (
        <>
          <Section id="code" title={t("at-desk.code-title")} lead={t("at-desk.code-lead")}>
            <form method="post" action={here} className="form">
              {reference("code")}
              <Button name="do" value="code">
                {t("at-desk.code-do")}
              </Button>
            </form>
          </Section>
          <Section id="hand-out" title={t("at-desk.paper-title")} lead={t("at-desk.paper-lead")}>
            <form method="post" action={here} className="form">
              {reference("hand-out")}
              <Button name="do" value="hand-out">
                {t("at-desk.paper-do")}
              </Button>
            </form>
          </Section>
          <Section id="print" title={t("at-desk.print-title")} lead={t("at-desk.print-lead")}>
            <form method="post" action={here} className="form">
              <StaffField
                form="print"
                name="count"
                label={t("at-desk.print-count")}
                control={{ kind: "input", inputMode: "numeric", defaultValue: "20", width: "short" }}
                attempt={attempt}
              />
              <Button name="do" value="print">
                {t("at-desk.print-do")}
              </Button>
            </form>
          </Section>
          <Section id="enter" title={t("enter.title")} lead={t("enter.lead")}>
            <p>{t("enter.not-yet", { closes: format.date(budget.closesAtMs, "dateTime") })}</p>
          </Section>
        </>
      ) : null}
    </>
  );
}
