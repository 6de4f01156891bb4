import { DOUBLE, type DuckDBConnection, INTEGER, UTINYINT } from "@duckdb/node-api";
import type { Arrival, ArrivalReceipt, Rejection } from "./contract.ts";
import type { CommitBook } from "./duckdb-commits.ts";
import { nextDeliveryId, saysTheSame, writeReceipt } from "./duckdb-delivery.ts";
import { appendRejections, conflict } from "./duckdb-rejections.ts";
import { appendVectors, rowsOf } from "./duckdb-vectors.ts";

/** Arrivals into DuckDB: the rows of all of them in one transaction, so that one write to disk serves many senders. */

/** One source's bad rows of one hour past this are counted but not listed. */
const LISTED_REJECTIONS = 10_000;
const HOUR_MS = 3_600_000;

const STAGED_TYPES = [INTEGER, INTEGER, INTEGER, DOUBLE, DOUBLE, UTINYINT, UTINYINT, DOUBLE];

/** An hour of one source. */
interface OpenDelivery {
  readonly deliveryId: number;
  readonly hour: number;
  readonly rejected: number;
}

/** Takes arrivals; it remembers each source's delivery of the hour, so that it need not be looked for. */
export class ArrivalDesk {
  readonly #connection: DuckDBConnection;
  readonly #commits: CommitBook;
  readonly #open = new Map<string, OpenDelivery>();

  constructor(connection: DuckDBConnection, commits: CommitBook) {
    this.#connection = connection;
    this.#commits = commits;
  }

  async take(arrivals: readonly Arrival[]): Promise<ArrivalReceipt[]> {
    const connection = this.#connection;
    await connection.run("BEGIN TRANSACTION");
    try {
      const open = new Map<string, OpenDelivery>();
      const deliveryIds: number[] = [];
      for (const arrival of arrivals) {
        const delivery = open.get(arrival.source) ?? (await this.#deliveryOf(arrival));
        open.set(arrival.source, delivery);
        deliveryIds.push(delivery.deliveryId);
      }
      await this.#stage(arrivals, deliveryIds);
      const conflicts = await this.#conflicts(arrivals.length);
      const changes = await this.#write(arrivals);
      const receipts = arrivals.map((arrival, part): ArrivalReceipt => {
        const { added, corrected } = changes.parts[part]!;
        const rejected = arrival.rejections.length + conflicts[part]!.length;
        const repeated = arrival.columns.atMs.length - conflicts[part]!.length - added - corrected;
        return { deliveryId: deliveryIds[part]!, added, corrected, repeated, rejected };
      });
      for (const [part, arrival] of arrivals.entries()) {
        const delivery = open.get(arrival.source)!;
        const { receivedAtMs, origin: ofAll = "" } = arrival;
        const listed = [...arrival.rejections, ...conflicts[part]!];
        await this.#list(
          delivery,
          listed.map((rejection) => ({ origin: ofAll, ...rejection, receivedAtMs })),
        );
        await this.#count(receipts[part]!, changes.parts[part]!);
        open.set(arrival.source, { ...delivery, rejected: delivery.rejected + receipts[part]!.rejected });
      }
      await connection.run("COMMIT");
      for (const [source, delivery] of open) this.#open.set(source, delivery);
      if (changes.pointIds.length > 0) this.#commits.done(changes.pointIds);
      return receipts;
    } catch (error) {
      await connection.run("ROLLBACK").catch(() => undefined);
      throw error;
    }
  }

  /** The source's delivery of this hour, made when it is the first arrival of the hour. */
  async #deliveryOf({ source, receivedAtMs, reason }: Arrival): Promise<OpenDelivery> {
    const hour = Math.floor(receivedAtMs / HOUR_MS);
    const known = this.#open.get(source);
    if (known?.hour === hour) return known;
    const [found] = await rowsOf(
      this.#connection,
      `SELECT delivery_id, rejected FROM delivery
       WHERE source = $source AND point_id IS NULL AND received_at_ms >= $from AND received_at_ms < $to`,
      { source, from: BigInt(hour * HOUR_MS), to: BigInt((hour + 1) * HOUR_MS) },
    );
    if (found !== undefined) return { deliveryId: Number(found[0]), hour, rejected: Number(found[1]) };
    const deliveryId = await nextDeliveryId(this.#connection);
    const empty = {
      added: 0,
      corrected: 0,
      repeated: 0,
      rejected: 0,
      changedFromMs: null,
      changedToMs: null,
    };
    await writeReceipt(this.#connection, {
      ...empty,
      deliveryId,
      pointId: null,
      source,
      receivedAtMs,
      reason,
      contentHash: "",
    });
    return { deliveryId, hour, rejected: 0 };
  }

  async #stage(arrivals: readonly Arrival[], deliveryIds: readonly number[]): Promise<void> {
    await this.#connection.run(
      `CREATE OR REPLACE TEMP TABLE arrived (part INTEGER, delivery_id INTEGER, point_id INTEGER, at_ms DOUBLE,
         mantissa DOUBLE, decimals UTINYINT, quality UTINYINT, source_row DOUBLE)`,
    );
    const appender = await this.#connection.createAppender("arrived");
    try {
      for (const [part, { columns }] of arrivals.entries()) {
        const { pointId, atMs, mantissa, decimals, quality, row } = columns;
        const count = atMs.length;
        if ([pointId, mantissa, decimals, quality, row].some((column) => column.length !== count))
          throw new RangeError("the columns of an arrival differ in length");
        const parts = new Int32Array(count).fill(part);
        const deliveries = new Int32Array(count).fill(deliveryIds[part]!);
        const staged = [parts, deliveries, pointId, atMs, mantissa, decimals, quality, row];
        appendVectors(appender, STAGED_TYPES, count, staged);
      }
    } finally {
      appender.closeSync();
    }
  }

  /** Takes the rows out that say another thing of an instant than an earlier one; gives them by arrival. */
  async #conflicts(parts: number): Promise<Rejection[][]> {
    const out: Rejection[][] = Array.from({ length: parts }, () => []);
    await this.#connection.run(
      `CREATE OR REPLACE TEMP TABLE said AS
       SELECT rowid AS place, part, delivery_id, point_id, at_ms::BIGINT AS at_ms, mantissa::BIGINT AS mantissa,
         decimals, quality FROM arrived
       QUALIFY row_number() OVER (PARTITION BY point_id, at_ms ORDER BY rowid) = 1`,
    );
    const [counts] = await rowsOf(
      this.#connection,
      "SELECT (SELECT count(*) FROM arrived), (SELECT count(*) FROM said)",
    );
    if (counts?.[0] === counts?.[1]) return out;
    const rows = await rowsOf(
      this.#connection,
      `SELECT arrived.part, arrived.source_row, arrived.at_ms, arrived.mantissa / power(10, arrived.decimals)
       FROM arrived JOIN said ON arrived.point_id = said.point_id AND arrived.at_ms::BIGINT = said.at_ms
       WHERE arrived.rowid <> said.place AND NOT ${saysTheSame("arrived", "said")} ORDER BY arrived.rowid`,
    );
    for (const [part, row, atMs, value] of rows) out[Number(part)]!.push(conflict(row, atMs, value));
    return out;
  }

  async #write(arrivals: readonly Arrival[]) {
    const none = { added: 0, corrected: 0, fromMs: null as number | null, toMs: null as number | null };
    const parts = arrivals.map(() => ({ ...none }));
    let from = Number.POSITIVE_INFINITY;
    let to = Number.NEGATIVE_INFINITY;
    for (const { columns } of arrivals) {
      for (const at of columns.atMs) {
        if (at < from) from = at;
        if (at > to) to = at;
      }
    }
    if (from > to) return { parts, pointIds: [] };
    await this.#connection.run(
      `CREATE OR REPLACE TEMP TABLE arrived_news AS
       WITH known AS (
         SELECT point_id, at_ms, version, mantissa, decimals, quality FROM reading
         WHERE at_ms BETWEEN $from AND $to AND point_id IN (SELECT point_id FROM said)
         QUALIFY row_number() OVER (PARTITION BY point_id, at_ms ORDER BY version DESC) = 1)
       SELECT said.part, said.delivery_id, said.point_id, said.at_ms,
         coalesce(known.version + 1, 0)::USMALLINT AS version, said.mantissa, said.decimals, said.quality
       FROM said LEFT JOIN known ON said.point_id = known.point_id AND said.at_ms = known.at_ms
       WHERE known.at_ms IS NULL OR NOT ${saysTheSame("said", "known")}`,
      { from: BigInt(from), to: BigInt(to) },
    );
    await this.#connection.run(
      `INSERT INTO reading SELECT point_id, at_ms, version, mantissa, decimals, quality, delivery_id, $commit
       FROM arrived_news ORDER BY point_id, at_ms`,
      { commit: this.#commits.next },
    );
    const counted = await rowsOf(
      this.#connection,
      `SELECT part, count(*) FILTER (version = 0), count(*) FILTER (version > 0), min(at_ms), max(at_ms)
       FROM arrived_news GROUP BY part`,
    );
    for (const [part, added, corrected, fromMs, toMs] of counted) {
      parts[Number(part)] = {
        added: Number(added),
        corrected: Number(corrected),
        fromMs: Number(fromMs),
        toMs: Number(toMs),
      };
    }
    const points = await rowsOf(this.#connection, "SELECT DISTINCT point_id FROM arrived_news");
    return { parts, pointIds: points.map(([point]) => Number(point)) };
  }

  /** Writes an arrival's bad rows down, up to what one hour of a source may list. */
  async #list(delivery: OpenDelivery, rejections: readonly Rejection[]): Promise<void> {
    const listed = rejections.slice(0, Math.max(0, LISTED_REJECTIONS - delivery.rejected));
    if (listed.length === 0) return;
    const appender = await this.#connection.createAppender("rejection");
    try {
      appendRejections(appender, delivery.deliveryId, listed);
    } finally {
      appender.closeSync();
    }
  }

  async #count(
    { deliveryId, added, corrected, repeated, rejected }: ArrivalReceipt,
    { fromMs, toMs }: { fromMs: number | null; toMs: number | null },
  ): Promise<void> {
    // least and greatest pass over NULL.
    await this.#connection.run(
      `UPDATE delivery SET added = added + $added, corrected = corrected + $corrected,
         repeated = repeated + $repeated, rejected = rejected + $rejected,
         changed_from_ms = least(changed_from_ms, ${fromMs ?? "NULL::BIGINT"}),
         changed_to_ms = greatest(changed_to_ms, ${toMs ?? "NULL::BIGINT"})
       WHERE delivery_id = $id`,
      { id: deliveryId, added, corrected, repeated, rejected },
    );
  }
}
