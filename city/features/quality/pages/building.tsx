import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { coverageByMonth } from "../../../web/charts/index.ts";
import { pageData } from "../../../web/context.ts";
import { Breadcrumbs, type Column, DataTable, PageHeading, Section, Tag } from "../../../web/design/index.ts";
import { Drawn } from "../../../web/drawn.tsx";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { carrierName } from "../../buildings/words.ts";
import { sourceName } from "../../readings/words.ts";
import { qualityMessages } from "../messages.ts";
import type { BuildingQualityPage, PointQuality } from "../quality-page.ts";

export function loader({ context }: LoaderFunctionArgs): BuildingQualityPage {
  return pageData<BuildingQualityPage>(context);
}

export default function BuildingQuality(): ReactNode {
  const { names, slug, points, monthStartsMs } = useLoaderData<typeof loader>();
  const { language, format, address, zone } = useFrame();
  const t = qualityMessages.t(language);
  const shell = shellMessages.t(language);
  const nameOf = ({ room, carrier }: PointQuality): string =>
    room === null ? carrierName(language, carrier) : `${room[language]} · ${carrierName(language, carrier)}`;
  const columns: Column<PointQuality>[] = [
    { key: "name", header: t("point.name"), cell: nameOf },
    {
      key: "state",
      header: t("point.state"),
      cell: (point) => {
        if (point.lastMs === null) return <Tag tone="warn">{t("state.nothing")}</Tag>;
        return point.isSilent ? <Tag tone="warn">{t("state.silent")}</Tag> : t("state.ok");
      },
    },
    {
      key: "last",
      header: t("point.last"),
      cell: ({ lastMs }) => (lastMs === null ? t("point.never") : format.date(lastMs, "dateTime")),
    },
    {
      key: "source",
      header: t("point.source"),
      cell: ({ source }) => (source === null ? "" : sourceName(language, source)),
    },
    {
      key: "questions",
      header: t("col.questions"),
      cell: ({ id, isMeter, questions }) => {
        if (questions === 0) return format.count(0);
        const text = t("point.answer", { questions });
        return isMeter ? <a href={address(`/staff/meters/${id}`)}>{text}</a> : text;
      },
    },
    {
      key: "suspects",
      header: t("col.suspect"),
      cell: ({ suspects }) => (suspects === 0 ? format.count(0) : t("point.suspect", { count: suspects })),
    },
  ];
  const title = t("building.chart");
  const chart = coverageByMonth({
    id: "measured",
    language,
    zone,
    title,
    monthStartsMs,
    rows: points.map((point) => ({ name: nameOf(point), shares: point.shares })),
  });
  return (
    <>
      <title>{`${names[language]} · ${t("title")} · Husting`}</title>
      <Breadcrumbs
        label={shell("breadcrumbs.label")}
        items={[{ label: t("title"), href: address("/staff/quality") }, { label: names[language] }]}
      />
      <PageHeading title={names[language]} kicker={t("title")} lead={t("building.lead")} />
      <p>
        <a href={address(`/buildings/${slug}`)}>{t("building.public")}</a>
      </p>
      {points.length === 0 ? null : <Drawn chart={chart} title={title} />}
      <Section id="points" title={t("building.points")}>
        <p>{t("suspect.hint")}</p>
        <DataTable
          caption={t("building.points")}
          captionHidden
          scrollLabel={shell("table.scroll", { caption: t("building.points") })}
          columns={columns}
          rows={points}
          rowKey={(point) => String(point.id)}
          empty={t("share.none")}
        />
      </Section>
    </>
  );
}
