import type { Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";

/** Done in a transaction that others share: what cannot be done is told as a value, never thrown. */
type Work = (transaction: Transaction<CivicTables>) => Promise<unknown>;

interface Waiting {
  readonly work: Work;
  readonly done: (value: unknown) => void;
  readonly failed: (error: unknown) => void;
}

/** Beyond so much waiting work a sender is asked to come back: memory is bounded, and nothing is lost. */
const MOST_WAITING = 5000;
/** So much of it may be one client's: a flood fills its own lane, and not the way of others. */
const MOST_OF_ONE = 1000;
/** So much shares a transaction at most: others want the database too. */
const MOST_TOGETHER = 200;

/** Too much waits to be written. */
export class CivicDeskIsFull extends Error {}

/**
 * Group commit of what the public sends: what comes in while one commit is being written shares the next one, and is
 * acknowledged when that is durable. Each client waits in a lane of its own, and the lanes are served in turn.
 */
export class CivicDesk {
  readonly #db: CivicDatabase;
  /** In the order in which they are served; a lane is there as long as something waits in it. */
  readonly #lanes = new Map<string, Waiting[]>();
  #waiting = 0;
  #running: Promise<void> | undefined;

  constructor(db: CivicDatabase) {
    this.#db = db;
  }

  /**
   * Resolves when what was done is durable.
   * @param client whose work it is; known as long as it waits. Officials share one lane.
   * @throws CivicDeskIsFull
   */
  do<T>(work: (transaction: Transaction<CivicTables>) => Promise<T>, client = ""): Promise<T> {
    return new Promise<T>((done, failed) => {
      const lane = this.#lanes.get(client) ?? [];
      if (this.#waiting >= MOST_WAITING || lane.length >= MOST_OF_ONE) {
        failed(new CivicDeskIsFull());
        return;
      }
      lane.push({ work, done: done as (value: unknown) => void, failed });
      this.#lanes.set(client, lane);
      this.#waiting += 1;
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  /** One of each lane in turn. */
  #next(): Waiting[] {
    const batch: Waiting[] = [];
    while (batch.length < MOST_TOGETHER && this.#lanes.size > 0)
      for (const [client, lane] of [...this.#lanes]) {
        if (batch.length === MOST_TOGETHER) break;
        batch.push(lane.shift()!);
        // Served, it goes to the end of the queue of lanes.
        this.#lanes.delete(client);
        if (lane.length > 0) this.#lanes.set(client, lane);
      }
    this.#waiting -= batch.length;
    return batch;
  }

  async #run(): Promise<void> {
    while (this.#waiting > 0) {
      // Whatever has come in by this turn of the loop shares the commit.
      await new Promise(setImmediate);
      const batch = this.#next();
      try {
        const values = await this.#db.transaction().execute(async (transaction) => {
          const made: unknown[] = [];
          for (const { work } of batch) made.push(await work(transaction));
          return made;
        });
        for (const [index, { done }] of batch.entries()) done(values[index]);
      } catch (error) {
        // One of them broke the transaction: each is tried by itself, so that only that one fails.
        if (batch.length === 1) batch[0]!.failed(error);
        else for (const alone of batch) await this.#alone(alone);
      }
    }
    // In the same turn as the last look: what comes in the next would wait for nobody.
    this.#running = undefined;
  }

  async #alone({ work, done, failed }: Waiting): Promise<void> {
    try {
      done(await this.#db.transaction().execute(work));
    } catch (error) {
      failed(error);
    }
  }
}
