import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

/** What became of one task; a task that threw is an outcome like any other and stops no other task. */
export type Outcome<Task, Answer> =
  | { readonly task: Task; readonly ok: true; readonly answer: Answer }
  | { readonly task: Task; readonly ok: false; readonly error: string };

/** What a thread's module exports: `prepare` is called once in each thread, and gives the function for its tasks. */
export type Prepare<Shared, Task, Answer> = (shared: Shared) => (task: Task) => Answer | Promise<Answer>;

/** What a thread is started with. */
export interface ThreadStart {
  readonly module: string;
  readonly shared: unknown;
}

export type ThreadReply =
  | { readonly ok: true; readonly answer: unknown }
  | { readonly ok: false; readonly error: string };

/**
 * Runs tasks on all cores and gives their outcomes as they end, in no order. Tasks and answers are cloned; large columns
 * that all threads read belong in `shared`, on SharedArrayBuffers, which are not copied.
 * @param module address of a module that exports `prepare`, a `Prepare<Shared, Task, Answer>`.
 */
export async function* inThreads<Shared, Task, Answer>(
  module: URL,
  shared: Shared,
  tasks: readonly Task[],
  threads = availableParallelism(),
): AsyncGenerator<Outcome<Task, Answer>> {
  const waiting = tasks.values();
  const ended: Outcome<Task, Answer>[] = [];
  let wake = (): void => {};
  const workers = new Set<Worker>();

  // A thread that dies (out of memory) takes one task with it; another thread goes on with the rest.
  const startThread = (): void => {
    const next = waiting.next();
    if (next.done) return;
    let task = next.value;
    const worker = new Worker(new URL("./thread.ts", import.meta.url), {
      workerData: { module: module.href, shared } satisfies ThreadStart,
    });
    workers.add(worker);
    worker.on("message", (reply: ThreadReply) => {
      ended.push(
        reply.ok
          ? { task, ok: true, answer: reply.answer as Answer }
          : { task, ok: false, error: reply.error },
      );
      const following = waiting.next();
      if (following.done) {
        workers.delete(worker);
        void worker.terminate();
      } else {
        task = following.value;
        worker.postMessage(task);
      }
      wake();
    });
    const died = (error: string): void => {
      if (!workers.delete(worker)) return;
      ended.push({ task, ok: false, error });
      startThread();
      wake();
    };
    worker.on("error", (error) => died(error instanceof Error ? error.message : String(error)));
    worker.on("exit", (code) => died(`its thread ended with code ${code}`));
    worker.postMessage(task);
  };

  try {
    for (let thread = 0; thread < Math.max(1, threads); thread++) startThread();
    for (let given = 0; given < tasks.length; given++) {
      while (ended.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      yield ended.shift()!;
    }
  } finally {
    const alive = [...workers];
    workers.clear();
    await Promise.all(alive.map((worker) => worker.terminate()));
  }
}

/** A column that all threads can read without a copy. */
export function sharedColumn(values: Float64Array): Float64Array<SharedArrayBuffer> {
  const shared = new Float64Array(new SharedArrayBuffer(values.byteLength));
  shared.set(values);
  return shared;
}
