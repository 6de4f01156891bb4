/** Beyond so many waiting items a sender is asked to come back: memory is bounded, and nothing is lost. */
const MOST_WAITING = 20_000;
/** So long after a commit the order of arrival, where a store keeps one for a while, is forgotten at the latest unless said. */
const ORDER_KEPT_MS = 3_000;

/** Too much waits to be written. */
export class TooManyWaiting extends Error {}

interface Waiting<Item, Outcome> {
  readonly item: Item;
  readonly done: (outcome: Outcome) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Group commit: what comes in while one commit is being written, and what comes in the same turn of the loop, shares the
 * next one, and is acknowledged when that is durable.
 */
export class GroupCommit<Item, Outcome> {
  readonly #commit: (items: readonly Item[]) => readonly Outcome[];
  readonly #forgetOrder: () => void;
  readonly #orderKeptMs: number;
  #waiting: Waiting<Item, Outcome>[] = [];
  #running: Promise<void> | undefined;
  #forgetting: NodeJS.Timeout | undefined;

  /**
   * @param commit writes a batch durably, all of it or, throwing, nothing; gives what became of each item, in their order.
   * @param forgetOrder wipes what still tells in which order items came.
   */
  constructor(
    commit: (items: readonly Item[]) => readonly Outcome[],
    forgetOrder: () => void,
    orderKeptMs = ORDER_KEPT_MS,
  ) {
    this.#commit = commit;
    this.#forgetOrder = forgetOrder;
    this.#orderKeptMs = orderKeptMs;
  }

  /** Resolves with what became of the item, when that is durable. @throws TooManyWaiting, or what the commit threw. */
  put(item: Item): Promise<Outcome> {
    if (this.#waiting.length >= MOST_WAITING) return Promise.reject(new TooManyWaiting());
    return new Promise((done, failed) => {
      this.#waiting.push({ item, done, failed });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing waits any more; the order of what came is forgotten then. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
    if (this.#forgetting === undefined) return;
    clearTimeout(this.#forgetting);
    this.#forget();
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Whatever has come in by this turn of the loop shares the commit.
      await new Promise(setImmediate);
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        const outcomes = this.#commit(batch.map(({ item }) => item));
        for (const [index, { done }] of batch.entries()) done(outcomes[index]!);
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
      this.#forgetting ??= setTimeout(() => this.#forget(), this.#orderKeptMs);
    }
    // In the same turn as the last look: what comes in the next would wait for nobody.
    this.#running = undefined;
  }

  #forget(): void {
    this.#forgetting = undefined;
    this.#forgetOrder();
  }
}
