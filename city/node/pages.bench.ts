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
      const { summary, detail } = carrier === "district-heat" ? heat : light;
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
        })
        .execute();
    }
  }
}
