import { parentPort } from "node:worker_threads";
import type { ReadingColumns, Rejection } from "../../../stores/readings/contract.ts";
import type { PossibleRange } from "./carriers.ts";
import { type FileOutcome, parseFile } from "./file.ts";
import type { Mapping } from "./mapping.ts";
import { type ParserSink, UnreadableFile } from "./parser.ts";

/** Parses files on a thread of its own, so that reading the next file and writing the last overlap. */

export interface ParseRequest {
  readonly path: string;
  readonly mapping: Mapping;
  readonly range: PossibleRange | null;
  readonly latestMs: number;
  /** One shared counter of messages sent and not yet taken. */
  readonly untaken: Int32Array<SharedArrayBuffer>;
}

export type WorkerMessage =
  | { type: "batch"; columns: ReadingColumns }
  | { type: "rejections"; rejections: readonly Rejection[] }
  | { type: "end"; outcome: FileOutcome }
  | { type: "unreadable"; rejection: Rejection };

/** A file larger than memory must not be read faster than the store takes it. */
const MOST_UNTAKEN = 8;
const REJECTIONS_AT_ONCE = 1024;

const port = parentPort;
if (port === null) throw new Error("parse-worker.ts runs as a worker thread");

port.on("message", async ({ path, mapping, range, latestMs, untaken }: ParseRequest) => {
  const send = (message: WorkerMessage, transfer: ArrayBuffer[] = []): void => {
    Atomics.add(untaken, 0, 1);
    port.postMessage(message, transfer);
    for (let count = Atomics.load(untaken, 0); count > MOST_UNTAKEN; count = Atomics.load(untaken, 0)) {
      Atomics.wait(untaken, 0, count);
    }
  };
  let rejections: Rejection[] = [];
  const sendRejections = (): void => {
    if (rejections.length > 0) send({ type: "rejections", rejections });
    rejections = [];
  };
  try {
    const sink: ParserSink = {
      batch: (columns) => {
        const { atMs, mantissa, decimals, quality, row } = columns;
        const buffers = [atMs, mantissa, decimals, quality, row].map(
          (column) => column.buffer as ArrayBuffer,
        );
        send({ type: "batch", columns }, buffers);
      },
      reject: (rejection) => {
        rejections.push(rejection);
        if (rejections.length === REJECTIONS_AT_ONCE) sendRejections();
      },
    };
    const outcome = await parseFile(path, mapping, sink, range, latestMs);
    sendRejections();
    send({ type: "end", outcome });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    send({ type: "unreadable", rejection: error.rejection });
  }
});
