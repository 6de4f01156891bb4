/** Local dates (ISO 8601) of a class, and their instants. */

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a date. */
export function dayOf(date: string): number {
  return Date.parse(date) / DAY_MS;
}

export function dateOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function plusDays(date: string, days: number): string {
  return dateOfDay(dayOf(date) + days);
}

export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

/** The instant at which a local date begins. */
export function startOf(zone: string, date: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}
