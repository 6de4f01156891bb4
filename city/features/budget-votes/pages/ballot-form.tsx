import type { ReactNode } from "react";
import { Button, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { moneyText } from "../../decisions/words.ts";
import { budgetMessages } from "../messages.ts";
import type { BallotPage } from "../public-pages.ts";

/** The ballot: a box for each project, or points. The script sends it; the page's order is drawn for each voter. */
export function BallotForm({ budget, projects }: Pick<BallotPage, "budget" | "projects">): ReactNode {
  const { language, address, format } = useFrame();
  const t = budgetMessages.t(language);
  const isPoints = budget.ballot === "cumulative";
  return (
    <Section id="choose" title={t("choose.title")} lead={t("choose.lead")}>
      <form id="ballot-form" className="form">
        <fieldset className="field">
          <legend className="field-label">{t(isPoints ? "choose.points" : "choose.projects")}</legend>
          <p className="field-hint">
            {t("choose.order")}{" "}
            <a href={address(`/budgets/${budget.id}#projects`)} target="_blank" rel="noreferrer">
              {t("choose.read")}
            </a>
          </p>
          <div id="ballot-projects">
            {projects.map(({ id, names, costMinor }) => (
              <label key={id} className="field-choice">
                <input
                  type={isPoints ? "number" : "checkbox"}
                  {...(isPoints ? { min: 0, max: budget.most ?? 0, className: "control" } : {})}
                  {...(isPoints ? { "data-width": "short" } : {})}
                  data-project={id}
                />
                <span>
                  {names[language]} ({moneyText(format, costMinor, budget.currency)})
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <p aria-live="polite">
          {t(isPoints ? "choose.given" : "choose.chosen")} <strong id="units">0</strong>
          {budget.most === null ? null : ` / ${format.count(budget.most)}`}
        </p>
        <Button>{t("choose.cast")}</Button>
      </form>
    </Section>
  );
}
