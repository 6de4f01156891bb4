import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Mark, PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { visibleText } from "../../../web/language/index.ts";
import { Simulated } from "../../service-desk/pages/paper-way.tsx";
import { schoolMessages } from "../messages.ts";
import type { ClassPage } from "../pages-data.ts";
import { experimentText, outcomeText } from "../words.ts";
import { answerReason, answerSentence, roomsSentence } from "./answer.tsx";
import { ExperimentPicture } from "./experiment-picture.tsx";

export function loader({ context }: LoaderFunctionArgs): ClassPage {
  return pageData<ClassPage>(context);
}

/** A diploma for a class, not for persons: what was asked, and what was honestly found. */
export default function Diploma(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, format, address, cityNames } = useFrame();
  const t = schoolMessages.t(language);
  const { answer, experiment: id } = page;
  const name = visibleText(page.name);
  if (answer === null) throw new Error("a diploma without an answer");
  const { document } = answer;
  return (
    <>
      <title>{`${t("diploma.page", { name })} · Husting`}</title>
      <div className="screen-only">
        <PageHeading title={t("diploma.page", { name })} lead={t("sheet.print")} />
        <p>
          <a href={address(`/class/${page.code}`)}>{t("diploma.back")}</a>
        </p>
      </div>
      <article className="paper-sheet diploma">
        <div className="diploma-band" aria-hidden="true" />
        <p className="diploma-title">{t("diploma.title")}</p>
        <p className="diploma-class">{t("diploma.for", { name })}</p>
        <p>
          {t("diploma.at", { building: page.building.names[language] })} {t("diploma.asked")}
        </p>
        <p className="diploma-question">{experimentText(language, id, "question")}</p>
        <ExperimentPicture id={id} language={language} />
        <p>
          {t("diploma.days", { from: format.plainDate(page.fromDate), to: format.plainDate(page.toDate) })}
        </p>
        <div className="diploma-answer">
          <p className="diploma-answered">{t("diploma.answered")}</p>
          <p className="diploma-outcome">{outcomeText(language, document.outcome)}</p>
          <p>{answerSentence(language, format, document)}</p>
          <p>{answerReason(language, format, document)}</p>
          <p>{roomsSentence(language, document)}</p>
        </div>
        <p>{t("diploma.predicted", { count: page.predictions })}</p>
        <p className="diploma-good">
          {t(document.outcome === "inconclusive" ? "diploma.good-inconclusive" : "diploma.good")}
        </p>
        <p className="diploma-city">
          <Mark /> Husting · {cityNames[language]} · {format.date(answer.answeredAtMs, "day")}
        </p>
        <p className="paper-note">
          {t("diploma.record", { entry: format.count(answer.logEntry), sha: answer.sha256.slice(0, 16) })}
          <br />
          {t("diploma.no-names")}
        </p>
        <Simulated />
        <div className="diploma-band" aria-hidden="true" />
      </article>
    </>
  );
}
