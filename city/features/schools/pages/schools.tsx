import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { LinkButton, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { schoolMessages } from "../messages.ts";
import type { LibraryPage } from "../pages-data.ts";
import { experimentText } from "../words.ts";
import { ExperimentPicture } from "./experiment-picture.tsx";

export function loader({ context }: LoaderFunctionArgs): LibraryPage {
  return pageData<LibraryPage>(context);
}

const steps = [1, 2, 3, 4, 5] as const;

/** The library of class experiments. */
export default function Schools(): ReactNode {
  const { experiments } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = schoolMessages.t(language);
  return (
    <>
      <title>{`${t("schools.title")} · Husting`}</title>
      <PageHeading title={t("schools.title")} lead={t("schools.lead")} />
      <p className="school-ways">
        <LinkButton href={address("/class")} variant="primary">
          {t("schools.have-code")}
        </LinkButton>
        <LinkButton href={address("/staff/classes")}>{t("schools.for-teachers")}</LinkButton>
      </p>
      <Section id="library" title={t("schools.library")}>
        <ul className="school-cards">
          {experiments.map((id) => (
            <li key={id} className="school-card">
              <ExperimentPicture id={id} language={language} />
              <h3>
                <a href={address(`/schools/${id}`)}>{experimentText(language, id, "title")}</a>
              </h3>
              <p>{experimentText(language, id, "question")}</p>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="how" title={t("schools.how")}>
        <ol className="school-steps">
          {steps.map((step) => (
            <li key={step} className="school-step">
              {t(`schools.how.${step}`)}
            </li>
          ))}
        </ol>
        <p className="school-privacy">{t("schools.privacy")}</p>
      </Section>
    </>
  );
}
