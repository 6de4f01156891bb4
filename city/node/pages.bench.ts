import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPages } from "../../scripts/build.ts";
import { computePoint, type PointResult } from "../features/savings/compute.ts";
import { RESULT_VERSION } from "../features/savings/index.ts";
import { openNode } from "./node.ts";
import { cityProfiles } from "./profile.ts";
import { createServer } from "./server.ts";

const BUILDINGS = 400;
const RUNS = 60;
const INVENTORY = ["/sv/inventory", "/zh/inventory?page=3", "/sv/inventory/public-buildings"];

/** How long pages of a city with 400 buildings and 800 metering points take, warm. Bound: a median of 100 ms. */
export default async function bench(print: (line: string) => void): Promise<void> {
  buildPages();
  const directory = mkdtempSync(join(tmpdir(), "husting-bench-"));
  const node = await openNode(directory, { profile: { ...cityProfiles.umea, simulated: true } });
  try {
    await fillWeather(node);
    await fill(node);
    const app = await createServer(node);
    for (const path of ["/en", "/zh?order=saving", "/en.json", "/sv/buildings/house-7", ...INVENTORY]) {
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

/** Two years of a simulated hourly meter, with everything a page shows of it. */
function resultOf(carrier: string): PointResult {
  const hours = 2 * 8760;
  const atMs = Float64Array.from({ length: hours }, (_, i) => Date.UTC(2024, 0, 1) + i * 3_600_000);
  const temperatureC = Float64Array.from(
    { length: hours },
    (_, i) => 5 - 12 * Math.cos((2 * Math.PI * i) / 8766) + 4 * Math.sin(i / 31),
  );
  const mantissa = Float64Array.from(temperatureC, (t, i) =>
    Math.round(10 * (8 + Math.max(0, 15 - t) + 2 * Math.sin(i / 3.8) + ((i * 7919) % 13) / 13)),
  );
  return computePoint(
    {
      point: {
        id: 1,
        key: `house/${carrier}`,
        buildingId: 1,
        roomId: null,
        carrier,
        kind: "interval",
        unit: "kWh",
        stepMinutes: 60,
        registerWidth: null,
        declaration: 0,
      },
      installations: [],
      answers: [],
      readings: {
        atMs,
        value: mantissa.map((tenths) => tenths / 10),
        mantissa,
        decimals: new Uint8Array(hours).fill(1),
        quality: new Uint8Array(hours),
      },
      measures: [],
      zone: "Europe/Stockholm",
      country: "SE",
    },
    { pointId: 2, atMs, temperatureC, stepMs: 3_600_000 },
  );
}

const SHARES = {
  "district-heat": { heating: 80, hotWater: 20, cooling: 0, property: 0, users: 0 },
  electricity: { heating: 0, hotWater: 0, cooling: 0, property: 40, users: 60 },
};

/** Outdoor temperatures of the years, for degree days. */
async function fillWeather(node: Awaited<ReturnType<typeof openNode>>): Promise<void> {
  const pointId = await node.registry.ensurePoint({
    key: "weather/outdoor-temperature",
    buildingId: null,
    roomId: null,
    carrier: "outdoor-temperature",
    kind: "instantaneous",
    unit: "°C",
    stepMinutes: 60,
    registerWidth: null,
  });
  const writer = await node.readings.begin({ pointId, source: "bench", receivedAtMs: 0, reason: "" });
  const hours = 2 * 8784;
  await writer.append({
    atMs: Float64Array.from({ length: hours }, (_, i) => Date.UTC(2023, 11, 31, 23) + i * 3_600_000),
    mantissa: Float64Array.from({ length: hours }, (_, i) => Math.round(50 - 120 * Math.cos(i / 1395))),
    decimals: new Uint8Array(hours).fill(1),
    quality: new Uint8Array(hours),
    row: new Float64Array(hours),
  });
  await writer.commit("");
}

async function fill(node: Awaited<ReturnType<typeof openNode>>): Promise<void> {
  const heat = resultOf("district-heat");
  const light = resultOf("electricity");
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
    await node.civic
      .insertInto("building_facts")
      .values({
        building_id: buildingId,
        facts: JSON.stringify({ tenure: "owned", areas: { useful: 900 + index }, shares: SHARES }),
        role: "node",
        at_ms: 0,
        log_entry: 0,
      })
      .execute();
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
      const { summary, detail, years } = carrier === "district-heat" ? heat : light;
      if (summary.type !== "energy") throw new Error("the bench's meter has no result");
      const ranked = { ...summary, year: { ...summary.year, kwh: summary.year.kwh + index * 37 } };
      await node.civic
        .insertInto("result")
        .values({
          point_id: pointId,
          building_id: buildingId,
          computed_at_ms: 0,
          input_version: 0,
          weather_version: 0,
          method_version: RESULT_VERSION,
          summary: JSON.stringify(ranked),
          detail: JSON.stringify(detail),
          // No two buildings of a city use the same.
          years: JSON.stringify(
            years.map((year) => ({
              ...year,
              kwh: year.kwh.replace(/^\d+/, (digits) => `${+digits + index}`),
            })),
          ),
        })
        .execute();
    }
  }
}
