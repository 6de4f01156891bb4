import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, Button, FormField, PageHeading } from "../../../web/design/index.ts";
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { colonOf, languages, visibleText } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { faultText } from "../../decisions/words.ts";
import type { PaperQuestionPage } from "../desk-pages.ts";
import { serviceDeskMessages } from "../messages.ts";

export function loader({ context }: LoaderFunctionArgs): PaperQuestionPage {
  return pageData<PaperQuestionPage>(context);
}

/** "Why not?" that came on paper, typed in the order of the form. */
export default function PaperQuestion(): ReactNode {
  const { about, path, titles, canAsk, questions, said, fault } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = serviceDeskMessages.t(language);
  const shell = shellMessages.t(language);
  const error = (field: string) =>
    fault?.field === field
      ? { word: shell("notice.error"), text: faultText(language, fault.code) }
      : undefined;
  const same = questions.filter(({ text }) => text !== null);
  return (
    <>
      <title>{`${t("paper.title")} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[{ label: t("desk.title"), href: address("/staff/desk") }, { label: t("paper.title") }]}
      />
      <PageHeading title={t("paper.title")} lead={t("paper.lead")} />
      <Done words={{ entered: t("paper.entered") }} />
      <p>
        {t("paper.about")}
        {colonOf[language]}
        <a href={address(`${path}#why`)}>{visibleText(titles[language])}</a>
      </p>
      {canAsk ? (
        <form method="post" action={address(`/staff/questions/${about}`)} className="form">
          {same.length === 0 ? null : (
            <FormField
              name="sameAs"
              label={t("paper.same")}
              error={error("sameAs")}
              control={{
                kind: "radio",
                defaultValue: said.sameAs,
                options: [
                  { value: "", label: t("paper.same-none") },
                  ...same.map(({ id, text }) => ({ value: String(id), label: text ?? "" })),
                ],
              }}
            />
          )}
          <FormField
            name="text"
            label={t("paper.text")}
            error={error("text")}
            control={{ kind: "textarea", rows: 5, defaultValue: said.text }}
          />
          <FormField
            name="language"
            label={t("paper.language")}
            control={{
              kind: "select",
              defaultValue: said.language,
              options: languages.map((value) => ({ value, label: shell(`language.${value}`) })),
            }}
          />
          <FormField
            name="paperAt"
            label={t("paper.at")}
            hint={t("paper.at-hint")}
            required={t("required")}
            error={error("paperAt")}
            control={{ kind: "input", defaultValue: said.paperAt, autoComplete: "off", maxLength: 200 }}
          />
          <Button>{t("paper.do")}</Button>
        </form>
      ) : (
        <p>{t("paper.closed")}</p>
      )}
    </>
  );
}
