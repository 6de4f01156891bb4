import type { ReactNode } from "react";
import { Button, FormField, Notice, Section, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { Registered } from "../../records/pages/case-link.tsx";
import type { AskedQuestion, AskForm, DecisionPage } from "../decision-pages.ts";
import { decisionMessages } from "../messages.ts";
import { faultText } from "../words.ts";

/** "Why not?": what was asked and answered, and the form to ask. */
export function Why({ page }: { readonly page: DecisionPage }): ReactNode {
  const { language } = useFrame();
  const t = decisionMessages.t(language);
  return (
    <Section
      id="why"
      title={t("why.title")}
      lead={t("why.lead", { body: page.body.names[language], days: page.answerDays })}
    >
      {page.questions.length === 0 ? <p>{t("why.none")}</p> : null}
      {page.questions.map((question) => (
        <AskedQuestionText key={question.id} question={question} />
      ))}
      <Ask page={page} />
    </Section>
  );
}

export function AskedQuestionText({ question }: { readonly question: AskedQuestion }): ReactNode {
  const { language, format } = useFrame();
  const t = decisionMessages.t(language);
  const tone = ({ answered: "info", waiting: "neutral", unanswered: "bad" } as const)[question.state];
  return (
    <Section
      id={`question-${question.id}`}
      level={3}
      title={t("why.question", { date: format.date(question.askedAtMs, "day") })}
    >
      <p>
        <Tag tone={tone}>{t(`why.${question.state}`)}</Tag> {t("why.askers", { count: question.askers })}{" "}
        {question.state === "answered"
          ? null
          : t(question.state === "waiting" ? "why.due" : "why.age", {
              date: format.plainDate(question.dueDate),
              days: question.ageDays,
            })}{" "}
        <Registered shown={question.case} />
      </p>
      <blockquote className="quoted" lang={htmlLanguage[question.language]}>
        {question.text ?? t(`withheld.${question.withheld ?? "personal-data"}`)}
      </blockquote>
      {question.answers.map((answer) => (
        <div key={answer.logEntry}>
          <p>
            <strong>{t("why.answer-at", { date: format.date(answer.atMs, "day") })}</strong>
          </p>
          <p className="written" lang={htmlLanguage[answer.language]}>
            {answer.text}
          </p>
        </div>
      ))}
    </Section>
  );
}

function Ask({ page }: { readonly page: DecisionPage }): ReactNode {
  const { language, address, simulated } = useFrame();
  const t = decisionMessages.t(language);
  const shell = shellMessages.t(language);
  const action = `${address(`/decisions/${page.decision.id}`)}#ask`;
  const { ask } = page;
  if (ask !== null && ask.sent !== null) {
    return (
      <Section id="ask" level={3} title={t("ask.code-title")}>
        <Notice kind="info" word={shell("notice.info")} role="status">
          <p>{t("ask.sent", { email: ask.said.email })}</p>
        </Notice>
        {simulated ? (
          <p>
            <a href={address("/demo/mailbox")}>{t("ask.mailbox")}</a>
          </p>
        ) : null}
        <form method="post" action={action} className="form">
          <input type="hidden" name="question" value={ask.sent} />
          <input type="hidden" name="email" value={ask.said.email} />
          <FormField
            name="code"
            label={t("ask.code")}
            required={t("required")}
            error={
              ask.codeFault === null
                ? undefined
                : { word: shell("notice.error"), text: faultText(language, ask.codeFault) }
            }
            control={{
              kind: "input",
              inputMode: "numeric",
              autoComplete: "one-time-code",
              width: "short",
              maxLength: 10,
            }}
          />
          <Button name="do" value="confirm">
            {t("ask.confirm")}
          </Button>
        </form>
      </Section>
    );
  }
  return (
    <Section id="ask" level={3} title={t("ask.title")} lead={t("ask.lead")}>
      <AskFields page={page} ask={ask} action={action} />
    </Section>
  );
}

function AskFields({
  page,
  ask,
  action,
}: {
  readonly page: DecisionPage;
  readonly ask: AskForm | null;
  readonly action: string;
}): ReactNode {
  const { language } = useFrame();
  const t = decisionMessages.t(language);
  const error = (field: string) =>
    ask?.fault?.field === field
      ? { word: shellMessages.t(language)("notice.error"), text: faultText(language, ask.fault.code) }
      : undefined;
  const same = page.questions.filter(({ text }) => text !== null);
  return (
    <form method="post" action={action} className="form">
      {same.length === 0 ? null : (
        <FormField
          name="sameAs"
          label={t("ask.same")}
          hint={t("ask.same-hint")}
          error={error("sameAs")}
          control={{
            kind: "radio",
            defaultValue: ask?.said.sameAs ?? "",
            options: [
              { value: "", label: t("ask.same-none") },
              ...same.map(({ id, text }) => ({ value: String(id), label: text ?? "" })),
            ],
          }}
        />
      )}
      <FormField
        name="text"
        label={t("ask.text")}
        hint={t("ask.text-hint")}
        error={error("text")}
        control={{ kind: "textarea", rows: 4, defaultValue: ask?.said.text }}
      />
      <FormField
        name="email"
        label={t("ask.email")}
        hint={t("ask.email-hint")}
        required={t("required")}
        error={error("email")}
        control={{ kind: "input", type: "email", autoComplete: "email", defaultValue: ask?.said.email }}
      />
      <FormField
        name="wantsAnswer"
        label={t("ask.wants")}
        hint={t("ask.wants-hint")}
        control={{ kind: "checkbox", value: "yes", defaultChecked: ask?.said.wantsAnswer }}
      />
      <Button name="do" value="ask">
        {t("ask.send")}
      </Button>
    </form>
  );
}
