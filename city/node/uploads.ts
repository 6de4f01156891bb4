import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readdir, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type ConversionFault, convertToCsv, needsConversion } from "../features/readings/intake/convert.ts";
import { type ForeignForm, foreignForm } from "../features/readings/intake/foreign.ts";

/** Files that people have sent and not imported yet; they lie in the data directory for a day. */

const KEPT_MS = 24 * 3_600_000;
const ID = /^[0-9a-f-]{36}$/;

export interface Upload {
  readonly id: string;
  /** As the person's computer calls it. */
  readonly name: string;
  /** As it was sent. */
  readonly path: string;
  /** What is looked at: the file itself, or the CSV a workbook became. */
  readonly readable: string;
}

export type UploadFault = ConversionFault | ForeignForm;
export type Kept =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly fault: UploadFault };

export class UploadShelf {
  readonly #directory: string;
  readonly #nowMs: () => number;

  constructor(dataDirectory: string, nowMs: () => number) {
    this.#directory = join(dataDirectory, "uploads");
    this.#nowMs = nowMs;
  }

  async keep(name: string, bytes: Uint8Array): Promise<Kept> {
    await this.#clear();
    const safe = safeName(name);
    const form = needsConversion(safe) ? null : foreignForm(bytes);
    if (form !== null) return { ok: false, fault: form };
    const id = randomUUID();
    const home = join(this.#directory, id);
    await mkdir(home, { recursive: true, mode: 0o700 });
    const path = join(home, safe);
    await writeFile(path, bytes);
    const fault = needsConversion(safe)
      ? await convertToCsv({ path, name: safe, csvPath: `${path}.csv` })
      : null;
    if (fault !== null) {
      await rm(home, { recursive: true, force: true });
      return { ok: false, fault };
    }
    return { ok: true, id };
  }

  async find(id: string): Promise<Upload | undefined> {
    if (!ID.test(id)) return undefined;
    const home = join(this.#directory, id);
    const names = existsSync(home) ? await readdir(home) : [];
    const name = names.sort((a, b) => a.length - b.length)[0];
    if (name === undefined) return undefined;
    const path = join(home, name);
    return { id, name, path, readable: needsConversion(name) ? `${path}.csv` : path };
  }

  /** The first bytes of what is read, for a look at it. */
  async beginning({ readable }: Upload, bytes: number): Promise<Uint8Array> {
    const file = await open(readable);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }

  async #clear(): Promise<void> {
    if (!existsSync(this.#directory)) return;
    for (const id of await readdir(this.#directory)) {
      const home = join(this.#directory, id);
      if ((await stat(home)).mtimeMs < this.#nowMs() - KEPT_MS)
        await rm(home, { recursive: true, force: true });
    }
  }
}

/** A name that can be a file's and nothing else: "." and ".." are folders. */
function safeName(name: string): string {
  const safe = basename(name)
    .replaceAll(/[^\p{L}\p{N}._ -]/gu, "_")
    .slice(-100);
  return /^[. ]*$/.test(safe) ? "file" : safe;
}
