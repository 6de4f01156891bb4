import { z } from "zod";
import { WeatherFault } from "./client.ts";
import type { Observation, WeatherAnswer, WeatherProvider } from "./provider.ts";

/**
 * Open-Meteo's historical weather (open-meteo.com/en/docs/historical-weather-api): hourly temperature two metres above
 * ground at a place, from reanalyses that reach back to 1940. It is modelled, not measured, ends some days ago, and its
 * last months are still revised.
 */

export const OPEN_METEO_URL = "https://archive-api.open-meteo.com/v1/archive";
const DAY_MS = 86_400_000;
/** ESPI "derived". */
const MODELLED = 11;
const RECENT_DAYS = 120;
const NEWEST_DAYS = 14;
/** So many days are asked for at once: about nine thousand hours. */
const DAYS_A_REQUEST = 366;

/** @param key of a customer of the service; its free use is for what is not commercial. */
export function openMeteo(url = OPEN_METEO_URL, key?: string): WeatherProvider {
  return {
    id: "open-meteo",
    isCode: (code) => placeOf(code) !== undefined,
    everyMs: { whole: Number.POSITIVE_INFINITY, recent: 30 * DAY_MS, newest: DAY_MS },
    attribution: {
      text: "Open-Meteo.com, Copernicus Climate Change Service",
      url: "https://open-meteo.com/",
      licence: "CC BY 4.0",
      licenceUrl: "https://creativecommons.org/licenses/by/4.0/",
    },
    async fetch(client, { code, fromDate, part, nowMs }) {
      const place = placeOf(code);
      if (place === undefined) throw new WeatherFault("not-found", code);
      const days =
        part === "whole" ? Number.POSITIVE_INFINITY : part === "recent" ? RECENT_DAYS : NEWEST_DAYS;
      const observations: Observation[] = [];
      for (const [start, end] of pieces(Math.max(Date.parse(fromDate), nowMs - days * DAY_MS), nowMs)) {
        const query = new URLSearchParams({
          latitude: String(place.latitude),
          longitude: String(place.longitude),
          start_date: start,
          end_date: end,
          hourly: "temperature_2m",
          timeformat: "unixtime",
          timezone: "GMT",
          ...(key === undefined ? {} : { apikey: key }),
        });
        const found = readOpenMeteo(await client.text(`${url}?${query}`));
        for (const row of found) observations.push({ ...row, row: observations.length + 1 });
      }
      return { station: { name: code, ...place }, observations };
    },
  };
}

/** "63.8256, 20.2630" in degrees north and east. */
export function placeOf(code: string): { latitude: number; longitude: number } | undefined {
  const found = /^\s*(-?\d{1,2}(?:\.\d{1,6})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,6})?)\s*$/.exec(code);
  const latitude = Number(found?.[1]);
  const longitude = Number(found?.[2]);
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
}

const answerSchema = z.object({
  utc_offset_seconds: z.literal(0),
  hourly_units: z.object({ time: z.literal("unixtime"), temperature_2m: z.literal("°C") }),
  hourly: z.object({ time: z.array(z.number()), temperature_2m: z.array(z.number().nullable()) }),
});

/** Hours it has no value for are left out. @throws WeatherFault when it is not what Open-Meteo documents. */
export function readOpenMeteo(text: string): WeatherAnswer["observations"] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new WeatherFault("not-understood", `not JSON: ${text.slice(0, 80)}`);
  }
  const answer = answerSchema.safeParse(body);
  if (!answer.success) throw new WeatherFault("not-understood", z.prettifyError(answer.error));
  const { time, temperature_2m: temperatureC } = answer.data.hourly;
  if (time.length !== temperatureC.length)
    throw new WeatherFault("not-understood", `${time.length} hours, ${temperatureC.length} temperatures`);
  return time.flatMap((seconds, i): Observation[] => {
    const value = temperatureC[i];
    if (value === null || value === undefined || Math.abs(seconds) > 8.64e12) return [];
    return [{ time: new Date(seconds * 1000).toISOString(), value, quality: MODELLED, row: i + 1 }];
  });
}

/** The days from one instant to another, in pieces of a year. */
function pieces(fromMs: number, toMs: number): [start: string, end: string][] {
  const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  const found: [string, string][] = [];
  for (let at = fromMs; at <= toMs; at += DAYS_A_REQUEST * DAY_MS)
    found.push([day(at), day(Math.min(at + (DAYS_A_REQUEST - 1) * DAY_MS, toMs))]);
  return found;
}
