import type { ReactNode } from "react";
import { Button, FormField } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { languages } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { screenMessages } from "../messages.ts";
import type { WorksPage } from "../staff-pages.ts";
import { ages, MOST, MOST_PICTURE_MB, MOST_PICTURE_MEGAPIXELS, type SaidWork } from "../works/work.ts";

/** Brings a child's picture or poem. A picture's file has to be chosen again after a refusal: no browser fills it in. */
export function WorkForm({
  said,
  fault,
  pictureFault,
}: Pick<WorksPage, "said" | "fault" | "pictureFault">): ReactNode {
  const { language, address } = useFrame();
  const t = screenMessages.t(language);
  const shell = shellMessages.t(language);
  const word = shell("notice.error");
  const mostOf = (field: keyof SaidWork): number =>
    field === "title" ? MOST.title : field === "alternative" ? MOST.alternative : MOST.body;
  const error = (field: keyof SaidWork) =>
    fault?.field === field
      ? { word, text: t(`work-fault.${fault.code}`, { most: mostOf(field), lines: MOST.lines }) }
      : undefined;
  return (
    <form method="post" encType="multipart/form-data" action={address("/staff/works")} className="form">
      <FormField
        name="kind"
        label={t("work.kind")}
        error={error("kind")}
        required={t("screen.required")}
        control={{
          kind: "radio",
          options: (["picture", "poem"] as const).map((value) => ({ value, label: t(`kind.${value}`) })),
          defaultValue: said.kind,
        }}
      />
      <FormField
        name="language"
        label={t("work.language")}
        hint={t("work.language-hint")}
        error={error("language")}
        control={{
          kind: "select",
          options: languages.map((value) => ({ value, label: shell(`language.${value}`) })),
          defaultValue: said.language === "" ? language : said.language,
        }}
      />
      <FormField
        name="age"
        label={t("work.age")}
        hint={t("work.age-hint")}
        error={error("age")}
        control={{
          kind: "select",
          options: ages.map((value) => ({ value, label: t(`age.${value}`) })),
          defaultValue: said.age,
        }}
      />
      <FormField
        name="title"
        label={t("work.title-field")}
        hint={t("work.title-hint")}
        error={error("title")}
        control={{ kind: "input", width: "medium", defaultValue: said.title }}
      />
      <FormField
        name="picture"
        label={t("work.picture")}
        hint={t("work.picture-hint", { most: MOST_PICTURE_MB })}
        error={
          pictureFault === null
            ? undefined
            : {
                word,
                text: t(`picture-fault.${pictureFault}`, {
                  most: MOST_PICTURE_MB,
                  pixels: MOST_PICTURE_MEGAPIXELS,
                }),
              }
        }
        control={{ kind: "input", type: "file" }}
      />
      <FormField
        name="alternative"
        label={t("work.alternative")}
        hint={t("work.alternative-hint")}
        error={error("alternative")}
        control={{ kind: "textarea", rows: 2, defaultValue: said.alternative }}
      />
      <FormField
        name="body"
        label={t("work.body")}
        hint={t("work.body-hint", { lines: MOST.lines, most: MOST.body })}
        error={error("body")}
        control={{ kind: "textarea", rows: 8, defaultValue: said.body }}
      />
      <FormField
        name="nameless"
        label={t("work.nameless")}
        error={error("nameless")}
        control={{ kind: "checkbox", defaultChecked: said.nameless === "yes" }}
      />
      <FormField
        name="agreed"
        label={t("work.agreed")}
        error={error("agreed")}
        control={{ kind: "checkbox", defaultChecked: said.agreed === "yes" }}
      />
      <Button>{t("work.bring")}</Button>
    </form>
  );
}
