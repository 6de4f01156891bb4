import type { LimitRecord } from "@husting/indoor";
import { csvText } from "../../web/csv.ts";
import { formats, type Language } from "../../web/language/index.ts";
import { climateMessages } from "./messages.ts";
import type { OutsideFigure, RoomRow, RoomsPage } from "./rooms-page.ts";
import { limitText } from "./words.ts";

const HEADERS = [
  ...["building", "room", "use", "sensitive_people", "regular_users", "from_date", "to_date"],
  ...[
    "occupied_hours_h",
    "measured_share_1",
    "outside_hours_h",
    "outside_share_1",
    "outside_degree_hours_K_h",
  ],
  ...["too_cold_hours_h", "too_cold_share_1", "too_cold_degree_hours_K_h"],
  ...["too_warm_hours_h", "too_warm_share_1", "too_warm_degree_hours_K_h"],
  ...["co2_hours_h", "co2_share_1", "co2_ppm_hours_ppm_h"],
  ...["answers", "said_too_cold_share_1", "said_too_warm_share_1", "rooms_told_together"],
  ...["advice", "measures", "limits", "sources_of_limits"],
] as const;

/**
 * Rooms against their limits as CSV, units in the names of the columns. Homes are never in it, whoever asks: a file travels.
 * @param zone for the words of seasons; the period of each row is the page's, else the building's own year.
 */
export function roomsCsv(
  page: RoomsPage,
  periods: ReadonlyMap<string, { readonly fromDate: string; readonly toDate: string }>,
  language: Language,
  zone: string,
): string {
  const format = formats(language, zone);
  const t = climateMessages.t(language);
  const records = new Map(page.limits.map((limit) => [limit.id, limit]));
  const of = (ids: readonly string[]): LimitRecord[] => ids.flatMap((id) => records.get(id) ?? []);
  const rows = page.rooms
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
        [
          ...new Set(held.map(({ source, clause }) => (clause === null ? source : `${source}, ${clause}`))),
        ].join(" | "),
      ];
    });
  return csvText([HEADERS, ...rows]);
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
