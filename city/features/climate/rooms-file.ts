import type { LimitRecord } from "@husting/indoor";
import { csvText } from "../../web/csv.ts";
import { formats, type Language } from "../../web/language/index.ts";
import { type AboutSheet, type ColumnKind, workbook } from "../../web/workbook.ts";
import { climateMessages } from "./messages.ts";
import type { OutsideFigure, RoomRow, RoomsPage } from "./rooms-page.ts";
import { limitText } from "./words.ts";

/** Names of the columns with their units, and beside each how a workbook holds it. */
const COLUMNS = [
  ["building", "text"],
  ["room", "text"],
  ["use", "text"],
  ["sensitive_people", "whole"],
  ["regular_users", "whole"],
  ["from_date", "date"],
  ["to_date", "date"],
  ["occupied_hours_h", "whole"],
  ["measured_share_1", "share"],
  ["outside_hours_h", "whole"],
  ["outside_share_1", "share"],
  ["outside_degree_hours_K_h", "tenths"],
  ["too_cold_hours_h", "whole"],
  ["too_cold_share_1", "share"],
  ["too_cold_degree_hours_K_h", "tenths"],
  ["too_warm_hours_h", "whole"],
  ["too_warm_share_1", "share"],
  ["too_warm_degree_hours_K_h", "tenths"],
  ["co2_hours_h", "whole"],
  ["co2_share_1", "share"],
  ["co2_ppm_hours_ppm_h", "tenths"],
  ["answers", "whole"],
  ["said_too_cold_share_1", "share"],
  ["said_too_warm_share_1", "share"],
  ["rooms_told_together", "whole"],
  ["advice", "whole"],
  ["measures", "text"],
  ["limits", "text"],
  ["sources_of_limits", "text"],
] as const satisfies readonly (readonly [string, ColumnKind])[];

/** What a file of rooms is made of, in the reader's language. */
export interface RoomsFile {
  readonly page: RoomsPage;
  /** Of each building's own year, for a page that is of no shorter period. */
  readonly periods: ReadonlyMap<string, { readonly fromDate: string; readonly toDate: string }>;
  readonly language: Language;
  /** For the words of seasons, and the time of making. */
  readonly zone: string;
}

/** Rooms against their limits as CSV, units in the names of the columns. Homes are never in it, whoever asks: a file travels. */
export function roomsCsv(file: RoomsFile): string {
  return csvText([COLUMNS.map(([name]) => name), ...roomRows(file)]);
}

/**
 * The same rows as a workbook in the reader's language, whose last sheet says which rooms they are and what they were held to.
 * @param licence of the city's data, in words.
 */
export async function roomsWorkbook(
  file: RoomsFile,
  madeAtMs: number,
  licence: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const t = climateMessages.t(file.language);
  const columns = COLUMNS.map(([name, kind]) => ({ header: t(`file.col.${name}`), kind }));
  const sheet = { name: t("climate.by-rooms"), columns, rows: roomRows(file) };
  return workbook([sheet], aboutRooms(file, madeAtMs, licence));
}

function aboutRooms({ page, language, zone }: RoomsFile, madeAtMs: number, licence: string): AboutSheet {
  const t = climateMessages.t(language);
  const format = formats(language, zone);
  const { filter, period, limits } = page;
  const building = page.buildings.find(({ slug }) => slug === filter.building);
  const from = period && { from: format.plainDate(period.fromDate), to: format.plainDate(period.toDate) };
  return {
    name: t("file.about"),
    lines: [
      [t("file.about"), t("climate.lead")],
      [t("filter.use"), filter.use === null ? t("filter.every-use") : t(`use.${filter.use}`)],
      [t("filter.limit"), t(`filter.limit-${filter.limit}`)],
      [t("filter.building"), building?.names[language] ?? t("filter.everywhere")],
      [t("filter.days"), from === null ? t("filter.year") : t("filter.period", from)],
      [t("file.left-out"), t("file.homes")],
      ...limits.map((limit): readonly [string, string] => [
        `${t("limits.limit")}: ${t(`quantity.${limit.quantity}`)}`,
        [
          limitText(language, format, limit),
          sourceOf(limit),
          t(`limits.standing.${limit.standing}`),
          `${t("limits.since")} ${format.plainDate(limit.validFrom)}`,
        ].join(". "),
      ]),
      [t("file.made"), format.date(madeAtMs, "dateTime")],
      [t("file.licence"), t("file.internal", { licence })],
    ],
  };
}

function sourceOf({ source, clause }: LimitRecord): string {
  return clause === null ? source : `${source}, ${clause}`;
}

function roomRows({ page, periods, language, zone }: RoomsFile): (string | number | null | undefined)[][] {
  const format = formats(language, zone);
  const t = climateMessages.t(language);
  const records = new Map(page.limits.map((limit) => [limit.id, limit]));
  const of = (ids: readonly string[]): LimitRecord[] => ids.flatMap((id) => records.get(id) ?? []);
  return page.rooms
    .filter(({ isHome }) => !isHome)
    .map((room) => {
      const period = page.period ?? periods.get(room.building.slug);
      const held = of(room.limits);
      const { told, regularUsers } = room.said;
      return [
        ...[room.building.names[language], room.names[language]],
        ...[room.use === null ? null : t(`use.${room.use}`), room.sensitivePeople ? 1 : 0, regularUsers],
        ...[period?.fromDate, period?.toDate, room.occupiedHours, rounded(room.coverage)],
        ...figures(room.outside),
        ...figures(room.tooCold),
        ...figures(room.tooWarm),
        ...figures(room.tooMuchCo2),
        ...[told?.answers, rounded(told?.tooColdShare), rounded(told?.tooWarmShare), told?.rooms],
        ...[room.advice, measuresText(room, language)],
        held.map((limit) => limitText(language, format, limit)).join(" | "),
        [...new Set(held.map(sourceOf))].join(" | "),
      ];
    });
}

function figures(figure: OutsideFigure | null): (number | null)[] {
  return figure === null
    ? [null, null, null]
    : [figure.hours, rounded(figure.share), Math.round(10 * figure.exceedance) / 10];
}

function measuresText({ measures }: RoomRow, language: Language): string {
  return measures.map(({ titles }) => titles[language]).join(" | ");
}

/** Four places are as many as a year's hours can carry. */
function rounded(share: number | null | undefined): number | null {
  return share == null ? null : Math.round(10_000 * share) / 10_000;
}
