import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, describe, expect, it } from "vitest";
import { type TableColumn, writeTable } from "./table-file.ts";

const folder = mkdtempSync(join(tmpdir(), "husting-table-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const columns: TableColumn[] = [
  { name: "building", type: "text", values: ["town, hall", null] },
  { name: "avoided_kwh", type: "number", values: [-1.25, null] },
  { name: "events", type: "integer", values: [2, 0] },
];

describe("a table in a file", () => {
  it("is CSV that quotes what must be, with nothing where nothing is known", async () => {
    const path = join(folder, "it's.csv");
    await writeTable(path, "csv", columns);
    expect(readFileSync(path, "utf8")).toBe('building,avoided_kwh,events\n"town, hall",-1.25,2\n,,0\n');
  });

  it("is Parquet with the same values", async () => {
    const path = join(folder, "table.parquet");
    await writeTable(path, "parquet", columns);
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const read = await connection.runAndReadAll(`SELECT * FROM '${path}'`);
    expect(read.getRows()).toEqual([
      ["town, hall", -1.25, 2],
      [null, null, 0],
    ]);
    connection.closeSync();
  });
});
