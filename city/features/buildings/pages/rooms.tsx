import type { ReactNode } from "react";
import { type Column, CoverageMeter, DataTable } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { coverageText, shellMessages } from "../../../web/shell-messages.ts";
import type { RoomView } from "../building-page.ts";
import { buildingMessages } from "../messages.ts";

/** What each room's sensor measured; a room without one says so. */
export function Rooms({ rooms }: { readonly rooms: readonly RoomView[] }): ReactNode {
  const { language, format } = useFrame();
  const t = buildingMessages.t(language);
  const shell = shellMessages.t(language);
  const missing = t("rooms.not-measured");
  const columns: Column<RoomView>[] = [
    { key: "room", header: t("rooms.room"), cell: (room) => room.names[language] },
    {
      key: "mean",
      header: t("rooms.mean"),
      align: "number",
      cell: ({ temperature }) =>
        temperature === null ? missing : format.temperature(temperature.summary.mean),
    },
    {
      key: "range",
      header: t("rooms.range"),
      align: "number",
      cell: ({ temperature }) =>
        temperature === null
          ? missing
          : format.withUnit(format.interval(temperature.summary.lowest, temperature.summary.highest), "°C"),
    },
    {
      key: "co2",
      header: t("rooms.co2"),
      align: "number",
      cell: ({ co2 }) => (co2 === null ? missing : format.withUnit(format.count(co2.summary.highest), "ppm")),
    },
    {
      key: "measured",
      header: t("rooms.measured"),
      cell: ({ temperature, names }) => {
        const share = temperature?.summary.measuredShare ?? 0;
        const text = coverageText(format, share);
        return <CoverageMeter share={share} label={names[language]} text={text} labelHidden />;
      },
    },
  ];
  return (
    <DataTable
      caption={t("rooms.title")}
      captionHidden
      scrollLabel={shell("table.scroll", { caption: t("rooms.title") })}
      columns={columns}
      rows={rooms}
      rowKey={(room) => room.slug}
    />
  );
}
