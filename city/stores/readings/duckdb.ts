import { type DuckDBConnection, DuckDBInstance, type DuckDBMaterializedResult } from "@duckdb/node-api";
import type {
  CurrentReadings,
  DeliveryReceipt,
  DeliveryWriter,
  PointExtent,
  ReadingStore,
  ReadingVersion,
} from "./contract.ts";
import { ArrivalDesk } from "./duckdb-arrivals.ts";
import { CommitBook } from "./duckdb-commits.ts";
import { beginDelivery } from "./duckdb-delivery.ts";
import { exportReadings } from "./duckdb-export.ts";
import { listRejections } from "./duckdb-rejections.ts";
import { bringUpToDate } from "./duckdb-schema.ts";
import { SETTLING_ROWS, settleReadings } from "./duckdb-settling.ts";
import { numbersOf, type Parameters, rowsOf as rows } from "./duckdb-vectors.ts";

const SETTINGS = {
  threads: "2",
  memory_limit: "700MB",
  // DuckDB 1.5.6 fails inside ("result vector of type DOUBLE …") where it turns row_number() = 1 into a join.
  disabled_optimizers: "top_n_window_elimination",
};

/**
 * Keeps readings in one DuckDB file, which this process owns while it is open.
 * @param settlingRows how many rows are put in order at once.
 */
export async function openDuckdbReadings(path: string, settlingRows = SETTLING_ROWS): Promise<ReadingStore> {
  const instance = await DuckDBInstance.create(path, SETTINGS);
  const writerConnection = await instance.connect();
  const readerConnection = await instance.connect();
  try {
    await bringUpToDate(writerConnection, path);
  } catch (error) {
    instance.closeSync();
    throw error;
  }
  const commits = await CommitBook.open(readerConnection);
  const desk = new ArrivalDesk(writerConnection, commits);
  let lastWrite: Promise<void> = Promise.resolve();
  const gathering = new Set<DeliveryWriter>();

  /** Waits until nobody writes; the caller writes until it calls what it was given. */
  const turn = async (): Promise<() => void> => {
    const before = lastWrite;
    let release: () => void = () => {};
    lastWrite = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return release;
  };

  return {
    async begin(request) {
      const connection = await instance.connect();
      try {
        const ended = (): void => void gathering.delete(writer);
        const writer = await beginDelivery({ connection, commits, turn, ended }, request);
        gathering.add(writer);
        return writer;
      } catch (error) {
        connection.closeSync();
        throw error;
      }
    },

    async take(arrivals) {
      const release = await turn();
      try {
        return await desk.take(arrivals);
      } finally {
        release();
      }
    },

    async settle() {
      const release = await turn();
      try {
        return await settleReadings(writerConnection, settlingRows);
      } finally {
        release();
      }
    },

    newestCommits: () => commits.newest(readerConnection),
    changesSince: (seen) => commits.changesSince(readerConnection, seen),

    async current(pointId, fromMs = Number.MIN_SAFE_INTEGER, toMs = Number.MAX_SAFE_INTEGER) {
      const result = await readerConnection.run(
        `SELECT at_ms::DOUBLE, mantissa::DOUBLE, decimals, quality FROM reading
         WHERE point_id = $point AND at_ms >= $from AND at_ms < $to ORDER BY at_ms, version`,
        { point: pointId, from: BigInt(fromMs), to: BigInt(toMs) },
      );
      return latestOfEach(result);
    },

    async history(pointId, atMs) {
      return versions(readerConnection, "WHERE r.point_id = $point AND r.at_ms = $at ORDER BY r.version", {
        point: pointId,
        at: BigInt(atMs),
      });
    },

    async corrections(pointId, limit) {
      return versions(
        readerConnection,
        `WHERE r.point_id = $point AND r.at_ms IN (
           SELECT at_ms FROM reading WHERE point_id = $point AND version > 0
           GROUP BY at_ms ORDER BY max(delivery_id) DESC, at_ms LIMIT $limit)
         ORDER BY r.at_ms, r.version`,
        { point: pointId, limit },
      );
    },

    async extents() {
      const found = await rows(
        readerConnection,
        `SELECT point_id, count(*) FILTER (version = 0), min(at_ms), max(at_ms), count(*) FILTER (version > 0)
         FROM reading GROUP BY point_id`,
      );
      const extents = new Map<number, PointExtent>();
      for (const [point, readings, first, last, corrections] of found) {
        extents.set(Number(point), {
          readings: Number(readings),
          firstMs: Number(first),
          lastMs: Number(last),
          corrections: Number(corrections),
        });
      }
      return extents;
    },

    async freshness() {
      const found = await rows(
        readerConnection,
        `SELECT n.point_id, n.last_ms, d.source, d.point_id IS NULL
         FROM (SELECT point_id, max(at_ms) AS last_ms, arg_max(delivery_id, at_ms) AS delivery_id
               FROM reading GROUP BY point_id) n
         JOIN delivery d USING (delivery_id)`,
      );
      return new Map(
        found.map(([point, lastMs, source, isSent]) => [
          Number(point),
          { lastMs: Number(lastMs), source: String(source), isSent: Boolean(isSent) },
        ]),
      );
    },

    async deliveries(limit, offset = 0) {
      return receipts(readerConnection, "ORDER BY delivery_id DESC LIMIT $limit OFFSET $offset", {
        limit,
        offset,
      });
    },

    async deliveryCount() {
      const [row] = await rows(readerConnection, "SELECT count(*) FROM delivery");
      return Number(row?.[0]);
    },

    async delivery(deliveryId) {
      return (await receipts(readerConnection, "WHERE delivery_id = $id", { id: deliveryId }))[0];
    },

    async findDelivery(pointId, contentHash) {
      const [found] = await receipts(
        readerConnection,
        "WHERE point_id = $point AND content_hash = $hash ORDER BY delivery_id DESC LIMIT 1",
        { point: pointId, hash: contentHash },
      );
      return found;
    },

    rejections: (deliveryId, limit, offset = 0) =>
      listRejections(readerConnection, deliveryId, limit, offset),

    export: (target, request) => exportReadings(instance, target, request),

    async copyTo(copy) {
      const connection = await instance.connect();
      try {
        const [database] = (await rows(connection, "SELECT current_database()"))[0]!;
        await connection.run(`ATTACH '${copy.replaceAll("'", "''")}' AS copied`);
        try {
          await connection.run(`COPY FROM DATABASE "${String(database).replaceAll('"', '""')}" TO copied`);
        } finally {
          await connection.run("DETACH copied");
        }
      } finally {
        connection.closeSync();
      }
    },

    async close() {
      await lastWrite;
      for (const writer of gathering) await writer.abandon();
      readerConnection.closeSync();
      writerConnection.closeSync();
      instance.closeSync();
    },
  };
}

/** By the decimals a reading can have. */
const powersOfTen = Float64Array.from({ length: 256 }, (_, decimals) => 10 ** decimals);

/** Of rows in order of instant and version, the last of each instant. */
async function latestOfEach(result: DuckDBMaterializedResult): Promise<CurrentReadings> {
  const atMs = new Float64Array(result.rowCount);
  const mantissa = new Float64Array(result.rowCount);
  const decimals = new Uint8Array(result.rowCount);
  const quality = new Uint8Array(result.rowCount);
  let last = -1;
  for (
    let chunk = await result.fetchChunk();
    chunk !== null && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    const [times, counts, scales, qualities] = [0, 1, 2, 3].map((column) => numbersOf(chunk!, column));
    for (let i = 0; i < chunk.rowCount; i++) {
      const at = times![i]!;
      if (last < 0 || atMs[last] !== at) last++;
      atMs[last] = at;
      mantissa[last] = counts![i]!;
      decimals[last] = scales![i]!;
      quality[last] = qualities![i]!;
    }
  }
  const count = last + 1;
  const value = new Float64Array(count);
  for (let i = 0; i < count; i++) value[i] = mantissa[i]! / powersOfTen[decimals[i]!]!;
  return {
    atMs: atMs.subarray(0, count),
    value,
    mantissa: mantissa.subarray(0, count),
    decimals: decimals.subarray(0, count),
    quality: quality.subarray(0, count),
  };
}

async function receipts(connection: DuckDBConnection, tail: string, parameters: Parameters) {
  const found = await rows(
    connection,
    `SELECT delivery_id, point_id, source, received_at_ms, reason, content_hash, added, corrected, repeated, rejected,
       changed_from_ms, changed_to_ms FROM delivery ${tail}`,
    parameters,
  );
  return found.map(
    (row): DeliveryReceipt => ({
      deliveryId: Number(row[0]),
      pointId: row[1] == null ? null : Number(row[1]),
      source: String(row[2]),
      receivedAtMs: Number(row[3]),
      reason: String(row[4]),
      contentHash: String(row[5]),
      added: Number(row[6]),
      corrected: Number(row[7]),
      repeated: Number(row[8]),
      rejected: Number(row[9]),
      changedFromMs: row[10] == null ? null : Number(row[10]),
      changedToMs: row[11] == null ? null : Number(row[11]),
    }),
  );
}

async function versions(connection: DuckDBConnection, tail: string, parameters: Parameters) {
  const found = await rows(
    connection,
    `SELECT r.at_ms, r.version, r.mantissa::DOUBLE / power(10, r.decimals), r.quality, r.delivery_id, d.source,
       d.received_at_ms, d.reason
     FROM reading r JOIN delivery d USING (delivery_id) ${tail}`,
    parameters,
  );
  return found.map(
    (row): ReadingVersion => ({
      atMs: Number(row[0]),
      version: Number(row[1]),
      value: Number(row[2]),
      quality: Number(row[3]),
      deliveryId: Number(row[4]),
      source: String(row[5]),
      receivedAtMs: Number(row[6]),
      reason: String(row[7]),
    }),
  );
}
