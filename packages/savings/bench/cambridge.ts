/** Reads the shared Cambridge buildings as pairs of consecutive years. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { dayKinds, hourCalendar, type MeterHours, type PlaceboPair } from "../src/index.ts";

export const cambridgeFolder = `${process.env.HUSTING_REFERENCE_DATA ?? "../shared/data"}/cambridge`;
const hourMs = 3_600_000;
const firstYear = 2013;
const lastYear = 2020;

export const cambridgePresent = existsSync(`${cambridgeFolder}/weather-bedford.csv.gz`);

/** Buildings whose number is divisible by four: what was used to choose and to calibrate. The others report. */
export function isDevelopment(building: string): boolean {
  return Number(building.slice(1)) % 4 === 0;
}

function column(name: string, index: number): Float64Array {
  const startMs = Date.UTC(firstYear, 0, 1);
  const values = new Float64Array((Date.UTC(lastYear + 1, 0, 1) - startMs) / hourMs).fill(Number.NaN);
  const lines = gunzipSync(readFileSync(`${cambridgeFolder}/${name}`))
    .toString()
    .split("\n");
  for (let i = 1; i < lines.length; i++) {
    const cells = lines[i]!.trim().split(",");
    const hour = (Date.parse(`${cells[0]!.replace(" ", "T")}Z`) - startMs) / hourMs;
    const cell = cells[index];
    if (hour >= 0 && hour < values.length && cell !== undefined && cell !== "") values[hour] = Number(cell);
  }
  return values;
}

/** Every pair of years of every meter, before any filter; one meter at a time, so that memory stays small. */
export function* cambridgePairs(): Generator<PlaceboPair> {
  const temperatureC = column("weather-bedford.csv.gz", 1);
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, k) => {
    const startMs = Date.UTC(firstYear + k, 0, 1);
    const hours = (Date.UTC(firstYear + k + 1, 0, 1) - startMs) / hourMs;
    const from = (startMs - Date.UTC(firstYear, 0, 1)) / hourMs;
    const calendar = hourCalendar(startMs, hours, "UTC");
    return {
      from,
      to: from + hours,
      calendar,
      kinds: dayKinds(calendar.localDay[0]!, hours / 24, "GB"),
      temperatureC: temperatureC.subarray(from, from + hours),
    };
  });
  const files = readdirSync(cambridgeFolder)
    .filter((name) => /^b\d+-(electricity|gas)\.csv\.gz$/.test(name))
    .sort((a, b) => Number.parseInt(a.slice(1), 10) - Number.parseInt(b.slice(1), 10) || a.localeCompare(b));
  for (const name of files) {
    const [building, carrier] = name.replace(".csv.gz", "").split("-") as [string, string];
    const useKwh = column(name, 1);
    const hours = years.map(
      (year): MeterHours => ({
        useKwh: useKwh.subarray(year.from, year.to),
        temperatureC: year.temperatureC,
        calendar: year.calendar,
        dayKinds: year.kinds,
      }),
    );
    for (let k = 0; k + 1 < years.length; k++) {
      yield {
        building,
        carrier: carrier === "gas" ? "heat" : "electricity",
        fitYear: firstYear + k,
        fit: hours[k]!,
        next: hours[k + 1]!,
      };
    }
  }
}
