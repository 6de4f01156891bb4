import type { Person } from "../../people/index.ts";
import { WeatherFault, type WeatherFaultCode } from "./client.ts";
import type { WeatherParts } from "./fetching.ts";
import { placeOf } from "./open-meteo.ts";
import type { Attributed } from "./provider.ts";
import type { WeatherStation } from "./stations.ts";

/** A station as the form gives it, every field as it was written. */
export interface SaidStation {
  readonly provider: string;
  readonly code: string;
  readonly from: string;
}

export interface StationFault {
  readonly field: keyof SaidStation;
  readonly code:
    | "provider-not-known"
    | "code-malformed"
    | "from-malformed"
    | "known-already"
    | WeatherFaultCode;
}

export interface ListedStation extends WeatherStation {
  readonly attribution: Attributed;
  /** Newest value's instant; null when there is none yet. */
  readonly lastMs: number | null;
}

export interface WeatherPage {
  readonly stations: readonly ListedStation[];
  readonly said: SaidStation | null;
  readonly fault: StationFault | null;
}

export interface WeatherPageParts extends WeatherParts {
  readonly lastMs: (pointId: number) => Promise<number | null>;
}

export async function weatherPage(
  parts: WeatherPageParts,
  said: SaidStation | null = null,
  fault: StationFault | null = null,
): Promise<WeatherPage> {
  const stations = await parts.stations.all();
  return {
    stations: await Promise.all(
      stations.map(async (station) => ({
        ...station,
        attribution: parts.providers[station.provider].attribution,
        lastMs: await parts.lastMs(station.pointId),
      })),
    ),
    said,
    fault,
  };
}

const EARLIEST = "1940-01-01";

/**
 * Adds a station once its service has answered for it, so that a wrong number is seen at once.
 * @param ensurePoint makes the station's metering point where it is new.
 */
export async function addStation(
  parts: WeatherParts,
  said: SaidStation,
  ensurePoint: (name: string) => Promise<number>,
  by: Person,
): Promise<StationFault | null> {
  const provider = Object.values(parts.providers).find(({ id }) => id === said.provider);
  if (provider === undefined) return { field: "provider", code: "provider-not-known" };
  const place = placeOf(said.code);
  const code = place === undefined ? said.code : `${place.latitude},${place.longitude}`;
  if (!provider.isCode(code)) return { field: "code", code: "code-malformed" };
  const nowMs = parts.nowMs();
  const today = new Date(nowMs).toISOString().slice(0, 10);
  if (!isDate(said.from) || said.from < EARLIEST || said.from > today)
    return { field: "from", code: "from-malformed" };
  const known = await parts.stations.all();
  if (known.some((station) => station.provider === provider.id && station.code === code))
    return { field: "code", code: "known-already" };
  try {
    const asked = { code, fromDate: said.from, part: "recent", nowMs } as const;
    const { station } = await provider.fetch(parts.client, asked);
    const pointId = await ensurePoint(`${provider.id}-${code.replace(",", "_")}`);
    await parts.stations.add({ provider: provider.id, code, fromDate: said.from, pointId, ...station }, by);
    return null;
  } catch (error) {
    if (error instanceof WeatherFault) return { field: "code", code: error.code };
    throw error;
  }
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const atMs = Date.parse(text);
  // Date.parse takes 30 February for 1 March.
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(text);
}
