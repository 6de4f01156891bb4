import type { JobBook } from "../features/upkeep/index.ts";

/**
 * Work a serving node does again and again: at once, then every so often, one at a time. A round that fails is told on
 * the console and the next one comes all the same.
 */
export class Rounds {
  readonly #work: () => Promise<unknown>;
  readonly #what: string;
  readonly #jobs: JobBook | undefined;
  readonly #everyMs: number;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | undefined;
  #again = false;
  #closed = false;

  /**
   * @param what is done, for the console.
   * @param jobs where it is told how the rounds go.
   */
  constructor(what: string, everyMs: number, work: () => Promise<unknown>, jobs?: JobBook) {
    this.#what = what;
    this.#everyMs = everyMs;
    this.#jobs = jobs;
    this.#work = work;
    this.#timer = setInterval(() => this.now(), everyMs);
    this.now();
  }

  /** A round now, or after the one that is under way: that may have passed by what is asked for. */
  now(): void {
    if (this.#closed) return;
    if (this.#running !== undefined) {
      this.#again = true;
      return;
    }
    this.#again = false;
    const startedMs = performance.now();
    const ended = (isFailed: boolean): void =>
      this.#jobs?.ended(this.#what, performance.now() - startedMs, isFailed);
    this.#jobs?.began(this.#what, this.#everyMs);
    this.#running = this.#work()
      .then(
        () => ended(false),
        (error: unknown) => {
          ended(true);
          console.error(`${this.#what} failed`, error);
        },
      )
      .finally(() => {
        this.#running = undefined;
        if (this.#again) this.now();
      });
  }

  /** Begins no more and waits for what is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#running;
  }
}
