import type { ReactNode } from "react";
import { Button, FormField, Notice, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { budgetMessages } from "../messages.ts";
import type { BudgetResultPage } from "../result-page.ts";
import { amountText, budgetFaultText } from "../words.ts";
import { UnitsFields } from "./units-fields.tsx";

/** What one's own share bought: asked with the receipt, or with the projects as they were chosen. */
export function OwnShare({ page }: { readonly page: BudgetResultPage }): ReactNode {
  const { budget, result, asked } = page;
  const { language, address } = useFrame();
  const t = budgetMessages.t(language);
  const here = `${address(`/budget-result/${budget.id}`)}#share`;
  const byName = (result?.projects ?? []).toSorted((a, b) => a.id - b.id);
  return (
    <Section id="share" title={t("share.title")} lead={t("share.lead")}>
      <Answer page={page} />
      <form method="post" action={here} className="form">
        <FormField
          name="receipt"
          label={t("voted.receipt")}
          control={{ kind: "input", defaultValue: asked?.receipt, autoComplete: "off" }}
        />
        <Button>{t("share.by-receipt")}</Button>
      </form>
      <form method="post" action={here} className="form">
        <UnitsFields
          legend={t("share.choose")}
          kind={budget.ballot}
          most={budget.most}
          projects={byName}
          units={(project) => asked?.choices[project]}
        />
        <Button variant="secondary">{t("share.by-choice")}</Button>
      </form>
    </Section>
  );
}

function Answer({ page: { budget, result, asked } }: { readonly page: BudgetResultPage }): ReactNode {
  const { language, format } = useFrame();
  const t = budgetMessages.t(language);
  const shell = shellMessages.t(language);
  if (asked === null) return null;
  if (asked.fault !== null || asked.bought === null)
    return (
      <Notice kind="warn" role="status" word={shell("notice.warn")}>
        <p>{budgetFaultText(language, { code: asked.fault ?? "receipt-unknown", most: budget.most ?? 1 })}</p>
      </Notice>
    );
  const { voters, endowment, left, paid, wonUnpaid, lost } = asked.bought;
  const money = (amount: number): string => amountText(format, amount, budget.currency);
  const nameOf = (id: number): string =>
    result?.projects.find((project) => project.id === id)?.names[language] ?? String(id);
  const names = (ids: readonly number[]): string => format.list(ids.map(nameOf));
  return (
    <Notice kind="info" role="status" word={shell("notice.info")} title={t("share.answer")}>
      <p>{t("share.alike", { count: voters })}</p>
      {endowment === null ? null : <p>{t("share.endowment", { amount: money(endowment) })}</p>}
      {paid.length === 0 ? null : (
        <ul>
          {paid.map(({ id, amount }) => (
            <li key={id}>{t("share.paid", { project: nameOf(id), amount: money(amount) })}</li>
          ))}
        </ul>
      )}
      {left === null ? null : <p>{t("share.left", { amount: money(left) })}</p>}
      {wonUnpaid.length === 0 ? null : <p>{t("share.won-unpaid", { projects: names(wonUnpaid) })}</p>}
      {lost.length === 0 ? null : <p>{t("share.lost", { projects: names(lost) })}</p>}
    </Notice>
  );
}
