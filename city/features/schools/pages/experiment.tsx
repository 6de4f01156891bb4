import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, DataTable, DefinitionList, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { experiments } from "../experiments.ts";
import { schoolMessages } from "../messages.ts";
import type { ExperimentPage, ListedAnswer } from "../pages-data.ts";
import { experimentList, experimentText, outcomeText, shareText } from "../words.ts";
import { ExperimentPicture } from "./experiment-picture.tsx";

export function loader({ context }: LoaderFunctionArgs): ExperimentPage {
  return pageData<ExperimentPage>(context);
}

/** One experiment of the library: all there is to know before a class begins, and what buildings have answered so far. */
export default function ExperimentView(): ReactNode {
  const { experiment: id, answers } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = schoolMessages.t(language);
  const title = experimentText(language, id, "title");
  const { energy, hours, usualDays, needsCold, agrees } = experiments[id];
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <Breadcrumbs
        label={shellMessages.t(language)("breadcrumbs.label")}
        items={[{ label: t("schools.title"), href: address("/schools") }, { label: title }]}
      />
      <div className="school-hero">
        <PageHeading title={title} lead={experimentText(language, id, "question")} />
        <ExperimentPicture id={id} language={language} />
      </div>
      <Section id="why" title={t("section.why")}>
        <p>{experimentText(language, id, "why")}</p>
      </Section>
      <Section id="do" title={t("section.do")}>
        <ol className="school-steps">
          {experimentList(language, id, "step").map((step) => (
            <li key={step} className="school-step">
              {step}
            </li>
          ))}
        </ol>
      </Section>
      <Section id="care" title={t("section.care")}>
        <p>
          <strong>{t("safety.ends")}</strong> {t(`agrees.${agrees}`)}
        </p>
        <ul>
          {experimentList(language, id, "care").map((care) => (
            <li key={care}>{care}</li>
          ))}
        </ul>
      </Section>
      <Section id="counts" title={t("section.counts")}>
        <ul>
          <li>{t(`counts.${energy}`)}</li>
          <li>{t(`counts.${hours}`)}</li>
          <li>{t("counts.days", { days: usualDays })}</li>
          {needsCold ? <li>{t("counts.cold")}</li> : null}
        </ul>
      </Section>
      <Section id="hints" title={t("section.hints")}>
        <ul>
          {experimentList(language, id, "hint").map((hint) => (
            <li key={hint}>{hint}</li>
          ))}
        </ul>
      </Section>
      <Section id="method" title={t("section.method")}>
        <p>{t("method.1")}</p>
        <p>{t("method.2")}</p>
        <p>{t("method.3")}</p>
      </Section>
      <Section id="sheets" title={t("section.sheets")}>
        <ul>
          <li>
            <a href={address(`/print/teacher-sheet/${id}`)}>{t("sheet.teacher")}</a>
          </li>
          <li>
            <a href={address(`/print/pupil-sheet/${id}`)}>{t("sheet.pupils")}</a>
          </li>
        </ul>
      </Section>
      <Section id="curriculum" title={t("section.curriculum")} lead={t("curriculum.note")}>
        <DefinitionList
          items={[
            { term: t("curriculum.se"), description: experimentText(language, id, "se") },
            { term: t("curriculum.cn"), description: experimentText(language, id, "cn") },
          ]}
        />
      </Section>
      <Answers answers={answers} />
    </>
  );
}

function Answers({ answers }: { readonly answers: readonly ListedAnswer[] }): ReactNode {
  const { language, format, address, logAddress } = useFrame();
  const t = schoolMessages.t(language);
  return (
    <Section id="answers" title={t("section.answers")}>
      <DataTable
        caption={t("section.answers")}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("section.answers") })}
        columns={[
          {
            key: "building",
            header: t("answers.building"),
            cell: ({ building }) => (
              <a href={address(`/buildings/${building.slug}`)}>{building.names[language]}</a>
            ),
          },
          {
            key: "days",
            header: t("answers.days"),
            cell: ({ fromDate, toDate }) =>
              t("class.days", { from: format.plainDate(fromDate), to: format.plainDate(toDate) }),
          },
          {
            key: "answer",
            header: t("answers.answer"),
            cell: ({ outcome, share }) => (
              <>
                {outcomeText(language, outcome)}
                {share === null ? null : (
                  <>
                    <br />
                    {t("interval.text", {
                      low: shareText(language, format, share.low),
                      high: shareText(language, format, share.high),
                    })}
                  </>
                )}
              </>
            ),
          },
          {
            key: "record",
            header: t("answers.record"),
            cell: ({ sha256, logEntry }) => (
              <>
                <a href={logAddress(logEntry)}>{t("record.entry", { entry: format.count(logEntry) })}</a>
                <br />
                <a href={`/class-answers/${sha256}`}>{t("answers.document")}</a>
              </>
            ),
          },
        ]}
        rows={answers}
        rowKey={({ sha256 }) => sha256}
        empty={t("answers.none")}
      />
    </Section>
  );
}
