import { type RoomUse, roomUses } from "@husting/indoor";

/** The limits that rooms can be ranked by: either of the first two, one of them, or the air. */
export const limitFilters = ["outside", "tooCold", "tooWarm", "tooMuchCo2"] as const;
export type LimitFilter = (typeof limitFilters)[number];

/** Whole local days up to the newest reading; null for the year that is always at hand. */
export const shorterPeriods = [7, 30, 90] as const;
export type ShorterPeriod = (typeof shorterPeriods)[number];

export interface RoomFilter {
  readonly use: RoomUse | null;
  readonly limit: LimitFilter;
  /** Slug. */
  readonly building: string | null;
  /** Only of one building: a city's hours are too many to be read for a page. */
  readonly days: ShorterPeriod | null;
}

export function readRoomFilter(asked: URLSearchParams): RoomFilter {
  const building = asked.get("building") ?? "";
  const isNamed = /^[a-z0-9-]{1,80}$/.test(building);
  return {
    use: roomUses.find((use) => use === asked.get("use")) ?? null,
    limit: limitFilters.find((limit) => limit === asked.get("limit")) ?? "outside",
    building: isNamed ? building : null,
    days: isNamed ? (shorterPeriods.find((days) => String(days) === asked.get("days")) ?? null) : null,
  };
}
