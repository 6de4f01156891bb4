import { createHash } from "node:crypto";
import type { HourFrame } from "@husting/indoor";

const HOUR_MS = 3_600_000;

/**
 * The hours of a statement as CSV (RFC 4180), the same bytes in every language, so that their hash can be told and checked:
 * `hour_start_utc`, `hour_start_local` (with its offset) and `temperature_c`, each hour's mean with every digit it was
 * worked out with. An hour that was not measured is an empty cell.
 */
export function hoursFile(temperatureC: Float64Array, frame: HourFrame): string {
  const lines = ["hour_start_utc,hour_start_local,temperature_c"];
  for (let i = 0; i < frame.hours; i++) {
    const instant = Temporal.Instant.fromEpochMilliseconds(frame.startMs + i * HOUR_MS);
    const value = temperatureC[i]!;
    const utc = instant.toString({ smallestUnit: "minute" });
    const local = instant.toString({ smallestUnit: "minute", timeZone: frame.zone });
    lines.push(`${utc},${local},${Number.isNaN(value) ? "" : value}`);
  }
  return `${lines.join("\r\n")}\r\n`;
}

export function sha256Of(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
