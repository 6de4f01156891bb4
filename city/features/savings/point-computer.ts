import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { computePoint, type PointResult } from "./compute.ts";
import type { PointTask } from "./compute-worker.ts";

/** Fewer points than this are computed at once where they are: starting threads would take longer. */
const WORTH_THREADS = 16;

export interface PointComputer {
  compute(task: PointTask): Promise<PointResult>;
  /** Tasks that may be under way together; more would only hold their readings in memory. */
  readonly atOnce: number;
  close(): Promise<void>;
}

/** Computes results on every core when there are many, and in place when there are few. */
export function openPointComputer(points: number): PointComputer {
  if (points < WORTH_THREADS) {
    return {
      compute: async ({ input, outdoors }) => computePoint(input, outdoors),
      atOnce: 1,
      close: async () => {},
    };
  }
  const threads = Math.max(1, availableParallelism());
  const pool = new Piscina<PointTask, PointResult>({
    filename: new URL("./compute-worker.ts", import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
  });
  return {
    compute: (task) => pool.run(task),
    atOnce: 2 * threads,
    close: () => pool.close(),
  };
}
