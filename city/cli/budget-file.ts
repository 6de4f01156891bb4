import { readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { ElectionFileFault } from "../features/budgets/index.ts";

const MEGABYTE = 1_000_000;
// The largest vote that is known has some 100,000 ballots in 6 MB.
const MOST_MEGABYTES = 200;

export type ElectionText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: ElectionFileFault };

/**
 * The text of an election's file, plain or gzip, in UTF-8 or, with its mark, in UTF-16. One that was cut off is refused: with some of
 * the votes other projects win.
 */
export async function readElectionText(path: string): Promise<ElectionText> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error.code ?? "");
  if (typeof found === "string")
    return { ok: false, fault: { code: found === "ENOENT" ? "not-found" : "not-readable" } };
  // A pipe or a device may keep its reader waiting for ever.
  if (!found.isFile()) return { ok: false, fault: { code: "not-readable" } };
  if (found.size > MOST_MEGABYTES * MEGABYTE) return tooLarge;
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return { ok: false, fault: { code: "not-readable" } };
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return decoded(bytes);
  try {
    return decoded(await promisify(gunzip)(bytes, { maxOutputLength: MOST_MEGABYTES * MEGABYTE }));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") return tooLarge;
    return { ok: false, fault: { code: code === "Z_BUF_ERROR" ? "gzip-cut-off" : "gzip-damaged" } };
  }
}

const tooLarge: ElectionText = { ok: false, fault: { code: "too-large", megabytes: MOST_MEGABYTES } };

function decoded(bytes: Uint8Array): ElectionText {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : "utf-8";
  try {
    return { ok: true, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, fault: { code: "not-utf-8", line: lineOfReplacement(bytes, encoding) } };
  }
}

/** The first line with a byte that is no character. */
function lineOfReplacement(bytes: Uint8Array, encoding: string): number {
  const [before = ""] = new TextDecoder(encoding).decode(bytes).split("\ufffd", 1);
  return before.split("\n").length;
}
