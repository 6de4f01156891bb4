import { z } from "zod";
import { type WeatherClient, WeatherFault } from "./client.ts";
import type { Observation, StationFacts, WeatherAnswer, WeatherAsked, WeatherProvider } from "./provider.ts";

/**
 * SMHI's open observations (opendata.smhi.se, "Meteorological Observations"): parameter 1, air temperature, the value of
 * the moment once an hour, in UTC. The last day and the last four months come as JSON; the corrected archive, which
 * ends about three months ago, is given as CSV only.
 */

export const SMHI_URL = "https://opendata-download-metobs.smhi.se/api/version/1.0";
const AIR_TEMPERATURE = 1;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** G: checked and approved. Y: suspect, aggregated, roughly checked or not checked yet. As ESPI's qualities. */
const QUALITY: Readonly<Record<string, number>> = { G: 17, Y: 10 };
const QUALITY_NOT_SAID = 10;

export function smhi(url = SMHI_URL): WeatherProvider {
  const data = (code: string, period: string): string =>
    `${url}/parameter/${AIR_TEMPERATURE}/station/${code}/period/${period}`;
  const fetchJson = async (client: WeatherClient, code: string, period: string): Promise<WeatherAnswer> =>
    readSmhiJson(await client.text(data(code, `${period}/data.json`)));
  return {
    id: "smhi",
    isCode: (code) => /^\d{4,6}$/.test(code),
    everyMs: { whole: 30 * DAY_MS, recent: DAY_MS, newest: HOUR_MS },
    attribution: {
      text: "SMHI",
      url: "https://www.smhi.se/data",
      licence: "CC BY 4.0",
      licenceUrl: "https://creativecommons.org/licenses/by/4.0/",
    },
    async fetch(client, { code, fromDate, part }: WeatherAsked) {
      if (part === "newest") return fetchJson(client, code, "latest-day");
      const recent = await fetchJson(client, code, "latest-months");
      if (part === "recent") return recent;
      const archive = readSmhiCsv(await client.text(data(code, "corrected-archive/data.csv")), fromDate);
      // Of an instant that stands in both the archive's value is the corrected one.
      const archived = new Set(archive.observations.map(({ time }) => time));
      const later = recent.observations.filter(({ time }) => !archived.has(time) && time >= fromDate);
      return { station: recent.station, observations: [...archive.observations, ...later] };
    },
  };
}

const answerSchema = z.object({
  value: z
    .array(z.object({ date: z.number(), value: z.union([z.string(), z.number()]), quality: z.string() }))
    .nullable(),
  parameter: z.object({ key: z.string(), unit: z.string() }),
  station: z.object({ name: z.string() }),
  position: z.array(z.object({ latitude: z.number(), longitude: z.number() })).min(1),
});

/** @throws WeatherFault when it is not what SMHI documents. */
export function readSmhiJson(text: string): WeatherAnswer {
  const answer = answerSchema.safeParse(jsonOf(text));
  if (!answer.success) throw new WeatherFault("not-understood", z.prettifyError(answer.error));
  const { value, parameter, station, position } = answer.data;
  if (parameter.key !== String(AIR_TEMPERATURE) || !/^(celsius|degree celsius)$/.test(parameter.unit))
    throw new WeatherFault("not-understood", `parameter ${parameter.key} in ${parameter.unit}`);
  const { latitude, longitude } = position.at(-1)!;
  return {
    station: { name: station.name.trim(), latitude, longitude },
    observations: (value ?? []).map(
      (row, i): Observation => ({
        time: timeText(row.date),
        value: row.value,
        quality: QUALITY[row.quality] ?? QUALITY_NOT_SAID,
        row: i + 1,
      }),
    ),
  };
}

const OBSERVATION = /^(\d{4}-\d\d-\d\d);(\d\d:\d\d:\d\d);([^;]*);([A-Z]?)(?:;|$)/;
const POSITION = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d;[^;]*;[^;]*;(-?[\d.]+);(-?[\d.]+)/;

/**
 * The corrected archive: blocks about the station, the parameter and its positions, then the observations, with remarks
 * in a last column of their first lines.
 * @param fromDate observations before this day are left out.
 * @throws WeatherFault when it is not what SMHI documents.
 */
export function readSmhiCsv(text: string, fromDate: string): WeatherAnswer {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const stationAt = lines.findIndex((line) => line.startsWith("Stationsnamn;"));
  const header = lines.findIndex((line) => line.startsWith("Datum;Tid (UTC);Lufttemperatur;"));
  const unit = lines.find((line) => line.startsWith("Lufttemperatur;"))?.split(";")[2];
  if (stationAt < 0 || header < stationAt || unit?.trim() !== "celsius")
    throw new WeatherFault("not-understood", "not the archive of a station's air temperature");
  let station: StationFacts | undefined;
  for (const line of lines.slice(stationAt, header)) {
    const position = POSITION.exec(line);
    if (position === null) continue;
    const name = lines[stationAt + 1]?.split(";")[0]?.trim() ?? "";
    station = { name, latitude: Number(position[1]), longitude: Number(position[2]) };
  }
  if (station === undefined) throw new WeatherFault("not-understood", "the archive gives no position");
  const observations: Observation[] = [];
  for (let i = header + 1; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.trim() === "") continue;
    const found = OBSERVATION.exec(line);
    if (found === null) {
      // Kept, so that it is reported with its line and not lost without a word.
      observations.push({ time: line.slice(0, 20), value: line.slice(0, 60), quality: 0, row: i + 1 });
      continue;
    }
    const [, date = "", time = "", value = "", quality = ""] = found;
    if (date < fromDate) continue;
    observations.push({
      time: `${date}T${time}.000Z`,
      value,
      quality: QUALITY[quality] ?? QUALITY_NOT_SAID,
      row: i + 1,
    });
  }
  return { station, observations };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WeatherFault("not-understood", `not JSON: ${text.slice(0, 80)}`);
  }
}

/** An instant beyond what a date can hold is left as it is and refused where times are read. */
function timeText(ms: number): string {
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : String(ms);
}
