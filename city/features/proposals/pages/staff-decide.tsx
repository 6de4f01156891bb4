import type { ReactNode } from "react";
import { Button, FormField, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { proposalMessages } from "../messages.ts";
import type { StaffProposalPage } from "../staff-pages.ts";
import { MOST } from "../texts.ts";
import { stateName } from "../words.ts";
import { errorOf } from "./faults.ts";

/** Takes a proposal on, with a reason that everybody reads. The state it was seen in goes along. */
export function StateForm({
  staff: { page, open, attempt },
}: {
  readonly staff: StaffProposalPage;
}): ReactNode {
  const { language, address } = useFrame();
  const t = proposalMessages.t(language);
  const said = attempt?.form === "state" ? attempt.said : undefined;
  if (open.length === 0) return null;
  return (
    <Section id="state" title={t("decide.title")} lead={t("decide.lead")}>
      <form method="post" action={`${address(`/staff/proposals/${page.id}`)}#state`} className="form">
        <input type="hidden" name="expected" value={page.state} />
        <FormField
          name="to"
          label={t("decide.to")}
          required={t("field.required")}
          control={{
            kind: "radio",
            defaultValue:
              open.find((state) => state === said?.to) ?? (open.length === 1 ? open[0] : undefined),
            options: open.map((value) => ({ value, label: stateName(language, value) })),
          }}
        />
        {open.includes("merged") ? (
          <FormField
            name="into"
            label={t("decide.into")}
            hint={t("decide.into-hint")}
            error={errorOf(language, said && attempt?.fault, ({ code }) => code === "target-unknown")}
            control={{ kind: "input", inputMode: "numeric", defaultValue: said?.into, width: "short" }}
          />
        ) : null}
        <FormField
          name="reason"
          id="state-reason"
          label={t("decide.reason")}
          hint={t("field.reason-hint", { most: MOST.reason })}
          required={t("field.required")}
          error={errorOf(language, said && attempt?.fault, ({ field }) => field === "reason")}
          control={{ kind: "textarea", defaultValue: said?.reason }}
        />
        <Button name="do" value="state">
          {t("decide.do")}
        </Button>
      </form>
    </Section>
  );
}

/** Answers the author's appeal; who declined may not. */
export function AppealForm({
  staff: { page, appeal, attempt },
}: {
  readonly staff: StaffProposalPage;
}): ReactNode {
  const { language, address } = useFrame();
  const t = proposalMessages.t(language);
  const said = attempt?.form === "appeal" ? attempt.said : undefined;
  if (appeal === null) return null;
  return (
    <Section id="appeal" title={t("appeal.title")} lead={t(`appeal.${appeal}`)}>
      {appeal === "open" ? (
        <form method="post" action={`${address(`/staff/proposals/${page.id}`)}#appeal`} className="form">
          <FormField
            name="answer"
            label={t("appeal.answer")}
            required={t("field.required")}
            control={{
              kind: "radio",
              defaultValue: said?.answer,
              options: [
                { value: "upheld", label: t("entry.appeal-upheld") },
                { value: "rejected", label: t("entry.appeal-rejected") },
              ],
            }}
          />
          <FormField
            name="reason"
            id="appeal-reason"
            label={t("decide.reason")}
            hint={t("field.reason-hint", { most: MOST.reason })}
            required={t("field.required")}
            error={errorOf(language, said && attempt?.fault, ({ field }) => field === "reason")}
            control={{ kind: "textarea", defaultValue: said?.reason }}
          />
          <Button name="do" value="appeal">
            {t("appeal.do")}
          </Button>
        </form>
      ) : null}
    </Section>
  );
}
