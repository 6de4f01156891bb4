import type { ReactNode } from "react";
import { Button, FormField, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { languages } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { proposalMessages } from "../messages.ts";
import type { StaffForm, StaffProposalPage, WritingForm } from "../staff-pages.ts";
import { MOST } from "../texts.ts";
import { errorOf } from "./faults.ts";

/** What officials write beside a proposal: easy words, a translation, a correction; and what ties it to a measure. */
export function WritingForms({ staff }: { readonly staff: StaffProposalPage }): ReactNode {
  const { page, wording, version: standing, erasable, measures, mayDo, attempt } = staff;
  const may = (form: WritingForm): boolean => mayDo.includes(form);
  const { language, address, person } = useFrame();
  const t = proposalMessages.t(language);
  const shell = shellMessages.t(language);
  const action = (form: StaffForm): string => `${address(`/staff/proposals/${page.id}`)}#${form}`;
  const said = (form: StaffForm) => (attempt?.form === form ? attempt.said : undefined);
  const write = (form: StaffForm, name: "title" | "body" | "reason", usual = ""): ReactNode => (
    <FormField
      name={name}
      id={`${form}-${name}`}
      label={t(name === "reason" ? "decide.reason" : `write.${name}`)}
      hint={t(`field.${name}-hint`, { most: MOST[name] })}
      required={t("field.required")}
      error={errorOf(language, said(form) && attempt?.fault, ({ field }) => field === name)}
      control={
        name === "title"
          ? { kind: "input", defaultValue: said(form)?.[name] ?? usual, autoComplete: "off" }
          : { kind: "textarea", defaultValue: said(form)?.[name] ?? usual }
      }
    />
  );
  const seen = <input type="hidden" name="version" value={standing} />;
  const chooseLanguage = (form: StaffForm, but?: string): ReactNode => (
    <FormField
      name="language"
      id={`${form}-language`}
      label={t("write.language")}
      control={{
        kind: "select",
        defaultValue: said(form)?.language ?? language,
        options: languages
          .filter((one) => one !== but)
          .map((value) => ({ value, label: shell(`language.${value}`) })),
      }}
    />
  );
  return (
    <>
      {may("measure") ? (
        <Section id="measure" title={t("write.measure")} lead={t("write.measure-lead")}>
          <form method="post" action={action("measure")} className="form">
            <FormField
              name="measure"
              id="measure-which"
              label={t("write.measure-which")}
              control={{
                kind: "select",
                defaultValue: said("measure")?.measure,
                options: [
                  { value: "", label: t("write.measure-choose") },
                  ...measures.map(({ slug, titles }) => ({ value: slug, label: titles[language] })),
                ],
              }}
            />
            <Button variant="secondary" name="do" value="measure">
              {t("write.measure-do")}
            </Button>
          </form>
          {person?.role === "adviser" ? (
            <p>
              <a href={address(`/staff/measures?proposal=${page.id}`)}>{t("write.make-measure")}</a>
            </p>
          ) : null}
        </Section>
      ) : null}
      {may("easy") ? (
        <Section id="easy" title={t("write.easy")} lead={t("write.easy-lead")}>
          <form method="post" action={action("easy")} className="form">
            {seen}
            {chooseLanguage("easy")}
            {write("easy", "body")}
            <Button variant="secondary" name="do" value="easy">
              {t("write.easy-do")}
            </Button>
          </form>
        </Section>
      ) : null}
      {may("translate") ? (
        <Section id="translate" title={t("write.translate")} lead={t("write.translate-lead")}>
          <form method="post" action={action("translate")} className="form">
            {seen}
            {chooseLanguage("translate", page.language)}
            {write("translate", "title")}
            {write("translate", "body")}
            <Button variant="secondary" name="do" value="translate">
              {t("write.translate-do")}
            </Button>
          </form>
        </Section>
      ) : null}
      {may("correct") ? (
        <Section id="correct" title={t("write.correct")} lead={t("write.correct-lead")}>
          <form method="post" action={action("correct")} className="form">
            {seen}
            {write("correct", "title", wording.title)}
            {write("correct", "body", wording.body)}
            {write("correct", "reason")}
            <Button variant="secondary" name="do" value="correct">
              {t("write.correct-do")}
            </Button>
          </form>
        </Section>
      ) : null}
      {erasable.length === 0 || !may("erase") ? null : (
        <Section id="erase" title={t("write.erase")} lead={t("write.erase-lead")}>
          <form method="post" action={action("erase")} className="form">
            <FormField
              name="text"
              id="erase-text"
              label={t("write.erase-which")}
              control={{
                kind: "select",
                defaultValue: said("erase")?.text,
                options: erasable.map(({ id, kind, version, language: of }) => ({
                  value: String(id),
                  label: t(`write.kind-${kind}`, { version, language: shell(`language.${of}`) }),
                })),
              }}
            />
            {write("erase", "reason")}
            <Button variant="danger" name="do" value="erase">
              {t("write.erase-do")}
            </Button>
          </form>
        </Section>
      )}
    </>
  );
}
