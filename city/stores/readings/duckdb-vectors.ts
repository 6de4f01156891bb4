import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBListValue,
  type DuckDBType,
} from "@duckdb/node-api";

/** Columns to and from DuckDB, a vector at a time. */

/** Rows in one DuckDB vector; a data chunk can hold no more. */
const CHUNK_ROWS = 2048;

/** Appends `count` rows given as columns, one for each type. */
export function appendVectors(
  appender: DuckDBAppender,
  types: readonly DuckDBType[],
  count: number,
  columns: readonly ArrayLike<number | string | null>[],
): void {
  for (let from = 0; from < count; from += CHUNK_ROWS) {
    const rows = Math.min(CHUNK_ROWS, count - from);
    const chunk = DuckDBDataChunk.create(types, rows);
    for (const [index, column] of columns.entries()) {
      const vector = chunk.getColumnVector(index);
      for (let i = 0; i < rows; i++) vector.setItem(i, column[from + i] ?? null);
      vector.flush();
    }
    appender.appendDataChunk(chunk);
  }
}

export type Parameters = Record<string, string | number | bigint | DuckDBListValue>;

/** @param types of parameters whose values do not tell them. */
export async function rowsOf(
  connection: DuckDBConnection,
  sql: string,
  parameters?: Parameters,
  types?: Record<string, DuckDBType>,
) {
  const result = await connection.runAndReadAll(sql, parameters, types);
  return result.getRows();
}

/**
 * A numeric column of a chunk that holds no NULL. The vector's own typed array is read where the library still keeps one
 * (asking it for each item takes as long as the query); each item is asked for where it does not.
 */
export function numbersOf(chunk: DuckDBDataChunk, column: number): ArrayLike<number> {
  const vector = chunk.getColumnVector(column);
  const { items } = vector as unknown as { readonly items?: unknown };
  if (items instanceof Float64Array || items instanceof Uint8Array) return items;
  return Float64Array.from({ length: chunk.rowCount }, (_, i) => Number(vector.getItem(i)));
}
