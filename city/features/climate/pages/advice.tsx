import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { type Column, DataTable, EmptyState, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import type { AdvicePage, RankedAdvice } from "../advice-page.ts";
import { climateMessages } from "../messages.ts";
import { confidenceWord, findingTitle } from "../words.ts";
import { AdviceState, anchorOf, kwhText, roomsText } from "./finding.tsx";

export function loader({ context }: LoaderFunctionArgs): AdvicePage {
  return pageData<AdvicePage>(context);
}

export default function AdviceOfCity(): ReactNode {
  const { advice, more, setAside, buildings, unseen } = useLoaderData<typeof loader>();
  const { language, format, address } = useFrame();
  const t = climateMessages.t(language);
  const title = t("advice.title");
  const columns: Column<RankedAdvice>[] = [
    {
      key: "what",
      header: t("advice.col.what"),
      cell: ({ code, key, building }) => (
        <>
          <a href={`${address(`/staff/advice/${building.slug}`)}#${anchorOf(key)}`}>
            {findingTitle(language, code)}
          </a>
          <div className="table-sub">{building.names[language]}</div>
        </>
      ),
    },
    {
      key: "kwh",
      header: t("advice.col.kwh"),
      align: "number",
      cell: ({ kwhPerYear }) => kwhText(language, format, kwhPerYear),
    },
    { key: "rooms", header: t("advice.col.rooms"), cell: (item) => roomsText(language, format, item) },
    {
      key: "confidence",
      header: t("advice.col.confidence"),
      cell: ({ confidence }) => confidenceWord(language, confidence),
    },
    { key: "state", header: t("advice.col.state"), cell: (item) => <AdviceState item={item} /> },
  ];
  return (
    <>
      <title>{`${title} · Husting`}</title>
      <PageHeading title={title} lead={t("advice.lead")} />
      <Section id="advice" title={t("advice.list")}>
        {advice.length === 0 ? (
          <EmptyState title={t("advice.none")}>
            <p>{t("advice.none-text", { buildings })}</p>
          </EmptyState>
        ) : (
          <DataTable
            caption={title}
            captionHidden
            scrollLabel={shellMessages.t(language)("table.scroll", { caption: title })}
            columns={columns}
            rows={advice}
            rowKey={({ key, building }) => `${building.slug} ${key}`}
          />
        )}
        {more === 0 ? null : <p>{t("advice.more", { more })}</p>}
        <p>{t("advice.confidence-note")}</p>
        {setAside === 0 ? null : <p>{t("advice.set-aside", { count: setAside })}</p>}
        {unseen === 0 ? null : <p>{t("advice.unseen", { buildings: unseen })}</p>}
      </Section>
    </>
  );
}
