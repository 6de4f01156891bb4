import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { epwToCsv, isEpw } from "./epw.ts";

const directory = mkdtempSync(join(tmpdir(), "husting-epw-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The header lines of an EPW file, with the offset of a station. */
function header(offset: string): string[] {
  return [
    `LOCATION,Umea,AC,SWE,SRC,022860,63.80,20.28,${offset},12.0`,
    "DESIGN CONDITIONS,0",
    "TYPICAL/EXTREME PERIODS,0",
    "GROUND TEMPERATURES,0",
    "HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0",
    "COMMENTS 1,made for a test",
    "COMMENTS 2,",
    "DATA PERIODS,1,1,Data,Sunday,1/ 1,12/31",
  ];
}

/** One hour: date, flags, dry bulb, dew point, humidity, pressure, then radiation up to the global horizontal. */
function hour(time: string, dryBulb: string, humidity: string, global: string): string {
  return `${time},60,?9?9?9,${dryBulb},-5.0,${humidity},101300,0,0,200,${global},0,0,0,0,0,0,180,3.5`;
}

async function converted(lines: readonly string[]): Promise<string[]> {
  const path = join(directory, "a.epw");
  writeFileSync(path, `${lines.join("\r\n")}\r\n`);
  const fault = await epwToCsv(path, `${path}.csv`);
  if (fault !== null) return [fault];
  return readFileSync(`${path}.csv`, "utf8").trimEnd().split("\n");
}

it("an hour is put where it begins, in the station's standard time, and keeps its line", async () => {
  const lines = await converted([
    ...header("1.0"),
    hour("2024,1,1,1", "-12.3", "85", "0"),
    hour("2024,2,29,24", "0.0", "100", "12"),
  ]);
  expect(lines[0]).toBe("time,dry_bulb_c,relative_humidity_percent,global_horizontal_w_per_m2");
  expect(lines.slice(8)).toEqual(["2024-01-01T00:00+01:00,-12.3,85,0", "2024-02-29T23:00+01:00,0.0,100,12"]);
});

it("missing values are gaps, and half hours of an offset are kept", async () => {
  const [line] = (await converted([...header("-3.5"), hour("2024,1,1,1", "99.9", "999", "9999")])).slice(8);
  expect(line).toBe("2024-01-01T00:00-03:30,,,");
});

it("an hour that does not exist is handed on to be refused, and a file without its place is refused whole", async () => {
  const lines = await converted([
    ...header("8"),
    hour("2023,2,29,1", "1", "2", "3"),
    hour("2023,2,28,25", "1", "2", "3"),
  ]);
  expect(lines.slice(8)).toEqual(["2023-2-29-1,1,2,3", "2023-2-28-25,1,2,3"]);
  expect(await converted(["time,kWh", "1,2"])).toEqual(["not-an-epw"]);
  expect([isEpw("SWE_Umea.epw"), isEpw("a.EPW"), isEpw("a.csv")]).toEqual([true, true, false]);
});
