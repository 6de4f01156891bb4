import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { PageHeading } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { colonOf, pauseOf } from "../../../web/language/index.ts";
import { experiments } from "../experiments.ts";
import { schoolMessages } from "../messages.ts";
import type { SheetPage } from "../pages-data.ts";
import { bands } from "../predictions.ts";
import { experimentList, experimentText } from "../words.ts";
import { ExperimentPicture } from "./experiment-picture.tsx";

export function loader({ context }: LoaderFunctionArgs): SheetPage {
  return pageData<SheetPage>(context);
}

/** One page of A4: for the teacher how the lessons go, for pupils what to do, what to guess and a diary. */
export default function Sheet(): ReactNode {
  const { experiment: id, for: reader, address: printed } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = schoolMessages.t(language);
  const title = experimentText(language, id, "title");
  return (
    <>
      <title>{`${title}${colonOf[language]}${t(`sheet.${reader}`)} · Husting`}</title>
      <div className="screen-only">
        <PageHeading title={t(`sheet.${reader}`)} lead={t("sheet.print")} />
        <p>
          <a href={address(`/schools/${id}`)}>{t("sheet.back")}</a>
        </p>
      </div>
      <article className="paper-sheet lesson-sheet">
        <header className="lesson-head">
          <div>
            <p className="paper-kicker">{t(`sheet.kicker-${reader}`)}</p>
            <p className="lesson-title">{title}</p>
            <p className="lesson-question">{experimentText(language, id, "question")}</p>
          </div>
          <ExperimentPicture id={id} language={language} />
        </header>
        {reader === "teacher" ? <ForTeacher id={id} /> : <ForPupils id={id} />}
        <p className="paper-note">{t("sheet.web", { address: printed })}</p>
      </article>
    </>
  );
}

function ForTeacher({ id }: { readonly id: SheetPage["experiment"] }): ReactNode {
  const { language } = useFrame();
  const t = schoolMessages.t(language);
  const { energy, hours, usualDays, needsCold, agrees } = experiments[id];
  return (
    <>
      <h2>{t("section.why")}</h2>
      <p>{experimentText(language, id, "why")}</p>
      <h2>{t("sheet.plan")}</h2>
      <ol>
        <li>{t("sheet.plan.1")}</li>
        <li>{t("sheet.plan.2")}</li>
        <li>{t("sheet.plan.3")}</li>
      </ol>
      <h2>{t("section.do")}</h2>
      <List items={experimentList(language, id, "step")} />
      <h2>{t("section.care")}</h2>
      <p>
        <strong>{t("safety.ends")}</strong> {t(`agrees.${agrees}`)}
      </p>
      <List items={experimentList(language, id, "care")} />
      <h2>{t("section.counts")}</h2>
      <p>
        {[
          t(`counts.${energy}`),
          t(`counts.${hours}`),
          t("counts.days", { days: usualDays }),
          ...(needsCold ? [t("counts.cold")] : []),
        ].join(" ")}
      </p>
      <h2>{t("sheet.talk")}</h2>
      <ol>
        <li>{t("sheet.talk.1")}</li>
        <li>{t("sheet.talk.2")}</li>
        <li>{t("sheet.talk.3")}</li>
      </ol>
      <h2>{t("section.curriculum")}</h2>
      <p>{`${t("curriculum.se")}${colonOf[language]}${experimentText(language, id, "se")}`}</p>
      <p>{`${t("curriculum.cn")}${colonOf[language]}${experimentText(language, id, "cn")}`}</p>
      <p className="paper-note">{`${t("curriculum.note")}${pauseOf[language]}${t("schools.privacy")}`}</p>
    </>
  );
}

function ForPupils({ id }: { readonly id: SheetPage["experiment"] }): ReactNode {
  const { language } = useFrame();
  const t = schoolMessages.t(language);
  const { usualDays, agrees } = experiments[id];
  const days = Array.from({ length: usualDays }, (_, index) => index + 1);
  return (
    <>
      <h2>{t("section.do")}</h2>
      <List items={experimentList(language, id, "step")} />
      <h2>{t("section.care")}</h2>
      <p>{`${t("safety.ends")}${pauseOf[language]}${t(`agrees.${agrees}`)}`}</p>
      <h2>{t("section.hints")}</h2>
      <List items={experimentList(language, id, "hint")} />
      <h2>{t("sheet.our-guess")}</h2>
      <ul className="paper-slip-boxes lesson-guess">
        {bands.map((band) => (
          <li key={band.id} className="paper-choice">
            {t(`band.${band.id}`)}
          </li>
        ))}
      </ul>
      <p className="lesson-line">{t("sheet.why-guess")}</p>
      <h2>{t("sheet.diary")}</h2>
      <ol className="lesson-diary">
        {days.map((day) => (
          <li key={day}>{t("sheet.day", { day })}</li>
        ))}
      </ol>
    </>
  );
}

function List({ items }: { readonly items: readonly string[] }): ReactNode {
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
