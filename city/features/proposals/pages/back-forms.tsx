import type { ReactNode } from "react";
import { Button, FormField, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { proposalMessages } from "../messages.ts";
import type { ProposalPage } from "../proposal-page.ts";
import { errorOf } from "./faults.ts";
import { HelpedContact } from "./helped-contact.tsx";

/** The two things anybody can do with a proposal: say that they want it too, and be told what comes of it. */
export function BackForms({
  page: { id, canEndorse, canFollow, attempt },
}: {
  readonly page: Pick<ProposalPage, "id" | "canEndorse" | "canFollow" | "attempt">;
}): ReactNode {
  const { language, address, helping } = useFrame();
  const t = proposalMessages.t(language);
  const action = address(`/proposals/${id}`);
  const tried = (form: "endorse" | "follow") => (attempt?.form === form ? attempt : null);
  const email = (form: "endorse" | "follow"): ReactNode => (
    <FormField
      name="email"
      id={`email-${form}`}
      label={t("contact.email")}
      hint={t(form === "endorse" ? "endorse.email-hint" : "follow.email-hint")}
      error={errorOf(language, tried(form)?.fault, ({ code }) => !code.startsWith("desk-code"))}
      control={{
        kind: "input",
        type: "email",
        autoComplete: "email",
        defaultValue: tried(form)?.email,
        width: "medium",
      }}
    />
  );
  return (
    <>
      {canEndorse ? (
        <Section
          id="endorse"
          title={t("endorse.title")}
          lead={t(helping ? "helped.endorse-lead" : "endorse.lead")}
        >
          <form method="post" action={`${action}#endorse`} className="form">
            {helping ? (
              <HelpedContact fault={tried("endorse")?.fault} />
            ) : (
              <>
                {email("endorse")}
                <FormField
                  name="deskCode"
                  label={t("contact.desk-code")}
                  hint={t("contact.desk-code-hint")}
                  error={errorOf(language, tried("endorse")?.fault, ({ code }) =>
                    code.startsWith("desk-code"),
                  )}
                  control={{
                    kind: "input",
                    autoComplete: "off",
                    defaultValue: tried("endorse")?.deskCode,
                    width: "medium",
                  }}
                />
              </>
            )}
            <Button name="do" value="endorse">
              {t("endorse.do")}
            </Button>
          </form>
        </Section>
      ) : null}
      {canFollow ? (
        <Section id="follow" title={t("follow.title")} lead={t("follow.lead")}>
          <form method="post" action={`${action}#follow`} className="form">
            {email("follow")}
            <Button variant="secondary" name="do" value="follow">
              {t("follow.do")}
            </Button>
          </form>
          <p>
            <a href={`/feeds/${language}/proposals/${id}.atom`}>{t("follow.feed")}</a>
          </p>
        </Section>
      ) : null}
    </>
  );
}
