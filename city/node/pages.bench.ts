import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPages } from "../../scripts/build.ts";
import { METHOD_VERSION, type ResultSummary } from "../features/savings/index.ts";
import { openNode } from "./node.ts";
import { cityProfiles } from "./profile.ts";
import { createServer } from "./server.ts";

const BUILDINGS = 400;
const RUNS = 60;

/** How long pages of a city with 400 buildings and 800 metering points take, warm. Bound: a median of 100 ms. */
export default async function bench(print: (line: string) => void): Promise<void> {
  buildPages();
  const directory = mkdtempSync(join(tmpdir(), "husting-bench-"));
  const node = await openNode(directory, { profile: { ...cityProfiles.umea, simulated: true } });
  try {
    await fill(node);
    const app = await createServer(node);
    for (const path of ["/en", "/zh?order=saving", "/en.json", "/sv/buildings/house-7"]) {
      const times: number[] = [];
      for (let run = 0; run < RUNS; run++) {
        const started = performance.now();
        const response = await app.request(`http://localhost${path}`);
        const bytes = (await response.arrayBuffer()).byteLength;
        if (response.status !== 200 || bytes < 500) throw new Error(`${path} answered ${response.status}`);
        times.push(performance.now() - started);
      }
      const warm = times.slice(10).sort((a, b) => a - b);
      const at = (share: number): string => warm[Math.floor(warm.length * share)]!.toFixed(1);
      print(`${path.padEnd(24)} median ${at(0.5)} ms, p95 ${at(0.95)} ms   (bound: median ≤ 100 ms)`);
    }
  } finally {
    await node.close();
    rmSync(directory, { recursive: true });
  }
}

async function fill(node: Awaited<ReturnType<typeof openNode>>): Promise<void> {
  for (let index = 0; index < BUILDINGS; index++) {
    const name = `House ${index}`;
    const buildingId = await node.registry.ensureBuilding({
      slug: `house-${index}`,
      names: { sv: name, zh: name, en: name },
      use: "school",
      yearBuilt: 1970,
      floorAreaM2: 1000 + index,
      floorAreaKind: "Atemp",
      storeys: 2,
    });
    for (const carrier of ["district-heat", "electricity"]) {
      const pointId = await node.registry.ensurePoint({
        key: `house-${index}/${carrier}`,
        buildingId,
        roomId: null,
        carrier,
        kind: "interval",
        unit: "kWh",
        stepMinutes: 60,
        registerWidth: null,
      });
      const period = {
        from: "2025-01-01",
        to: "2025-12-31",
        daysCounted: 360,
        daysExpected: 365,
        share: 360 / 365,
      };
      const summary: ResultSummary = {
        type: "energy",
        year: {
          fromDate: "2025-01-01",
          toDate: "2025-12-31",
          kwh: 100_000 + index * 37,
          measuredShare: 0.98,
        },
        about: { kind: "year-on-year" },
        statement: {
          ok: true,
          method: "caltrack-daily",
          methodVersion: METHOD_VERSION,
          zone: "Europe/Stockholm",
          model: {
            type: "hdd_only",
            coefficients: { intercept: 120.5, betaHdd: 30.25, betaCdd: 0 },
            balancePoints: { heating: 60, cooling: null, unit: "F" },
            inTemperatureUnit: {
              coefficients: { intercept: 120.5, betaHdd: 54.45, betaCdd: 0 },
              balancePoints: { heating: 15.6, cooling: null },
              unit: "C",
            },
          },
          fit: {
            rSquared: 0.9,
            rSquaredAdjusted: 0.9,
            rmse: 10,
            rmseAdjusted: 10,
            cvrmse: 0.1,
            cvrmseAdjusted: 0.1,
            nmbe: 0,
            nmae: 0.1,
            autocorrelation: 0.3,
            nPrime: 200,
            observations: 360,
            parameters: 1,
            observedMean: 270,
            observedVariance: 900,
          },
          savings: {
            unit: "kWh",
            observed: 100_000,
            counterfactual: 105_000,
            value: 5_000 - index * 20,
            share: 0.05 - index / 5_000,
            publishedBand: {
              method: "FSU",
              value: 2_000,
              confidence: 0.9,
              label: "published-formula-known-to-cover-too-little",
            },
          },
          coverage: { baseline: period, reporting: period },
        },
        weatherPointId: 1,
        readings: 17_520,
        firstMs: Date.UTC(2024, 0, 1),
        lastMs: Date.UTC(2025, 11, 31, 23),
      };
      const months = Array.from({ length: 24 }, (_, month) => ({
        startMs: Date.UTC(2024, month, 1),
        kwh: 8_000 + 4_000 * Math.cos((month / 6) * Math.PI),
        counterfactualKwh: month < 12 ? null : 8_500 + 4_000 * Math.cos((month / 6) * Math.PI),
        measuredShare: 1,
      }));
      const days = {
        temperatureC: Array.from({ length: 365 }, (_, day) => 5 - 15 * Math.cos((day / 182.5) * Math.PI)),
        kwh: Array.from({ length: 365 }, (_, day) => 300 + 200 * Math.cos((day / 182.5) * Math.PI)),
      };
      await node.civic
        .insertInto("result")
        .values({
          point_id: pointId,
          building_id: buildingId,
          computed_at_ms: 0,
          input_version: 0,
          weather_version: 0,
          method_version: METHOD_VERSION,
          summary: JSON.stringify(summary),
          detail: JSON.stringify({ months, days, findings: [], openQuestions: 0 }),
        })
        .execute();
    }
  }
}
