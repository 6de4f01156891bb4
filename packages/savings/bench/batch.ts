/** Many fits on two cores: each worker fits its share of a batch of simulated meters. A worker's file and its caller. */
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { fitCaltrackDaily, fitCaltrackHourly } from "../src/index.ts";
import { dailyMeter, hourlyMeter } from "./simulated.ts";

export type BatchKind = "daily" | "hourly";

interface Batch {
  readonly kind: BatchKind;
  readonly fits: number;
  readonly seed: number;
}

// As many different meters as keep a worker's data in memory small; they are fitted in turn.
const differentMeters = 64;

/** Seconds that `fits` fits take, shared by `workers` workers: from the common start, data ready, to the last answer. */
export async function secondsOfBatch(kind: BatchKind, fits: number, workers: number): Promise<number> {
  const threads = Array.from({ length: workers }, (_, i) => {
    const workerBatch: Batch = { kind, fits: Math.ceil(fits / workers), seed: i * differentMeters };
    return new Worker(new URL(import.meta.url), { workerData: workerBatch });
  });
  const next = (thread: Worker) =>
    new Promise<unknown>((resolve, reject) => {
      thread.once("message", resolve);
      thread.once("error", reject);
    });
  await Promise.all(threads.map(next));
  const start = performance.now();
  const fitted = threads.map(next);
  for (const thread of threads) thread.postMessage("start");
  const counts = await Promise.all(fitted);
  const seconds = (performance.now() - start) / 1000;
  await Promise.all(threads.map((thread) => thread.terminate()));
  const total = counts.reduce<number>((sum, count) => sum + Number(count), 0);
  if (total < fits) throw new Error(`${total} of ${fits} fits`);
  return seconds;
}

if (!isMainThread && parentPort !== null) {
  const port = parentPort;
  const { kind, fits, seed } = workerData as Batch;
  const meters = Array.from({ length: differentMeters }, (_, i) =>
    kind === "daily"
      ? { kind, input: dailyMeter(seed + i + 1, i % 2 === 0) }
      : { kind, input: hourlyMeter(seed + i + 1) },
  );
  port.once("message", () => {
    let fitted = 0;
    for (let i = 0; i < fits; i++) {
      const meter = meters[i % differentMeters]!;
      const result = meter.kind === "daily" ? fitCaltrackDaily(meter.input) : fitCaltrackHourly(meter.input);
      if (result.ok) fitted++;
    }
    port.postMessage(fitted);
  });
  port.postMessage("ready");
}
