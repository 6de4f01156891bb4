import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { axeFindings } from "./axe.ts";
import { launchBrowser } from "./browser.ts";
import { husting } from "./command.ts";
import { hourlyRecord } from "./simulated-files.ts";

// Processes take their time on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), "husting-portfolio-"));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const baselineEndMs = Date.UTC(2023, 0, 1);
const years = { startMs: Date.UTC(2022, 0, 1), hours: 730 * 24 };
const saved = (kwh: number, atMs: number): number => (atMs >= baselineEndMs ? 0.9 * kwh : kwh);

describe("husting portfolio, on a folder of meters", () => {
  let flags: string[];

  beforeAll(() => {
    mkdirSync(at("meters"));
    const { use, temperature } = hourlyRecord({ ...years, seed: 1, changeUse: saved });
    writeFileSync(at("air.csv"), temperature);
    writeFileSync(at("meters/a-electricity.csv"), use);
    writeFileSync(at("meters/b-electricity.csv"), hourlyRecord({ ...years, seed: 2, changeUse: saved }).use);
    writeFileSync(at("meters/c-gas.csv"), hourlyRecord({ ...years, seed: 3 }).use);
    writeFileSync(at("meters/d<script>-gas.csv"), "");
    writeFileSync(at("meters/stuck-electricity.csv"), hourlyRecord({ ...years, changeUse: () => 7 }).use);
    writeFileSync(at("meters/torn-electricity.csv"), "nothing of use\n");
    flags = [
      ...[at("meters"), "--weather", at("air.csv"), "--zone", "UTC"],
      ...["--baseline-end", "2023-01-01T00:00Z", "--reporting-start", "2023-01-01T00:00Z"],
    ];
  });

  it("sums what has a claim by carrier, and keeps a row with a reason for what has none", async () => {
    const { code, stdout } = await husting("portfolio", ...flags, "--method", "husting-daily", "--json");
    expect(code).toBe(0);
    const { sums, meters, aside, method } = JSON.parse(stdout);
    expect(method).toBe("husting-daily");
    const [electricity, gas] = ["electricity", "gas"].map((carrier) =>
      sums.find((sum: { carrier: string }) => sum.carrier === carrier),
    );
    expect(electricity).toMatchObject({ metersCounted: 2, metersGiven: 4 });
    expect(Math.abs(electricity.avoidedShare - 0.1)).toBeLessThan(0.02);
    expect(gas).toMatchObject({ metersCounted: 1, metersGiven: 1 });
    expect(Math.abs(gas.avoidedShare)).toBeLessThan(0.02);
    const reasons = meters.filter(({ reason }: { reason: string | null }) => reason !== null);
    expect(reasons.map(({ building }: { building: string }) => building)).toEqual(["stuck", "torn"]);
    expect(reasons[0].reason).toContain("no measured load");
    expect(aside.map(({ file }: { file: string }) => file)).toEqual(["d<script>-gas.csv"]);
    const widths = meters
      .slice(0, 2)
      .map((row: Record<string, number>) => row.interval90HighKwh! - row.interval90LowKwh!);
    const width = electricity.interval90HighKwh - electricity.interval90LowKwh;
    expect(width).toBeGreaterThan(Math.hypot(...widths));
    expect(width).toBeLessThan(widths[0] + widths[1]);
  });

  it("says the same in words, and in Parquet, CSV and a report that runs and fetches nothing", async () => {
    const words = await husting("portfolio", ...flags);
    expect(words.stdout).toContain("No claim (2 of 5)");
    const files = ["table.parquet", "table.csv", "report.html"].map(at);
    const ended = await Promise.all(files.map((file) => husting("portfolio", ...flags, "--out", file)));
    for (const { code, stdout } of ended) {
      expect(code).toBe(0);
      expect(stdout).toContain("5 meters written to");
      expect(stdout).not.toMatch(/NaN|undefined/);
    }
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const query = "SELECT building, avoided_share, no_claim_because IS NULL FROM";
    const [parquet, csv] = await Promise.all(
      files.slice(0, 2).map(async (file) => (await connection.runAndReadAll(`${query} '${file}'`)).getRows()),
    );
    connection.closeSync();
    expect(parquet).toHaveLength(5);
    expect(csv).toEqual(parquet);
    const html = readFileSync(files[2]!, "utf8");
    expect(html).toContain("Meters without a claim");
    expect(html.match(/<caption>/g)!.length).toBeGreaterThanOrEqual(3);
    expect(html).not.toMatch(/<script|https?:|NaN|undefined/);
  });

  it("writes a report that everyone can use (WCAG 2.2 A and AA, as far as axe can tell), on a telephone too", async () => {
    await husting("portfolio", ...flags, "--method", "caltrack-billing", "--out", at("read.html"));
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
      await page.goto(pathToFileURL(at("read.html")).href);
      expect(await axeFindings(page, "every")).toEqual([]);
      const width = await page.evaluate("document.documentElement.scrollWidth");
      expect(width).toBe(320);
      expect(await page.textContent("main")).toContain("cambridge-ordinary-years-billing-1");
    } finally {
      await browser.close();
    }
  });

  it("refuses two files that name the same meter", async () => {
    mkdirSync(at("twice"));
    writeFileSync(at("twice/a-electricity.csv"), "");
    writeFileSync(at("twice/a-electricity.csv.gz"), "");
    const { code, stdout, stderr } = await husting("portfolio", ...flags.with(0, at("twice")));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("two files name the same meter, a electricity");
  });

  it("refuses a form it cannot write, and says when a file cannot be written", async () => {
    const form = await husting("portfolio", ...flags, "--out", at("table.xlsx"));
    expect(form).toMatchObject({ code: 2, stdout: "" });
    expect(form.stderr).toContain(".parquet, .csv or .html");
    const nowhere = await husting("portfolio", ...flags, "--out", at("nowhere/table.csv"));
    expect(nowhere).toMatchObject({ code: 2, stdout: "" });
    expect(nowhere.stderr).toContain("cannot be written");
  });
});
