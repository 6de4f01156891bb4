import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Button, FormField, LinkButton, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { schoolMessages } from "../messages.ts";
import type { ClassPage } from "../pages-data.ts";
import { bands } from "../predictions.ts";
import { experimentList, experimentText } from "../words.ts";
import { Answer, PredictionsChart } from "./answer.tsx";
import { ExperimentPicture } from "./experiment-picture.tsx";

export function loader({ context }: LoaderFunctionArgs): ClassPage {
  return pageData<ClassPage>(context);
}

/** A class's own page: guessing before it begins, waiting while it goes on, and the building's answer. */
export default function ClassView(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { language, format, address, search } = useFrame();
  const t = schoolMessages.t(language);
  const shell = shellMessages.t(language);
  const { experiment: id, state, answer } = page;
  const title = experimentText(language, id, "title");
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <div className="school-hero">
        <PageHeading
          title={title}
          kicker={t("class.kicker", {
            name: visibleText(page.name),
            building: page.building.names[language],
          })}
          lead={experimentText(language, id, "question")}
        >
          <p>
            {t("class.days", { from: format.plainDate(page.fromDate), to: format.plainDate(page.toDate) })}
          </p>
        </PageHeading>
        <ExperimentPicture id={id} language={language} />
      </div>
      {search.includes("done=counted") && page.fault === null ? (
        <Notice kind="success" word={shell("notice.success")} role="status">
          <p>{t("class.counted")}</p>
        </Notice>
      ) : null}
      {state === "open" ? <Guess page={page} /> : <Faulty page={page} />}
      {page.isStopped ? (
        <Notice kind="info" word={shell("notice.info")}>
          <p>{t("class.stopped")}</p>
        </Notice>
      ) : null}
      {state === "running" || state === "over" ? (
        <Section id="now" title={t(state === "running" ? "class.running" : "class.waiting")}>
          <p>
            {t(state === "running" ? "class.running-text" : "class.waiting-text", {
              date: format.plainDate(page.askedOn),
            })}
          </p>
          {state === "running" ? <p>{t("safety.ends")}</p> : null}
        </Section>
      ) : null}
      {answer === null ? null : (
        <Section id="answer" title={t("class.answer")}>
          <Answer answer={answer} />
          <p>
            <LinkButton href={address(`/print/diploma/${page.code}`)} variant="primary">
              {t("class.diploma")}
            </LinkButton>
          </p>
        </Section>
      )}
      {state === "open" ? null : <Predicted page={page} />}
      <p>
        <a href={address(`/schools/${id}`)}>{t("class.experiment")}</a>
      </p>
    </>
  );
}

function Guess({ page }: { readonly page: ClassPage }): ReactNode {
  const { language, address } = useFrame();
  const t = schoolMessages.t(language);
  return (
    <Section id="guess" title={t("class.guess")}>
      <form method="post" action={`${address(`/class/${page.code}`)}#guess`} className="form school-guess">
        <FormField
          name="band"
          label={t("class.guess-lead")}
          error={
            page.fault === null
              ? undefined
              : { word: shellMessages.t(language)("notice.error"), text: t(`fault.${page.fault}`) }
          }
          control={{
            kind: "radio",
            options: bands.map((band) => ({ value: band.id, label: t(`band.${band.id}`) })),
          }}
        />
        <Button>{t("class.guess-do")}</Button>
      </form>
      <p>
        <strong>{t("class.guesses", { count: page.predictions })}</strong>
      </p>
      <p>{t("class.hidden")}</p>
      <p className="school-privacy">{t("class.guess-note")}</p>
      <h3>{t("section.hints")}</h3>
      <ul>
        {experimentList(language, page.experiment, "hint").map((hint) => (
          <li key={hint}>{hint}</li>
        ))}
      </ul>
    </Section>
  );
}

/** A guess that came too late. */
function Faulty({ page: { fault } }: { readonly page: ClassPage }): ReactNode {
  const { language } = useFrame();
  if (fault === null) return null;
  return (
    <Notice kind="error" word={shellMessages.t(language)("notice.error")} role="alert">
      <p>{schoolMessages.t(language)(`fault.${fault}`)}</p>
    </Notice>
  );
}

function Predicted({ page }: { readonly page: ClassPage }): ReactNode {
  const { language } = useFrame();
  const t = schoolMessages.t(language);
  const { counts, answer } = page;
  const within = answer?.within ?? [];
  return (
    <Section id="predicted" title={t("class.predicted")}>
      {counts === null ? (
        <p>{t("class.few", { count: page.predictions })}</p>
      ) : (
        <>
          {within.length === 0 ? null : (
            <p>{t("right.some", { count: within.reduce((sum, band) => sum + counts[band], 0) })}</p>
          )}
          <PredictionsChart counts={counts} within={within} />
        </>
      )}
    </Section>
  );
}
