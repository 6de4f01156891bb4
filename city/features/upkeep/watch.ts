/** Where something went wrong: in a page, in work done again and again, or in sending a letter. */
export type Where = "pages" | "jobs" | "mail";
export const WHERE = ["pages", "jobs", "mail"] as const satisfies readonly Where[];

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** Errors by the hour, for a day. It lies in memory: a node that was started anew has none. */
export class ErrorTally {
  readonly #nowMs: () => number;
  /** By place and hour since 1970. */
  readonly #counts = new Map<string, number>();
  readonly #lastMs = new Map<Where, number>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  add(where: Where): void {
    const hour = this.#hour;
    for (const key of this.#counts.keys())
      if (Number(key.split(" ")[1]) <= hour - DAY_HOURS) this.#counts.delete(key);
    const key = `${where} ${hour}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    this.#lastMs.set(where, this.#nowMs());
  }

  /** How many in the hour under way and the one before, and in the last day. */
  of(where: Where): { readonly lately: number; readonly day: number; readonly lastAtMs: number | null } {
    const counted = (hours: number): number =>
      Array.from(
        { length: hours },
        (_, back) => this.#counts.get(`${where} ${this.#hour - back}`) ?? 0,
      ).reduce((sum, count) => sum + count, 0);
    return { lately: counted(2), day: counted(DAY_HOURS), lastAtMs: this.#lastMs.get(where) ?? null };
  }

  get #hour(): number {
    return Math.floor(this.#nowMs() / HOUR_MS);
  }
}

/** Work that a node does again and again, and how its last round went. */
export interface Job {
  /** What is done, as the console says it. */
  readonly what: string;
  readonly everyMs: number;
  /** Null while none has ended. */
  readonly lastEndedAtMs: number | null;
  readonly lastTookMs: number | null;
  readonly lastFailed: boolean;
  readonly runningSinceMs: number | null;
}

export class JobBook {
  readonly #nowMs: () => number;
  readonly #jobs = new Map<string, Job>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  get all(): readonly Job[] {
    return [...this.#jobs.values()];
  }

  began(what: string, everyMs: number): void {
    const before = this.#jobs.get(what);
    this.#jobs.set(what, {
      ...{ lastEndedAtMs: null, lastTookMs: null, lastFailed: false, ...before },
      ...{ what, everyMs, runningSinceMs: this.#nowMs() },
    });
  }

  ended(what: string, tookMs: number, isFailed: boolean): void {
    const job = this.#jobs.get(what);
    if (job === undefined) return;
    this.#jobs.set(what, {
      ...job,
      ...{ lastEndedAtMs: this.#nowMs(), lastTookMs: tookMs, lastFailed: isFailed, runningSinceMs: null },
    });
  }
}

/** How letters leave, and how that went since the node was started. */
export interface MailState {
  /** To the demo's mailbox, to a mail server, or nowhere but the console. */
  readonly way: "mailbox" | "server" | "console";
  readonly sent: number;
  readonly failed: number;
  readonly lastSentAtMs: number | null;
  readonly lastFailedAtMs: number | null;
}

export class MailWatch {
  readonly #nowMs: () => number;
  #state: MailState;

  constructor(way: MailState["way"], nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#state = { way, sent: 0, failed: 0, lastSentAtMs: null, lastFailedAtMs: null };
  }

  get state(): MailState {
    return this.#state;
  }

  sent(): void {
    this.#state = { ...this.#state, sent: this.#state.sent + 1, lastSentAtMs: this.#nowMs() };
  }

  failed(): void {
    this.#state = { ...this.#state, failed: this.#state.failed + 1, lastFailedAtMs: this.#nowMs() };
  }
}
