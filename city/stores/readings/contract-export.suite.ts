import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { deliver, HOUR_MS, START_MS } from "./contract.fixtures.ts";
import type { ExportPoint, ExportRequest, ReadingStore } from "./contract.ts";

const point = (id: number, key: string): ExportPoint => ({
  id,
  key,
  building: key.split("/")[0]!,
  room: "",
  carrier: "electricity",
  kind: "cumulative",
  unit: "kWh",
  brickClass: "Electrical_Energy_Usage_Sensor",
});

/** What every store writes into a file. */
export function describeExport(opened: () => { store: ReadingStore }): void {
  const everything: ExportRequest = {
    points: [point(1, "b/electricity"), point(2, "a/electricity")],
    fromMs: Number.MIN_SAFE_INTEGER,
    toMs: Number.MAX_SAFE_INTEGER,
    versions: "newest",
    form: "csv",
  };

  async function csv(change: Partial<ExportRequest> = {}): Promise<string[]> {
    const directory = mkdtempSync(join(tmpdir(), "husting-export-"));
    try {
      const path = join(directory, "it's.csv");
      const rows = await opened().store.export(path, { ...everything, ...change });
      const lines = readFileSync(path, "utf8").trimEnd().split("\n");
      expect(lines.length - 1).toBe(rows);
      return lines;
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }

  it("an export holds the newest version of each instant, in order, digit for digit", async () => {
    const { store } = opened();
    await deliver(store, [
      [2, 1230, 2],
      [1, -5, 3],
      [3, 7],
    ]);
    await deliver(store, [[3, 80, 1]], { source: "late.csv", reason: 'supplier, "again"' });
    await deliver(store, [[1, 1]], { pointId: 2 });
    await deliver(store, [[1, 99]], { pointId: 3 });
    const [header, ...rows] = await csv();
    expect(header).toBe(
      "point,building,room,carrier,kind,unit,brick_class,time_utc,value,value_as_read,quality,version,source,received_at_utc,reason",
    );
    const shared = "electricity,cumulative,kWh,Electrical_Energy_Usage_Sensor";
    expect(rows.map((row) => row.split(",").slice(0, 13).join(","))).toEqual([
      `a/electricity,a,,${shared},2024-01-01T01:00:00.000Z,1.0,1,0,0,a.csv`,
      `b/electricity,b,,${shared},2024-01-01T01:00:00.000Z,-0.005,-0.005,0,0,a.csv`,
      `b/electricity,b,,${shared},2024-01-01T02:00:00.000Z,12.3,12.30,0,0,a.csv`,
      `b/electricity,b,,${shared},2024-01-01T03:00:00.000Z,8.0,8.0,0,1,late.csv`,
    ]);
    expect(rows.at(-1)).toContain('"supplier, ""again"""');
  });

  it("a selection is of points and of time, its end left out, and may hold every version", async () => {
    const { store } = opened();
    await deliver(store, [
      [1, 10],
      [2, 20],
      [3, 30],
    ]);
    await deliver(store, [[2, 21]], { source: "late.csv" });
    const between = { fromMs: START_MS + 2 * HOUR_MS, toMs: START_MS + 3 * HOUR_MS };
    expect(await csv(between)).toHaveLength(2);
    expect(await csv({ ...between, versions: "all" })).toHaveLength(3);
    expect(await csv({ points: [point(2, "a/electricity")] })).toHaveLength(1);
  });
}
