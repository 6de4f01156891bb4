import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Answers as the services give them, key for key; the values are made up. A stand-in serves them on loopback, so that the
 * clients speak real HTTP.
 */

const HOUR_MS = 3_600_000;

export interface Hour {
  readonly atMs: number;
  readonly text: string;
  readonly quality: "G" | "Y";
}

export function hours(fromMs: number, count: number, quality: Hour["quality"] = "G"): Hour[] {
  return Array.from({ length: count }, (_, i) => {
    const atMs = fromMs + i * HOUR_MS;
    return { atMs, text: (5 + 4 * Math.sin(i / 12)).toFixed(1), quality };
  });
}

/** As /parameter/1/station/140480/period/latest-months/data.json is. */
export function smhiJson(observations: readonly Hour[], period = "latest-months"): string {
  return JSON.stringify({
    value: observations.map(({ atMs, text, quality }) => ({ date: atMs, value: text, quality })),
    updated: observations.at(-1)?.atMs ?? 0,
    parameter: {
      key: "1",
      name: "Lufttemperatur",
      summary: "momentanvärde, 1 gång/tim",
      unit: "celsius",
    },
    station: {
      key: "140480",
      name: "Umeå Flygplats",
      owner: "Swedavia",
      ownerCategory: "CLIMATE",
      measuringStations: "CORE",
      height: 2.0,
    },
    period: {
      key: period,
      from: observations[0]?.atMs ?? 0,
      to: observations.at(-1)?.atMs ?? 0,
      summary: "Data från senaste fyra månaderna",
      sampling: "60 minutes",
    },
    position: [
      { from: 1_414_540_800_000, to: 1_700_000_000_000, height: 8.0, latitude: 63.7947, longitude: 20.2918 },
    ],
    link: [
      {
        href: "https://opendata-download-metobs.smhi.se/api/version/1.0/parameter/1/station/140480.json",
        rel: "data",
        type: "application/json",
      },
    ],
  });
}

/** As /parameter/1/station/140480/period/corrected-archive/data.csv is, byte order mark and remarks included. */
export function smhiCsv(observations: readonly Hour[]): string {
  const remarks = [
    "Kvalitetskontrollerade historiska data (utom de senaste 3 mån)",
    "Tidsperiod (fr.o.m.) = 1965-01-01 00:00:00 (UTC)",
    "Tidsperiod (t.o.m.) = 2026-08-01 06:00:00 (UTC)",
    "Samplingstid = 60 min",
    "",
    "Kvalitetskoderna:",
    "Grön (G) = Kontrollerade och godkända värden.",
  ];
  return [
    "\uFEFFStationsnamn;Stationsnummer;Stationsnät;Mäthöjd (meter över marken)",
    "Umeå Flygplats;140480;SMHIs stationsnät;2.0",
    "",
    "Parameternamn;Beskrivning;Enhet",
    "Lufttemperatur;momentanvärde, 1 gång/tim;celsius",
    "",
    "Tidsperiod (fr.o.m);Tidsperiod (t.o.m);Höjd (meter över havet);Latitud (decimalgrader);Longitud (decimalgrader)",
    "1965-01-01 00:00:00;2014-10-28 23:59:59;7.0;63.7918;20.2827",
    "2014-10-29 00:00:00;2026-08-01 06:00:00;8.0;63.7947;20.2918",
    "",
    "Datum;Tid (UTC);Lufttemperatur;Kvalitet;;Tidsutsnitt:",
    ...observations.map(({ atMs, text, quality }, i) => {
      const [date = "", time = ""] = new Date(atMs).toISOString().split("T");
      const remark = remarks[i];
      return `${date};${time.slice(0, 8)};${text};${quality};${remark ? `;${remark}` : ""}`;
    }),
    "",
  ].join("\r\n");
}

/** As archive-api.open-meteo.com/v1/archive answers with unix times in GMT; null where it has nothing yet. */
export function openMeteoJson(fromMs: number, valuesC: readonly (number | null)[]): string {
  return JSON.stringify({
    latitude: 34.305798,
    longitude: 109.018814,
    generationtime_ms: 0.0811,
    utc_offset_seconds: 0,
    timezone: "GMT",
    timezone_abbreviation: "GMT",
    elevation: 371,
    hourly_units: { time: "unixtime", temperature_2m: "°C" },
    hourly: {
      time: valuesC.map((_, i) => (fromMs + i * HOUR_MS) / 1000),
      temperature_2m: valuesC,
    },
  });
}

export interface StandIn {
  readonly url: string;
  /** Paths asked for, with their queries, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** A server on loopback that answers as it is told. */
export function standIn(
  answer: (path: string, response: ServerResponse, request: IncomingMessage) => void,
): Promise<StandIn> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    answer(request.url ?? "", response, request);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      resolve({
        url: `http://127.0.0.1:${port}`,
        asked,
        close: () =>
          new Promise((done) => {
            server.closeAllConnections();
            server.close(() => done());
          }),
      });
    });
  });
}
