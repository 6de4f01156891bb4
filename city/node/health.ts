import { rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { DataDirectory } from "./data-directory.ts";

export interface Health {
  readonly ok: boolean;
}

/** An answer holds for so long: whoever asks often must not make the disk work. */
const HELD_MS = 5_000;
/** Where less is free, the next commits fail. */
const LEAST_FREE_BYTES = 16 * 1024 * 1024;

/**
 * Whether the node can write: to its disk, and to the file with the civic state. Nothing of either is changed by asking, or pages that
 * are kept until something changes would be made anew.
 */
export function healthOf(
  { path, civic }: Pick<DataDirectory, "path" | "civic">,
  clockMs = Date.now,
): () => Health {
  let held: { readonly health: Health; readonly atMs: number } | undefined;
  return () => {
    const atMs = clockMs();
    if (held === undefined || atMs - held.atMs >= HELD_MS || atMs < held.atMs)
      held = { health: { ok: canWriteFile(path) && canWriteDatabase(civic) }, atMs };
    return held.health;
  };
}

function canWriteFile(path: string): boolean {
  const probe = join(path, "health.probe");
  try {
    const { bavail, bsize } = statfsSync(path);
    if (bavail * bsize < LEAST_FREE_BYTES) return false;
    writeFileSync(probe, "written to see whether it can be\n", { mode: 0o600, flush: true });
    rmSync(probe);
    return true;
  } catch {
    return false;
  }
}

/** Takes the right to write and gives it back. That somebody else has it just then is as good as having it. */
function canWriteDatabase(file: string): boolean {
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(file, { timeout: 0 });
    connection.exec("BEGIN IMMEDIATE; ROLLBACK");
    return true;
  } catch (error) {
    return (error as { readonly errcode?: unknown }).errcode === SQLITE_BUSY;
  } finally {
    connection?.close();
  }
}

const SQLITE_BUSY = 5;
