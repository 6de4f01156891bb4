import { DatabaseSync, type StatementSync } from "node:sqlite";

/** So many are kept; lists of different lengths are statements of their own. */
const MOST_KEPT = 500;

/**
 * A connection that keeps what it has prepared: a dialect prepares each statement anew, which takes SQLite longer than running
 * it. Whoever uses one reads it to its end (`all`, `get`, `run`), because the next to ask is given the same.
 */
export class KeepingStatements extends DatabaseSync {
  /** The one used longest ago first. */
  readonly #kept = new Map<string, StatementSync>();

  override prepare(sql: string): StatementSync {
    const known = this.#kept.get(sql);
    if (known !== undefined) {
      this.#kept.delete(sql);
      this.#kept.set(sql, known);
      return known;
    }
    const made = super.prepare(sql);
    this.#kept.set(sql, made);
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    return made;
  }

  forgetStatements(): void {
    this.#kept.clear();
  }
}
