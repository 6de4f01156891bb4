import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, type Control, FormField, PageHeading, Section, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { BALLOT_KINDS } from "../ballot.ts";
import { budgetMessages } from "../messages.ts";
import { APPROVAL_UTILITIES, COMPLETIONS, RULES } from "../rule.ts";
import type { StaffBudgetsPage } from "../staff-pages.ts";
import { ACTIVATION_WAYS } from "../ways.ts";
import { budgetFaultText, budgetStateName, budgetStateTone } from "../words.ts";

export function loader({ context }: LoaderFunctionArgs): StaffBudgetsPage {
  return pageData<StaffBudgetsPage>(context);
}

export default function StaffBudgets(): ReactNode {
  const { budgets, currency, identity, attempt } = useLoaderData<typeof loader>();
  const { language, address, person } = useFrame();
  const t = budgetMessages.t(language);
  const field = (name: string, label: string, control: Control, hint?: string): ReactNode => (
    <FormField
      name={name}
      label={label}
      hint={hint}
      required={name === "most" ? undefined : t("field.required")}
      error={
        attempt !== null && "field" in attempt.fault && attempt.fault.field === name
          ? {
              word: shellMessages.t(language)("notice.error"),
              text: budgetFaultText(language, attempt.fault),
            }
          : undefined
      }
      control={
        "options" in control
          ? { ...control, defaultValue: attempt?.said[name] ?? control.options[0]?.value }
          : control.kind === "input"
            ? { ...control, defaultValue: attempt?.said[name] }
            : control
      }
    />
  );
  const line = { kind: "input", width: "medium" } as const;
  return (
    <>
      <title>{`${t("staff.title")} · Husting`}</title>
      <PageHeading title={t("staff.title")} lead={t("staff.lead")} />
      <Section id="budgets" title={t("staff.budgets")}>
        {budgets.length === 0 ? (
          <p>{t("list.none")}</p>
        ) : (
          <ul>
            {budgets.map(({ id, names, state }) => (
              <li key={id}>
                <a href={address(`/staff/budgets/${id}`)}>{names[language]}</a>{" "}
                <Tag tone={budgetStateTone[state]}>{budgetStateName(language, state)}</Tag>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {person?.role === "officer" ? (
        <Section id="make" title={t("make.title")} lead={t("make.lead")}>
          <form method="post" action={`${address("/staff/budgets")}#make`} className="form">
            {field("nameSv", t("make.name-sv"), line)}
            {field("nameZh", t("make.name-zh"), line)}
            {field("nameEn", t("make.name-en"), line)}
            {field("area", t("col.area"), line)}
            {field("amount", t("make.amount", { currency }), {
              ...line,
              inputMode: "decimal",
              width: "short",
            })}
            {field("ballot", t("facts.ballot"), {
              kind: "radio",
              options: BALLOT_KINDS.map((value) => ({ value, label: t(`ballot-kind.${value}`) })),
            })}
            {field(
              "most",
              t("make.most"),
              { ...line, inputMode: "numeric", width: "short" },
              t("make.most-hint"),
            )}
            {field("rule", t("facts.rule"), {
              kind: "radio",
              options: RULES.map((value) => ({ value, label: t(`rule.${value}`) })),
            })}
            {field(
              "utility",
              t("make.utility"),
              {
                kind: "radio",
                options: APPROVAL_UTILITIES.map((value) => ({ value, label: t(`utility.${value}`) })),
              },
              t("make.utility-hint"),
            )}
            {field(
              "completion",
              t("make.completion"),
              {
                kind: "radio",
                options: COMPLETIONS.map((value) => ({ value, label: t(`completion.${value}`) })),
              },
              t("make.completion-hint"),
            )}
            {identity === null ? (
              // With one way only there is nothing to choose.
              <input type="hidden" name="activation" value="mail" />
            ) : (
              field(
                "activation",
                t("make.activation"),
                {
                  kind: "radio",
                  options: ACTIVATION_WAYS.map((value) => ({
                    value,
                    label: t(`activation.${value}`, { name: identity[language] }),
                  })),
                },
                t("make.activation-hint"),
              )
            )}
            {field("opens", t("facts.opens"), { ...line, type: "datetime-local" })}
            {field("closes", t("facts.closes"), { ...line, type: "datetime-local" })}
            {field("rollUntil", t("make.roll-until"), { ...line, type: "date" }, t("make.roll-until-hint"))}
            <Button>{t("make.do")}</Button>
          </form>
        </Section>
      ) : (
        <p>{t("staff.officers-only")}</p>
      )}
    </>
  );
}
