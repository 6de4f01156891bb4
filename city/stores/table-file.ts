import { DOUBLE, DuckDBInstance, INTEGER, VARCHAR } from "@duckdb/node-api";

/** A column of a table to be written; null is a missing value. */
export type TableColumn =
  | { readonly name: string; readonly type: "text"; readonly values: readonly (string | null)[] }
  | {
      readonly name: string;
      readonly type: "number" | "integer";
      readonly values: readonly (number | null)[];
    };

const types = { text: VARCHAR, number: DOUBLE, integer: INTEGER } as const;

/**
 * Writes a table to a Parquet or CSV file; DuckDB writes both forms itself.
 * @param columns of equal length, in the order they shall have.
 * @throws when the file cannot be written.
 */
export async function writeTable(
  path: string,
  form: "parquet" | "csv",
  columns: readonly TableColumn[],
): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const declared = columns.map(({ name, type }) => `"${name.replaceAll('"', '""')}" ${types[type]}`);
    await connection.run(`CREATE TABLE written (${declared.join(", ")})`);
    const appender = await connection.createAppender("written");
    const rows = columns[0]?.values.length ?? 0;
    for (let row = 0; row < rows; row++) {
      for (const column of columns) {
        const value = column.values[row];
        if (value === null || value === undefined) appender.appendNull();
        else appender.appendValue(value, types[column.type]);
      }
      appender.endRow();
    }
    appender.closeSync();
    const options = form === "csv" ? "FORMAT csv, HEADER" : "FORMAT parquet, COMPRESSION zstd";
    await connection.run(`COPY written TO '${path.replaceAll("'", "''")}' (${options})`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
