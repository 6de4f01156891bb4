import { localDate } from "@husting/series";
import { disclosureRules } from "./disclosure.ts";

/** Meteorological seasons: answers about comfort are compared within one season only. */
export const seasons = ["winter", "spring", "summer", "autumn"] as const;
export type Season = (typeof seasons)[number];

const formats = new Map<string, Intl.DateTimeFormat>();

/** The local half-day an instant falls in, as `2026-11-24/am`: finer times of answers are never stored. */
export function halfDayOf(zone: string, atMs: number): string {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone: zone });
  formats.set(zone, format);
  return `${localDate(zone, atMs)}/${Number(format.format(atMs)) < disclosureRules.timeStep.value ? "am" : "pm"}`;
}

/** The season of a local date as 2026-11-24: December to February is winter. */
export function seasonOf(date: string): Season {
  return seasons[Math.floor((Number(date.slice(5, 7)) % 12) / 3)]!;
}

/** Season and the year in which it began, as `2026-winter`: January 2027 belongs to it too. */
export function seasonName(date: string): string {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  return `${month <= 2 ? year - 1 : year}-${seasonOf(date)}`;
}

/** Monday of the week a local date lies in. */
export function weekOf(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}

/** Whether a text is a date of the calendar, as 2026-11-24. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}
