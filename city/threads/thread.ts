import { parentPort, workerData } from "node:worker_threads";
import type { Prepare, ThreadReply, ThreadStart } from "./pool.ts";

/** One thread of a pool: loads its module once, then answers one task after another. */

const port = parentPort;
if (port === null) throw new Error("thread.ts runs as a worker thread");
const { module, shared } = workerData as ThreadStart;
const loaded = import(module).then(({ prepare }: { prepare: Prepare<unknown, unknown, unknown> }) =>
  prepare(shared),
);

port.on("message", async (task: unknown) => {
  const run = await loaded;
  let reply: ThreadReply;
  try {
    reply = { ok: true, answer: await run(task) };
  } catch (error) {
    reply = { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(reply);
});
