/** The most memory the process held while something ran, over what it held before; looked at from another thread. */
import { once } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

const LOOK_EVERY_MS = 2;

if (!isMainThread && parentPort !== null) {
  // [stop, most megabytes × 10]
  const shared: Int32Array = workerData.shared;
  parentPort.postMessage("looking");
  while (Atomics.wait(shared, 0, 0, LOOK_EVERY_MS) === "timed-out") {
    const now = Math.round(process.memoryUsage.rss() / 1e5);
    if (now > Atomics.load(shared, 1)) Atomics.store(shared, 1, now);
  }
}

/** Megabytes at the peak, over what was held after collecting garbage beforehand. */
export async function peakMb(run: () => void): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const looker = new Worker(new URL("./peak-memory.ts", import.meta.url), { workerData: { shared } });
  await once(looker, "message");
  collect();
  const before = process.memoryUsage.rss() / 1e6;
  run();
  Atomics.store(shared, 0, 1);
  Atomics.notify(shared, 0);
  await once(looker, "exit");
  return Math.max(0, Atomics.load(shared, 1) / 10 - before);
}
