import type { HeardCounts, SpentTicket, Stated } from "../../stores/heard/counts.ts";
import { AGE_BANDS, type DimensionId, FEWEST_PEOPLE, SEXES } from "./dimensions.ts";
import { quarterOf } from "./quarters.ts";
import { Tickets } from "./tickets.ts";

/** What somebody says of themselves; what was left out is empty. */
export interface SaidOfSelf {
  readonly sex: string;
  readonly age: string;
  readonly district: string;
}

export type StatementFault = "ticket" | "unknown-choice";

interface Waiting {
  readonly stated: Readonly<Partial<Record<DimensionId, string>>>;
  readonly spent: SpentTicket;
}

/** Answers wait in memory until so many of one process are there, and are counted together. */
export const COUNTED_TOGETHER = FEWEST_PEOPLE;

/** Nobody is kept waiting for what is only counted. */
const WRITE_AFTER_MS = 1_000;

/**
 * Where people say who they are. Five answers of one process at a time are written: whoever compares the files of two nights,
 * in one of which one person took part, learns of five people who came at some time before. What waits when the node stops
 * is forgotten, and was then not stated.
 */
export class StatementDesk {
  readonly #counts: HeardCounts;
  readonly #today: () => string;
  readonly #mayState: (who: string, process: number) => boolean;
  readonly tickets: Tickets;
  readonly #waiting = new Map<number, Waiting[]>();
  #took = new Map<number, number>();
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param secret of the node.
   * @param mayState whether somebody gets another ticket in a process; it remembers them in memory, for a day.
   */
  constructor(
    counts: HeardCounts,
    secret: string,
    today: () => string,
    mayState: (who: string, process: number) => boolean,
  ) {
    this.#counts = counts;
    this.#today = today;
    this.#mayState = mayState;
    this.tickets = new Tickets(secret, counts, today);
  }

  /**
   * Somebody took part: it is counted, and they may say once a day who they are.
   * @param who an address or a code, which is not kept; null where nobody is there to be asked.
   * @returns a ticket, or undefined where they have had one today.
   */
  tookPart(process: number, who: string | null): string | undefined {
    this.#took.set(process, (this.#took.get(process) ?? 0) + 1);
    this.#timer ??= setTimeout(() => this.#writeOrWait(), WRITE_AFTER_MS).unref();
    return who !== null && this.#mayState(who, process) ? this.tickets.make(process) : undefined;
  }

  /**
   * Takes what somebody says of themselves.
   * @param districts ids that can be chosen.
   * @returns the process it counts in, or why it was not taken.
   */
  take(
    ticket: string,
    said: SaidOfSelf,
    districts: ReadonlySet<string>,
  ):
    | { readonly ok: true; readonly process: number }
    | { readonly ok: false; readonly fault: StatementFault } {
    const open = this.tickets.open(ticket);
    if (open === undefined) return { ok: false, fault: "ticket" };
    const known = {
      sex: (SEXES as readonly string[]).includes(said.sex),
      age: AGE_BANDS.some(({ id }) => id === said.age),
      district: districts.has(said.district),
    };
    const stated: Partial<Record<DimensionId, string>> = {};
    for (const dimension of ["sex", "age", "district"] as const) {
      if (said[dimension] === "") continue;
      if (!known[dimension]) return { ok: false, fault: "unknown-choice" };
      stated[dimension] = said[dimension];
    }
    // Who states nothing fills no group of five.
    if (Object.keys(stated).length === 0) return { ok: true, process: open.process };
    this.tickets.use(open);
    const waiting = this.#waiting.get(open.process) ?? [];
    waiting.push({ stated, spent: open.spent });
    this.#waiting.set(open.process, waiting);
    if (waiting.length >= COUNTED_TOGETHER) this.#count(open.process, waiting);
    return { ok: true, process: open.process };
  }

  /** Writes how often people took part. */
  write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#took.size === 0) return;
    const quarter = quarterOf(this.#today());
    const took = [...this.#took].map(([process, times]) => ({ process, quarter, times }));
    this.#counts.addTakingPart(took);
    this.#took = new Map();
  }

  /** What cannot be written now is written with the next. */
  #writeOrWait(): void {
    try {
      this.write();
    } catch (error) {
      console.error("how often people took part could not be written:", error);
    }
  }

  #count(process: number, waiting: readonly Waiting[]): void {
    const quarter = quarterOf(this.#today());
    const stated = waiting.flatMap(({ stated }): Stated[] =>
      Object.entries(stated).map(([dimension, category]) => ({
        ...{ process, quarter, dimension, category },
        times: 1,
      })),
    );
    const spent = waiting.map(({ spent }) => spent);
    this.#counts.add(stated, spent);
    this.#waiting.delete(process);
    this.tickets.counted(spent);
  }
}
