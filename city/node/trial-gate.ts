const WINDOW_MS = 600_000;
const MIB = 1024 * 1024;

/** What one asker may send in ten minutes: eight times three years of quarter hours. */
const MOST_BYTES_OF_ONE = 40 * MIB;
/** So many of one asker are worked on at once. */
const MOST_AT_ONCE_OF_ONE = 2;
/** What is on its way from everybody together, in bytes and in number: it lies in memory until it has been worked out. */
const MOST_BYTES_AT_ONCE = 48 * MIB;
const MOST_AT_ONCE = 8;

/** Whether a file to try may come in; `done` is called when its answer is ready. */
export type Admitted =
  | { readonly ok: true; readonly done: () => void }
  | { readonly ok: false; readonly fault: "tooOften" | "full"; readonly afterSeconds: number };

interface Asker {
  underWay: number;
  sent: { readonly atMs: number; readonly bytes: number }[];
}

/**
 * Bounds what comes in to be tried, before any of it is read: of one asker by bytes in ten minutes and by what is under way, of
 * everybody together by what is under way. Nothing of it is stored; who asked is forgotten when the ten minutes are over.
 */
export class TrialGate {
  readonly #nowMs: () => number;
  readonly #askers = new Map<string, Asker>();
  #underWay = 0;
  #bytes = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /**
   * @param bytes of the request's body as it states them; as many as it may have at most where it states none.
   */
  admit(asker: string, bytes: number): Admitted {
    const nowMs = this.#nowMs();
    this.#forget(nowMs);
    const own = this.#askers.get(asker) ?? { underWay: 0, sent: [] };
    if (own.underWay >= MOST_AT_ONCE_OF_ONE) return { ok: false, fault: "tooOften", afterSeconds: 60 };
    if (bytesOf(own) + bytes > MOST_BYTES_OF_ONE) {
      const oldest = own.sent[0]?.atMs ?? nowMs;
      return {
        ok: false,
        fault: "tooOften",
        afterSeconds: Math.max(1, Math.ceil((oldest + WINDOW_MS - nowMs) / 1000)),
      };
    }
    if (this.#underWay >= MOST_AT_ONCE || this.#bytes + bytes > MOST_BYTES_AT_ONCE)
      return { ok: false, fault: "full", afterSeconds: 60 };
    own.sent.push({ atMs: nowMs, bytes });
    own.underWay += 1;
    this.#askers.set(asker, own);
    this.#underWay += 1;
    this.#bytes += bytes;
    let isDone = false;
    const done = () => {
      if (isDone) return;
      isDone = true;
      own.underWay -= 1;
      this.#underWay -= 1;
      this.#bytes -= bytes;
    };
    return { ok: true, done };
  }

  #forget(nowMs: number): void {
    for (const [asker, own] of this.#askers) {
      own.sent = own.sent.filter(({ atMs }) => nowMs - atMs < WINDOW_MS);
      if (own.sent.length === 0 && own.underWay === 0) this.#askers.delete(asker);
    }
  }
}

function bytesOf({ sent }: Asker): number {
  return sent.reduce((sum, { bytes }) => sum + bytes, 0);
}
