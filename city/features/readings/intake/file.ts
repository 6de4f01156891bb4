import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import type { Mapping } from "./mapping.ts";
import { type ParserSink, ReadingsParser, UnreadableFile } from "./parser.ts";

/**
 * Feeds one file, plain or gzip, to the parser. A gzip that was cut off keeps the rows that arrived whole; one whose
 * checksum does not fit is refused altogether, since any byte of it may be wrong.
 */

export interface FileOutcome {
  /** SHA-256 of the file's bytes as they lie on disk. */
  readonly contentHash: string;
  readonly accepted: number;
}

export async function parseFile(path: string, mapping: Mapping, sink: ParserSink): Promise<FileOutcome> {
  const hash = createHash("sha256");
  const parser = new ReadingsParser(mapping, sink);
  const decode = decoderFor(mapping.encoding);
  let cutOffCode: string | null = null;
  try {
    await readContents(path, hash, (chunk) => parser.push(decode(chunk)));
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    cutOffCode = faultOf(error);
    if (cutOffCode !== "gzip-cut-off") {
      throw new UnreadableFile({ row: parser.row, column: "", found: messageOf(error), code: cutOffCode });
    }
  }
  parser.end(cutOffCode);
  return { contentHash: hash.digest("hex"), accepted: parser.accepted };
}

/**
 * Hands on the bytes of a file, unzipped where it is a gzip. Chunks are handed on from the stream's own event: an
 * iterator over it would drop those still waiting when the end of a cut-off gzip raises its error.
 */
async function readContents(
  path: string,
  hash: ReturnType<typeof createHash>,
  take: (chunk: Uint8Array) => void,
): Promise<void> {
  const zipped = await isGzip(path);
  const source = createReadStream(path, { highWaterMark: 1 << 18 });
  await new Promise<void>((resolve, reject) => {
    const stop = (error: unknown): void => {
      source.destroy();
      reject(error);
    };
    const takeOrStop = (chunk: Uint8Array): void => {
      try {
        take(chunk);
      } catch (error) {
        stop(error);
      }
    };
    source.on("error", stop);
    source.on("data", (chunk: Buffer) => hash.update(chunk));
    if (zipped) {
      const gunzip = createGunzip({ chunkSize: 1 << 18 });
      gunzip.on("data", takeOrStop).on("error", stop).on("end", resolve);
      source.pipe(gunzip);
    } else {
      source.on("data", (chunk: Buffer) => takeOrStop(chunk)).on("end", resolve);
    }
  });
}

async function isGzip(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { start: 0, end: 1 })) {
    return chunk[0] === 0x1f && chunk[1] === 0x8b;
  }
  return false;
}

/** Turns other encodings into UTF-8; a byte-order mark overrules what the mapping says. */
function decoderFor(encoding: Mapping["encoding"]): (chunk: Uint8Array) => Uint8Array {
  const encoder = new TextEncoder();
  let decoder: TextDecoder | null | undefined;
  return (chunk) => {
    if (decoder === undefined) {
      const marked =
        chunk[0] === 0xff && chunk[1] === 0xfe
          ? "utf-16le"
          : chunk[0] === 0xfe && chunk[1] === 0xff
            ? "utf-16be"
            : encoding;
      decoder = marked === "utf-8" ? null : new TextDecoder(marked);
    }
    return decoder === null ? chunk : encoder.encode(decoder.decode(chunk, { stream: true }));
  };
}

function faultOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "Z_BUF_ERROR") return "gzip-cut-off";
  if (code?.startsWith("Z_")) return "gzip-damaged";
  return code === "ENOENT" ? "file-not-found" : "file-not-readable";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
