import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, Button, FormField, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { WithProcess } from "../../heard/index.ts";
import { LevelSentence } from "../../heard/pages/level-sentence.tsx";
import { moderationMessages } from "../../moderation/messages.ts";
import { PointedNotice } from "../../moderation/pages/pointed-notice.tsx";
import type { ProposePage } from "../form-pages.ts";
import { proposalMessages } from "../messages.ts";
import { errorOf } from "./faults.ts";
import { ProposalFields } from "./proposal-fields.tsx";
import { ProposalList } from "./proposal-list.tsx";

type Loaded = ProposePage & WithProcess;

export function loader({ context }: LoaderFunctionArgs): Loaded {
  return pageData<Loaded>(context);
}

/** Written, looked at beside what is like it, and sent: one form, and nothing of it is lost on the way. */
export default function Propose(): ReactNode {
  const form = useLoaderData<typeof loader>();
  const { language, address, helping } = useFrame();
  const t = proposalMessages.t(language);
  const { stage, contact, similar, fault } = form;
  const isSending = stage === "send";
  return (
    <>
      <title>{`${t("propose.title")} · Husting`}</title>
      <Breadcrumbs
        label={shellMessages.t(language)("breadcrumbs.label")}
        items={[{ label: t("list.title"), href: address("/proposals") }, { label: t("propose.title") }]}
      />
      <PageHeading title={t("propose.title")} lead={t(isSending ? "propose.lead-send" : "propose.lead")} />
      <p>
        <a href={address("/house-rules")}>{moderationMessages.t(language)("rules.title")}</a>
      </p>
      <LevelSentence process={form.process} />
      {isSending ? (
        <Section
          id="similar"
          title={t("similar.title")}
          lead={t(similar.length === 0 ? "similar.none" : "similar.lead")}
        >
          {similar.length === 0 ? null : <ProposalList caption={t("similar.title")} proposals={similar} />}
        </Section>
      ) : null}
      <form method="post" action={address("/propose")} className="form">
        <PointedNotice pointed={form.pointed} />
        <Section id="what" title={t("propose.what")}>
          <ProposalFields form={form} />
        </Section>
        {isSending ? (
          <Section
            id="confirm"
            title={t("propose.confirm")}
            lead={t(helping ? "helped.contact" : "propose.confirm-lead")}
          >
            {helping ? null : (
              <>
                <FormField
                  name="email"
                  label={t("contact.email")}
                  hint={t("propose.email-hint")}
                  error={errorOf(
                    language,
                    fault,
                    ({ code, field }) =>
                      field === undefined && !code.startsWith("desk-code") && code !== "place-unknown",
                  )}
                  control={{
                    kind: "input",
                    type: "email",
                    autoComplete: "email",
                    defaultValue: contact.email,
                    width: "medium",
                  }}
                />
                <FormField
                  name="deskCode"
                  label={t("contact.desk-code")}
                  hint={t("contact.desk-code-hint")}
                  error={errorOf(language, fault, ({ code }) => code.startsWith("desk-code"))}
                  control={{
                    kind: "input",
                    autoComplete: "off",
                    defaultValue: contact.deskCode,
                    width: "medium",
                  }}
                />
              </>
            )}
            <Button name="do" value="send">
              {t("propose.send")}
            </Button>
          </Section>
        ) : (
          <Button name="do" value="look">
            {t("propose.look")}
          </Button>
        )}
      </form>
    </>
  );
}
