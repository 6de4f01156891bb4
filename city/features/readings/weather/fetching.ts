import type { IntakeDesk } from "../ingest/desk.ts";
import { checkReading, type PointBook, rejectionOf } from "../ingest/reading.ts";
import { RowBuilder } from "../ingest/rows.ts";
import { type WeatherClient, WeatherFault } from "./client.ts";
import { type Observation, PARTS, type Part, type WeatherProvider } from "./provider.ts";
import type { StationBook, WeatherStation } from "./stations.ts";

export interface WeatherParts {
  readonly providers: Readonly<Record<WeatherProvider["id"], WeatherProvider>>;
  readonly client: WeatherClient;
  readonly stations: StationBook;
  readonly desk: IntakeDesk;
  readonly points: { readonly book: PointBook };
  readonly nowMs: () => number;
}

/** Rows of one submission: more would keep what others send waiting. */
const ROWS_AT_ONCE = 50_000;
/** After a fault without word of when to come back. */
const TRY_AGAIN_MS = 15 * 60_000;

/** The largest part that is due; undefined when nothing is. The whole brings the rest with it. */
export function partDue(
  station: Pick<WeatherStation, "fetchedMs" | "notBeforeMs">,
  everyMs: WeatherProvider["everyMs"],
  nowMs: number,
): Part | undefined {
  if (nowMs < station.notBeforeMs) return undefined;
  return PARTS.find((part) => {
    const lastMs = station.fetchedMs[part];
    return lastMs === null || nowMs - lastMs >= everyMs[part];
  });
}

/**
 * Fetches every station's due part. A fault is put on record with its station, and the others are fetched all the same.
 * @returns how many readings were added or corrected.
 */
export async function fetchDueWeather(parts: WeatherParts): Promise<number> {
  let changed = 0;
  for (const station of await parts.stations.all()) {
    const provider = parts.providers[station.provider];
    const nowMs = parts.nowMs();
    const part = partDue(station, provider.everyMs, nowMs);
    if (part === undefined) continue;
    try {
      const answer = await provider.fetch(parts.client, { ...station, part, nowMs });
      changed += await submit(parts, station, answer.observations);
      await parts.stations.fetched(station.id, PARTS.slice(PARTS.indexOf(part)));
    } catch (error) {
      if (!(error instanceof WeatherFault)) throw error;
      const waitMs = Math.max(TRY_AGAIN_MS, error.retryAfterMs);
      await parts.stations.failed(station.id, error.code, nowMs + waitMs);
    }
  }
  return changed;
}

/** What is no reading is rejected by its row, as in a file; the rest becomes durable. */
async function submit(
  { desk, points, nowMs }: WeatherParts,
  { pointId, provider, code }: WeatherStation,
  observations: readonly Observation[],
): Promise<number> {
  const point = [...points.book.values()].find(({ id }) => id === pointId);
  if (point === undefined) return 0;
  const source = `${provider} ${code}`;
  const receivedMs = nowMs();
  let changed = 0;
  for (let from = 0; from < observations.length; from += ROWS_AT_ONCE) {
    const rows = new RowBuilder();
    for (const { row, ...said } of observations.slice(from, from + ROWS_AT_ONCE)) {
      const checked = checkReading({ ...said, point: point.key }, points.book, { scope: "*" }, receivedMs);
      if (checked.ok) rows.add(checked.reading, row);
      else rows.rejections.push(rejectionOf(checked, row));
    }
    const receipt = await desk.submit({ source, columns: rows.columns(), rejections: rows.rejections });
    changed += receipt.added + receipt.corrected;
  }
  return changed;
}
