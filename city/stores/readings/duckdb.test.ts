import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, it } from "vitest";
import { requestOf } from "./contract.fixtures.ts";
import { describeReadingStore } from "./contract.suite.ts";
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
