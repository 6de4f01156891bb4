import { roomUses } from "@husting/indoor";
import type { ReactNode } from "react";
import { Button, type Column, DataTable, EmptyState } from "../../../web/design/index.ts";
import { useFrame } from "../../../web/frame.ts";
import { shellMessages } from "../../../web/shell-messages.ts";
import { climateMessages } from "../messages.ts";
import { limitFilters, type RoomFilter, shorterPeriods } from "../room-filter.ts";
import type { OutsideFigure, RoomRow, RoomsPage } from "../rooms-page.ts";
import { Measured } from "./building-ranking.tsx";

/** What of a filter is not as usual, as it stands in addresses. */
export function filterQuery({ use, limit, building, days }: RoomFilter): URLSearchParams {
  return new URLSearchParams({
    ...(use === null ? {} : { use }),
    ...(limit === "outside" ? {} : { limit }),
    ...(building === null ? {} : { building }),
    ...(days === null ? {} : { days: String(days) }),
  });
}

export function RoomFilterForm({
  page: { filter, buildings, period },
}: {
  readonly page: RoomsPage;
}): ReactNode {
  const { language, format, address } = useFrame();
  const t = climateMessages.t(language);
  const select = (
    name: keyof RoomFilter,
    value: string,
    options: readonly (readonly [string, string])[],
  ): ReactNode => (
    <div className="field">
      <label className="field-label" htmlFor={name}>
        {t(`filter.${name}`)}
      </label>
      <select className="control" id={name} name={name} defaultValue={value}>
        {options.map(([of, label]) => (
          <option key={of} value={of}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
  const file = new URLSearchParams([...filterQuery(filter), ["language", language]]);
  return (
    <>
      <form method="get" action={address("/staff/climate")} className="filter-row">
        {select("use", filter.use ?? "", [
          ["", t("filter.every-use")],
          ...roomUses.map((use) => [use, t(`use.${use}`)] as const),
        ])}
        {select(
          "limit",
          filter.limit,
          limitFilters.map((limit) => [limit, t(`filter.limit-${limit}`)] as const),
        )}
        {select("building", filter.building ?? "", [
          ["", t("filter.everywhere")],
          ...buildings.map(({ slug, names }) => [slug, names[language]] as const),
        ])}
        {select("days", filter.days === null ? "" : String(filter.days), [
          ["", t("filter.year")],
          ...shorterPeriods.map((days) => [String(days), t("filter.last-days", { days })] as const),
        ])}
        <Button variant="secondary">{t("filter.show")}</Button>
      </form>
      <p className="field-hint">
        {period === null
          ? t("filter.days-hint")
          : t("filter.period", {
              from: format.plainDate(period.fromDate),
              to: format.plainDate(period.toDate),
            })}
      </p>
      <p>
        <a href={`/export/rooms.csv?${file}`} type="text/csv">
          {t("rooms.file")}
        </a>
        {" · "}
        <a href={`/export/rooms.xlsx?${file}`}>{t("rooms.workbook")}</a>
      </p>
      <p className="field-hint">{t("rooms.file-hint")}</p>
    </>
  );
}

export function RoomRanking({
  page: { rooms, homesHidden, count },
}: {
  readonly page: RoomsPage;
}): ReactNode {
  const { language, address } = useFrame();
  const t = climateMessages.t(language);
  const caption = t("climate.by-rooms");
  const columns: Column<RoomRow>[] = [
    {
      key: "room",
      header: t("col.room"),
      cell: (room) => (
        <>
          {room.names[language]}
          <div className="table-sub">
            <a href={`${address(`/buildings/${room.building.slug}`)}#indoor`}>
              {room.building.names[language]}
            </a>
          </div>
          <div className="table-sub">
            <Who room={room} />
          </div>
        </>
      ),
    },
    {
      key: "outside",
      header: t("col.outside"),
      cell: (room) => <OutsideCell room={room} />,
      bar: ({ outside }) => outside?.share ?? null,
    },
    {
      key: "co2",
      header: t("col.co2"),
      cell: ({ tooMuchCo2 }) =>
        tooMuchCo2 === null ? t("climate.not-measured") : <Hours figure={tooMuchCo2} unit={null} />,
    },
    { key: "said", header: t("rooms.said"), cell: (room) => <Said room={room} /> },
    { key: "doing", header: t("rooms.doing"), cell: (room) => <Doing room={room} /> },
    {
      key: "measured",
      header: t("col.measured"),
      cell: ({ names, coverage }) => <Measured name={names[language]} share={coverage} />,
    },
  ];
  return (
    <>
      {homesHidden === 0 ? null : <p>{t("climate.homes-hidden", { rooms: homesHidden })}</p>}
      {rooms.length === 0 ? (
        <EmptyState title={t(count === 0 ? "rooms.none" : "climate.no-rooms")}>
          <p>{t("rooms.none-text")}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={caption}
          captionHidden
          scrollLabel={shellMessages.t(language)("table.scroll", { caption })}
          columns={columns}
          rows={rooms}
          rowKey={({ id }) => String(id)}
        />
      )}
    </>
  );
}

/** Who sits there: what the room is for, how many use it where that is known, and whether they feel it more. */
function Who({ room: { use, said, sensitivePeople } }: { readonly room: RoomRow }): ReactNode {
  const { language } = useFrame();
  const t = climateMessages.t(language);
  const parts = [
    ...(use === null ? [] : [t(`use.${use}`)]),
    said.regularUsers === null ? t("rooms.people-unknown") : t("rooms.people", { people: said.regularUsers }),
    ...(sensitivePeople ? [t("rooms.sensitive")] : []),
  ];
  return parts.join(" · ");
}

/** How often outside, and whether it was cold or warm. */
function OutsideCell({ room: { outside, tooCold, tooWarm } }: { readonly room: RoomRow }): ReactNode {
  const { language, format } = useFrame();
  const t = climateMessages.t(language);
  if (outside === null) return t("climate.not-measured");
  return (
    <>
      <Hours figure={outside} unit="K·h" />
      {outside.hours === 0 || tooCold === null || tooWarm === null ? null : (
        <div className="table-sub">
          {t("rooms.cold-warm", {
            cold: format.withUnit(format.count(tooCold.hours), "h"),
            warm: format.withUnit(format.count(tooWarm.hours), "h"),
          })}
        </div>
      )}
    </>
  );
}

/** The share, for how long and by how much. */
function Hours({
  figure: { share, hours, exceedance },
  unit,
}: {
  readonly figure: OutsideFigure;
  readonly unit: string | null;
}): ReactNode {
  const { format } = useFrame();
  const long = format.withUnit(format.count(hours), "h");
  const far = unit === null || hours === 0 ? "" : ` · ${format.withUnit(format.count(exceedance), unit)}`;
  return `${format.percent(share)} (${long}${far})`;
}

function Said({ room: { said } }: { readonly room: RoomRow }): ReactNode {
  const { language, format } = useFrame();
  const t = climateMessages.t(language);
  if (said.told === null) return t("rooms.said-too-few");
  const { answers, tooColdShare, tooWarmShare, rooms } = said.told;
  return (
    <>
      {t("rooms.said-shares", { cold: format.percent(tooColdShare), warm: format.percent(tooWarmShare) })}
      <div className="table-sub">{t("rooms.said-of", { answers, rooms })}</div>
    </>
  );
}

function Doing({ room: { advice, measures, building, names } }: { readonly room: RoomRow }): ReactNode {
  const { language, address } = useFrame();
  const t = climateMessages.t(language);
  if (advice === 0 && measures.length === 0) return t("rooms.nothing-done");
  return (
    <>
      {measures.map(({ slug, titles, state }) => (
        <div key={slug}>
          <a href={address(`/measures/${slug}`)}>{titles[language]}</a>
          {` (${t(`rooms.measure-${state as "planned" | "approved" | "started"}`)})`}
        </div>
      ))}
      {advice === 0 ? null : (
        <div>
          <a
            href={address(`/staff/advice/${building.slug}`)}
            aria-label={`${t("rooms.advice", { advice })}, ${names[language]}`}
          >
            {t("rooms.advice", { advice })}
          </a>
        </div>
      )}
    </>
  );
}
