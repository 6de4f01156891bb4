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
import { Done } from "../../../web/done.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { ReleasedPage } from "../document-pages.ts";
import { exchangeMessages } from "../messages.ts";
import { documentName } from "../words.ts";
import { DocumentContent } from "./content.tsx";
import { DocumentState } from "./document-list.tsx";
import { Bytes, Sealed } from "./sealed.tsx";
import { Tombstone } from "./tombstone.tsx";

export function loader({ context }: LoaderFunctionArgs): ReleasedPage {
  return pageData<ReleasedPage>(context);
}

export default function Released(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { partner, own, listed, content, withdrawal, reason, canWithdraw, fault, said } = page;
  const { language, format, address, logAddress } = useFrame();
  const t = exchangeMessages.t(language);
  const shell = shellMessages.t(language);
  const city = partner.names[language];
  const title = documentName(language, listed);
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <PageHeading title={title} kicker={t("released.kicker", { city })} />
      <Done
        words={{ released: t("released.done", { city }), withdrawn: t("released.withdrawn-done", { city }) }}
      />
      {fault === null ? null : (
        <Notice kind="error" word={shell("notice.error")} role="alert">
          <p>{t(`release-fault.${fault}`)}</p>
        </Notice>
      )}
      {listed.state === "withdrawn" ? (
        <Tombstone
          title={t("released.withdrawn")}
          text={t("released.withdrawn-text")}
          withdrawal={withdrawal}
        />
      ) : null}
      {content === null ? null : (
        <Section id="said" title={t("released.content")}>
          <DocumentContent content={content} sender={own} reader={own} />
        </Section>
      )}
      <Section id="origin" title={t("released.origin")}>
        <DefinitionList
          items={[
            {
              term: t("released.to"),
              description: <a href={address(`/partner?city=${partner.city}`)}>{city}</a>,
            },
            { term: t("received.number"), description: format.count(listed.sequence) },
            { term: t("col.state"), description: <DocumentState listed={listed} /> },
            { term: t("released.at"), description: format.date(listed.atMs, "dateTime") },
            { term: t("released.reason"), description: reason ?? t("released.reason-erased") },
            {
              term: t("released.entry"),
              description: <a href={logAddress(page.logEntry)}>{format.count(page.logEntry)}</a>,
            },
            { term: t("document.hash"), description: <code>{listed.sha256}</code> },
          ]}
        />
        {page.text === null ? null : (
          <details>
            <summary>{t("released.bytes")}</summary>
            <Bytes text={page.text} />
          </details>
        )}
        {page.sealed === null ? null : <Sealed sealed={page.sealed} />}
      </Section>
      {canWithdraw ? (
        <Section id="withdraw" title={t("withdraw.title")} lead={t("withdraw.lead", { city })}>
          <form method="post" action={address(`/released/${listed.sha256}`)} className="form">
            <FormField
              name="reason"
              label={t("withdraw.reason")}
              hint={t("withdraw.reason-hint", { city })}
              required={t("required")}
              control={{ kind: "textarea", rows: 3, defaultValue: said }}
            />
            <Button>{t("withdraw.do")}</Button>
          </form>
        </Section>
      ) : null}
    </>
  );
}
