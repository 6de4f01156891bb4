import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, Button, DefinitionList, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { Installations } from "../../buildings/pages/meter-tables.tsx";
import { carrierName } from "../../buildings/words.ts";
import { meterMessages } from "../messages.ts";
import type { MeterPage } from "../meters-pages.ts";
import { Exchange } from "./exchange.tsx";

export function loader({ context }: LoaderFunctionArgs): MeterPage {
  return pageData<MeterPage>(context);
}

export default function StaffMeter(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = meterMessages.t(language);
  const title = `${page.building[language]} · ${carrierName(language, page.carrier)}`;
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <Breadcrumbs
        label={shellMessages.t(language)("breadcrumbs.label")}
        items={[{ label: t("list.title"), href: address("/staff/meters") }, { label: title }]}
      />
      <PageHeading title={title} />
      <DefinitionList
        items={[
          {
            term: t("building"),
            description: <a href={address(`/buildings/${page.slug}`)}>{page.building[language]}</a>,
          },
          { term: t("key"), description: <code>{page.key}</code> },
          ...(page.year === null
            ? []
            : [
                {
                  term: t("year", {
                    period: `${format.plainDate(page.year.fromDate)} – ${format.plainDate(page.year.toDate)}`,
                  }),
                  description: format.energy(page.year.kwh, { significant: 6 }),
                },
              ]),
        ]}
      />
      <Questions page={page} action={address(`/staff/meters/${page.id}`)} />
      <Installations meter={page} />
      {page.kind === "cumulative" ? (
        <Exchange page={page} action={address(`/staff/meters/${page.id}`)} />
      ) : (
        <p>{t("not-a-register")}</p>
      )}
    </>
  );
}

/** Each open question with a button for each answer, and what was answered with a button to undo it. */
function Questions({ page, action }: { readonly page: MeterPage; readonly action: string }): ReactNode {
  const { language, format } = useFrame();
  const t = meterMessages.t(language);
  const amount = (text: string | null): string =>
    text === null ? t("amount.later") : format.withUnit(format.decimal(text), page.unit);
  const eventDays = (questionId: string): string => {
    const [what, from = "", to = ""] = questionId.split("/");
    return what === "event"
      ? t("answer.event", { from: format.plainDate(from), to: format.plainDate(to) })
      : "";
  };
  return (
    <>
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
            <p>
              {t(`question.${question.break}`, {
                before: format.withUnit(format.decimal(question.registerBefore), page.unit),
                after: format.withUnit(format.decimal(question.registerAfter), page.unit),
                from: format.date(question.fromMs, "dateTime"),
                to: format.date(question.toMs, "dateTime"),
              })}{" "}
              {question.mayResolveItself ? t("question.wait") : ""}
            </p>
            <input type="hidden" name="do" value="answer" />
            <input type="hidden" name="question" value={question.id} />
            <div className="actions">
              {question.options.map((option) =>
                option.kind === "swap" ? null : (
                  <Button key={option.kind} variant="secondary" name="choice" value={option.kind}>
                    {t(`choice.${option.kind}`, { amount: amount(option.amount) })}
                  </Button>
                ),
              )}
            </div>
            {question.options.some(({ kind }) => kind === "swap") ? (
              <p>
                <a href="#exchange">{t("choice.swap")}</a>
              </p>
            ) : null}
          </form>
        ))}
      </Section>
      {page.answers.length === 0 ? null : (
        <Section id="answers" title={t("answers")}>
          {page.answers.map((answer) => (
            <form key={answer.questionId} method="post" action={action} className="form">
              <p>
                {format.date(answer.answeredAtMs, "dateTime")}: {eventDays(answer.questionId)}{" "}
                {answer.choice === "withdrawn" ? "" : t(`answer.${answer.choice}`)}
              </p>
              <input type="hidden" name="do" value="withdraw" />
              <input type="hidden" name="question" value={answer.questionId} />
              <Button variant="secondary">{t("choice.withdrawn")}</Button>
            </form>
          ))}
        </Section>
      )}
    </>
  );
}
