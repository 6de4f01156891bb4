import type { ReactNode } from "react";
import { type Column, CoverageMeter, DataTable, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { coverageText, shellMessages } from "../../../web/shell-messages.ts";
import type { Submeter } from "../building-page.ts";
import { buildingMessages } from "../messages.ts";
import { carrierName } from "../words.ts";

/** Energy metered in rooms, under each room's name: a part of the building's own, which counts it already. */
export function Submeters({ submeters }: { readonly submeters: readonly Submeter[] }): ReactNode {
  const { language, format } = useFrame();
  const t = buildingMessages.t(language);
  const shell = shellMessages.t(language);
  if (submeters.length === 0) return null;
  const title = t("submeters.title");
  const columns: Column<Submeter>[] = [
    { key: "room", header: t("rooms.room"), cell: ({ room }) => room[language] },
    { key: "carrier", header: t("submeters.carrier"), cell: ({ carrier }) => carrierName(language, carrier) },
    {
      key: "used",
      header: t("col.use"),
      align: "number",
      cell: ({ year }) => {
        if (year === null || !(year.measuredShare > 0)) return shell("coverage.notMeasured");
        return (
          <>
            {format.energy(year.kwh)}
            <div className="table-sub">{t("year.to", { date: format.plainDate(year.toDate) })}</div>
          </>
        );
      },
    },
    {
      key: "measured",
      header: t("col.measured"),
      cell: ({ room, carrier, year }) => {
        const share = year?.measuredShare ?? 0;
        const label = `${room[language]}, ${carrierName(language, carrier)}`;
        return <CoverageMeter share={share} label={label} text={coverageText(format, share)} labelHidden />;
      },
    },
  ];
  return (
    <Section id="submeters" title={title} lead={t("submeters.lead")}>
      <DataTable
        caption={title}
        captionHidden
        scrollLabel={shell("table.scroll", { caption: title })}
        columns={columns}
        rows={submeters}
        rowKey={({ key }) => key}
      />
    </Section>
  );
}
