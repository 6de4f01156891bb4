import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openControl } from "../node/control.ts";
import { openNode } from "../node/node.ts";
import { cityProfiles } from "../node/profile.ts";
import { husting } from "./command.ts";
import { dailyRecord, hourlyCsv, hourlyRegister } from "./simulated-files.ts";

// Processes and browsers take their time on a busy machine.
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

describe("husting savings, on two files and no node", () => {
  const periods = ["--baseline-end", "2023-01-01T00:00Z", "--reporting-start", "2023-01-01T00:00Z"];
  let files: string[];

  beforeAll(() => {
    const { use, temperature } = dailyRecord({
      startMs: Date.UTC(2022, 0, 1),
      days: 730,
      savedShareFromDay: [365, 0.1],
    });
    files = [
      "--meter",
      write("use.csv", use),
      "--weather",
      write("air.csv.gz", gzipSync(temperature)),
      "--zone",
      "UTC",
    ];
  });

  it("says in words what was avoided", async () => {
    const { code, stdout, stderr } = await husting("savings", ...files, ...periods);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    for (const word of [
      "CalTRACK 2.0 daily",
      "Avoided use",
      "known to cover too little",
      "365 of 365 days measured",
    ]) {
      expect(stdout).toContain(word);
    }
  });

  it("gives one object with stable keys, and finds the tenth that was saved", async () => {
    const { code, stdout } = await husting("savings", ...files, ...periods, "--json");
    expect(code).toBe(0);
    const found = JSON.parse(stdout);
    expect(found).toMatchObject({
      method: "caltrack-daily",
      model: {
        type: expect.stringMatching(/^(intercept_only|hdd_only|cdd_only|cdd_hdd)$/),
        coefficients: {
          intercept: expect.any(Number),
          betaHdd: expect.any(Number),
          betaCdd: expect.any(Number),
        },
        balancePoints: { heating: expect.any(Number), unit: "F" },
      },
      fit: { rSquaredAdjusted: expect.any(Number), cvrmse: expect.any(Number) },
      savings: {
        unit: "kWh",
        value: expect.any(Number),
        publishedBand: { method: "FSU", value: expect.any(Number) },
      },
      coverage: {
        baseline: { daysCounted: 365, daysExpected: 365 },
        reporting: { daysCounted: 365, daysExpected: 365 },
      },
    });
    expect(found.savings).not.toHaveProperty("interval90");
    expect(found.savings.value).toBeCloseTo(found.savings.counterfactual - found.savings.observed, 6);
    expect(Math.abs(found.savings.share - 0.1)).toBeLessThan(0.02);
  });

  it("says why there is no statement, with exit code 1", async () => {
    const { use, temperature } = dailyRecord({ startMs: Date.UTC(2022, 0, 1), days: 60 });
    const short = [
      "--meter",
      write("short.csv", use),
      "--weather",
      write("short-air.csv", temperature),
      "--zone",
      "UTC",
    ];
    const words = ["--baseline-end", "2022-02-20T00:00Z", "--reporting-start", "2022-02-20T00:00Z"];
    const { code, stdout, stderr } = await husting("savings", ...short, ...words);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr.trim().length).toBeGreaterThan(20);
    const json = await husting("savings", ...short, ...words, "--json");
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, reason: { code: expect.any(String) } });
    expect(json.code).toBe(1);
  });

  it.each([
    ["a meter that is not named", ["--weather", "x", "--zone", "UTC", ...periods], "--meter is missing"],
    ["a zone that is none", ["--meter", "x", "--weather", "x", "--zone", "Umeå", ...periods], "--zone Umeå"],
    [
      "an instant without its offset",
      [
        "--meter",
        "x",
        "--weather",
        "x",
        "--zone",
        "UTC",
        "--baseline-end",
        "2023-01-01",
        "--reporting-start",
        "2023-01-01T00:00Z",
      ],
      "--baseline-end 2023-01-01",
    ],
    [
      "reporting before the baseline's end",
      [
        "--meter",
        "x",
        "--weather",
        "x",
        "--zone",
        "UTC",
        "--baseline-end",
        "2023-01-02T00:00Z",
        "--reporting-start",
        "2023-01-01T00:00Z",
      ],
      "lies before",
    ],
    [
      "an unknown unit",
      ["--meter", "x", "--weather", "x", "--zone", "UTC", "--unit", "foo", ...periods],
      "--unit foo",
    ],
    [
      "a unit of no energy",
      ["--meter", "x", "--weather", "x", "--zone", "UTC", "--unit", "°C", ...periods],
      "no unit of energy",
    ],
    [
      "an unknown method",
      ["--meter", "x", "--weather", "x", "--zone", "UTC", "--method", "guess", ...periods],
      "--method guess",
    ],
    ["an unknown flag", ["--metre", "x"], "--metre"],
    [
      "a temperature in Kelvin",
      ["--meter", "x", "--weather", "x", "--zone", "UTC", "--temperature-unit", "K", ...periods],
      "--temperature-unit K",
    ],
  ])("%s is refused in words, with exit code 2", async (_, args, words) => {
    const { code, stdout, stderr } = await husting("savings", ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(words);
    expect(stderr).toContain("husting savings --meter FILE");
  });

  it("a file that is not there is named", async () => {
    const { code, stderr } = await husting("savings", ...files.with(1, at("nowhere.csv")), ...periods);
    expect(code).toBe(2);
    expect(stderr).toContain(`${at("nowhere.csv")}: there is no such file`);
    expect(stderr).not.toContain("    at ");
  });
});

const reference = join(
  import.meta.dirname,
  "../..",
  process.env.HUSTING_REFERENCE_DATA ?? "../shared/data",
  "caltrack",
);

describe.skipIf(!existsSync(reference))("husting savings on the published CalTRACK sample", () => {
  it("gives the published model and saving, to six significant digits", async () => {
    const { code, stdout } = await husting(
      "savings",
      ...["--meter", join(reference, "il-electricity-cdd-hdd-daily.csv.gz")],
      ...[
        "--weather",
        join(reference, "il-electricity-cdd-hdd-tempF.csv.gz"),
        "--temperature-unit",
        "F",
        "--zone",
        "UTC",
      ],
      ...["--baseline-end", "2016-12-26T00:00Z", "--reporting-start", "2017-01-04T00:00Z", "--json"],
    );
    expect(code).toBe(0);
    const { model, savings } = JSON.parse(stdout);
    expect(model.type).toBe("cdd_hdd");
    expect(model.balancePoints).toEqual({ heating: 53, cooling: 68, unit: "F" });
    const pairs: [number, number][] = [
      [model.coefficients.intercept, 13.472386],
      [model.coefficients.betaCdd, 2.516255],
      [model.coefficients.betaHdd, 1.112295],
      [savings.value, 793.9085],
      [savings.publishedBand.value, 315.4154],
    ];
    // Half a unit of the sixth digit: the published figures are rounded themselves.
    for (const [found, published] of pairs) {
      const sixthDigit = 10 ** (Math.floor(Math.log10(published)) - 5);
      expect(Math.abs(found - published)).toBeLessThan(sixthDigit / 2);
    }
  });
});

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
      "1 files taken, 0 refused. Readings: 48 new, 0 corrected, 0 known already, 0 rows rejected.",
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
    expect(stdout).toContain("Dry run: nothing was kept. 1 files taken, 0 refused. Readings: 48 new");
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
    expect(stdout).toMatch(/[12] files taken/);
    expect(await known(data, "school/electricity")).not.toEqual([]);
    if (name !== "cut.csv.gz") expect(code).toBe(1);
  });

  it("a file that is not there is refused with its name", async () => {
    const data = await emptyCity("nowhere");
    const { code, stderr } = await husting("import", at("nowhere.csv"), "--data", data, ...flags("school"));
    expect(code).toBe(1);
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
    ["a kind that is none", ["x.csv", ...flags("a"), "--kind", "guess"], "guess"],
    ["a mapping that is not there", ["x.csv", "--mapping", at("none.json")], "none.json"],
    ["no data directory", ["x.csv", ...flags("a"), "--data", ""], "--data is missing"],
    [
      "a directory that is no city's",
      ["x.csv", ...flags("a"), "--data", at("no-city")],
      "is no data directory of a city",
    ],
  ])("%s is refused in words, with exit code 2", async (_, args, words) => {
    const { code, stderr } = await husting("import", ...["--data", at("flags")], ...args);
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

describe("husting admin", () => {
  it("makes the first administrator, and puts it on record", async () => {
    const data = await emptyCity("admin");
    const made = await husting("admin", "First.Person@umea.example", "--data", data);
    expect(made.code).toBe(0);
    const log = await husting("verify-log", data);
    expect(log.stdout).toContain("The log holds: 1 entries of umea");
    const node = await openNode(data);
    expect(await node.signIn.people()).toMatchObject([
      { email: "first.person@umea.example", role: "administrator" },
    ]);
    await node.close();
  });

  it.each([
    ["no address", [], "name one e-mail address"],
    ["an address that is none", ["nobody"], "nobody is no e-mail address"],
    ["an unknown role", ["a@umea.example", "--role", "king"], "--role king is not known"],
    [
      "a directory that is no city's",
      ["a@umea.example", "--data", at("no-city")],
      "is no data directory of a city",
    ],
  ])("%s is refused in words, with exit code 2", async (_, args, words) => {
    const { code, stderr } = await husting("admin", "--data", at("admin"), ...args);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
    expect(stderr).not.toContain("    at ");
  });
});

describe("the command line", () => {
  const commands = ["savings", "import", "serve", "verify-log", "admin"];

  it("an unknown command is refused, and the known ones are listed", async () => {
    const { code, stdout, stderr } = await husting("save");
    expect(code).toBe(2);
    expect(stderr).toContain('there is no command "save"');
    for (const command of commands) expect(stdout).toContain(command);
  });

  it("a name every object has is no command", async () => {
    expect((await husting("constructor")).code).toBe(2);
    expect((await husting("__proto__")).code).toBe(2);
  });

  it.each(commands)("%s explains itself", async (command) => {
    const { code, stdout } = await husting(command, "--help");
    expect(code).toBe(0);
    expect(stdout).toContain(`husting ${command} `);
  });

  it.each([
    ["serve", ["--city", "umea", "--data", at("x")], "--port is missing"],
    ["serve", ["--city", "atlantis", "--data", at("x"), "--port", "0"], "--city atlantis"],
    ["serve", ["--city", "umea", "--data", at("x"), "--port", "99999"], "--port 99999"],
    ["verify-log", [], "name one directory or address"],
    ["verify-log", [at("no-log")], "holds neither"],
    ["verify-log", ["http://127.0.0.1:9"], "127.0.0.1:9"],
    ["verify-log", [at("flags"), "--key", at("no-key.json")], "no-key.json"],
  ])("%s %j is refused in words, with exit code 2", async (command, args, words) => {
    const { code, stderr } = await husting(command, ...args);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
    expect(stderr).not.toContain("    at ");
  });
});
