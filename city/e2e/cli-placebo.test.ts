import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { husting } from "./command.ts";
import { hourlyRecord } from "./simulated-files.ts";

// Processes take their time on a busy machine.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const folder = mkdtempSync(join(tmpdir(), "husting-placebo-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

describe("husting placebo, on a folder of meters", () => {
  const startMs = Date.UTC(2021, 0, 1);
  const threeYears = { startMs, hours: 3 * 365 * 24 };

  it("scores each pair of years, and lists what it could not compare, test or read", async () => {
    const { use, temperature } = hourlyRecord({ ...threeYears, seed: 1 });
    const weather = write("air.csv", temperature);
    write("school-electricity.csv", use);
    write("library-district-heat.csv", hourlyRecord({ ...threeYears, seed: 2 }).use);
    write("shed-electricity.csv", hourlyRecord({ ...threeYears, changeUse: (kwh) => kwh / 100 }).use);
    write("stuck-electricity.csv", hourlyRecord({ ...threeYears, changeUse: () => 7 }).use);
    const exporting = (kwh: number, atMs: number) => (atMs === startMs + 3_600_000 ? -kwh : kwh);
    write("roof-electricity.csv", hourlyRecord({ ...threeYears, changeUse: exporting }).use);
    write("torn-electricity.csv", "nothing of use\n");
    write("chiller-cooling.csv", use);
    write("notes.txt", "a folder holds more than meters");
    const flags = [folder, "--weather", weather, "--method", "caltrack-daily", "--method", "husting-daily"];
    const { code, stdout } = await husting("placebo", ...flags, "--json");
    expect(code).toBe(0);
    const found = JSON.parse(stdout);
    expect(found.calibrations).toMatchObject([{ name: expect.any(String), date: expect.any(String) }]);
    expect(
      found.summaries.map(({ carrier, method, pairs }: Record<string, unknown>) => [carrier, method, pairs]),
    ).toEqual([
      ["heat", "caltrack-daily", 2],
      ["heat", "husting-daily", 2],
      ["electricity", "caltrack-daily", 3],
      ["electricity", "husting-daily", 3],
    ]);
    const scored = found.rows.filter(({ result }: { result: { ok: boolean } }) => result.ok);
    for (const { result } of scored) {
      expect(Math.abs(result.score.nmbe)).toBeLessThan(0.03);
      expect(result.score.intervalHolds).toBe(true);
    }
    const reasonsOf = (building: string) =>
      [...found.rows, ...found.excluded]
        .filter((row) => row.building === building)
        .map((row) => (row.result ?? row).reason?.code ?? "scored");
    expect(reasonsOf("shed")).toEqual(["too-little-use", "too-little-use"]);
    expect(reasonsOf("roof")).toEqual(["negative-use", "negative-use", "scored", "scored"]);
    expect(new Set(reasonsOf("stuck"))).toEqual(new Set(["constant-use"]));
    expect(found.failures.map(({ building }: { building: string }) => building)).toEqual(["chiller", "torn"]);
    expect(found.aside.map(({ file }: { file: string }) => file)).toEqual(["notes.txt"]);

    const text = await husting("placebo", ...flags, "--fit-years", "2021");
    for (const words of [
      "holds zero",
      "Not compared",
      "Refused by a method",
      "could not be tested",
      "set aside",
    ]) {
      expect(text.stdout).toContain(words);
    }
    expect(text.stdout).not.toMatch(/NaN|undefined/);
    expect(text.stdout).not.toContain("2022");
    const bills = await husting("placebo", ...flags.slice(0, 3), "--method", "caltrack-billing", "--json");
    const ofBills = JSON.parse(bills.stdout);
    expect(ofBills.calibrations).toHaveLength(2);
    expect(ofBills.summaries).toMatchObject([
      { carrier: "heat", method: "caltrack-billing", medianMonthlyCvrmse: expect.any(Number) },
      { carrier: "electricity", method: "caltrack-billing", publishedCoverage: expect.any(Number) },
    ]);
  });

  it.each([
    ["no folder", [], "name one folder"],
    ["a folder that is not there", [join(folder, "nowhere"), "--weather", "x"], "no folder that can be read"],
    ["a method of bills that is none", [folder, "--weather", "x", "--method", "guess"], "--method guess"],
    ["years that are none", [folder, "--weather", "x", "--fit-years", "last"], "--fit-years last"],
  ])("%s is refused in words, with exit code 2", async (_, args, words) => {
    const { code, stderr } = await husting("placebo", ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

const reference = resolve(
  import.meta.dirname,
  "../..",
  process.env.HUSTING_REFERENCE_DATA ?? "../shared/data",
  "cambridge",
);

describe.skipIf(!existsSync(join(reference, "weather-bedford.csv.gz")))(
  "husting placebo on the Cambridge buildings",
  () => {
    it("gives the recorded errors of CalTRACK and the recorded coverage of its published band", async () => {
      const { code, stdout } = await husting(
        "placebo",
        ...[reference, "--weather", join(reference, "weather-bedford.csv.gz")],
        ...[
          "--fit-years",
          "2013-2018",
          "--method",
          "caltrack-daily",
          "--method",
          "caltrack-hourly",
          "--json",
        ],
      );
      expect(code).toBe(0);
      const line = (carrier: string, method: string) =>
        JSON.parse(stdout).summaries.find(
          (one: Record<string, unknown>) => one.carrier === carrier && one.method === method,
        );
      // cambridge/placebo-caltrack.csv of the shared data: pairs, daily and hourly CVRMSE, coverage of the published band.
      const recorded = [
        ["electricity", 168, 0.216, 0.224, 0.321],
        ["heat", 64, 0.375, 0.539, 0.562],
      ] as const;
      for (const [carrier, pairs, daily, hourly, coverage] of recorded) {
        const byDay = line(carrier, "caltrack-daily");
        expect(byDay).toMatchObject({ pairs, refused: 0 });
        expect(byDay.medianDailyCvrmse).toBeCloseTo(daily, 3);
        expect(Math.abs(byDay.publishedCoverage - coverage)).toBeLessThan(0.001);
        expect(line(carrier, "caltrack-hourly").medianHourlyCvrmse).toBeCloseTo(hourly, 3);
      }
    });
  },
);
