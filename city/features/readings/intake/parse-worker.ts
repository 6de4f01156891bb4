import { parentPort } from "node:worker_threads";
import { parseFile } from "./file.ts";
import type { Mapping } from "./mapping.ts";
import { UnreadableFile } from "./parser.ts";

/** Parses files on a thread of its own, so that reading the next file and writing the last overlap. */

export type ParseRequest = { path: string; mapping: Mapping };

const port = parentPort;
if (port === null) throw new Error("parse-worker.ts runs as a worker thread");

port.on("message", async ({ path, mapping }: ParseRequest) => {
  try {
    const outcome = await parseFile(path, mapping, {
      batch: (columns) =>
        port.postMessage({ type: "batch", columns }, [
          columns.atMs.buffer as ArrayBuffer,
          columns.mantissa.buffer as ArrayBuffer,
          columns.decimals.buffer as ArrayBuffer,
          columns.quality.buffer as ArrayBuffer,
          columns.row.buffer as ArrayBuffer,
        ]),
      reject: (rejection) => port.postMessage({ type: "reject", rejection }),
    });
    port.postMessage({ type: "end", outcome });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    port.postMessage({ type: "unreadable", rejection: error.rejection });
  }
});
