import type { ReactNode } from "react";
import { FormField } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { colonOf, type Language, languages } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { KINDS, LEVELS } from "../levels.ts";
import { heardMessages } from "../messages.ts";
import { fieldOf, PROCESS_TEXTS, type ProcessFault, type SaidProcess } from "../processes.ts";
import { levelName } from "../words.ts";
import { errorOf } from "./fault.ts";

/** What is said of a process: how far the say reaches first, then the words in each language. */
export function ProcessFields({
  said,
  faults,
  cityLanguage,
  isStanding = false,
}: {
  readonly said: SaidProcess;
  readonly faults: readonly ProcessFault[];
  readonly cityLanguage: Language;
  /** Of the process of proposals, whose kind and days are given. */
  readonly isStanding?: boolean;
}): ReactNode {
  const { language } = useFrame();
  const t = heardMessages.t(language);
  const required = t("required");
  const error = (name: string) =>
    errorOf(
      language,
      faults.find(({ field }) => field === name),
    );
  return (
    <>
      <FormField
        name="level"
        label={t("form.level")}
        required={required}
        error={error("level")}
        control={{
          kind: "radio",
          defaultValue: said.level,
          options: LEVELS.map((value) => ({
            value,
            label: levelName(language, value) + colonOf[language] + t(`promise.${value}`),
          })),
        }}
      />
      {isStanding ? null : (
        <>
          <FormField
            name="kind"
            label={t("form.kind")}
            error={error("kind")}
            control={{
              kind: "select",
              defaultValue: said.kind,
              options: KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
            }}
          />
          <FormField
            name="from"
            label={t("form.from")}
            required={required}
            error={error("from")}
            control={{ kind: "input", type: "date", width: "short", defaultValue: said.from }}
          />
          <FormField
            name="to"
            label={t("form.to")}
            hint={t("form.to-hint")}
            error={error("to")}
            control={{ kind: "input", type: "date", width: "short", defaultValue: said.to }}
          />
        </>
      )}
      {[cityLanguage, ...languages.filter((other) => other !== cityLanguage)].map((written) => (
        <fieldset key={written} className="field field-group">
          <legend className="field-label">
            {t("form.in", { language: shellMessages.t(language)(`language.${written}`) })}
          </legend>
          <FormField
            name={fieldOf("name", written)}
            label={t("form.name")}
            required={required}
            error={error(fieldOf("name", written))}
            control={{
              kind: "input",
              autoComplete: "off",
              maxLength: 120,
              defaultValue: said[fieldOf("name", written)],
            }}
          />
          {PROCESS_TEXTS.map((text) => (
            <FormField
              key={text}
              name={fieldOf(text, written)}
              label={t(`form.${text}`)}
              required={written === cityLanguage ? required : undefined}
              error={error(fieldOf(text, written))}
              control={{ kind: "textarea", rows: 3, defaultValue: said[fieldOf(text, written)] }}
            />
          ))}
        </fieldset>
      ))}
    </>
  );
}
