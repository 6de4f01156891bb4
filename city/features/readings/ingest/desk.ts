import type {
  Arrival,
  ArrivalReceipt,
  MixedColumns,
  ReadingStore,
  Rejection,
} from "../../../stores/readings/contract.ts";

/** One reading as the store keeps it. */
export interface Reading {
  readonly pointId: number;
  readonly atMs: number;
  readonly mantissa: number;
  readonly decimals: number;
  readonly quality: number;
}

export interface Submission {
  readonly source: string;
  /** What a person finds its rejected rows by among those of other submissions. */
  readonly origin?: string;
  readonly columns: MixedColumns;
  readonly rejections: readonly Rejection[];
}

interface Waiting {
  readonly source: string;
  readonly origin?: string | undefined;
  readonly columns: MixedColumns | null;
  readonly reading: Reading | null;
  readonly rejections: readonly Rejection[];
  readonly done: (receipt: ArrivalReceipt) => void;
  readonly failed: (error: unknown) => void;
}

/** Rows of one commit. More would only make those wait who came first. */
const COMMIT_ROWS = 100_000;

/**
 * Group commit: everything that has come in while the last commit was being written goes into the next one, and is
 * acknowledged when that is durable. So a lone message waits for one commit only, and thousands a second share theirs.
 *
 * What corrects an earlier message of the same instant waits for the commit after, and so becomes a later version.
 */
export class IntakeDesk {
  readonly #store: ReadingStore;
  readonly #nowMs: () => number;
  readonly #onChange: () => void;
  #waiting: Waiting[] = [];
  #rowsWaiting = 0;
  #running: Promise<void> | undefined;

  /** @param onChange called after every commit that changed a reading. */
  constructor(store: ReadingStore, nowMs: () => number, onChange: () => void) {
    this.#store = store;
    this.#nowMs = nowMs;
    this.#onChange = onChange;
  }

  /** Rows that have not been written yet; who sends more than can be written should be asked to wait. */
  get rowsWaiting(): number {
    return this.#rowsWaiting;
  }

  /** Many readings at once; the receipt comes when they are durable. */
  submit({ source, origin, columns, rejections }: Submission): Promise<ArrivalReceipt> {
    return new Promise((done, failed) => {
      this.#enqueue({ source, origin, columns, reading: null, rejections, done, failed });
    });
  }

  /** One reading, or what was wrong with one; `done` comes when it is durable. */
  submitOne(
    source: string,
    found: { readonly reading: Reading } | { readonly rejection: Rejection },
    done: () => void,
    failed: (error: unknown) => void,
  ): void {
    const reading = "reading" in found ? found.reading : null;
    const rejections = "rejection" in found ? [found.rejection] : [];
    this.#enqueue({ source, columns: null, reading, rejections, done, failed });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  #enqueue(waiting: Waiting): void {
    this.#waiting.push(waiting);
    this.#rowsWaiting += rowsOf(waiting);
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    // Whatever was sent in this same turn of the loop shall share the commit.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      const batch = this.#nextBatch();
      const arrivals = arrivalsOf(batch, this.#nowMs());
      try {
        const receipts = await this.#store.take(arrivals.map(({ arrival }) => arrival));
        for (const [i, { of }] of arrivals.entries()) for (const waiting of of) waiting.done(receipts[i]!);
        if (receipts.some(({ added, corrected }) => added + corrected > 0)) this.#onChange();
      } catch (error) {
        for (const waiting of batch) waiting.failed(error);
      }
    }
    // In the same turn as the last look: what comes in the next would wait for nobody.
    this.#running = undefined;
  }

  /** From the front of the queue, until it is full or one speaks of an instant that another has spoken of. */
  #nextBatch(): Waiting[] {
    const spoken = new Map<number, Set<number>>();
    let rows = 0;
    let count = 0;
    for (; count < this.#waiting.length; count++) {
      const waiting = this.#waiting[count]!;
      if (count > 0 && (rows >= COMMIT_ROWS || speaksAgain(spoken, waiting))) break;
      rows += rowsOf(waiting);
      remember(spoken, waiting);
    }
    const batch = this.#waiting.slice(0, count);
    this.#waiting = this.#waiting.slice(count);
    this.#rowsWaiting -= rows;
    return batch;
  }
}

function rowsOf({ columns, reading }: Waiting): number {
  return columns?.atMs.length ?? (reading === null ? 0 : 1);
}

function speaksAgain(
  spoken: ReadonlyMap<number, ReadonlySet<number>>,
  { columns, reading }: Waiting,
): boolean {
  if (reading !== null) return spoken.get(reading.pointId)?.has(reading.atMs) === true;
  if (columns === null) return false;
  for (let i = 0; i < columns.atMs.length; i++)
    if (spoken.get(columns.pointId[i]!)?.has(columns.atMs[i]!) === true) return true;
  return false;
}

function remember(spoken: Map<number, Set<number>>, { columns, reading }: Waiting): void {
  const add = (pointId: number, atMs: number): void => {
    const instants = spoken.get(pointId);
    if (instants === undefined) spoken.set(pointId, new Set([atMs]));
    else instants.add(atMs);
  };
  if (reading !== null) add(reading.pointId, reading.atMs);
  for (let i = 0; columns !== null && i < columns.atMs.length; i++)
    add(columns.pointId[i]!, columns.atMs[i]!);
}

/** Single readings of one source go together; each larger submission is an arrival of its own, with its own receipt. */
function arrivalsOf(
  batch: readonly Waiting[],
  receivedAtMs: number,
): { readonly arrival: Arrival; readonly of: readonly Waiting[] }[] {
  const singles = Map.groupBy(
    batch.filter(({ columns }) => columns === null),
    ({ source }) => source,
  );
  const common = { receivedAtMs, reason: "sent" };
  return [
    ...[...singles].map(([source, of]) => ({
      arrival: {
        ...common,
        source,
        columns: columnsOf(of.flatMap(({ reading }) => reading ?? [])),
        rejections: of.flatMap(({ rejections }) => rejections),
      },
      of,
    })),
    ...batch.flatMap((waiting) =>
      waiting.columns === null
        ? []
        : [
            {
              arrival: {
                ...common,
                source: waiting.source,
                ...(waiting.origin === undefined ? {} : { origin: waiting.origin }),
                columns: waiting.columns,
                rejections: waiting.rejections,
              },
              of: [waiting],
            },
          ],
    ),
  ];
}

function columnsOf(readings: readonly Reading[]): MixedColumns {
  return {
    pointId: Int32Array.from(readings, ({ pointId }) => pointId),
    atMs: Float64Array.from(readings, ({ atMs }) => atMs),
    mantissa: Float64Array.from(readings, ({ mantissa }) => mantissa),
    decimals: Uint8Array.from(readings, ({ decimals }) => decimals),
    quality: Uint8Array.from(readings, ({ quality }) => quality),
    row: new Float64Array(readings.length),
  };
}
