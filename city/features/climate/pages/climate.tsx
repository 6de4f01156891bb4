import type { ReactNode } from "react";
import { type LoaderFunctionArgs, useLoaderData } from "react-router";
import { pageData } from "../../../web/context.ts";
import {
  type Column,
  CoverageMeter,
  DataTable,
  EmptyState,
  LinkButton,
  PageHeading,
  Pagination,
  Section,
} from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { coverageText, shellMessages } from "../../../web/shell-messages.ts";
import { climateMessages } from "../messages.ts";
import type { ClimateRankingPage, RankedBuilding, RankedRoom } from "../ranking-page.ts";

export function loader({ context }: LoaderFunctionArgs): ClimateRankingPage {
  return pageData<ClimateRankingPage>(context);
}

export default function Climate(): ReactNode {
  const { by, rooms, buildings, homesHidden, page, pages } = useLoaderData<typeof loader>();
  const { language, address } = useFrame();
  const t = climateMessages.t(language);
  const shell = shellMessages.t(language);
  const to = (number: number, key: "pagination.previous" | "pagination.next") => ({
    href: `${address("/staff/climate")}?by=${by}&page=${number}`,
    label: shell(key),
  });
  const isEmpty = by === "rooms" && rooms.length === 0;
  return (
    <>
      <title>{`${t("climate.title")} · Husting`}</title>
      <PageHeading title={t("climate.title")} lead={t("climate.lead")} />
      <p>
        <LinkButton href={`${address("/staff/climate")}?by=${by === "rooms" ? "buildings" : "rooms"}`}>
          {t(by === "rooms" ? "climate.show-buildings" : "climate.show-rooms")}
        </LinkButton>
      </p>
      <Section id="ranking" title={t(by === "rooms" ? "climate.by-rooms" : "climate.by-buildings")}>
        {homesHidden === 0 ? null : <p>{t("climate.homes-hidden", { rooms: homesHidden })}</p>}
        {isEmpty ? (
          <EmptyState title={t("climate.no-rooms")}>
            <p>{t("climate.no-rooms-text")}</p>
          </EmptyState>
        ) : by === "rooms" ? (
          <RoomRanking rooms={rooms} />
        ) : (
          <BuildingRanking buildings={buildings} />
        )}
        {pages === 1 ? null : (
          <Pagination
            label={shell("pagination.label")}
            position={shell("pagination.position", { page, pages })}
            previous={page === 1 ? undefined : to(page - 1, "pagination.previous")}
            next={page === pages ? undefined : to(page + 1, "pagination.next")}
          />
        )}
      </Section>
    </>
  );
}

function RoomRanking({ rooms }: { readonly rooms: readonly RankedRoom[] }): ReactNode {
  const { language, format, address } = useFrame();
  const t = climateMessages.t(language);
  const missing = t("climate.not-measured");
  const share = (value: number | null): string => (value === null ? missing : format.percent(value));
  const columns: Column<RankedRoom>[] = [
    {
      key: "room",
      header: t("col.room"),
      cell: ({ names, building }) => (
        <>
          {names[language]}
          <div className="table-sub">
            <a href={`${address(`/buildings/${building.slug}`)}#indoor`}>{building.names[language]}</a>
          </div>
        </>
      ),
    },
    {
      key: "outside",
      header: t("col.outside"),
      align: "number",
      cell: ({ outsideShare }) => share(outsideShare),
      bar: ({ outsideShare }) => outsideShare,
    },
    { key: "cold", header: t("col.cold"), align: "number", cell: ({ tooColdShare }) => share(tooColdShare) },
    { key: "warm", header: t("col.warm"), align: "number", cell: ({ tooWarmShare }) => share(tooWarmShare) },
    { key: "co2", header: t("col.co2"), align: "number", cell: ({ co2Share }) => share(co2Share) },
    {
      key: "degree-hours",
      header: t("col.degree-hours"),
      align: "number",
      cell: ({ degreeHours }) =>
        degreeHours === null ? missing : format.withUnit(format.count(degreeHours), "K·h"),
    },
    {
      key: "measured",
      header: t("col.measured"),
      cell: ({ names, coverage }) => <Measured name={names[language]} share={coverage} />,
    },
  ];
  return (
    <Ranking caption={t("climate.by-rooms")} columns={columns} rows={rooms} rowKey={({ id }) => String(id)} />
  );
}

function BuildingRanking({ buildings }: { readonly buildings: readonly RankedBuilding[] }): ReactNode {
  const { language, format, address } = useFrame();
  const t = climateMessages.t(language);
  const share = ({ summary }: RankedBuilding, of: "outsideShare" | "co2Share"): string => {
    if (summary === null) return t("climate.not-computed");
    const value = summary[of];
    return value === null ? t("climate.not-measured") : format.percent(value);
  };
  const columns: Column<RankedBuilding>[] = [
    {
      key: "building",
      header: t("climate.col.building"),
      cell: ({ slug, names }) => <a href={`${address(`/buildings/${slug}`)}#indoor`}>{names[language]}</a>,
    },
    {
      key: "outside",
      header: t("col.outside"),
      align: "number",
      cell: (row) => share(row, "outsideShare"),
      bar: ({ summary }) => summary?.outsideShare ?? null,
    },
    { key: "co2", header: t("col.co2"), align: "number", cell: (row) => share(row, "co2Share") },
    {
      key: "spread",
      header: t("climate.col.spread"),
      align: "number",
      cell: ({ summary }) =>
        summary?.spread === null || summary === null
          ? t("climate.not-measured")
          : t("climate.points", { points: format.number(100 * summary.spread, { significant: 2 }) }),
    },
    {
      key: "rooms",
      header: t("climate.col.rooms"),
      align: "number",
      cell: ({ summary }) =>
        t("climate.rooms-of", { measured: summary?.roomsMeasured ?? 0, rooms: summary?.rooms ?? 0 }),
    },
    {
      key: "measured",
      header: t("col.measured"),
      cell: ({ names, summary }) => <Measured name={names[language]} share={summary?.coverage ?? null} />,
    },
    {
      key: "advice",
      header: t("climate.col.advice"),
      align: "number",
      cell: ({ slug, names, summary }) => (
        <a
          href={address(`/staff/advice/${slug}`)}
          aria-label={`${t("climate.col.advice")}, ${names[language]}: ${format.count(summary?.findings ?? 0)}`}
        >
          {format.count(summary?.findings ?? 0)}
        </a>
      ),
    },
  ];
  return (
    <Ranking
      caption={t("climate.by-buildings")}
      columns={columns}
      rows={buildings}
      rowKey={({ slug }) => slug}
    />
  );
}

function Ranking<Row>({
  caption,
  ...table
}: {
  readonly caption: string;
  readonly columns: Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}): ReactNode {
  const { language } = useFrame();
  const scroll = shellMessages.t(language)("table.scroll", { caption });
  return <DataTable caption={caption} captionHidden scrollLabel={scroll} {...table} />;
}

function Measured({ name, share }: { readonly name: string; readonly share: number | null }): ReactNode {
  const { format } = useFrame();
  return (
    <CoverageMeter share={share ?? 0} label={name} text={coverageText(format, share ?? 0)} labelHidden />
  );
}
