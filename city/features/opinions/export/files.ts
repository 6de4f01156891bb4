import { closeSync, existsSync, fstatSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { constants, gunzipSync } from "node:zlib";

/** Some ten million votes; more than a text can hold is not read. */
const MOST_BYTES = 400 * 1024 * 1024;

/** A file of an export could not be used, or the directory holds none. */
export type ExportFault =
  | { readonly code: "no-directory"; readonly directory: string; readonly why: string }
  | { readonly code: "no-votes-file"; readonly directory: string }
  | { readonly code: "unreadable"; readonly file: string; readonly why: string }
  | { readonly code: "too-large"; readonly file: string; readonly megabytes: number }
  | { readonly code: "empty"; readonly file: string }
  | {
      readonly code: "column-missing";
      readonly file: string;
      readonly column: string;
      readonly found: string;
    }
  | { readonly code: "no-json"; readonly file: string; readonly why: string }
  | { readonly code: "no-list"; readonly file: string };

/** Ends reading; what is wrong with the files is told once, at the top. */
export class ExportUnusable extends Error {
  readonly fault: ExportFault;
  constructor(fault: ExportFault) {
    super(fault.code);
    this.fault = fault;
  }
}

export interface FileText {
  /** As it lies in the directory. */
  readonly name: string;
  readonly text: string;
  /** Whether it ends in the middle of its compressed data. */
  readonly cutOff: boolean;
}

export function requireDirectory(directory: string): void {
  let why = "ENOTDIR";
  try {
    if (statSync(directory).isDirectory()) return;
  } catch (error) {
    why = codeOf(error);
  }
  throw new ExportUnusable({ code: "no-directory", directory, why });
}

/** A file of a directory by its plain name, as it is or gzipped; undefined where there is neither. */
export function readText(directory: string, plainName: string): FileText | undefined {
  const name = [plainName, `${plainName}.gz`].find((candidate) => existsSync(join(directory, candidate)));
  if (name === undefined) return undefined;
  let bytes: Buffer;
  try {
    const file = openSync(join(directory, name), "r");
    try {
      const { size } = fstatSync(file);
      if (size > MOST_BYTES) throw tooLarge(name);
      bytes = readFileSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof ExportUnusable) throw error;
    throw new ExportUnusable({ code: "unreadable", file: name, why: codeOf(error) });
  }
  // Spreadsheets begin UTF-8 with a mark that is no part of the first column's name.
  const textOf = (content: Buffer) => content.toString("utf8").replace(/^\uFEFF/, "");
  if (!(bytes[0] === 0x1f && bytes[1] === 0x8b)) return { name, text: textOf(bytes), cutOff: false };
  try {
    return { name, text: textOf(gunzipSync(bytes, { maxOutputLength: MOST_BYTES })), cutOff: false };
  } catch (error) {
    if (codeOf(error) === "ERR_BUFFER_TOO_LARGE") throw tooLarge(name);
    if (codeOf(error) !== "Z_BUF_ERROR")
      throw new ExportUnusable({ code: "unreadable", file: name, why: codeOf(error) });
  }
  // What arrived of a download that was broken off is still there to be read.
  const arrived = gunzipSync(bytes, { maxOutputLength: MOST_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
  return { name, text: textOf(arrived), cutOff: true };
}

function tooLarge(file: string): ExportUnusable {
  return new ExportUnusable({ code: "too-large", file, megabytes: MOST_BYTES / 1024 / 1024 });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
