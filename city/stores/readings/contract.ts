/**
 * The contract every store of readings keeps; `contract.suite.ts` is its test.
 *
 * Readings are append-only *versions*. A reading that repeats what is known changes nothing; one that differs
 * in value or in quality becomes the next version of its instant and keeps the one it corrects, with source,
 * received-at and reason (they stand in the *delivery* that brought it). 1.20 repeats 1.2. Values are scaled
 * decimals exactly as read: mantissa / 10^decimals.
 */

/** One delivery's readings of one point, in columns of equal length. */
export interface ReadingColumns {
  /** UTC milliseconds; the start of the interval, or the instant a register was read. */
  readonly atMs: Float64Array;
  /** Integer part of `mantissa / 10^decimals`; |mantissa| < 2^53. */
  readonly mantissa: Float64Array;
  readonly decimals: Uint8Array;
  /** ESPI quality of reading (0 valid, 7 edited, 8 estimated, 10 questionable, …). */
  readonly quality: Uint8Array;
  /** Line of the file (1-based) the reading came from, 0 where there was no file. */
  readonly row: Float64Array;
}

export interface Rejection {
  /** 1-based line in the source; 0 when it concerns the source as a whole. */
  readonly row: number;
  readonly column: string;
  /** The text found there, shortened to 200 characters. */
  readonly found: string;
  /** Named reason; its translations stand in the readings feature's messages as `reject.<code>`. */
  readonly code: string;
  /** Of a delivery that is made of many requests or messages: which of them it stood in, a number or a topic. */
  readonly origin?: string;
  /** And when that came, UTC milliseconds; the store says it. */
  readonly receivedAtMs?: number;
}

export interface DeliveryRequest {
  /**
   * Whose readings they are; for a point that is not there yet, what makes it. It is called when there is a reading to
   * keep, just before the commit. Without one such a delivery keeps nothing at all: its receipt has delivery number 0.
   */
  readonly pointId: number | (() => Promise<number>);
  readonly source: string;
  readonly receivedAtMs: number;
  /** Why readings that differ from known ones are right, e.g. "supplier's correction of 3 May". */
  readonly reason: string;
}

/** Readings of many points; `pointId[i]` says whose reading row i is. */
export interface MixedColumns extends ReadingColumns {
  readonly pointId: Int32Array;
}

/**
 * Readings that came in together over a line that stays open: one HTTP request, or what an MQTT source has sent since
 * the last commit. All arrivals of one source within one hour (UTC) are one delivery of no single point.
 */
export interface Arrival {
  readonly source: string;
  /** The request or message, where all of the arrival is of one: what is rejected in it is found by this. */
  readonly origin?: string;
  readonly receivedAtMs: number;
  readonly reason: string;
  readonly columns: MixedColumns;
  readonly rejections: readonly Rejection[];
}

/** What became of one arrival. */
export interface ArrivalReceipt {
  readonly deliveryId: number;
  readonly added: number;
  readonly corrected: number;
  readonly repeated: number;
  /** Those given with the arrival, and the rows that said another thing of the same instant. */
  readonly rejected: number;
}

/** Instants of a point whose current value changed. */
export interface ChangedRange {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface DeliveryReceipt {
  readonly deliveryId: number;
  /** Null for arrivals, which are of many points. */
  readonly pointId: number | null;
  readonly source: string;
  readonly receivedAtMs: number;
  readonly reason: string;
  /** SHA-256 of the source's bytes in hex, or the empty string. */
  readonly contentHash: string;
  /** Rows that became the first version of their instant. */
  readonly added: number;
  /** Rows that became a later version of their instant. */
  readonly corrected: number;
  /** Rows that said what was known already. */
  readonly repeated: number;
  readonly rejected: number;
  /** First and last instant whose current value changed; null when nothing changed. */
  readonly changedFromMs: number | null;
  readonly changedToMs: number | null;
}

export interface DeliveryPreview {
  readonly receipt: DeliveryReceipt;
  readonly rejections: readonly Rejection[];
}

/** The current version of each instant, ascending in time. */
export interface CurrentReadings {
  readonly atMs: Float64Array;
  readonly value: Float64Array;
  readonly mantissa: Float64Array;
  readonly decimals: Uint8Array;
  readonly quality: Uint8Array;
}

export interface ReadingVersion {
  readonly atMs: number;
  readonly version: number;
  readonly value: number;
  readonly quality: number;
  readonly deliveryId: number;
  readonly source: string;
  readonly receivedAtMs: number;
  readonly reason: string;
}

export interface PointExtent {
  readonly readings: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly corrections: number;
}

/** The newest of a point's readings and where it came from. */
export interface Freshness {
  readonly lastMs: number;
  readonly source: string;
  /** Whether it came over a line that stays open, and not in a file. */
  readonly isSent: boolean;
}

/** A point as an export names it; what there is none of is the empty string. */
export interface ExportPoint {
  readonly id: number;
  readonly key: string;
  readonly building: string;
  readonly room: string;
  readonly carrier: string;
  readonly kind: string;
  readonly unit: string;
  readonly brickClass: string;
}

export interface ExportRequest {
  readonly points: readonly ExportPoint[];
  /** Instants from `fromMs` up to `toMs`, the end left out. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Every version of every instant, or the newest only. */
  readonly versions: "all" | "newest";
  readonly form: "parquet" | "csv";
}

/** Takes one point's readings in batches and makes them one durable delivery. */
export interface DeliveryWriter {
  /**
   * Of two rows that give one instant different values, the first (by row, then as appended) is taken and the other
   * becomes a rejection, `conflicts-within-source`.
   * @throws RangeError when a column is not what `ReadingColumns` says; abandon the delivery then.
   */
  append(columns: ReadingColumns): Promise<void>;
  reject(rejection: Rejection): void;
  /**
   * Makes the delivery durable; when it returns, the readings survive `kill -9`.
   * @param contentHash SHA-256 of the source's bytes in hex, or the empty string.
   */
  commit(contentHash: string): Promise<DeliveryReceipt>;
  /**
   * Says what a commit would have done, with the first rejections, and leaves the store as it was; its receipt has
   * delivery number 0.
   */
  preview(contentHash: string, rejectionsShown: number): Promise<DeliveryPreview>;
  /** Leaves the store as if the delivery had never begun; harmless after the delivery has ended. */
  abandon(): Promise<void>;
}

export interface ReadingStore {
  /**
   * Deliveries are gathered side by side, however long their sources take, and hold nobody up; they become durable one
   * at a time, each judged against what was committed before it.
   */
  begin(request: DeliveryRequest): Promise<DeliveryWriter>;
  /**
   * Makes arrivals durable together; when it returns, they survive `kill -9`. Of two rows that say different things of
   * one instant of one point the first is taken and the other becomes a rejection, `conflicts-within-source`: arrivals
   * that correct one another belong in calls of their own.
   * @returns one receipt for each arrival, in order.
   */
  take(arrivals: readonly Arrival[]): Promise<ArrivalReceipt[]>;
  /**
   * For each point that has readings, the number of the newest commit that changed it, as it was when asked: what is
   * read afterwards holds at least these. Commits count upwards.
   */
  newestCommits(): Promise<ReadonlyMap<number, number>>;
  /**
   * What later commits than these changed of their points: the range that is dirty to whoever has seen no more.
   * @param seen for each point the newest commit that was seen.
   * @returns nothing for a point of which nothing changed.
   */
  changesSince(seen: ReadonlyMap<number, number>): Promise<Map<number, ChangedRange>>;
  current(pointId: number, fromMs?: number, toMs?: number): Promise<CurrentReadings>;
  /** Every version of one instant, oldest first. */
  history(pointId: number, atMs: number): Promise<ReadingVersion[]>;
  /** The instants of a point that were corrected, newest correction first, every version of each. */
  corrections(pointId: number, limit: number): Promise<ReadingVersion[]>;
  extents(): Promise<Map<number, PointExtent>>;
  /** For each point with readings, how new they are. */
  freshness(): Promise<Map<number, Freshness>>;
  /** Newest first. */
  deliveries(limit: number, offset?: number): Promise<DeliveryReceipt[]>;
  deliveryCount(): Promise<number>;
  delivery(deliveryId: number): Promise<DeliveryReceipt | undefined>;
  rejections(deliveryId: number, limit: number, offset?: number): Promise<Rejection[]>;
  /** The delivery that brought exactly these bytes to this point before, if any. */
  findDelivery(pointId: number, contentHash: string): Promise<DeliveryReceipt | undefined>;
  /**
   * Writes a selection of readings to a file (columns: docs/exporting.md).
   * @returns how many rows were written.
   */
  export(path: string, request: ExportRequest): Promise<number>;
  /**
   * Copies everything there is, as it stands now, to a file that is not there yet; nobody waits for it.
   * The copy is opened like the store itself.
   */
  copyTo(path: string): Promise<void>;
  /**
   * Puts some of what has arrived since the last time in the order in which it is read. To be called now and then, and
   * again while there is more; nothing that can be read changes.
   * @returns whether there was enough to do.
   */
  settle(): Promise<boolean>;
  /** Waits for the commit under way to end; deliveries that have not come to theirs are given up. */
  close(): Promise<void>;
}
