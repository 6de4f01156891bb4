import type { ReactNode } from "react";
import { Button, FormField, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { peopleMessages } from "../messages.ts";
import type { PeoplePage } from "../people-pages.ts";

type FieldError = { readonly word: string; readonly text: string } | undefined;

/** Who came by the sign-in service and is tied to no account, to be tied by somebody who knows them. */
export function Untied({
  page,
  addressError,
  subjectError,
}: {
  readonly page: PeoplePage;
  readonly addressError: FieldError;
  readonly subjectError: FieldError;
}): ReactNode {
  const { language, address, format } = useFrame();
  const t = peopleMessages.t(language);
  const untied = page.untied ?? [];
  return (
    <Section id="tie" title={t("tie.title")} lead={t("tie.lead")}>
      {untied.length === 0 ? null : (
        <ul>
          {untied.map(({ subject, email, atMs }) => (
            <li key={subject}>
              <code>{subject}</code> {t("tie.came", { at: format.date(atMs, "dateTime") })}
              {email === "" ? null : ` ${t("tie.says", { email })}`}
            </li>
          ))}
        </ul>
      )}
      <form method="post" action={address("/staff/people")} className="form">
        <FormField
          name="subject"
          label={t("tie.subject")}
          hint={t("tie.subject-hint")}
          error={subjectError}
          required={t("field.required")}
          control={{ kind: "input", autoComplete: "off", defaultValue: page.subject, maxLength: 200 }}
        />
        <FormField
          id="tie-email"
          name="email"
          label={t("tie.email")}
          error={addressError}
          required={t("field.required")}
          control={{
            kind: "input",
            type: "email",
            autoComplete: "off",
            width: "medium",
            defaultValue: page.subject === "" ? "" : page.email,
          }}
        />
        <Button name="do" value="tie" variant="secondary">
          {t("tie.do")}
        </Button>
      </form>
    </Section>
  );
}
