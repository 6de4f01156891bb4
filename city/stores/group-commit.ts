/** Beyond so many waiting items a sender is asked to come back: memory is bounded, and nothing is lost. */
const MOST_WAITING = 20_000;
/** So long after a commit the order of arrival, where a store keeps one for a while, is forgotten at the latest. */
const ORDER_KEPT_MS = 3000;

/** Too much waits to be written. */
export class TooManyWaiting extends Error {}

interface Waiting<Item> {
  readonly item: Item;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Group commit: what comes in while one commit is being written, and what comes in the same turn of the loop, shares the
 * next one, and is acknowledged when that is durable.
 */
export class GroupCommit<Item> {
  readonly #commit: (items: readonly Item[]) => void;
  readonly #forgetOrder: () => void;
  #waiting: Waiting<Item>[] = [];
  #running: Promise<void> | undefined;
  #forgetting: NodeJS.Timeout | undefined;

  /**
   * @param commit writes a batch durably, all of it or, throwing, nothing.
   * @param forgetOrder wipes what still tells in which order items came.
   */
  constructor(commit: (items: readonly Item[]) => void, forgetOrder: () => void) {
    this.#commit = commit;
    this.#forgetOrder = forgetOrder;
  }

  /** Resolves when the item is durable. @throws TooManyWaiting, or what the commit threw. */
  put(item: Item): Promise<void> {
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
        this.#commit(batch.map(({ item }) => item));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
      this.#forgetting ??= setTimeout(() => this.#forget(), ORDER_KEPT_MS);
    }
    // In the same turn as the last look: what comes in the next would wait for nobody.
    this.#running = undefined;
  }

  #forget(): void {
    this.#forgetting = undefined;
    this.#forgetOrder();
  }
}
