import type { ReactNode } from "react";
import { FormField, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { decisionMessages } from "../messages.ts";
import type { SaidPromise } from "../said-decision.ts";
import type { NewDecisionPage } from "../staff-pages.ts";
import { faultText } from "../words.ts";

/** What was wrong with a field of the form of a decision. */
export function useError({ fault }: NewDecisionPage) {
  const { language } = useFrame();
  return (field: string) =>
    fault?.field === field
      ? { word: shellMessages.t(language)("notice.error"), text: faultText(language, fault.code) }
      : undefined;
}

const EMPTY: SaidPromise = {
  ...{ text: "", measurable: "", due: "", office: "", officeEmail: "", byVerdict: false },
};

/** What the decision promises: as many as were written, and room for two more. */
export function Promises({ page }: { readonly page: NewDecisionPage }): ReactNode {
  const { language } = useFrame();
  const t = decisionMessages.t(language);
  const error = useError(page);
  const written = (page.said?.promises ?? []).filter(({ text, due }) => text !== "" || due !== "");
  // What was written stays in its place, so that what is wrong is told where it stands; and there is room for two more.
  const shown = [...(page.said?.promises ?? []), ...Array.from({ length: 12 }, () => EMPTY)].slice(
    0,
    Math.max(page.said?.promises.length ?? 0, Math.min(12, written.length + 2)),
  );
  return (
    <Section id="promises" title={t("promises.title")} lead={t("new.promises-lead")}>
      {error("promises") === undefined ? null : <p className="field-error">{error("promises")?.text}</p>}
      {shown.map((promise, index) => {
        const name = (part: string): string => `promise-${index}-${part}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the form's places are what they are called by.
          <fieldset key={index} className="field field-group">
            <legend className="field-label">{t("new.promise", { number: index + 1 })}</legend>
            <FormField
              name={name("text")}
              label={t("new.promise-text")}
              error={error(name("text"))}
              control={{ kind: "textarea", rows: 2, defaultValue: promise.text }}
            />
            <FormField
              name={name("measurable")}
              label={t("promise.measurable")}
              hint={t("new.measurable-hint")}
              error={error(name("measurable"))}
              control={{ kind: "input", defaultValue: promise.measurable, autoComplete: "off" }}
            />
            <FormField
              name={name("due")}
              label={t("promise.due")}
              error={error(name("due"))}
              control={{ kind: "input", type: "date", width: "short", defaultValue: promise.due }}
            />
            <FormField
              name={name("office")}
              label={t("promise.office")}
              hint={t("new.office-hint")}
              error={error(name("office"))}
              control={{ kind: "input", defaultValue: promise.office, autoComplete: "off", maxLength: 200 }}
            />
            <FormField
              name={name("officeEmail")}
              label={t("new.office-email")}
              hint={t("new.office-email-hint")}
              error={error(name("officeEmail"))}
              control={{
                kind: "input",
                type: "email",
                defaultValue: promise.officeEmail,
                autoComplete: "off",
                maxLength: 254,
              }}
            />
            <FormField
              name={name("byVerdict")}
              label={t("new.by-verdict")}
              error={error(name("byVerdict"))}
              control={{ kind: "checkbox", value: "yes", defaultChecked: promise.byVerdict }}
            />
          </fieldset>
        );
      })}
    </Section>
  );
}
