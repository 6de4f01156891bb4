import { readFile, writeFile } from "node:fs/promises";

/**
 * EnergyPlus weather files. Fields and missing-value codes from the EnergyPlus Auxiliary Programs documentation, "EPW CSV
 * Format": eight header lines, then one line an hour; hours run from 1 to 24 and end at the time they name, in the
 * station's standard time.
 */

const HEADER_LINES = 8;
const OFFSET_FIELD = 8;
/** Field numbers from 0, with the code from which on a value is missing. */
const FIELDS = [
  { name: "dry_bulb_c", at: 6, missingFrom: 99.9 },
  { name: "relative_humidity_percent", at: 8, missingFrom: 999 },
  { name: "global_horizontal_w_per_m2", at: 13, missingFrom: 9999 },
] as const;

/** Whether a file is an EnergyPlus weather file by its name. */
export function isEpw(name: string): boolean {
  return /\.epw$/i.test(name);
}

/**
 * Writes an EPW file as CSV, a line for a line, so that it is read, judged and reported like any other file: `time` is the
 * start of the hour with the station's offset.
 * @returns what is wrong when it has no LOCATION line with an offset; null when it was written.
 */
export async function epwToCsv(path: string, csvPath: string): Promise<"not-an-epw" | null> {
  const lines = (await readFile(path, "latin1")).split(/\r?\n/);
  const location = lines[0]?.split(",") ?? [];
  const offsetHours = Number(location[OFFSET_FIELD]);
  if (
    location[0]?.toUpperCase() !== "LOCATION" ||
    !Number.isFinite(offsetHours) ||
    Math.abs(offsetHours) > 14
  )
    return "not-an-epw";
  const out = [`time,${FIELDS.map(({ name }) => name).join(",")}`];
  // Header lines keep their numbers, so that a rejection names the line of the EPW file.
  for (let line = 1; line < HEADER_LINES; line++) out.push("");
  for (const line of lines.slice(HEADER_LINES))
    out.push(line.trim() === "" ? "" : csvLine(line, offsetHours));
  await writeFile(csvPath, `${out.join("\n")}\n`, "utf8");
  return null;
}

function csvLine(line: string, offsetHours: number): string {
  const fields = line.split(",");
  const values = FIELDS.map(({ at, missingFrom }) => {
    const text = fields[at]?.trim() ?? "";
    return Number(text) >= missingFrom ? "" : text;
  });
  return [hourStart(fields, offsetHours), ...values].join(",");
}

/** The start of the hour; what is no time is handed on as it is and refused where times are read. */
function hourStart(fields: readonly string[], offsetHours: number): string {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN, hour = Number.NaN] = fields.map(Number);
  const said = fields.slice(0, 4).join("-");
  if (![year, month, day, hour].every(Number.isInteger) || hour < 1 || hour > 24) return said;
  const start = new Date(Date.UTC(year, month - 1, day, hour - 1));
  if (start.getUTCDate() !== day || start.getUTCMonth() !== month - 1) return said;
  const sign = offsetHours < 0 ? "-" : "+";
  const minutes = Math.round(Math.abs(offsetHours) * 60);
  const two = (value: number): string => String(value).padStart(2, "0");
  const offset = `${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return `${start.toISOString().slice(0, 16)}${offset}`;
}
