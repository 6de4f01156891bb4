/**
 * When results are brought up to date after readings came in by themselves: a while after the last of them, so that a
 * burst costs one computation, and never later than a few minutes after the first.
 */
export class RecomputeSchedule {
  readonly #recompute: () => Promise<unknown>;
  readonly #quietMs: number;
  readonly #latestMs: number;
  #timer: NodeJS.Timeout | undefined;
  #firstMs: number | undefined;
  #running: Promise<void> | undefined;
  #closed = false;

  constructor(recompute: () => Promise<unknown>, { quietMs = 10_000, latestMs = 120_000 } = {}) {
    this.#recompute = recompute;
    this.#quietMs = quietMs;
    this.#latestMs = latestMs;
  }

  /** Readings have changed. */
  changed(): void {
    if (this.#closed) return;
    const nowMs = performance.now();
    this.#firstMs ??= nowMs;
    const waitMs = Math.max(0, Math.min(this.#quietMs, this.#firstMs + this.#latestMs - nowMs));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#start(), waitMs);
  }

  /** Starts nothing more and waits for what has begun. What was left undone is found at the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #start(): void {
    if (this.#running !== undefined) {
      // What is being computed may not have seen the newest readings.
      this.#timer = setTimeout(() => this.#start(), this.#quietMs);
      return;
    }
    this.#firstMs = undefined;
    this.#running = this.#recompute()
      .then(
        () => undefined,
        (error: unknown) => console.error("results could not be brought up to date", error),
      )
      .finally(() => {
        this.#running = undefined;
      });
  }
}
