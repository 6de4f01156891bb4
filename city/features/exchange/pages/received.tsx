import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { DefinitionList, Notice, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { ReceivedPage } from "../document-pages.ts";
import { exchangeMessages } from "../messages.ts";
import { documentName, durationText } from "../words.ts";
import { DocumentContent } from "./content.tsx";
import { DocumentState } from "./document-list.tsx";
import { Sealed } from "./sealed.tsx";
import { Tombstone } from "./tombstone.tsx";

export function loader({ context }: LoaderFunctionArgs): ReceivedPage {
  return pageData<ReceivedPage>(context);
}

export default function Received(): ReactNode {
  const page = useLoaderData<typeof loader>();
  const { partner, own, listed, content, withdrawal, preparedAtMs, receivedAtMs, nowMs } = page;
  const { language, format, address } = useFrame();
  const t = exchangeMessages.t(language);
  const shell = shellMessages.t(language);
  const city = partner.names[language];
  const title = documentName(language, listed);
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <PageHeading title={title} kicker={t("received.kicker", { city })} />
      {listed.state === "withdrawn" ? (
        <Tombstone
          title={t("received.withdrawn", { city })}
          text={t("received.withdrawn-text")}
          withdrawal={withdrawal}
        />
      ) : null}
      {listed.state === "waiting" ? (
        <Notice kind="info" word={shell("notice.info")}>
          <p>{t("received.waiting")}</p>
        </Notice>
      ) : null}
      {listed.replacedBy === null ? null : (
        <Notice kind="info" word={shell("notice.info")}>
          <p>
            {t("received.replaced")}{" "}
            <a href={address(`/received/${listed.replacedBy}`)}>{t("received.newer")}</a>
          </p>
        </Notice>
      )}
      {content === null ? null : (
        <Section id="said" title={t("received.content")}>
          <DocumentContent content={content} sender={partner.names} reader={own} />
        </Section>
      )}
      <Section id="origin" title={t("received.origin")}>
        <DefinitionList
          items={[
            {
              term: t("received.from"),
              description: <a href={address(`/partner?city=${partner.city}`)}>{city}</a>,
            },
            { term: t("received.number"), description: format.count(listed.sequence) },
            { term: t("col.state"), description: <DocumentState listed={listed} /> },
            ...(preparedAtMs === null
              ? []
              : [
                  {
                    term: t("received.prepared"),
                    description: t(
                      preparedAtMs > nowMs + 300_000 ? "received.prepared-ahead" : "received.prepared-text",
                      {
                        at: format.date(preparedAtMs, "dateTime"),
                      },
                    ),
                  },
                ]),
            {
              term: t("received.came"),
              description: t("received.came-text", {
                at: format.date(receivedAtMs, "dateTime"),
                age: durationText(language, nowMs - receivedAtMs),
                way: t(page.way === "file" ? "way.file" : "way.fetched"),
              }),
            },
            {
              term: t("received.seal"),
              description:
                listed.state === "withdrawn" ? t("received.seal-gone") : t("received.seal-holds", { city }),
            },
            { term: t("document.hash"), description: <code>{listed.sha256}</code> },
          ]}
        />
        {page.sealed === null ? null : <Sealed sealed={page.sealed} />}
      </Section>
    </>
  );
}
