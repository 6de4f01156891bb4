import type { RoomUse } from "./roomuse.ts";

/** How well a figure is known: read in a public source, second-hand, or from memory and to be checked. */
export type Standing = "verified" | "second-hand" | "from-memory";

/** What a limit is about, and in which unit it is measured. */
export const limitUnits = {
  airTemperature: "°C",
  operativeTemperature: "°C",
  co2: "ppm",
  co2AboveOutdoors: "ppm",
  relativeHumidity: "%",
  outdoorAirPerPerson: "l/s",
  outdoorAirPerArea: "l/(s·m²)",
  fineParticles: "µg/m³",
} as const;

export type LimitQuantity = keyof typeof limitUnits;

/** Days of the year, both ends included, as `MM-DD`; `11-15` to `03-15` runs over the new year. */
export interface Season {
  readonly from: string;
  readonly to: string;
}

/** One limit of one rule, in force from and to a date (ISO 8601; `null`: still in force), both ends included. */
export interface LimitRecord {
  readonly id: string;
  readonly quantity: LimitQuantity;
  readonly bound: "lowest" | "highest";
  readonly value: number;
  readonly unit: (typeof limitUnits)[LimitQuantity];
  readonly source: string;
  /** Where in the source; `null` where the place is not known. */
  readonly clause: string | null;
  readonly standing: Standing;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Holds only then; without it, all year. */
  readonly season?: Season;
  /** Holds only in rooms of these uses; without it, in all. */
  readonly uses?: readonly RoomUse[];
  /** `true`: only for people more sensitive than others (old, ill, small children); a stricter limit. */
  readonly sensitive?: true;
  /** What else the rule says that a figure cannot hold, as a code the city has words for. */
  readonly remark?: "lasting" | "mean-of-24-hours" | "without-cooling-category-applies";
}

/** A country's, a city's or a standard's limits. Records are data: a city may keep its own, and correct these. */
export interface LimitProfile {
  readonly id: string;
  readonly records: readonly LimitRecord[];
}

/** What is asked of a room at one date, each with the record it comes from; a limit that is not there is not set. */
export interface RoomLimits {
  readonly lowestTemperature?: LimitRecord;
  readonly highestTemperature?: LimitRecord;
  readonly highestCo2?: LimitRecord;
  readonly highestCo2AboveOutdoors?: LimitRecord;
  readonly lowestHumidity?: LimitRecord;
  readonly highestHumidity?: LimitRecord;
  readonly highestFineParticles?: LimitRecord;
  readonly leastAirPerPerson?: LimitRecord;
  readonly leastAirPerArea?: LimitRecord;
}

/** What of a room decides which limits hold in it. */
export interface LimitedRoom {
  readonly use: RoomUse;
  readonly sensitivePeople?: boolean;
}

const keys: Readonly<Record<string, keyof RoomLimits>> = {
  "lowest airTemperature": "lowestTemperature",
  "lowest operativeTemperature": "lowestTemperature",
  "highest airTemperature": "highestTemperature",
  "highest operativeTemperature": "highestTemperature",
  "highest co2": "highestCo2",
  "highest co2AboveOutdoors": "highestCo2AboveOutdoors",
  "lowest relativeHumidity": "lowestHumidity",
  "highest relativeHumidity": "highestHumidity",
  "highest fineParticles": "highestFineParticles",
  "lowest outdoorAirPerPerson": "leastAirPerPerson",
  "lowest outdoorAirPerArea": "leastAirPerArea",
};

/** True when a season, which may run over the new year, holds a date (`YYYY-MM-DD`). */
export function inSeason(season: Season, date: string): boolean {
  const day = date.slice(5);
  return season.from <= season.to
    ? day >= season.from && day <= season.to
    : day >= season.from || day <= season.to;
}

/**
 * The limits that a profile sets for a room on a local date (ISO 8601, as `localDate` gives it). Where several hold, the
 * strictest stands.
 */
export function limitsAt(profile: LimitProfile, date: string, room: LimitedRoom): RoomLimits {
  const limits: { -readonly [key in keyof RoomLimits]: LimitRecord } = {};
  for (const record of profile.records) {
    if (date < record.validFrom || (record.validTo !== null && date > record.validTo)) continue;
    if (record.season !== undefined && !inSeason(record.season, date)) continue;
    if (record.uses !== undefined && !record.uses.includes(room.use)) continue;
    if (record.sensitive === true && room.sensitivePeople !== true) continue;
    const key = keys[`${record.bound} ${record.quantity}`];
    if (key === undefined) continue;
    const there = limits[key];
    const stricter =
      there === undefined ||
      (record.bound === "lowest" ? record.value > there.value : record.value < there.value);
    if (stricter) limits[key] = record;
  }
  return limits;
}
