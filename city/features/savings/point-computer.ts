import { openThreads, type Threads } from "../../threads/pool.ts";
import type { OutdoorTemperature, PointResult } from "./compute.ts";
import { type PointTask, prepare } from "./compute-worker.ts";

/** Fewer points than this are computed where they are: starting threads would take longer. */
const WORTH_THREADS = 16;

/** Computes results on every core when there are many, and in place when there are few. */
export function openPointComputer(
  points: number,
  outdoors: readonly OutdoorTemperature[],
): Threads<PointTask, PointResult> {
  if (points >= WORTH_THREADS) return openThreads(new URL("./compute-worker.ts", import.meta.url), outdoors);
  const compute = prepare(outdoors);
  return { atOnce: 1, run: async (task) => compute(task), close: async () => {} };
}
