import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { hourlyRecord } from "../e2e/simulated-files.ts";
import { claimMethods } from "../features/savings/claims/method-names.ts";
import type { PortfolioRow } from "../features/savings/claims/portfolio.ts";
import { readWeatherFile } from "./meter-files.ts";
import { metersIn } from "./meter-folder.ts";
import { type MeterWork, workThrough } from "./meter-threads.ts";
import type { PortfolioOrder } from "./portfolio-thread.ts";

/** Meters a second that `husting portfolio` works through, from two hourly years in CSV files to rows, by method. */

const METERS = 200;
const YEARS = { startMs: Date.UTC(2022, 0, 1), hours: 2 * 365 * 24 };
const MEASURE_MS = Date.UTC(2023, 0, 1);

export default async function bench(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "husting-portfolio-bench-"));
  try {
    const weatherPath = join(folder, "air.csv");
    for (let meter = 0; meter < METERS; meter++) {
      const { use, temperature } = hourlyRecord({ ...YEARS, seed: meter });
      if (meter === 0) writeFileSync(weatherPath, temperature);
      writeFileSync(join(folder, `b${meter}-${meter % 3 === 0 ? "gas" : "electricity"}.csv`), use);
    }
    const naming = { pattern: "{building}-{carrier}.csv", carrierNames: [], carrier: undefined };
    const { meters } = metersIn(folder, naming, weatherPath);
    const weather = await readWeatherFile(weatherPath, { zone: "UTC" }, "C");
    if (!weather.ok) throw new Error(weather.why);
    const module = new URL("./portfolio-thread.ts", import.meta.url);
    for (const method of claimMethods) {
      const work: MeterWork<PortfolioOrder> = {
        zone: "UTC",
        outdoors: weather.readings,
        temperatureUnit: "C",
        layout: { zone: "UTC" },
        meaning: { unit: "kWh", kind: "interval", registerWidth: null, suspectZeros: "gaps" },
        order: {
          method,
          periods: { baselineEndMs: MEASURE_MS, reportingStartMs: MEASURE_MS },
          country: "SE",
          leftOut: [],
        },
      };
      const startedMs = performance.now();
      const answers = await workThrough<PortfolioOrder, PortfolioRow>(module, work, meters);
      const seconds = (performance.now() - startedMs) / 1000;
      const claimed = answers.filter(({ result }) => result.ok && result.value.reason === null).length;
      print(
        `portfolio, ${method.padEnd(16)} ${(METERS / seconds).toFixed(1).padStart(6)} meters/s on ${availableParallelism()} cores, files read, intervals and events included (${claimed} of ${METERS} claimed)`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
