import { type DuckDBInstance, INTEGER, VARCHAR } from "@duckdb/node-api";
import type { ExportRequest } from "./contract.ts";
import { appendVectors } from "./duckdb-vectors.ts";

/** The version of the columns; it stands in a Parquet file's metadata. */
export const EXPORT_SCHEMA = "husting.readings/1";

const POINT_TYPES = [INTEGER, VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR];

/**
 * Writes a selection of readings to a file, in order of point and time. DuckDB writes both forms itself, so that memory
 * stays bounded however much is selected. It has a connection of its own: a long export holds nobody up.
 */
export async function exportReadings(
  instance: DuckDBInstance,
  path: string,
  { points, fromMs, toMs, versions, form }: ExportRequest,
): Promise<number> {
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE selected (point_id INTEGER, point VARCHAR, building VARCHAR, room VARCHAR,
         carrier VARCHAR, kind VARCHAR, unit VARCHAR, brick_class VARCHAR)`,
    );
    const appender = await connection.createAppender("selected");
    appendVectors(appender, POINT_TYPES, points.length, [
      points.map(({ id }) => id),
      points.map(({ key }) => key),
      points.map(({ building }) => building),
      points.map(({ room }) => room),
      points.map(({ carrier }) => carrier),
      points.map(({ kind }) => kind),
      points.map(({ unit }) => unit),
      points.map(({ brickClass }) => brickClass),
    ]);
    appender.closeSync();
    const newest =
      versions === "all"
        ? ""
        : "QUALIFY row_number() OVER (PARTITION BY r.point_id, r.at_ms ORDER BY r.version DESC) = 1";
    const target = path.replaceAll("'", "''");
    const options =
      form === "csv"
        ? "FORMAT csv, HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%gZ'"
        : `FORMAT parquet, COMPRESSION zstd, KV_METADATA {schema: '${EXPORT_SCHEMA}'}`;
    // A decimal's digits as they were read: 1230 with 2 decimals is 12.30.
    const digits = `CASE WHEN r.decimals = 0 THEN r.mantissa::VARCHAR ELSE
      CASE WHEN r.mantissa < 0 THEN '-' ELSE '' END ||
      regexp_replace(lpad(abs(r.mantissa)::VARCHAR, greatest(length(abs(r.mantissa)::VARCHAR), r.decimals + 1)::INTEGER, '0'),
        '(.{' || r.decimals || '})$', '.\\1') END`;
    // A spreadsheet runs a text that begins like a formula; these two are what anyone may have named a file or written.
    const asText = (column: string): string =>
      form === "csv"
        ? `CASE WHEN regexp_matches(${column}, '^[=+@\\t\\r-]') THEN chr(39) || ${column} ELSE ${column} END`
        : column;
    await connection.run(
      `CREATE OR REPLACE TEMP VIEW exported AS
       SELECT s.point, nullif(s.building, '') AS building, nullif(s.room, '') AS room, s.carrier, s.kind, s.unit,
         nullif(s.brick_class, '') AS brick_class, make_timestamp(r.at_ms * 1000) AS time_utc,
         r.mantissa::DOUBLE / power(10, r.decimals) AS value, ${digits} AS value_as_read, r.quality, r.version,
         ${asText("d.source")} AS source, make_timestamp(d.received_at_ms * 1000) AS received_at_utc,
         ${asText("d.reason")} AS reason
       FROM reading r JOIN selected s USING (point_id) JOIN delivery d USING (delivery_id)
       WHERE r.at_ms >= ${Math.trunc(fromMs)} AND r.at_ms < ${Math.trunc(toMs)} ${newest}`,
    );
    const result = await connection.runAndReadAll(
      `COPY (SELECT * FROM exported ORDER BY point, time_utc, version) TO '${target}' (${options})`,
    );
    return Number(result.getRows()[0]?.[0] ?? 0);
  } finally {
    connection.closeSync();
  }
}
