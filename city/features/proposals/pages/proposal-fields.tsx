import type { ReactNode } from "react";
import { FormField } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import type { ProposeForm } from "../form-pages.ts";
import { proposalMessages } from "../messages.ts";
import { MOST } from "../texts.ts";
import { errorOf } from "./faults.ts";

/** The fields of a proposal, as they were filled in. */
export function ProposalFields({
  form: { said, buildings, rooms, fault },
}: {
  readonly form: ProposeForm;
}): ReactNode {
  const { language } = useFrame();
  const t = proposalMessages.t(language);
  const error = (field: string) => errorOf(language, fault, (one) => one.field === field);
  return (
    <>
      <FormField
        name="title"
        label={t("field.title")}
        hint={t("field.title-hint", { most: MOST.title })}
        required={t("field.required")}
        error={error("title")}
        control={{ kind: "input", defaultValue: said.title, autoComplete: "off" }}
      />
      <FormField
        name="body"
        label={t("field.body")}
        hint={t("field.body-hint", { most: MOST.body })}
        required={t("field.required")}
        error={error("body")}
        control={{ kind: "textarea", rows: 8, defaultValue: said.body }}
      />
      <FormField
        name="about"
        label={t("field.about")}
        error={errorOf(language, fault, ({ code }) => code === "place-unknown")}
        control={{
          kind: "radio",
          defaultValue: said.about === "" ? "city" : said.about,
          options: (["city", "building", "street"] as const).map((value) => ({
            value,
            label: t(`about.${value}`),
          })),
        }}
      />
      <FormField
        name="building"
        label={t("field.building")}
        hint={t("field.building-hint")}
        control={{
          kind: "select",
          defaultValue: said.building,
          options: [
            { value: "", label: t("field.none") },
            ...buildings.map(({ slug, names }) => ({ value: slug, label: names[language] })),
          ],
        }}
      />
      {rooms.length === 0 ? null : (
        <FormField
          name="room"
          label={t("field.room")}
          control={{
            kind: "select",
            defaultValue: said.room,
            options: [
              { value: "", label: t("field.whole-building") },
              ...rooms.map(({ slug, names }) => ({ value: slug, label: names[language] })),
            ],
          }}
        />
      )}
      <FormField
        name="street"
        label={t("field.street")}
        hint={t("field.street-hint")}
        error={error("street")}
        control={{ kind: "input", defaultValue: said.street, autoComplete: "off", width: "medium" }}
      />
      <FormField
        name="name"
        label={t("field.name")}
        hint={t("field.name-hint")}
        error={error("name")}
        control={{ kind: "input", defaultValue: said.name, autoComplete: "name", width: "medium" }}
      />
      <FormField
        name="showName"
        label={t("field.show-name")}
        control={{ kind: "checkbox", value: "yes", defaultChecked: said.showName }}
      />
    </>
  );
}
