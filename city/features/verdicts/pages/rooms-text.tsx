import type { RoomVerdict, VerdictDocument } from "@husting/verdict";
import type { ReactNode } from "react";
import { type Column, DataTable } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { verdictMessages } from "../messages.ts";
import type { VerdictSection } from "../verdict-section.ts";
import { pointsText, quantityName } from "../words.ts";

interface Props {
  readonly document: VerdictDocument;
  readonly names: VerdictSection["roomNames"];
}

/** The worst room in a sentence, and how many could not be judged. */
export function RoomsText({ document: { rooms }, names }: Props): ReactNode {
  const { language, format } = useFrame();
  const t = verdictMessages.t(language);
  if (rooms.worst === null || rooms.worstRoom === null) return t("rooms.none");
  const points = (value: number, isChange?: boolean): string => pointsText(language, format, value, isChange);
  const { estimatePoints, lowerPoints, upperPoints } = rooms.worst;
  return (
    <>
      {t("rooms.line", {
        room: names[rooms.worstRoom]?.[language] ?? rooms.worstRoom,
        count: rooms.roomsJudged,
        difference: points(estimatePoints),
        low: points(lowerPoints),
        high: points(upperPoints),
        margin: points(rooms.marginPoints, false),
      })}
      {rooms.roomsJudged === rooms.roomsPlanned
        ? null
        : ` ${t("rooms.few", { judged: rooms.roomsJudged, planned: rooms.roomsPlanned })}`}
    </>
  );
}

/** Every room of the plan: by what it was judged, how it changed, and how well it was measured. */
export function RoomTable({ document: { rooms }, names }: Props): ReactNode {
  const { language, format } = useFrame();
  const t = verdictMessages.t(language);
  if (rooms.rooms.length === 0) return null;
  const columns: Column<RoomVerdict>[] = [
    { key: "room", header: t("col.room"), cell: ({ room }) => names[room]?.[language] ?? room },
    {
      key: "by",
      header: t("col.by"),
      cell: ({ judgedBy }) =>
        judgedBy.length === 0
          ? t("room.not-measured")
          : format.list(judgedBy.map((by) => quantityName(language, by))),
    },
    {
      key: "change",
      header: t("col.change"),
      align: "number",
      cell: ({ differencePoints, reason }) => {
        if (differencePoints !== null) return format.number(differencePoints, { decimals: 1 });
        const period = reason?.code === "too-little-measured" ? reason.period : "reporting";
        return reason === null ? "" : t(`room.${reason.code}`, { period });
      },
    },
    {
      key: "before",
      header: t("col.before"),
      align: "number",
      cell: ({ coverage }) => (coverage === null ? "" : format.percent(coverage.baselineShare)),
    },
    {
      key: "after",
      header: t("col.after"),
      align: "number",
      cell: ({ coverage }) => (coverage === null ? "" : format.percent(coverage.reportingShare)),
    },
  ];
  return (
    <details>
      <summary>{t("rooms.title")}</summary>
      <DataTable
        caption={t("rooms.title")}
        captionHidden
        scrollLabel={shellMessages.t(language)("table.scroll", { caption: t("rooms.title") })}
        columns={columns}
        rows={rooms.rooms}
        rowKey={({ room }) => room}
      />
    </details>
  );
}
