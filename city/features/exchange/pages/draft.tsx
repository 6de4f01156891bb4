import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  Button,
  DefinitionList,
  FormField,
  Notice,
  PageHeading,
  Section,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { exchangeMessages } from "../messages.ts";
import type { DraftPage } from "../release-pages.ts";
import { kindName } from "../words.ts";
import { DocumentContent } from "./content.tsx";
import { Bytes } from "./sealed.tsx";

export function loader({ context }: LoaderFunctionArgs): DraftPage {
  return pageData<DraftPage>(context);
}

export default function DraftToRelease(): ReactNode {
  const { partner, own, draft, bytes, content, reason, fault } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = exchangeMessages.t(language);
  const shell = shellMessages.t(language);
  const city = partner.names[language];
  const title = t("draft.title", { kind: kindName(language, draft.kind), city });
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <PageHeading title={title} lead={t("draft.lead", { city })} />
      {fault === null ? null : (
        <Notice kind="error" word={shell("notice.error")} role="alert">
          <p>{t(`release-fault.${fault}`)}</p>
        </Notice>
      )}
      <Section id="said" title={t("draft.content", { city })}>
        <DocumentContent content={content} sender={own} reader={own} />
      </Section>
      <Section id="bytes" title={t("draft.bytes")} lead={t("draft.bytes-lead", { bytes })}>
        <DefinitionList
          items={[
            { term: t("received.number"), description: format.count(draft.document.sequence) },
            { term: t("draft.made"), description: format.date(draft.madeAtMs, "dateTime") },
            { term: t("document.hash"), description: <code>{draft.sha256}</code> },
          ]}
        />
        <Bytes text={draft.text} />
      </Section>
      <Section id="release" title={t("draft.release")} lead={t("draft.release-lead")}>
        <form method="post" action={address(`/staff/releases/${draft.id}`)} className="form">
          <input type="hidden" name="sha256" value={draft.sha256} />
          <FormField
            name="reason"
            label={t("draft.reason")}
            hint={t("draft.reason-hint")}
            required={t("required")}
            control={{ kind: "textarea", rows: 3, defaultValue: reason }}
          />
          <FormField name="read" label={t("draft.read")} control={{ kind: "checkbox" }} />
          <div className="actions">
            <Button name="do" value="release">
              {t("draft.do", { city })}
            </Button>
            <Button name="do" value="discard" variant="secondary">
              {t("draft.discard")}
            </Button>
          </div>
        </form>
      </Section>
    </>
  );
}
