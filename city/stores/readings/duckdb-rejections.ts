import { DOUBLE, type DuckDBAppender, type DuckDBConnection, INTEGER, VARCHAR } from "@duckdb/node-api";
import type { Rejection } from "./contract.ts";
import { appendVectors, rowsOf } from "./duckdb-vectors.ts";

/** Rejected rows to and from the table that lists them. */

const TYPES = [INTEGER, DOUBLE, VARCHAR, VARCHAR, VARCHAR, DOUBLE, VARCHAR];

/** Delivery number of rejections that are gathered before their delivery has one. */
export const UNNUMBERED = 0;

export function appendRejections(
  appender: DuckDBAppender,
  deliveryId: number,
  rejections: readonly Rejection[],
): void {
  appendVectors(appender, TYPES, rejections.length, [
    rejections.map(() => deliveryId),
    rejections.map(({ row }) => row),
    rejections.map(({ column }) => column),
    rejections.map(({ found }) => found),
    rejections.map(({ code }) => code),
    rejections.map(({ receivedAtMs }) => receivedAtMs ?? null),
    rejections.map(({ origin }) => origin ?? null),
  ]);
}

/** Rejected rows of one delivery, in the order of its source; of many requests or messages, as these came. */
export async function listRejections(
  connection: DuckDBConnection,
  deliveryId: number,
  limit: number,
  offset = 0,
): Promise<Rejection[]> {
  const found = await rowsOf(
    connection,
    `SELECT source_row, source_column, found, code, received_at_ms, origin FROM rejection WHERE delivery_id = $id
     ORDER BY received_at_ms NULLS FIRST, CASE WHEN received_at_ms IS NULL THEN source_row END, rowid LIMIT $limit OFFSET $offset`,
    { id: deliveryId, limit, offset },
  );
  return found.map(([row, column, text, code, receivedAtMs, origin]) => ({
    row: Number(row),
    column: String(column),
    found: String(text),
    code: String(code),
    ...(receivedAtMs == null ? {} : { receivedAtMs: Number(receivedAtMs), origin: String(origin ?? "") }),
  }));
}

/** A row that says another thing of an instant than an earlier row of the same source. */
export function conflict(row: unknown, atMs: unknown, value: unknown): Rejection {
  const found = `${new Date(Number(atMs)).toISOString()} = ${value}`;
  return { row: Number(row), column: "", found, code: "conflicts-within-source" };
}
