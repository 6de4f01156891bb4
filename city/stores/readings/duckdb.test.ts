import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, it } from "vitest";
import { currentOf, HOUR_MS, requestOf, START_MS } from "./contract.fixtures.ts";
import { describeReadingStore } from "./contract.suite.ts";
import { arrival } from "./contract-arrivals.suite.ts";
import { openDuckdbReadings } from "./duckdb.ts";

describeReadingStore("the DuckDB store of readings", (directory) =>
  openDuckdbReadings(join(directory, "readings.duckdb")),
);

async function inDirectory(run: (path: string) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "husting-duckdb-"));
  try {
    await run(join(directory, "readings.duckdb"));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

it("a file written by a newer Husting is refused with both schema numbers, and is left as it was", () =>
  inDirectory(async (path) => {
    await (await openDuckdbReadings(path)).close();
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    await connection.run("INSERT INTO schema_version VALUES (99)");
    connection.closeSync();
    instance.closeSync();
    await expect(openDuckdbReadings(path)).rejects.toThrow(/schema 99.*upgrade Husting/);
    await expect(openDuckdbReadings(path)).rejects.toThrow(/schema 99/);
  }));

it("a file of the first schema keeps its readings and deliveries, and takes arrivals", () =>
  inDirectory(async (path) => {
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    await connection.run(`
      CREATE TABLE schema_version (version INTEGER PRIMARY KEY);
      CREATE TABLE delivery (
        delivery_id INTEGER PRIMARY KEY, point_id INTEGER NOT NULL, source VARCHAR NOT NULL,
        received_at_ms BIGINT NOT NULL, reason VARCHAR NOT NULL, content_hash VARCHAR NOT NULL,
        added INTEGER NOT NULL, corrected INTEGER NOT NULL, repeated INTEGER NOT NULL, rejected INTEGER NOT NULL,
        changed_from_ms BIGINT, changed_to_ms BIGINT);
      CREATE TABLE rejection (
        delivery_id INTEGER NOT NULL, source_row BIGINT NOT NULL, source_column VARCHAR NOT NULL,
        found VARCHAR NOT NULL, code VARCHAR NOT NULL);
      CREATE TABLE reading (
        point_id INTEGER NOT NULL, at_ms BIGINT NOT NULL, version USMALLINT NOT NULL, mantissa BIGINT NOT NULL,
        decimals UTINYINT NOT NULL, quality UTINYINT NOT NULL, delivery_id INTEGER NOT NULL);
      INSERT INTO schema_version VALUES (1);
      INSERT INTO delivery VALUES (7, 1, 'old.csv', 5, 'import', 'ab', 1, 0, 0, 0, ${START_MS}, ${START_MS});
      INSERT INTO reading VALUES (1, ${START_MS}, 0, 123, 1, 0, 7);
    `);
    connection.closeSync();
    instance.closeSync();
    const store = await openDuckdbReadings(path);
    expect(await currentOf(store)).toEqual([[0, 12.3]]);
    expect(await store.delivery(7)).toMatchObject({ pointId: 1, source: "old.csv", contentHash: "ab" });
    expect((await store.newestCommits()).get(1)).toBe(7);
    await store.take([arrival([[1, 1, 9]])]);
    expect((await store.changesSince(new Map([[1, 7]]))).get(1)).toMatchObject({
      fromMs: START_MS + HOUR_MS,
    });
    await store.close();
  }));

it("settling puts what came by time in order by point and changes nothing that can be read", () =>
  inDirectory(async (path) => {
    const store = await openDuckdbReadings(path, 3);
    const reads = async () => ({
      current: await Promise.all([1, 2, 3].map((point) => currentOf(store, point))),
      history: await store.history(1, START_MS + HOUR_MS),
      newest: await store.newestCommits(),
      since: (await store.changesSince(new Map([[1, 1]]))).get(1),
      freshness: await store.freshness(),
      extents: await store.extents(),
      deliveries: await store.deliveries(10),
    });
    for (let hour = 0; hour < 7; hour++) {
      const rows = [1, 2, 3].map((point) => [point, hour, hour * 10 + point] as const);
      await store.take([arrival(hour === 4 ? [...rows, [1, 1, 99]] : rows)]);
    }
    const before = await reads();
    let settled = 0;
    while (await store.settle()) settled++;
    expect(settled).toBeGreaterThan(3);
    expect(await reads()).toEqual(before);
    // What comes afterwards is told from what is known, and settled in its turn.
    const [receipt] = await store.take([
      arrival([
        [2, 0, 2],
        [2, 1, 77],
        [3, 9, 1],
      ]),
    ]);
    expect(receipt).toMatchObject({ added: 1, corrected: 1, repeated: 1 });
    expect(await store.settle()).toBe(false);
    await store.close();
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    const stored = await connection.runAndReadAll("SELECT point_id FROM reading ORDER BY rowid LIMIT 3");
    expect(stored.getRows().flat()).toEqual([1, 2, 3]);
    connection.closeSync();
    instance.closeSync();
    const again = await openDuckdbReadings(path, 2);
    expect(await again.settle()).toBe(true);
    expect(await currentOf(again, 2)).toEqual([
      [0, 2],
      [1, 77],
      ...[2, 3, 4, 5, 6].map((hour) => [hour, hour * 10 + 2]),
    ]);
    await again.close();
  }));

it("rejections past the first million are counted but not listed", () =>
  inDirectory(async (path) => {
    const store = await openDuckdbReadings(path);
    const writer = await store.begin(requestOf({}));
    for (let row = 1; row <= 1_000_003; row++) writer.reject({ row, column: "", found: "", code: "x" });
    const { deliveryId, rejected } = await writer.commit("");
    expect(rejected).toBe(1_000_003);
    expect(await store.rejections(deliveryId, 10, 999_998)).toHaveLength(2);
    await store.close();
  }));
