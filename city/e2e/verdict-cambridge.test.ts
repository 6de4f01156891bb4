import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { registerMeasure, takeStep } from "../features/measures/index.ts";
import { type CityNode, openNode } from "../node/node.ts";
import { definePoint } from "../node/points.ts";
import { cityProfiles } from "../node/profile.ts";

/**
 * Real buildings of a university that closed in March 2020: much less was used, and nobody measured a room. A system
 * that calls this a saving is wrong.
 */

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const folder = resolve(
  import.meta.dirname,
  "../..",
  process.env.HUSTING_REFERENCE_DATA ?? "../shared/data",
  "cambridge",
);
const BUILDINGS = ["b0", "b10", "b100", "b102", "b12", "b16", "b20"];
const adviser = { id: "adviser", email: "adviser@example.org", role: "adviser" } as const;
const officer = { id: "officer", email: "officer@example.org", role: "officer" } as const;

function columnOf(file: string, column: number): { atMs: Float64Array; value: Float64Array } {
  const rows = gunzipSync(readFileSync(join(folder, file)))
    .toString("utf8")
    .trim()
    .split("\n")
    .slice(1);
  const cells = rows.map((row) => row.split(","));
  return {
    atMs: Float64Array.from(cells, ([time = ""]) => Date.parse(`${time.replace(" ", "T")}Z`)),
    value: Float64Array.from(cells, (row) => Number.parseFloat(row[column] ?? "")),
  };
}

describe.skipIf(!existsSync(folder))("buildings in which no room is measured", () => {
  let home = "";
  let node: CityNode;
  let nowMs = Date.UTC(2019, 11, 1);

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), "husting-cambridge-"));
    const profile = { ...cityProfiles.umea, id: "cambridge", zone: "Europe/London" };
    node = await openNode(join(home, "city"), { profile, nowMs: () => nowMs });
    await put("weather", "outdoor-temperature", "weather-bedford.csv.gz");
    for (const building of BUILDINGS) await put(building, "electricity", `${building}-electricity.csv.gz`);
  });
  afterAll(async () => {
    await node.close();
    rmSync(home, { recursive: true, force: true });
  });

  async function put(building: string, carrier: "electricity" | "outdoor-temperature", file: string) {
    const isUse = carrier === "electricity";
    const [kind, unit] = isUse ? (["interval", "kWh"] as const) : (["instantaneous", "°C"] as const);
    await definePoint(node, {
      building,
      room: null,
      carrier,
      kind,
      unit,
      stepMinutes: 60,
      registerWidth: null,
    });
    const point = (await node.registry.points()).find(({ key }) => key === `${building}/${carrier}`)!;
    const { atMs, value } = columnOf(file, 1);
    const fromMs = Date.UTC(2018, 11, 1);
    const kept = Array.from(atMs.keys()).filter(
      (i) => atMs[i]! >= fromMs && Number.isFinite(value[i]!) && (!isUse || value[i] !== 0),
    );
    const writer = await node.readings.begin({
      pointId: point.id,
      source: "reference",
      receivedAtMs: nowMs,
      reason: "reference",
    });
    await writer.append({
      atMs: Float64Array.from(kept, (i) => atMs[i]!),
      mantissa: Float64Array.from(kept, (i) => Math.round(10 * value[i]!)),
      decimals: new Uint8Array(kept.length).fill(1),
      quality: new Uint8Array(kept.length),
      row: Float64Array.from(kept),
    });
    await writer.commit("");
  }

  it("stay inconclusive, rooms not measured, however little was used", async () => {
    const parts = { ...node, zone: "Europe/London" };
    const slugs: string[] = [];
    for (const building of BUILDINGS) {
      const made = await registerMeasure(
        parts,
        {
          titleSv: "",
          titleZh: "",
          titleEn: `Closed ${building}`,
          kind: "other",
          carrier: "electricity",
          buildings: [building],
          rooms: null,
          owner: "",
          cost: "",
          method: "husting-daily",
          expected: "",
          leastWorthwhile: "2",
          roomsMargin: "2",
          peopleMargin: "10",
        },
        adviser,
      );
      if (!made.ok) throw new Error(made.fault.code);
      slugs.push(made.slug);
    }
    nowMs = Date.UTC(2020, 0, 2);
    for (const slug of slugs) {
      for (const [step, date] of [
        ["approve", ""],
        ["start", "2019-12-31"],
        ["finish", "2020-01-01"],
      ] as const) {
        const measure = (await node.measures.bySlug(slug))!;
        const done = await takeStep(parts, measure, step, date, step === "approve" ? officer : adviser);
        if (!done.ok) throw new Error(done.fault.code);
      }
    }
    nowMs = Date.UTC(2021, 0, 10);
    expect(await node.judge()).toBe(BUILDINGS.length);
    const verdicts = await Promise.all(
      (await node.measures.all()).map(async ({ id }) => (await node.verdicts.find(id))!),
    );
    for (const { outcome, document } of verdicts) {
      expect(document.rooms.state).toBe("not-measured");
      expect(["inconclusive", "no-saving-shown"]).toContain(outcome);
    }
    const saved = verdicts.filter(({ document }) => document.energy.state === "saved");
    // Without any of these the test would say nothing.
    expect(saved.length).toBeGreaterThan(1);
    for (const { outcome, document } of saved) {
      expect(outcome).toBe("inconclusive");
      expect(document.unsettled).toContain("rooms");
    }
    expect((await node.measures.all()).map(({ state }) => state)).not.toContain("verified");
  });
});
