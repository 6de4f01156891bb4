import type { ReactNode } from "react";
import { Button, FormField, Notice, Section, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { htmlLanguage } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { PointedNotice } from "../../moderation/pages/pointed-notice.tsx";
import { ReportLink } from "../../moderation/pages/report-link.tsx";
import { MaskedText, TombstoneText } from "../../moderation/pages/tombstone.tsx";
import { Registered } from "../../records/pages/case-link.tsx";
import type { AskedQuestion, AskForm } from "../decision-pages.ts";
import { decisionMessages } from "../messages.ts";
import type { WhySection } from "../why-section.ts";
import { faultText } from "../words.ts";

/** "Why not?": what was asked and answered, and the form to ask. */
export function Why({ why }: { readonly why: WhySection }): ReactNode {
  const { language, address } = useFrame();
  const t = decisionMessages.t(language);
  return (
    <Section
      id="why"
      title={t("why.title")}
      lead={
        why.body === null
          ? t("why.lead-city", { days: why.answerDays })
          : t("why.lead", { body: why.body[language], days: why.answerDays })
      }
    >
      {why.questions.length === 0 ? <p>{t("why.none")}</p> : null}
      {why.questions.map((question) => (
        <AskedQuestionText key={question.id} question={question} />
      ))}
      {why.canAsk ? (
        <>
          <Ask why={why} />
          <p>
            <a href={address(`/print/why/${why.path.slice(1).replace("/", "-")}`)}>{t("why.on-paper")}</a>
          </p>
        </>
      ) : null}
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
        {question.channel === "mail"
          ? null
          : question.channel === "desk"
            ? t("why.channel-desk")
            : t("why.channel-paper", { at: question.paperAt ?? "" })}{" "}
        <Registered shown={question.case} />
      </p>
      {question.standing.tombstone === null ? null : (
        <TombstoneText tombstone={question.standing.tombstone} kind="question" />
      )}
      {question.text === null && question.standing.tombstone?.standing === "hidden" ? null : (
        <blockquote className="quoted" lang={htmlLanguage[question.language]}>
          {question.text ?? t(`withheld.${question.withheld ?? "personal-data"}`)}
        </blockquote>
      )}
      {question.standing.isMasked ? (
        <p className="field-hint">
          <MaskedText />
        </p>
      ) : null}
      {question.text === null ? null : (
        <p>
          <ReportLink kind="question" of={String(question.id)} />
        </p>
      )}
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

function Ask({ why }: { readonly why: WhySection }): ReactNode {
  const { language, address, simulated } = useFrame();
  const t = decisionMessages.t(language);
  const shell = shellMessages.t(language);
  const action = `${address(why.path)}#ask`;
  const { ask } = why;
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
        {ask.codeFault === "code-too-old" ? (
          <p>
            <a href={`${address(why.path)}#ask`}>{t("ask.again")}</a>
          </p>
        ) : null}
      </Section>
    );
  }
  return (
    <Section id="ask" level={3} title={t("ask.title")} lead={t("ask.lead")}>
      <AskFields questions={why.questions} ask={ask} pointed={why.pointed} action={action} />
    </Section>
  );
}

function AskFields({
  questions,
  ask,
  pointed,
  action,
}: {
  readonly questions: readonly AskedQuestion[];
  readonly ask: AskForm | null;
  readonly pointed: WhySection["pointed"];
  readonly action: string;
}): ReactNode {
  const { language, helping } = useFrame();
  const t = decisionMessages.t(language);
  const error = (field: string) =>
    ask?.fault?.field === field
      ? { word: shellMessages.t(language)("notice.error"), text: faultText(language, ask.fault.code) }
      : undefined;
  const same = questions.filter(({ text }) => text !== null);
  return (
    <form method="post" action={action} className="form">
      <PointedNotice pointed={pointed} />
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
      {helping ? (
        <p>{t("ask.helped")}</p>
      ) : (
        <>
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
        </>
      )}
      <Button name="do" value="ask">
        {t("ask.send")}
      </Button>
    </form>
  );
}
