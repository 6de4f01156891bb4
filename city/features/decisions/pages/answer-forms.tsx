import type { ReactNode } from "react";
import { Button, FormField } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import type { AskedQuestion } from "../decision-pages.ts";
import { decisionMessages } from "../messages.ts";
import type { StaffDecisionPage } from "../staff-pages.ts";
import { withholdReasons } from "../why.ts";
import { AskedQuestionText } from "./why.tsx";

/** A question with the forms to answer it and to take its words down. */
export function AnswerForms({
  action,
  answering,
  question,
}: {
  /** Where the forms go. */
  readonly action: string;
  readonly answering: StaffDecisionPage["answering"];
  readonly question: AskedQuestion;
}): ReactNode {
  const { language } = useFrame();
  const t = decisionMessages.t(language);
  const said = answering?.question === question.id ? answering.said : undefined;
  return (
    <>
      <AskedQuestionText question={question} />
      <form method="post" action={action} className="form">
        <input type="hidden" name="question" value={question.id} />
        <FormField
          name="answer"
          id={`answer-${question.id}`}
          label={t("why.answer")}
          required={t("required")}
          control={{ kind: "textarea", rows: 5, defaultValue: said }}
        />
        <Button name="do" value="answer">
          {t("why.answer-do")}
        </Button>
      </form>
      {question.text === null ? null : (
        <form method="post" action={action} className="form">
          <input type="hidden" name="question" value={question.id} />
          <FormField
            name="why"
            id={`withhold-${question.id}`}
            label={t("withhold.why")}
            hint={t("withhold.hint")}
            control={{
              kind: "select",
              options: withholdReasons.map((reason) => ({
                value: reason,
                label: t(`withheld-for.${reason}`),
              })),
            }}
          />
          <Button name="do" value="withhold" variant="danger">
            {t("withhold.do")}
          </Button>
        </form>
      )}
    </>
  );
}
