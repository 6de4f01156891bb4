import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import type { PossibleRange } from "./carriers.ts";
import { createUtf8Converter } from "./encoding.ts";
import { foreignForm, MARK_BYTES } from "./foreign.ts";
import type { Mapping } from "./mapping.ts";
import { type ParserSink, ReadingsParser, UnreadableFile } from "./parser.ts";

/**
 * Feeds one file, plain or gzip, to the parser. A gzip that was cut off keeps the rows that arrived whole; one whose
 * checksum does not fit is refused altogether, since any byte of it may be wrong.
 */

const CHUNK_BYTES = 1 << 18;

export interface FileOutcome {
  /** SHA-256 of the file's bytes as they lie on disk. */
  readonly contentHash: string;
  readonly accepted: number;
  /** Whether the file ended early; what came before is kept. */
  readonly cutOff: boolean;
}

/** @throws UnreadableFile when nothing of the file can be kept, whatever the sink was given before. */
export async function parseFile(
  path: string,
  mapping: Mapping,
  sink: ParserSink,
  range: PossibleRange | null = null,
  latestMs?: number,
): Promise<FileOutcome> {
  const hash = createHash("sha256");
  const parser = new ReadingsParser(mapping, sink, range, latestMs);
  const converter = createUtf8Converter(mapping.encoding);
  let cutOffCode: string | null = null;
  const fault = await fileFault(path);
  if (fault !== null) throw new UnreadableFile({ row: 0, column: "", found: "", code: fault });
  try {
    await readContents(path, hash, (chunk) => parser.push(converter.push(chunk)));
    parser.push(converter.end());
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    cutOffCode = faultOf(error);
    if (cutOffCode !== "gzip-cut-off") {
      throw new UnreadableFile({ row: parser.row, column: "", found: messageOf(error), code: cutOffCode });
    }
  }
  parser.end(cutOffCode);
  return { contentHash: hash.digest("hex"), accepted: parser.accepted, cutOff: cutOffCode !== null };
}

/** Hands on the bytes of a file, unzipped where it is a gzip. */
async function readContents(path: string, hash: Hash, take: (chunk: Uint8Array) => void): Promise<void> {
  const head = await firstBytes(path);
  const form = foreignForm(head);
  if (form !== null) throw new UnreadableFile({ row: 0, column: "", found: "", code: form });
  const zipped = head[0] === 0x1f && head[1] === 0x8b;
  const source = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (zipped) return unzip(source, hash, take);
  for await (const chunk of source as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    take(chunk);
  }
}

/**
 * Each piece is awaited before the next and before the end: the error of a cut-off gzip then comes when all that
 * could be unzipped has been handed on. A pipe may raise it in the same step and drop up to a piece of good rows.
 */
async function unzip(
  source: AsyncIterable<Uint8Array>,
  hash: Hash,
  take: (chunk: Uint8Array) => void,
): Promise<void> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  const failed = new Promise<never>((_, reject) => {
    gunzip.on("error", reject);
  });
  // Awaited in each race below; this keeps an error between two races from counting as unhandled.
  failed.catch(() => undefined);
  gunzip.on("data", (chunk: Uint8Array) => {
    try {
      take(chunk);
    } catch (error) {
      gunzip.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  });
  try {
    for await (const chunk of source) {
      hash.update(chunk);
      await Promise.race([new Promise<void>((resolve) => gunzip.write(chunk, () => resolve())), failed]);
    }
    const ended = new Promise<void>((resolve) => {
      gunzip.on("end", resolve);
    });
    gunzip.end();
    await Promise.race([ended, failed]);
  } finally {
    gunzip.destroy();
  }
}

async function firstBytes(path: string): Promise<Uint8Array> {
  for await (const chunk of createReadStream(path, { start: 0, end: MARK_BYTES - 1 })) return chunk;
  return new Uint8Array(0);
}

function faultOf(error: unknown): FileFault | "gzip-cut-off" | "gzip-damaged" {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "Z_BUF_ERROR") return "gzip-cut-off";
  if (code?.startsWith("Z_")) return "gzip-damaged";
  return code === "ENOENT" ? "file-not-found" : "file-not-readable";
}

/** Why a path cannot be read at all. */
export type FileFault = "file-not-found" | "file-is-a-directory" | "not-a-regular-file" | "file-not-readable";

/** What is wrong with a path before it is opened: a pipe or a device may keep its reader waiting for ever. */
export async function fileFault(path: string): Promise<FileFault | null> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return "file-is-a-directory";
    return found.isFile() ? null : "not-a-regular-file";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? "file-not-found" : "file-not-readable";
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
