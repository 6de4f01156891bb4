import { availableParallelism } from "node:os";
import { Piscina } from "piscina";

/** What became of one task; a task that threw is an outcome like any other and stops no other task. */
export type Outcome<Task, Answer> =
  | { readonly task: Task; readonly ok: true; readonly answer: Answer }
  | { readonly task: Task; readonly ok: false; readonly error: string };

/** What a thread's module exports as `prepare`: it is called once in each thread, and gives the function for its tasks. */
export type Prepare<Shared, Task, Answer> = (shared: Shared) => (task: Task) => Answer | Promise<Answer>;

/** What a thread is started with. */
export interface ThreadStart {
  readonly module: string;
  readonly shared: unknown;
}

export interface Threads<Task, Answer> {
  /** Tasks that may be under way together; more would only hold their columns in memory. */
  readonly atOnce: number;
  /** Rejects with the task's own error, or because its thread died; another thread takes its place then. */
  /** @param signal ends the task, and its thread with it, when it is aborted. */
  run(task: Task, signal?: AbortSignal): Promise<Answer>;
  close(): Promise<void>;
}

/**
 * Threads on all cores. Tasks and answers are cloned; large columns that all threads read belong in `shared`, on
 * SharedArrayBuffers, which are not copied.
 * @param module address of a module that exports `prepare`, a `Prepare<Shared, Task, Answer>`.
 * @param mostMemoryMb heap of one thread; a task that wants more takes its own thread down, and nothing else.
 */
export function openThreads<Shared, Task, Answer>(
  module: URL,
  shared: Shared,
  threads = availableParallelism(),
  mostMemoryMb?: number,
): Threads<Task, Answer> {
  const count = Math.max(1, threads);
  const pool = new Piscina<Task, Answer>({
    filename: new URL("./thread.ts", import.meta.url).href,
    workerData: { module: module.href, shared } satisfies ThreadStart,
    minThreads: count,
    maxThreads: count,
    ...(mostMemoryMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb } }),
  });
  // A thread that dies rejects its task; without a listener its error would end the process as well.
  pool.on("error", () => {});
  return {
    atOnce: 4 * count,
    run: (task, signal) => pool.run(task, signal === undefined ? {} : { signal }),
    close: () => pool.destroy(),
  };
}

/** Runs tasks on all cores and gives their outcomes as they end, in no order. Parameters: see `openThreads`. */
export async function* inThreads<Shared, Task, Answer>(
  module: URL,
  shared: Shared,
  tasks: readonly Task[],
  threads?: number,
): AsyncGenerator<Outcome<Task, Answer>> {
  if (tasks.length === 0) return;
  const pool = openThreads<Shared, Task, Answer>(module, shared, threads);
  const waiting = tasks.values();
  const running = new Map<Task, Promise<Outcome<Task, Answer>>>();
  const start = (): void => {
    const { done, value: task } = waiting.next();
    if (done) return;
    const outcome = pool.run(task).then(
      (answer): Outcome<Task, Answer> => ({ task, ok: true, answer }),
      (error: unknown): Outcome<Task, Answer> => ({
        task,
        ok: false,
        error: error instanceof Error ? error.message : String(error),
      }),
    );
    running.set(task, outcome);
  };
  try {
    for (let started = 0; started < pool.atOnce; started++) start();
    while (running.size > 0) {
      const outcome = await Promise.race(running.values());
      running.delete(outcome.task);
      start();
      yield outcome;
    }
  } finally {
    await pool.close();
  }
}

/** A column that all threads can read without a copy. */
export function sharedColumn(values: Float64Array): Float64Array<SharedArrayBuffer> {
  const shared = new Float64Array(new SharedArrayBuffer(values.byteLength));
  shared.set(values);
  return shared;
}
