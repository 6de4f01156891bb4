import type { ReactNode } from "react";
import { Button, LinkButton, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { meterMessages } from "../messages.ts";
import type { MeterPage, OfferedOption, OfferedQuestion } from "../meters-pages.ts";
import { questionText } from "../question-words.ts";

interface QuestionsProps {
  readonly page: MeterPage;
  readonly action: string;
}

/** Each open question with a button for each answer; what can hardly be is asked about once more. */
export function Questions({ page, action }: QuestionsProps): ReactNode {
  const { language, format } = useFrame();
  const t = meterMessages.t(language);
  const optionText = useOptionText(page.unit);
  return (
    <Section
      id="questions"
      title={t("questions")}
      lead={page.questions.length + page.events.length === 0 ? t("questions.none") : undefined}
    >
      {page.events.map(({ id, from, to, share }) => (
        <form key={id} method="post" action={action} className="form">
          <p>
            {t(share < 0 ? "event.less" : "event.more", {
              from: format.plainDate(from),
              to: format.plainDate(to),
              share: format.percent(Math.abs(share)),
            })}
          </p>
          <input type="hidden" name="do" value="answer" />
          <input type="hidden" name="question" value={id} />
          <div className="actions">
            {(["real", "left-out"] as const).map((choice) => (
              <Button key={choice} variant="secondary" name="choice" value={choice}>
                {t(`event.choice.${choice}`)}
              </Button>
            ))}
          </div>
        </form>
      ))}
      {page.questions.map((question) => (
        <form key={question.id} method="post" action={action} className="form">
          <QuestionText question={question} unit={page.unit} />
          <input type="hidden" name="do" value="answer" />
          <input type="hidden" name="question" value={question.id} />
          <div className="actions">
            {question.options.map((option) =>
              option.kind === "swap" || option.implausibleYears !== null ? null : (
                <Button key={option.kind} variant="secondary" name="choice" value={option.kind}>
                  {optionText(option)}
                </Button>
              ),
            )}
          </div>
          {question.options.some(({ kind }) => kind === "swap") ? (
            <p>
              <a href="#exchange">{t("choice.swap")}</a>
            </p>
          ) : null}
          {question.options.map((option) =>
            option.implausibleYears === null ? null : (
              <div key={option.kind}>
                <p>{t("choice.implausible", { years: yearsText(format, option.implausibleYears) })}</p>
                <Button variant="quiet" name="choice" value={option.kind}>
                  {optionText(option)} …
                </Button>
              </div>
            ),
          )}
        </form>
      ))}
    </Section>
  );
}

/** The page before an amount is counted that can hardly be: the question, the answer and what follows from it. */
export function Confirmation({ page, action }: QuestionsProps): ReactNode {
  const { language, format } = useFrame();
  const t = meterMessages.t(language);
  const optionText = useOptionText(page.unit);
  const question = page.questions.find(({ id }) => id === page.confirm?.questionId);
  const option = question?.options.find(({ kind }) => kind === page.confirm?.choice);
  if (question === undefined || option === undefined) return null;
  return (
    <Section id="confirm" title={t("confirm")}>
      <QuestionText question={question} unit={page.unit} />
      <p>{optionText(option)}</p>
      {option.implausibleYears === null ? null : (
        <p>{t("confirm.consequence", { years: yearsText(format, option.implausibleYears) })}</p>
      )}
      <form method="post" action={action} className="form">
        <input type="hidden" name="do" value="answer" />
        <input type="hidden" name="question" value={question.id} />
        <input type="hidden" name="choice" value={option.kind} />
        <input type="hidden" name="confirmed" value="yes" />
        <div className="actions">
          <LinkButton href={action}>{t("confirm.back")}</LinkButton>
          <Button variant="danger">{t("confirm.send")}</Button>
        </div>
      </form>
    </Section>
  );
}

/** What was answered, each with a button to undo it that says what it undoes. */
export function Answers({ page, action }: QuestionsProps): ReactNode {
  const { language, format } = useFrame();
  const t = meterMessages.t(language);
  if (page.answers.length === 0) return null;
  return (
    <Section id="answers" title={t("answers")}>
      {page.answers.map(({ questionId, choice, answeredAtMs }) => {
        const question = questionText(language, format, page.unit, questionId);
        return (
          <form key={questionId} method="post" action={action} className="form">
            <p>
              {t("answer.line", {
                question,
                answer: choice === "withdrawn" ? "" : t(`answer.${choice}`),
                at: format.date(answeredAtMs, "dateTime"),
              })}
            </p>
            <input type="hidden" name="do" value="withdraw" />
            <input type="hidden" name="question" value={questionId} />
            <Button variant="secondary" label={t("choice.withdrawn-name", { question })}>
              {t("choice.withdrawn")}
            </Button>
          </form>
        );
      })}
    </Section>
  );
}

function QuestionText({
  question,
  unit,
}: {
  readonly question: OfferedQuestion;
  readonly unit: string;
}): ReactNode {
  const { language, format } = useFrame();
  const t = meterMessages.t(language);
  return (
    <p>
      {t(`question.${question.break}`, {
        before: format.withUnit(format.decimal(question.registerBefore), unit),
        after: format.withUnit(format.decimal(question.registerAfter), unit),
        from: format.date(question.fromMs, "dateTime"),
        to: format.date(question.toMs, "dateTime"),
      })}{" "}
      {question.mayResolveItself ? t("question.wait") : ""}
    </p>
  );
}

/** An answer with what it would count; where that is not known yet, with what it waits for. */
function useOptionText(unit: string): (option: OfferedOption) => string {
  const { language, format } = useFrame();
  const t = meterMessages.t(language);
  return ({ kind, amount }) => {
    if (kind === "swap") return t("choice.swap");
    if (amount === null)
      return kind === "dip" || kind === "spike" ? t(`choice.${kind}-later`) : t("choice.left-out");
    return t(`choice.${kind}`, { amount: format.withUnit(format.decimal(amount), unit) });
  };
}

function yearsText(format: ReturnType<typeof useFrame>["format"], years: number): string {
  return format.number(years, { significant: 2 });
}
