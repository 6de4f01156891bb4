import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, Button, FormField, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { decisionMessages } from "../messages.ts";
import { correctable } from "../outcome.ts";
import type { StaffDecisionPage } from "../staff-pages.ts";
import { faultText } from "../words.ts";
import { AnswerForms } from "./answer-forms.tsx";
import { DecisionFacts } from "./decision.tsx";
import { EasyForm } from "./easy-form.tsx";

export function loader({ context }: LoaderFunctionArgs): StaffDecisionPage {
  return pageData<StaffDecisionPage>(context);
}

export default function DecisionDesk(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = decisionMessages.t(language);
  const shell = shellMessages.t(language);
  const { decision, correction, questions } = page;
  const title = t("desk.title", { title: decision.titles[language] });
  const said = correction?.said;
  const fault = correction?.fault ?? page.answering?.fault ?? page.easyAttempt?.fault ?? null;
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[
          { label: t("decisions.title"), href: address("/decisions") },
          { label: decision.titles[language], href: address(`/decisions/${decision.id}`) },
          { label: t("decision.desk") },
        ]}
      />
      <PageHeading title={title} kicker={page.body.names[language]} />
      <Done
        words={{
          corrected: t("done.corrected"),
          answered: t("done.answered"),
          withheld: t("done.withheld"),
          easy: t("done.easy"),
        }}
      />
      {fault === null ? null : (
        <Notice kind="error" word={shell("notice.error")} role="alert">
          <p>{faultText(language, fault)}</p>
        </Notice>
      )}
      <Section id="why" title={t("why.title")}>
        {questions.length === 0 ? <p>{t("why.none")}</p> : null}
        {questions.map((question) => (
          <AnswerForms
            key={question.id}
            action={address(`/staff/decisions/${decision.id}`)}
            answering={page.answering}
            question={question}
          />
        ))}
      </Section>
      <EasyForm page={page} />
      <DecisionFacts page={page} />
      <Section id="correct" title={t("correct.title")} lead={t("correct.lead")}>
        <form method="post" action={address(`/staff/decisions/${decision.id}`)} className="form">
          <FormField
            name="field"
            label={t("correct.field")}
            control={{
              kind: "select",
              defaultValue: said?.field,
              options: correctable.map((field) => ({ value: field, label: t(`field.${field}`) })),
            }}
          />
          <FormField
            name="text"
            label={t("correct.text")}
            required={t("required")}
            control={{ kind: "textarea", rows: 3, defaultValue: said?.text }}
          />
          <FormField
            name="reason"
            label={t("correct.reason")}
            required={t("required")}
            control={{ kind: "textarea", rows: 2, defaultValue: said?.reason }}
          />
          <Button name="do" value="correct">
            {t("correct.do")}
          </Button>
        </form>
      </Section>
    </>
  );
}
