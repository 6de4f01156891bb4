import type { ReactNode } from "react";
import { Button, FormField, Notice, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { codeText } from "../../votes/words.ts";
import { budgetMessages } from "../messages.ts";
import type { StaffBudgetPage } from "../staff-pages.ts";

/** Preparing, opening, closing and counting. */
export function VotingForms({ page }: { readonly page: StaffBudgetPage }): ReactNode {
  const { budget, isPrepared, isOver, projects, onRoll } = page;
  const toJudge = projects.filter(({ feasible }) => feasible === null).length;
  const { language, address, format } = useFrame();
  const t = budgetMessages.t(language);
  const here = address(`/staff/budgets/${budget.id}`);
  const closingCodeField = (
    <FormField
      name="closingCode"
      label={t("closing-code.label")}
      required={t("field.required")}
      control={{ kind: "input", autoComplete: "off", width: "medium" }}
    />
  );
  switch (budget.state) {
    case "feasibility":
      return (
        <Section id="open" title={t("open.title")} lead={t("open.lead")}>
          {toJudge === 0 && onRoll > 0 ? null : (
            <ul>
              {toJudge === 0 ? null : <li>{t("open.to-judge", { count: toJudge })}</li>}
              {onRoll > 0 ? null : <li>{t("fault.roll-empty")}</li>}
            </ul>
          )}
          <form method="post" action={here} className="form">
            <Button name="do" value="prepare" variant={isPrepared ? "secondary" : "primary"}>
              {t(isPrepared ? "open.prepare-again" : "open.prepare")}
            </Button>
          </form>
          {isPrepared ? (
            <form method="post" action={here} className="form">
              {closingCodeField}
              <Button name="do" value="open">
                {t("open.do")}
              </Button>
            </form>
          ) : null}
        </Section>
      );
    case "voting":
      return (
        <Section
          id="close"
          title={t("close.title")}
          lead={
            isOver
              ? t("close.lead")
              : t("close.not-yet", { closes: format.date(budget.closesAtMs, "dateTime") })
          }
        >
          {isOver ? (
            <form method="post" action={here} className="form">
              {closingCodeField}
              <Button name="do" value="close">
                {t("close.do")}
              </Button>
            </form>
          ) : null}
        </Section>
      );
    case "closed":
      return (
        <Section id="count" title={t("count.title")} lead={t("count.lead")}>
          <form method="post" action={here} className="form">
            <Button name="do" value="count">
              {t("count.do")}
            </Button>
          </form>
        </Section>
      );
    default:
      return null;
  }
}

/** The code that opens the ballots, once it has been made: nobody sees it again. */
export function ClosingCode({ code }: { readonly code: string }): ReactNode {
  const { language } = useFrame();
  const t = budgetMessages.t(language);
  return (
    <Notice
      kind="warn"
      role="status"
      word={shellMessages.t(language)("notice.warn")}
      title={t("closing-code.title")}
    >
      <p className="written">{codeText(code, " ")}</p>
      <p>{t("closing-code.text")}</p>
    </Notice>
  );
}
