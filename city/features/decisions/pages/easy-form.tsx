import type { ReactNode } from "react";
import { Button, FormField, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { commaOf, type Language, languages } from "../../../web/language/index.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { decisionMessages } from "../messages.ts";
import { MOST } from "../outcome.ts";
import type { StaffDecisionPage } from "../staff-pages.ts";

/** Where easy words for a decision and its promises are written, with those that stand. */
export function EasyForm({ page }: { readonly page: StaffDecisionPage }): ReactNode {
  const { language, address } = useFrame();
  const t = decisionMessages.t(language);
  const shell = shellMessages.t(language);
  const { decision, promises, easyAttempt } = page;
  const of = (easy: StaffDecisionPage["easy"]): string =>
    languages
      .filter((one) => easy.some(({ language: written }) => written === one))
      .map((one) => shell(`language.${one}`))
      .join(commaOf[language]);
  const option = (value: string, label: string, easy: StaffDecisionPage["easy"]) => ({
    value,
    label: `${label} (${of(easy) || t("easy.none-here")})`,
  });
  return (
    <Section id="put-easily" title={t("easy.write")} lead={t("easy.write-lead")}>
      <form
        method="post"
        action={`${address(`/staff/decisions/${decision.id}`)}#put-easily`}
        className="form"
      >
        <FormField
          name="about"
          label={t("easy.about")}
          control={{
            kind: "select",
            defaultValue: easyAttempt?.said.about ?? "decision",
            options: [
              option("decision", t("easy.whole"), page.easy),
              ...promises.map(({ id, easy }) =>
                option(`promise-${id}`, t("promise.title", { number: id }), easy),
              ),
            ],
          }}
        />
        <FormField
          name="language"
          label={t("easy.language")}
          control={{
            kind: "select",
            defaultValue: easyAttempt?.said.language ?? language,
            options: languages.map((one: Language) => ({ value: one, label: shell(`language.${one}`) })),
          }}
        />
        <FormField
          name="body"
          label={t("easy.body")}
          hint={t("easy.body-hint", { most: MOST.question })}
          required={t("required")}
          control={{ kind: "textarea", rows: 4, defaultValue: easyAttempt?.said.body }}
        />
        <Button name="do" value="easy">
          {t("easy.do")}
        </Button>
      </form>
    </Section>
  );
}
