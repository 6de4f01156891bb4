import type { ReactNode } from "react";
import { type Column, CoverageMeter, DataTable } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { coverageText, shellMessages } from "../../../web/shell-messages.ts";
import { climateMessages } from "../messages.ts";
import type { RankedBuilding } from "../ranking-page.ts";

export function BuildingRanking({ buildings }: { readonly buildings: readonly RankedBuilding[] }): ReactNode {
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
  const caption = t("climate.by-buildings");
  return (
    <DataTable
      caption={caption}
      captionHidden
      scrollLabel={shellMessages.t(language)("table.scroll", { caption })}
      columns={columns}
      rows={buildings}
      rowKey={({ slug }) => slug}
    />
  );
}

/** How much of the hours with people in a room was measured. */
export function Measured({
  name,
  share,
}: {
  readonly name: string;
  readonly share: number | null;
}): ReactNode {
  const { format } = useFrame();
  return (
    <CoverageMeter share={share ?? 0} label={name} text={coverageText(format, share ?? 0)} labelHidden />
  );
}
