import { DOUBLE, type DuckDBConnection, UTINYINT } from "@duckdb/node-api";
import type {
  DeliveryPreview,
  DeliveryReceipt,
  DeliveryRequest,
  DeliveryWriter,
  ReadingColumns,
  Rejection,
} from "./contract.ts";
import type { CommitBook } from "./duckdb-commits.ts";
import { appendRejections, conflict, listRejections, UNNUMBERED } from "./duckdb-rejections.ts";
import { REJECTION } from "./duckdb-schema.ts";
import { appendVectors, rowsOf } from "./duckdb-vectors.ts";

/**
 * One delivery into DuckDB: rows are gathered in temporary tables of a connection of its own, and moved into `reading` in
 * one transaction when they are all there. Only that transaction holds other writers up.
 */

/** Rejections past this are counted but not listed: a wholly wrong file must not fill the store. */
const LISTED_REJECTIONS = 1_000_000;
const REJECTIONS_AT_ONCE = 2048;
const MOST_DECIMALS = 18;

/** Staged as doubles because every column is made of integers below 2^53, and doubles need no BigInt on the way in. */
const STAGED_TYPES = [DOUBLE, DOUBLE, UTINYINT, UTINYINT, DOUBLE];

/** What is known of the staged rows without asking the database. */
interface Staged {
  count: number;
  firstMs: number;
  lastMs: number;
  /** Each instant later than the one before: then no two rows of the source can speak of the same instant. */
  ascending: boolean;
}

/** What a delivery changed. */
interface Changes {
  readonly added: number;
  readonly corrected: number;
  readonly conflicting: number;
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

/** What a delivery needs of its store. */
export interface DeliveryPlace {
  /** The delivery's own; closed when it ends. */
  readonly connection: DuckDBConnection;
  readonly commits: CommitBook;
  /** Waits until nobody writes; gives what lets the next one write. */
  turn(): Promise<() => void>;
  /** Called once, when the delivery has ended in whatever way. */
  ended(): void;
}

export async function beginDelivery(
  { connection, commits, turn, ended: onEnd }: DeliveryPlace,
  request: DeliveryRequest,
): Promise<DeliveryWriter> {
  await connection.run(
    "CREATE TEMP TABLE staged (at_ms DOUBLE, mantissa DOUBLE, decimals UTINYINT, quality UTINYINT, source_row DOUBLE)",
  );
  await connection.run(`CREATE TEMP TABLE staged_rejection ${REJECTION}`);
  const appender = await connection.createAppender("staged");
  const rejectionAppender = await connection.createAppender("staged_rejection");

  const staged: Staged = { count: 0, firstMs: Infinity, lastMs: -Infinity, ascending: true };
  let rejected = 0;
  let waiting: Rejection[] = [];
  const writeRejections = (): void => {
    appendRejections(rejectionAppender, UNNUMBERED, waiting);
    waiting = [];
  };
  const reject = (rejection: Rejection): void => {
    rejected++;
    if (rejected > LISTED_REJECTIONS) return;
    waiting.push(rejection);
    if (waiting.length === REJECTIONS_AT_ONCE) writeRejections();
  };

  let ended = false;
  const refuseIfEnded = (): void => {
    if (ended) throw new Error(`the delivery of ${request.source} has ended`);
  };
  const closeConnection = (): void => {
    connection.closeSync();
    onEnd();
  };
  /** Everything a commit does up to the COMMIT itself; what fails before it has ended is rolled back. */
  const finish = async <Result>(
    contentHash: string,
    pointId: number,
    end: (receipt: DeliveryReceipt) => Promise<Result>,
  ): Promise<Result> => {
    const release = await turn();
    try {
      await connection.run("BEGIN TRANSACTION");
      const deliveryId = await nextDeliveryId(connection);
      const changes = await writeReadings(
        connection,
        { pointId, deliveryId, commit: commits.next },
        staged,
        reject,
      );
      writeRejections();
      rejectionAppender.closeSync();
      await connection.run(
        "INSERT INTO rejection SELECT * REPLACE ($id AS delivery_id) FROM staged_rejection",
        { id: deliveryId },
      );
      const receipt: DeliveryReceipt = {
        pointId,
        source: request.source,
        receivedAtMs: request.receivedAtMs,
        reason: request.reason,
        deliveryId,
        contentHash,
        added: changes.added,
        corrected: changes.corrected,
        repeated: staged.count - changes.conflicting - changes.added - changes.corrected,
        rejected,
        changedFromMs: changes.fromMs,
        changedToMs: changes.toMs,
      };
      await writeReceipt(connection, receipt);
      return await end(receipt);
    } catch (error) {
      await rollBack(connection);
      throw error;
    } finally {
      release();
    }
  };
  /** Carries an end out, once; the rows are all there then. */
  const ending = async <Result>(carryOut: () => Promise<Result>): Promise<Result> => {
    refuseIfEnded();
    ended = true;
    try {
      appender.closeSync();
      return await carryOut();
    } finally {
      closeConnection();
    }
  };
  const looked = (contentHash: string, rejectionsShown: number): Promise<DeliveryPreview> =>
    // A point that is not there yet has no readings, like none of number 0.
    finish(contentHash, typeof request.pointId === "number" ? request.pointId : 0, async (receipt) => {
      const rejections = await listRejections(connection, receipt.deliveryId, rejectionsShown);
      await connection.run("ROLLBACK");
      return { receipt: { ...receipt, deliveryId: 0 }, rejections };
    });

  return {
    async append(columns) {
      refuseIfEnded();
      survey(staged, columns);
      const { atMs, mantissa, decimals, quality, row } = columns;
      appendVectors(appender, STAGED_TYPES, atMs.length, [atMs, mantissa, decimals, quality, row]);
    },
    reject(rejection) {
      refuseIfEnded();
      reject(rejection);
    },
    async abandon() {
      if (ended) return;
      ended = true;
      try {
        appender.closeSync();
        rejectionAppender.closeSync();
      } finally {
        closeConnection();
      }
    },
    commit: (contentHash) =>
      ending(async () => {
        const { pointId } = request;
        if (typeof pointId !== "number" && staged.count === 0) return (await looked(contentHash, 0)).receipt;
        const point = typeof pointId === "number" ? pointId : await pointId();
        return finish(contentHash, point, async (receipt) => {
          await connection.run("COMMIT");
          if (receipt.added + receipt.corrected > 0) commits.done([point]);
          return receipt;
        });
      }),
    preview: (contentHash, rejectionsShown) => ending(() => looked(contentHash, rejectionsShown)),
  };
}

/** The error that made it necessary is what the caller must hear; a failed COMMIT has rolled back by itself. */
async function rollBack(connection: DuckDBConnection): Promise<void> {
  await connection.run("ROLLBACK").catch(() => undefined);
}

/** @throws RangeError when a column is not what the contract says; nothing of the batch is staged then. */
function survey(staged: Staged, columns: ReadingColumns): void {
  const { atMs, mantissa, decimals, quality, row } = columns;
  const count = atMs.length;
  if ([mantissa, decimals, quality, row].some((column) => column.length !== count)) {
    throw new RangeError("the columns of a batch of readings differ in length");
  }
  let { firstMs, lastMs, ascending } = staged;
  for (let i = 0; i < count; i++) {
    const at = atMs[i]!;
    if (!Number.isSafeInteger(at) || !Number.isSafeInteger(mantissa[i]!) || decimals[i]! > MOST_DECIMALS) {
      throw new RangeError(`reading ${i} of the batch is no instant with a decimal: ${at}, ${mantissa[i]}`);
    }
    if (at <= lastMs) ascending = false;
    else lastMs = at;
    if (at < firstMs) firstMs = at;
  }
  staged.firstMs = firstMs;
  staged.lastMs = lastMs;
  staged.ascending = ascending;
  staged.count += count;
}

/** SQL that is true when two readings say the same: equal in value (1.20 is 1.2) and in quality. */
export function saysTheSame(a: string, b: string): string {
  return `(${a}.quality = ${b}.quality AND CASE WHEN ${a}.decimals = ${b}.decimals THEN ${a}.mantissa = ${b}.mantissa
    ELSE ${a}.mantissa::HUGEINT * power(10, ${MOST_DECIMALS} - ${a}.decimals)::HUGEINT
       = ${b}.mantissa::HUGEINT * power(10, ${MOST_DECIMALS} - ${b}.decimals)::HUGEINT END)`;
}

/** Moves the staged rows into `reading` inside the open transaction. */
async function writeReadings(
  connection: DuckDBConnection,
  { pointId, deliveryId, commit }: { pointId: number; deliveryId: number; commit: number },
  staged: Staged,
  reject: (rejection: Rejection) => void,
): Promise<Changes> {
  if (staged.count === 0) return { added: 0, corrected: 0, conflicting: 0, fromMs: null, toMs: null };
  const range = { point: pointId, from: BigInt(staged.firstMs), to: BigInt(staged.lastMs) };
  const inRange = "FROM reading WHERE point_id = $point AND at_ms BETWEEN $from AND $to";
  const [known] = await rowsOf(connection, `SELECT count(*), max(version) ${inRange}`, range);
  const insert =
    "INSERT INTO reading SELECT $point, at_ms, version, mantissa, decimals, quality, $id, $commit";

  if (staged.ascending && Number(known?.[0]) === 0) {
    await connection.run(
      `${insert} FROM (SELECT at_ms::BIGINT AS at_ms, 0 AS version, mantissa::BIGINT AS mantissa, decimals, quality
         FROM staged)`,
      { point: pointId, id: deliveryId, commit },
    );
    const { count, firstMs, lastMs } = staged;
    return { added: count, corrected: 0, conflicting: 0, fromMs: firstMs, toMs: lastMs };
  }

  const conflicting = staged.ascending ? 0 : await rejectConflicts(connection, reject);
  const onlyLatest =
    Number(known?.[1] ?? 0) > 0
      ? "QUALIFY row_number() OVER (PARTITION BY at_ms ORDER BY version DESC) = 1"
      : "";
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE news AS
     WITH said AS (
       SELECT at_ms::BIGINT AS at_ms, mantissa::BIGINT AS mantissa, decimals, quality FROM staged
       ${staged.ascending ? "" : "QUALIFY row_number() OVER (PARTITION BY at_ms ORDER BY source_row, rowid) = 1"}),
     known AS (SELECT at_ms, version, mantissa, decimals, quality ${inRange} ${onlyLatest})
     SELECT said.at_ms, coalesce(known.version + 1, 0)::USMALLINT AS version, said.mantissa, said.decimals, said.quality
     FROM said LEFT JOIN known USING (at_ms)
     WHERE known.at_ms IS NULL OR NOT ${saysTheSame("said", "known")}`,
    range,
  );
  const [counts] = await rowsOf(
    connection,
    "SELECT count(*) FILTER (version = 0), count(*) FILTER (version > 0), min(at_ms), max(at_ms) FROM news",
  );
  const [added, corrected] = (counts ?? []).map(Number);
  if (counts?.[2] != null) {
    await connection.run(`${insert} FROM news ORDER BY at_ms`, { point: pointId, id: deliveryId, commit });
  }
  return {
    added: added ?? 0,
    corrected: corrected ?? 0,
    conflicting,
    fromMs: counts?.[2] == null ? null : Number(counts[2]),
    toMs: counts?.[3] == null ? null : Number(counts[3]),
  };
}

/**
 * Lists the rows that say something else of an instant than an earlier row of the same source. Neither can be
 * preferred by guessing, so the first is taken and every other is there for a person to look at.
 */
async function rejectConflicts(
  connection: DuckDBConnection,
  reject: (rejection: Rejection) => void,
): Promise<number> {
  const conflicts = await connection.streamAndReadAll(
    `WITH placed AS (
       SELECT at_ms, mantissa::BIGINT AS mantissa, decimals, quality, source_row,
         row_number() OVER (PARTITION BY at_ms ORDER BY source_row, rowid) AS place FROM staged),
     first_said AS (SELECT * FROM placed WHERE place = 1)
     SELECT placed.source_row, placed.at_ms, placed.mantissa / power(10, placed.decimals)
     FROM placed JOIN first_said USING (at_ms)
     WHERE placed.place > 1 AND NOT ${saysTheSame("placed", "first_said")}
     ORDER BY placed.source_row, placed.place`,
  );
  for (const [row, atMs, value] of conflicts.getRows()) reject(conflict(row, atMs, value));
  return conflicts.currentRowCount;
}

/** Deliveries come one at a time, so the next number is free; a sequence would leave gaps after each preview. */
export async function nextDeliveryId(connection: DuckDBConnection): Promise<number> {
  const [number] = await rowsOf(connection, "SELECT coalesce(max(delivery_id), 0) + 1 FROM delivery");
  return Number(number?.[0]);
}

export async function writeReceipt(connection: DuckDBConnection, receipt: DeliveryReceipt): Promise<void> {
  const { changedFromMs, changedToMs, pointId } = receipt;
  await connection.run(
    `INSERT INTO delivery VALUES ($id, ${pointId ?? "NULL"}, $source, $received, $reason, $hash, $added, $corrected, $repeated,
       $rejected, ${changedFromMs ?? "NULL"}, ${changedToMs ?? "NULL"})`,
    {
      id: receipt.deliveryId,
      source: receipt.source,
      received: BigInt(receipt.receivedAtMs),
      reason: receipt.reason,
      hash: receipt.contentHash,
      added: receipt.added,
      corrected: receipt.corrected,
      repeated: receipt.repeated,
      rejected: receipt.rejected,
    },
  );
}
