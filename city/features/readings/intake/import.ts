import { Worker } from "node:worker_threads";
import type {
  DeliveryReceipt,
  DeliveryRequest,
  ReadingStore,
  Rejection,
} from "../../../stores/readings/contract.ts";
import type { PossibleRange } from "./carriers.ts";
import type { Mapping } from "./mapping.ts";
import type { ParseRequest, WorkerMessage } from "./parse-worker.ts";
import { MOST_AHEAD_MS } from "./timestamps.ts";

/**
 * Takes files into the store: each file is one durable delivery of one point. Files are parsed on worker threads,
 * one ahead of the one being written; a file is acknowledged when its delivery has been committed.
 */

export interface ImportTask {
  readonly path: string;
  /** Name to show and keep as the delivery's source. */
  readonly name: string;
  /** For a point that is not there yet, what makes it: called for a file with a reading to keep, and for no other. */
  readonly pointId: DeliveryRequest["pointId"];
  /** Values outside it are rejected. */
  readonly range?: PossibleRange | null;
}

export type ImportOutcome =
  | {
      readonly task: ImportTask;
      readonly kind: "taken";
      readonly receipt: DeliveryReceipt;
      /** The file ended early. */
      readonly cutOff: boolean;
      /** The first rows not taken, in the file's order. */
      readonly rejections: readonly Rejection[];
    }
  | { readonly task: ImportTask; readonly kind: "refused"; readonly rejection: Rejection };

/** So many of a file's rejected rows come back with its outcome; of what was kept the store has them all. */
const REJECTIONS_SHOWN = 5;

export interface ImportOptions {
  readonly reason: string;
  readonly nowMs: () => number;
  /** Says what a file would do and keeps nothing. */
  readonly dryRun?: boolean;
  readonly onOutcome?: (outcome: ImportOutcome, done: number, of: number) => void | Promise<void>;
}

export async function importFiles(
  store: ReadingStore,
  mapping: Mapping,
  tasks: readonly ImportTask[],
  options: ImportOptions,
): Promise<ImportOutcome[]> {
  const readers = [new FileReader(), new FileReader()];
  const outcomes: ImportOutcome[] = [];
  try {
    const started = (index: number): AsyncIterable<WorkerMessage> | undefined => {
      const task = tasks[index];
      const latestMs = options.nowMs() + MOST_AHEAD_MS;
      return task && readers[index % readers.length]!.read(task, mapping, latestMs);
    };
    let next = started(0);
    for (const [index, task] of tasks.entries()) {
      const messages = next!;
      next = started(index + 1);
      const outcome = await deliver(store, task, messages, options);
      outcomes.push(outcome);
      await options.onOutcome?.(outcome, index + 1, tasks.length);
    }
  } finally {
    for (const reader of readers) await reader.close();
  }
  return outcomes;
}

async function deliver(
  store: ReadingStore,
  task: ImportTask,
  messages: AsyncIterable<WorkerMessage>,
  options: ImportOptions,
): Promise<ImportOutcome> {
  const writer = await store.begin({
    pointId: task.pointId,
    source: task.name,
    receivedAtMs: options.nowMs(),
    reason: options.reason,
  });
  const first: Rejection[] = [];
  try {
    for await (const message of messages) {
      if (message.type === "batch") await writer.append(message.columns);
      else if (message.type === "rejections") {
        for (const rejection of message.rejections) writer.reject(rejection);
        first.push(...message.rejections.slice(0, REJECTIONS_SHOWN - first.length));
      } else if (message.type === "unreadable") {
        await writer.abandon();
        return { task, kind: "refused", rejection: message.rejection };
      } else {
        const { contentHash, cutOff } = message.outcome;
        if (options.dryRun) {
          const said = await writer.preview(contentHash, REJECTIONS_SHOWN);
          return { task, kind: "taken", ...said, cutOff };
        }
        const receipt = await writer.commit(contentHash);
        // The store also knows the rows that contradict each other; of a delivery that was not kept it knows none.
        const rejections =
          receipt.deliveryId === 0 ? first : await store.rejections(receipt.deliveryId, REJECTIONS_SHOWN);
        return { task, kind: "taken", receipt, rejections, cutOff };
      }
    }
    throw new Error(`the parser of ${task.path} stopped without a word`);
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

/** One worker thread and the file it is reading. */
class FileReader {
  readonly #worker = new Worker(new URL("./parse-worker.ts", import.meta.url));
  /** How many messages the worker has sent that have not been taken; it waits when there are too many. */
  readonly #untaken = new Int32Array(new SharedArrayBuffer(4));

  read({ path, range = null }: ImportTask, mapping: Mapping, latestMs: number): AsyncIterable<WorkerMessage> {
    const waiting: WorkerMessage[] = [];
    let failure: Error | null = null;
    let wake: () => void = () => {};
    const onMessage = (message: WorkerMessage): void => {
      waiting.push(message);
      wake();
    };
    const onError = (error: Error): void => {
      failure = error;
      wake();
    };
    this.#worker.on("message", onMessage).on("error", onError);
    const worker = this.#worker;
    const untaken = this.#untaken;
    worker.postMessage({ path, mapping, range, latestMs, untaken } satisfies ParseRequest);
    return {
      async *[Symbol.asyncIterator]() {
        try {
          for (;;) {
            const message = waiting.shift();
            if (message !== undefined) {
              Atomics.sub(untaken, 0, 1);
              Atomics.notify(untaken, 0);
              yield message;
              if (message.type === "end" || message.type === "unreadable") return;
            } else if (failure !== null) throw failure;
            else {
              await new Promise<void>((resolve) => {
                wake = resolve;
              });
            }
          }
        } finally {
          worker.off("message", onMessage).off("error", onError);
        }
      },
    };
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
