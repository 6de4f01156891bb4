import type { ReactNode } from "react";
import { DefinitionList, Section, Tag } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { colonOf, htmlLanguage } from "../../../web/language/index.ts";
import { roleName } from "../../people/words.ts";
import { outcomeName } from "../../verdicts/words.ts";
import type { BoardPromise } from "../board.ts";
import type { PromiseAnswer } from "../follow-ups.ts";
import { decisionMessages } from "../messages.ts";
import { promiseStateWord, promiseTone } from "../words.ts";
import { EasyPromise } from "./easy.tsx";

export function StateTag({ promise }: { readonly promise: Pick<BoardPromise, "state"> }): ReactNode {
  const { language } = useFrame();
  return <Tag tone={promiseTone[promise.state]}>{promiseStateWord(language, promise.state)}</Tag>;
}

/** Who is shown the way to where an office answers; whether they may, the matrix says. */
const mayAnswer: readonly string[] = ["adviser", "manager", "officer", "administrator"];

/** One promise: what, by when, by whom, and all that was said of it since. */
export function PromiseCard({ promise }: { readonly promise: BoardPromise }): ReactNode {
  const { language, format, address, person, path, logAddress } = useFrame();
  const t = decisionMessages.t(language);
  const { answers, measure } = promise;
  const isDesk = person !== null && mayAnswer.includes(person.role) && path.startsWith("/decisions/");
  return (
    <Section id={`promise-${promise.id}`} level={3} title={t("promise.title", { number: promise.id })}>
      <p>
        <StateTag promise={promise} />
      </p>
      <EasyPromise easy={promise.easy} />
      <blockquote className="quoted" lang={htmlLanguage[promise.language]}>
        {promise.text}
      </blockquote>
      <DefinitionList
        items={[
          { term: t("promise.due"), description: format.plainDate(promise.dueDate) },
          {
            term: t("promise.office"),
            description: <span lang={htmlLanguage[promise.language]}>{promise.office}</span>,
          },
          ...(promise.measurable === null
            ? []
            : [
                {
                  term: t("promise.measurable"),
                  description: <span lang={htmlLanguage[promise.language]}>{promise.measurable}</span>,
                },
              ]),
          ...(promise.byVerdict
            ? [
                {
                  term: t("promise.by-verdict"),
                  description:
                    measure === null ? (
                      t("promise.by-verdict-to-come")
                    ) : (
                      <a href={address(`/measures/${measure.slug}`)}>{measure.titles[language]}</a>
                    ),
                },
              ]
            : []),
          {
            term: t("log-entry"),
            description: <a href={logAddress(promise.logEntry)}>{format.count(promise.logEntry)}</a>,
          },
        ]}
      />
      {promise.state === "unanswered" ? (
        <p>
          <strong>{t("promise.unanswered-text")}</strong>
        </p>
      ) : null}
      {isDesk ? (
        <p>
          <a href={address(`/staff/promises/${promise.id}`)}>{t("promise-desk.say")}</a>
        </p>
      ) : null}
      {answers.length === 0 ? null : (
        <ol reversed>
          {[...answers].reverse().map((answer) => (
            <li key={answer.logEntry}>
              <Answer answer={answer} promise={promise} />
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function Answer({
  answer,
  promise,
}: {
  readonly answer: PromiseAnswer;
  readonly promise: BoardPromise;
}): ReactNode {
  const { language, format, address, logAddress } = useFrame();
  const t = decisionMessages.t(language);
  const { verdict, evidence } = answer;
  const isLate = answer.state === "kept" && answer.doneDate !== null && answer.doneDate > promise.dueDate;
  const who = verdict === null ? roleName(language, answer.byRole) : t("answer.the-verdict");
  return (
    <>
      <p>
        <strong>{promiseStateWord(language, isLate ? "late" : answer.state)}</strong>{" "}
        {t("answer.by", { who, at: format.date(answer.atMs, "day") })}
        {answer.doneDate === null
          ? null
          : ` ${t("answer.done", { date: format.plainDate(answer.doneDate) })}`}
      </p>
      {answer.text === null ? null : <p lang={htmlLanguage[answer.language]}>{answer.text}</p>}
      {verdict === null ? null : (
        <p>
          {t(`answer.verdict-${answer.state === "partly" ? "open" : answer.state}`, {
            outcome: outcomeName(language, verdict.outcome),
          })}{" "}
          {promise.measure === null ? null : (
            <a href={`/measures/${promise.measure.slug}/verdicts/${verdict.version}.json`}>
              {t("answer.verdict-version", { version: verdict.version })}
            </a>
          )}{" "}
          <code className="hash">{verdict.sha256}</code>
        </p>
      )}
      {evidence === null ? null : (
        <p>
          {t(`evidence.${evidence.kind}`)}
          {colonOf[language]}
          {evidence.kind === "link" ? (
            <a href={evidence.what} rel="nofollow noreferrer">
              {evidence.what}
            </a>
          ) : evidence.kind === "measure" ? (
            <a href={address(`/measures/${evidence.what}`)}>{evidence.what}</a>
          ) : (
            evidence.what
          )}
        </p>
      )}
      <p>
        {t("log-entry")}
        {colonOf[language]}
        <a href={logAddress(answer.logEntry)}>{format.count(answer.logEntry)}</a>
      </p>
    </>
  );
}
