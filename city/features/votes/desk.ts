import type { CodedAnswer, CodeOutcome, Counted, Tally } from "../../stores/votes/tally.ts";

type Waiting =
  | { readonly vote: Counted; readonly done: () => void; readonly failed: (error: unknown) => void }
  | {
      readonly answer: CodedAnswer;
      readonly done: (outcome: CodeOutcome) => void;
      readonly failed: (error: unknown) => void;
    };

/** So long after a commit the write-ahead log, which still tells in which order answers came, is emptied at the latest. */
const ORDER_KEPT_MS = 3000;

/** Beyond so many waiting answers a sender is asked to come back: memory is bounded, and nothing is lost. */
const MOST_WAITING = 20_000;

/** Too much waits to be written. */
export class DeskIsFull extends Error {}

/**
 * Group commit of answers: what comes in while one commit is being written, and what comes in the same turn of the loop,
 * shares the next one, and is acknowledged when that is durable.
 */
export class VoteDesk {
  readonly #tally: Tally;
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;
  #forgetting: NodeJS.Timeout | undefined;

  constructor(tally: Tally) {
    this.#tally = tally;
  }

  /** Resolves when the vote is durable. @throws DeskIsFull */
  vote(vote: Counted): Promise<void> {
    return new Promise((done, failed) => this.#enqueue({ vote, done, failed }));
  }

  /** Resolves when the answer of a round is durable, or refused. @throws DeskIsFull */
  answer(answer: CodedAnswer): Promise<CodeOutcome> {
    return new Promise((done, failed) => this.#enqueue({ answer, done, failed }));
  }

  /** Resolves when nothing waits any more; the order of what came is forgotten then. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
    if (this.#forgetting === undefined) return;
    clearTimeout(this.#forgetting);
    this.#forget();
  }

  #enqueue(waiting: Waiting): void {
    if (this.#waiting.length >= MOST_WAITING) {
      waiting.failed(new DeskIsFull());
      return;
    }
    this.#waiting.push(waiting);
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Whatever has come in by this turn of the loop shares the commit.
      await new Promise(setImmediate);
      const batch = this.#waiting;
      this.#waiting = [];
      const votes = batch.flatMap((waiting) => ("vote" in waiting ? [waiting.vote] : []));
      const answers = batch.flatMap((waiting) => ("answer" in waiting ? [waiting.answer] : []));
      try {
        const outcomes = this.#tally.take({ votes, answers }).values();
        for (const waiting of batch) {
          if ("vote" in waiting) waiting.done();
          else waiting.done(outcomes.next().value!);
        }
      } catch (error) {
        for (const waiting of batch) waiting.failed(error);
      }
      this.#forgetting ??= setTimeout(() => this.#forget(), ORDER_KEPT_MS);
    }
    // In the same turn as the last look: what comes in the next would wait for nobody.
    this.#running = undefined;
  }

  #forget(): void {
    this.#forgetting = undefined;
    this.#tally.forgetOrder();
  }
}
