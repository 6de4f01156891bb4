/** How many are remembered at once; whoever was counted longest ago is forgotten first. */
const MOST_REMEMBERED = 20_000;

/** Counts tries by who makes them, over a window that moves. It lies in memory only, and says nothing of who has an account. */
export class TryCounter {
  readonly #windowMs: number;
  readonly #nowMs: () => number;
  readonly #triedMs = new Map<string, number[]>();

  constructor(windowMs: number, nowMs: () => number) {
    this.#windowMs = windowMs;
    this.#nowMs = nowMs;
  }

  /** Whether one more is within what is admitted; it is counted if so. */
  admits(who: string, most: number): boolean {
    const now = this.#nowMs();
    const recent = (this.#triedMs.get(who) ?? []).filter((triedMs) => now - triedMs < this.#windowMs);
    if (recent.length >= most) return false;
    // Put in anew, so that the map's order is that of the last try.
    this.#triedMs.delete(who);
    this.#triedMs.set(who, [...recent, now]);
    // The oldest come first: what has left the window, and what there is no room for.
    for (const [oldest, tried] of this.#triedMs) {
      if (this.#triedMs.size <= MOST_REMEMBERED && now - tried.at(-1)! < this.#windowMs) break;
      this.#triedMs.delete(oldest);
    }
    return true;
  }
}
