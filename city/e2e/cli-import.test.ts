import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it, vi } from "vitest";
import { openControl } from "../node/control.ts";
import { openNode } from "../node/node.ts";
import { cityProfiles } from "../node/profile.ts";
import { husting } from "./command.ts";
import { hourlyCsv, hourlyRegister } from "./simulated-files.ts";

// Processes take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), "husting-cli-"));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An empty city's data directory. */
async function emptyCity(name: string): Promise<string> {
  const path = at(name);
  await (await openNode(path, { profile: cityProfiles.umea })).close();
  return path;
}

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(at(name), content);
  return at(name);
}

describe("husting import", () => {
  const flags = (building: string): string[] => [
    ...["--building", building, "--carrier", "electricity", "--kind", "interval", "--step", "60"],
    ...["--time-column", "time", "--value-column", "kWh", "--unit", "kWh", "--zone", "Europe/Stockholm"],
  ];
  const hours = { startMs: Date.UTC(2024, 0, 1), hours: 48 };

  it("takes a file by flags; a second time it changes nothing", async () => {
    const data = await emptyCity("flags");
    const file = write("hours.csv", hourlyCsv(hours));
    const first = await husting("import", file, "--data", data, ...flags("school"));
    expect(first.code).toBe(0);
    expect(first.stdout).toContain(
      "1 file taken, 0 refused. Readings: 48 new, 0 corrected, 0 known already, 0 rows rejected.",
    );
    const second = await husting("import", file, "--data", data, ...flags("school"));
    expect(second.stdout).toContain("Readings: 0 new, 0 corrected, 48 known already");
    expect(await known(data, "school/electricity")).toHaveLength(48);
  });

  it("takes many files by a mapping: plain and gzip, registers and weather", async () => {
    const data = await emptyCity("mapping");
    const mapping = write(
      "mapping.json",
      JSON.stringify({
        version: 1,
        files: "{building}-{carrier}.csv",
        separator: ";",
        time: { column: "time", zone: "Europe/Stockholm", marks: "start" },
        value: { column: 2, unit: "MWh", decimalSeparator: "," },
        point: {
          building: "{building}",
          carrier: "{carrier}",
          carrierNames: { heat: "district-heat" },
          kind: "cumulative",
          stepMinutes: 60,
        },
      }),
    );
    const files = ["school-heat.csv", "library-heat.csv"].map((name) => write(name, hourlyRegister(hours)));
    const { code, stdout } = await husting("import", ...files, "--data", data, "--mapping", mapping);
    expect(code).toBe(0);
    expect(stdout).toContain("2 files taken");
    const readings = await known(data, "library/district-heat");
    expect(readings.slice(0, 2)).toEqual([123.456, 123.467]);
  });

  it("a dry run says what would happen and keeps nothing", async () => {
    const data = await emptyCity("dry");
    const file = write("dry.csv", hourlyCsv(hours));
    const { code, stdout } = await husting("import", file, "--data", data, ...flags("school"), "--dry-run");
    expect(code).toBe(0);
    expect(stdout).toContain("Dry run: nothing was kept. 1 file taken, 0 refused. Readings: 48 new");
    const node = await openNode(data);
    expect(await node.registry.points()).toEqual([]);
    expect(await node.registry.buildings()).toEqual([]);
    expect(await node.readings.deliveries(10)).toEqual([]);
    await node.close();
  });

  it("a bad row is named with its file, row and column; the rest is taken", async () => {
    const data = await emptyCity("bad-row");
    const rows = hourlyCsv(hours).split("\n");
    const file = write(
      "rows.csv",
      rows.with(3, rows[3]!.replace(/,.*/, ",broken")).with(5, "2024-02-30T00:00Z,1").join("\n"),
    );
    const { code, stdout, stderr } = await husting("import", file, "--data", data, ...flags("school"));
    expect(stderr).toContain(`${file}, row 4, column kWh: this is not a number`);
    expect(stderr).toContain("(broken)");
    expect(stderr).toContain(`${file}, row 6, column time:`);
    expect(stdout).toContain("Readings: 46 new, 0 corrected, 0 known already, 2 rows rejected.");
    expect(code).toBe(0);
    const node = await openNode(data);
    expect(await node.readings.rejections(1, 10)).toHaveLength(2);
    await node.close();
  });

  it.each([
    ["empty.csv", "", "the file is empty"],
    ["columns.csv", "when,what\n2024-01-01T00:00Z,1\n", "column time: the file has no such column"],
    ["binary.csv", Uint8Array.from({ length: 4_000 }, (_, i) => (i * 7) % 32), "the file"],
    ["cut.csv.gz", gzipSync(hourlyCsv({ startMs: 0, hours: 9_000 })).subarray(0, 5_000), "gzip"],
    [
      "damaged.csv.gz",
      gzipSync(hourlyCsv(hours)).map((byte, i) => (i === 40 ? byte ^ 255 : byte)),
      "the gzip is damaged",
    ],
  ])("%s is refused with its name and the reason, and the others are taken", async (name, content, why) => {
    const data = await emptyCity(`refused-${name}`);
    const bad = write(name, content);
    const good = write("good.csv", hourlyCsv(hours));
    const { code, stdout, stderr } = await husting("import", bad, good, "--data", data, ...flags("school"));
    expect(stderr).toContain(bad);
    expect(stderr).toContain(why);
    expect(stderr).not.toContain("    at ");
    expect(stdout).toMatch(/[12] files? taken/);
    expect(await known(data, "school/electricity")).not.toEqual([]);
    expect(code).toBe(1);
  });

  it("a file of which no row can be taken is no success", async () => {
    const data = await emptyCity("none");
    const file = write("none.csv", "time;kWh\n2024-01-01 00:00;1,5\n2024-01-01 01:00;2,5\n");
    const { code, stdout, stderr } = await husting("import", file, "--data", data, ...flags("school"));
    expect(code).toBe(1);
    expect(stdout).toContain("1 file taken, 0 refused, 1 not whole. Readings: 0 new");
    expect(stderr).toContain("no row of this file could be taken");
  });

  it("values that cannot be are rejected by row: negative use, a temperature below absolute zero", async () => {
    const data = await emptyCity("possible");
    const use = write("use.csv", "time,kWh\n2024-01-01 00:00,1.5\n2024-01-01 01:00,-3\n");
    const { stderr } = await husting("import", use, "--data", data, ...flags("school"));
    expect(stderr).toContain("row 3, column kWh: the value is lower than can be");
    const weather = write("wx.csv", "time,C\n2024-01-01 00:00,-400\n2024-01-01 01:00,-4\n");
    await husting(
      ...["import", weather, "--data", data, "--building", "station", "--carrier", "outdoor-temperature"],
      ...["--kind", "instantaneous", "--step", "60", "--time-column", "time", "--value-column", "C"],
      ...["--unit", "°C", "--zone", "UTC"],
    );
    expect(await known(data, "station/outdoor-temperature")).toHaveLength(1);
  });

  it("a file that is not there is refused with its name, and leaves no building behind", async () => {
    const data = await emptyCity("nowhere");
    const { code, stderr } = await husting("import", at("nowhere.csv"), "--data", data, ...flags("school"));
    expect(code).toBe(1);
    const node = await openNode(data);
    expect([await node.registry.buildings(), await node.registry.points()]).toEqual([[], []]);
    await node.close();
    expect(stderr).toContain(`${at("nowhere.csv")}: there is no such file`);
  });

  it("the same point given in another unit is refused, not mixed", async () => {
    const data = await emptyCity("unit");
    const file = write("unit.csv", hourlyCsv(hours));
    await husting("import", file, "--data", data, ...flags("school"));
    const { code, stderr } = await husting(
      "import",
      file,
      "--data",
      data,
      ...flags("school"),
      "--unit",
      "MWh",
    );
    expect(code).toBe(1);
    expect(stderr).toContain("school/electricity is known as");
  });

  it.each([
    ["no file", [], "name at least one file"],
    [
      "no unit",
      [
        "x.csv",
        "--building",
        "a",
        "--carrier",
        "gas",
        "--kind",
        "interval",
        "--step",
        "60",
        "--time-column",
        "1",
        "--value-column",
        "2",
        "--zone",
        "UTC",
      ],
      "--unit is missing",
    ],
    ["an unknown unit", ["x.csv", ...flags("a"), "--unit", "bananas"], "bananas"],
    ["an unknown zone", ["x.csv", ...flags("a"), "--zone", "Mars/Olympus"], "Mars/Olympus"],
    [
      "a step that is none",
      ["x.csv", ...flags("a"), "--step", "7"],
      "steps are 1, 5, 10, 15, 20, 30, 60, 1440",
    ],
    ["a register's width that is none", ["x.csv", ...flags("a"), "--register-width", "99"], "3 to 15 digits"],
    ["a kind that is none", ["x.csv", ...flags("a"), "--kind", "guess"], "guess"],
    ["a mapping that is not there", ["x.csv", "--mapping", at("none.json")], "none.json"],
    ["no data directory", ["x.csv", ...flags("a"), "--data", ""], "--data is missing"],
    [
      "a directory that is no city's",
      ["x.csv", ...flags("a"), "--data", at("no-city")],
      "is no data directory of a city",
    ],
  ])("%s is refused in words, with exit code 2", async (_, args, words) => {
    const { code, stderr } = await husting("import", "--data", at("flags"), ...args);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
    expect(stderr).not.toContain("    at ");
  });

  it("reaches a running node, which does the work itself", async () => {
    const data = at("running");
    const node = await openNode(data, { profile: cityProfiles.umea });
    const control = await openControl(node);
    const file = write("through.csv", hourlyCsv(hours));
    const { code, stdout } = await husting("import", file, "--data", data, ...flags("library"));
    expect(code).toBe(0);
    expect(stdout).toContain("48 new");
    const building = await node.registry.building("library");
    expect(building?.slug).toBe("library");
    const granted = await husting("admin", "first@umea.example", "--data", data);
    expect(granted).toMatchObject({ code: 0, stdout: "first@umea.example is now administrator.\n" });
    expect(await node.signIn.people()).toMatchObject([
      { email: "first@umea.example", role: "administrator" },
    ]);
    await control.close();
    await node.close();
  });

  /** Values known of a point, in ascending time. */
  async function known(data: string, key: string): Promise<number[]> {
    const node = await openNode(data);
    const point = (await node.registry.points()).find((candidate) => candidate.key === key);
    const values = point === undefined ? [] : [...(await node.readings.current(point.id)).value];
    await node.close();
    return values;
  }
});
