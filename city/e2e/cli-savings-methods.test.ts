import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { husting } from "./command.ts";
import { hourlyRecord } from "./simulated-files.ts";

// Processes take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), "husting-methods-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const startMs = Date.UTC(2022, 0, 1);
const baselineEndMs = Date.UTC(2023, 0, 1);
const periods = ["--baseline-end", "2023-01-01T00:00Z", "--reporting-start", "2023-01-01T00:00Z"];
const zone = ["--zone", "UTC"];
const methods = [
  "caltrack-daily",
  "caltrack-billing",
  "caltrack-hourly",
  "towt",
  "husting-daily",
  "husting-hourly",
];

describe("husting savings by each method", () => {
  let files: string[];
  let weather: string;

  beforeAll(() => {
    const changeUse = (kwh: number, atMs: number) => (atMs >= baselineEndMs ? 0.9 * kwh : kwh);
    const { use, temperature } = hourlyRecord({ startMs, hours: 730 * 24, changeUse });
    weather = write("air.csv.gz", gzipSync(temperature));
    files = ["--meter", write("use.csv", use), "--weather", weather, ...zone];
  });

  it.each(methods)(
    "%s says the saving, its interval, its record, its model and what was measured",
    async (method) => {
      const { code, stdout, stderr } = await husting("savings", ...files, ...periods, "--method", method);
      expect(stderr).toBe("");
      expect(code).toBe(0);
      for (const words of [
        "Avoided use",
        "90 % interval",
        "cambridge-ordinary-years",
        "Model",
        "Events",
        "Published band",
      ]) {
        expect(stdout).toContain(words);
      }
      expect(stdout).not.toMatch(/NaN|undefined|null/);
    },
  );

  it("prints the country whose days off count, the zone's unless another is said", async () => {
    const by = async (...flags: string[]) =>
      (await husting("savings", ...files, ...periods, "--method", "husting-daily", ...flags)).stdout;
    expect(await by()).toContain("none known");
    expect(await by("--country", "SE")).toContain("Sweden");
    expect(await by("--zone", "Asia/Shanghai")).toContain("China");
  });

  it("takes heat's ordinary years with --heating-only, or the carrier that is said", async () => {
    const carrierOf = async (...flags: string[]) =>
      JSON.parse((await husting("savings", ...files, ...periods, "--json", ...flags)).stdout).carrier;
    expect(await carrierOf()).toBe("electricity");
    expect(await carrierOf("--heating-only")).toBe("heat");
    expect(await carrierOf("--heating-only", "--carrier", "electricity")).toBe("electricity");
  });

  it("says of dates left out and of events what it did about them", async () => {
    const closed = (kwh: number, atMs: number) =>
      atMs >= Date.UTC(2023, 2, 1) && atMs < Date.UTC(2023, 4, 1) ? 0.4 * kwh : kwh;
    const { use } = hourlyRecord({ startMs, hours: 730 * 24, changeUse: closed });
    const given = files.with(1, write("closed.csv", use));
    const kept = await husting("savings", ...given, ...periods);
    expect(kept.stdout).toMatch(
      /Events +2023-0[23]-\d\d to 2023-0[45]-\d\d \(reporting\): .* counted like every other day/,
    );
    const dates = ["--leave-out", "2023-02-20..2023-05-10"];
    const left = await husting("savings", ...given, ...periods, ...dates);
    expect(left.stdout).toContain("2023-02-20 to 2023-05-10: counted in neither period, as was asked");
    expect(left.stdout).toContain("left out, as was asked");
    const wrong = await husting("savings", ...given, ...periods, "--leave-out", "spring");
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
  });

  it("takes a month of zeros in a load that is never zero as a gap, and says so", async () => {
    const [from, to] = [Date.UTC(2023, 4, 1), Date.UTC(2023, 5, 1)];
    const changeUse = (kwh: number, atMs: number) => (atMs >= from && atMs < to ? 0 : kwh);
    const { use } = hourlyRecord({ startMs, hours: 730 * 24, changeUse });
    const given = files.with(1, write("zeros.csv", use));
    const { code, stdout, stderr } = await husting("savings", ...given, ...periods, "--json");
    expect(code).toBe(0);
    const { savings, coverage, notices } = JSON.parse(stdout);
    expect(Math.abs(savings.share)).toBeLessThan(0.02);
    expect(coverage.reporting.daysCounted).toBeLessThanOrEqual(334);
    expect(notices).toHaveLength(1);
    expect(stderr).toContain("a run of zeros");
  });

  it("a constant load is refused in words with exit code 1, whatever the method", async () => {
    const constant = hourlyRecord({ startMs, hours: 730 * 24, changeUse: () => 7 });
    const given = files.with(1, write("constant.csv", constant.use));
    for (const method of methods) {
      const { code, stdout, stderr } = await husting("savings", ...given, ...periods, "--method", method);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toContain("no measured load");
    }
  });
});

const reference = resolve(
  import.meta.dirname,
  "../..",
  process.env.HUSTING_REFERENCE_DATA ?? "../shared/data",
  "caltrack",
);

describe.skipIf(!existsSync(reference))("husting savings on openeemeter's samples", () => {
  const sample = async (step: string, ...flags: string[]) => {
    const file = (name: string): string => join(reference, `il-electricity-cdd-hdd-${name}.csv.gz`);
    const { stdout } = await husting(
      "savings",
      ...["--meter", file(step), "--weather", file("tempF"), "--temperature-unit", "F", "--json"],
      ...["--baseline-end", "2016-12-26T00:00Z", "--reporting-start", "2017-01-04T00:00Z", ...flags],
    );
    return JSON.parse(stdout);
  };

  it("gives the hourly method's published counterfactual", async () => {
    const { savings, model } = await sample("hourly", ...zone, "--method", "caltrack-hourly");
    expect(savings.observed).toBeCloseTo(9073.15, 6);
    expect(savings.value).toBeCloseTo(1104.4326332572996, 6);
    expect(model.months).toHaveLength(12);
    expect(model.months[0].hourOfWeekKwh).toHaveLength(168);
  });

  it("gives the billing method's published bills and model from a file of bills", async () => {
    const flags = ["--zone", "America/Chicago", "--method", "caltrack-billing"];
    const { savings, model, coverage } = await sample("billing_monthly", ...flags);
    expect(savings.observed).toBeCloseTo(7778.74, 6);
    expect(model).toMatchObject({ type: "cdd_hdd", balancePoints: { heating: 54, cooling: 67 } });
    expect(coverage).toMatchObject({
      baseline: { from: "2016-01-22", billsCounted: 11 },
      reporting: { billsCounted: 11 },
    });
    // openeemeter's days have 24 hours even where clocks change, so that days of temperature differ a little.
    expect(Math.abs(savings.value / 795.6761207311779 - 1)).toBeLessThan(0.005);
  });
});
