import type { ReactNode } from "react";
import { type Column, CoverageMeter, DataTable, Section } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { coverageText, shellMessages } from "../../../web/shell-messages.ts";
import type { NamedRoom } from "../climate-page.ts";
import { climateMessages } from "../messages.ts";
import { measuredShare, type StoredFigure } from "../results.ts";

/** Each room against its limits; what is not known says why. */
export function RoomTable({ rooms }: { readonly rooms: readonly NamedRoom[] }): ReactNode {
  const { language, format } = useFrame();
  const t = climateMessages.t(language);
  const caption = t("indoor.table");
  const share = (figure: StoredFigure): string =>
    figure.ok ? format.percent(figure.value.shareOutside) : t(`reason.${figure.reason.code}`);
  const columns: Column<NamedRoom>[] = [
    { key: "room", header: t("col.room"), cell: ({ names }) => names[language] },
    { key: "cold", header: t("col.cold"), align: "number", cell: ({ tooCold }) => share(tooCold) },
    { key: "warm", header: t("col.warm"), align: "number", cell: ({ tooWarm }) => share(tooWarm) },
    { key: "outside", header: t("col.outside"), align: "number", cell: ({ outside }) => share(outside) },
    { key: "co2", header: t("col.co2"), align: "number", cell: ({ tooMuchCo2 }) => share(tooMuchCo2) },
    { key: "humidity", header: t("col.humidity"), cell: humidity },
    {
      key: "degree-hours",
      header: t("col.degree-hours"),
      align: "number",
      cell: ({ outside }) =>
        outside.ok
          ? format.withUnit(format.count(outside.value.exceedance), "K·h")
          : t(`reason.${outside.reason.code}`),
    },
    {
      key: "measured",
      header: t("col.measured"),
      cell: ({ outside, names }) => {
        const measured = measuredShare(outside) ?? 0;
        const text = coverageText(format, measured);
        return <CoverageMeter share={measured} label={names[language]} text={text} labelHidden />;
      },
    },
  ];
  return (
    <Section id="indoor-rooms" level={3} title={caption}>
      <DataTable
        caption={caption}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption })}
        columns={columns}
        rows={rooms}
        rowKey={({ slug }) => slug}
      />
    </Section>
  );

  function humidity({ tooDry, tooHumid }: NamedRoom): string {
    if (tooDry.ok && tooHumid.ok) return t("humidity.both", { dry: share(tooDry), humid: share(tooHumid) });
    if (tooDry.ok) return t("humidity.dry", { dry: share(tooDry) });
    return tooHumid.ok ? t("humidity.humid", { humid: share(tooHumid) }) : share(tooHumid);
  }
}
