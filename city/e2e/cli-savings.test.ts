import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { husting } from "./command.ts";
import { dailyRecord } from "./simulated-files.ts";

// Processes take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), "husting-cli-"));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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
        interval90: {
          low: expect.any(Number),
          high: expect.any(Number),
          halfWidth: expect.any(Number),
          calibration: { name: expect.any(String), date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) },
        },
      },
      coverage: {
        baseline: { daysCounted: 365, daysExpected: 365 },
        reporting: { daysCounted: 365, daysExpected: 365 },
      },
    });
    const { low, high, halfWidth } = found.savings.interval90;
    expect([low, high]).toEqual([found.savings.value - halfWidth, found.savings.value + halfWidth]);
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

  it("a counter's register is refused, not read as use", async () => {
    const stands = Array.from({ length: 800 }, (_, day) => {
      const date = new Date(Date.UTC(2022, 0, 1 + day)).toISOString().slice(0, 10);
      return `${date} 00:00,${30_000 + day * 40}`;
    });
    const register = write("register.csv", `time,kWh\n${stands.join("\n")}\n`);
    const { code, stderr } = await husting("savings", ...files.with(1, register), ...periods);
    expect(code).toBe(2);
    expect(stderr).toContain("counter's register");
  });

  it("a counter's register gives the same statement as the use it counted, a rollover included", async () => {
    const lines = readFileSync(at("use.csv"), "utf8").trim().split("\n").slice(1);
    let register = 99_000_000;
    const stands = lines.map((line) => {
      const [time = "", kwh = ""] = line.split(",");
      const stand = `${time},${(register / 1000).toFixed(3)}`;
      register = (register + Math.round(Number(kwh) * 1000)) % 100_000_000;
      return stand;
    });
    const file = write("counter.csv", `time,kWh\n${stands.join("\n")}\n`);
    const [counted, used] = await Promise.all([
      husting(
        "savings",
        ...files.with(1, file),
        ...periods,
        "--json",
        ...["--kind", "cumulative"],
        ...["--register-width", "5"],
      ),
      husting("savings", ...files, ...periods, "--json"),
    ]);
    expect(counted.code).toBe(0);
    expect(counted.stderr).toContain("rollover");
    const [ofCounter, ofUse] = [JSON.parse(counted.stdout), JSON.parse(used.stdout)];
    expect(ofCounter.coverage.baseline.daysCounted).toBe(365);
    // The last day has no register after it, so its use is not known: one day less of two years.
    expect(ofCounter.coverage.reporting.daysCounted).toBe(364);
    expect(ofCounter.model.coefficients.betaHdd).toBeCloseTo(ofUse.model.coefficients.betaHdd, 6);
    expect(ofCounter.savings.share).toBeCloseTo(ofUse.savings.share, 2);
  });

  it("reads files as other countries write them, each in its own way", async () => {
    const lines = readFileSync(at("use.csv"), "utf8").trim().split("\n");
    const swedish = lines.map((line) => {
      const [time = "", kwh = ""] = line.split(",");
      return `${time.replace(/(\.000)?Z$/, "")};ok;${kwh.replace(".", ",")}`;
    });
    const file = write("svensk.csv", `${swedish.join("\n")}\n`);
    const flags = [
      "--meter-separator",
      ";",
      "--meter-decimal-separator",
      ",",
      "--meter-file-zone",
      "UTC",
      "--meter-value-column",
      "3",
    ];
    const there = await husting("savings", ...files.with(1, file), ...periods, "--json", ...flags);
    const here = await husting("savings", ...files, ...periods, "--json");
    expect(there.stderr).toBe("");
    expect(JSON.parse(there.stdout)).toEqual(JSON.parse(here.stdout));
  });

  it("prints the model in the unit the temperatures came in", async () => {
    const { stdout } = await husting("savings", ...files, ...periods);
    expect(stdout).toContain("per °C under");
    expect(stdout).not.toContain("°F");
  });

  it("weather that cannot be in °C is refused, with the flag to say otherwise", async () => {
    const fahrenheit = readFileSync(at("use.csv"), "utf8")
      .trim()
      .split("\n")
      .map((line, row) => (row === 0 ? line : `${line.split(",")[0]},${row % 2 === 0 ? 71.6 : 50}`));
    const file = write("fahrenheit.csv", `${fahrenheit.join("\n")}\n`);
    const { code, stderr } = await husting("savings", ...files.with(3, file), ...periods);
    expect(code).toBe(2);
    expect(stderr).toContain("--temperature-unit F");
  });

  it("a file that is not there is named", async () => {
    const { code, stderr } = await husting("savings", ...files.with(1, at("nowhere.csv")), ...periods);
    expect(code).toBe(2);
    expect(stderr).toContain(`${at("nowhere.csv")}: there is no such file`);
    expect(stderr).not.toContain("    at ");
  });
});

const reference = resolve(
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
