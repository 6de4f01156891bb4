import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import { type Column, DataTable, EmptyState, PageHeading, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { amountInterval, factorValue } from "../../carbon/words.ts";
import type { AdvicePage, RankedAdvice } from "../advice-page.ts";
import { climateMessages } from "../messages.ts";
import { confidenceWord, findingTitle } from "../words.ts";
import { AdviceState, anchorOf, kwhText, roomsText } from "./finding.tsx";

export function loader({ context }: LoaderFunctionArgs): AdvicePage {
  return pageData<AdvicePage>(context);
}

export default function AdviceOfCity(): ReactNode {
  const { order, advice, more, setAside, buildings, unseen } = useLoaderData<typeof loader>();
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
    {
      key: "carbon",
      header: t("advice.col.carbon"),
      align: "number",
      cell: ({ kwhPerYear, carbon }) => <CarbonOfAdvice isEstimated={kwhPerYear !== null} carbon={carbon} />,
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
        <p>
          {t(`advice.order.${order}`)}{" "}
          <a href={`${address("/staff/advice")}?order=${order === "carbon" ? "worth" : "carbon"}`}>
            {t(order === "carbon" ? "advice.to.worth" : "advice.to.carbon")}
          </a>
        </p>
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
        <p>
          {t("advice.carbon-note")} <a href={address("/carbon")}>{t("advice.carbon-how")}</a>
        </p>
        {setAside === 0 ? null : <p>{t("advice.set-aside", { count: setAside })}</p>}
        {unseen === 0 ? null : <p>{t("advice.unseen", { buildings: unseen })}</p>}
      </Section>
    </>
  );
}

/** What the estimated saving stands for, and by which factor; an estimate without a factor says so. */
function CarbonOfAdvice({
  isEstimated,
  carbon,
}: {
  readonly isEstimated: boolean;
  readonly carbon: RankedAdvice["carbon"];
}): ReactNode {
  const { language, format } = useFrame();
  const t = climateMessages.t(language);
  if (carbon === null) return t(isEstimated ? "advice.no-factor" : "advice.kwh-unknown");
  const { amount, factor } = carbon;
  const known = `advice.${factor.standing}`;
  return (
    <>
      {amountInterval(format, amount)}
      <div className="table-sub">
        {factorValue(format, factor)}
        {climateMessages.has(known) ? `, ${t(known)}` : ""}
      </div>
    </>
  );
}
