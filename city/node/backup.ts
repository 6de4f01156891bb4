import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import type { CityNode } from "./node.ts";

export interface BackupOrder {
  /** A folder that is not there yet. */
  readonly to: string;
}

export type BackupAnswer =
  | {
      readonly ok: true;
      readonly id: number;
      readonly bytes: number;
      readonly logEntries: number;
      readonly seconds: number;
    }
  | { readonly ok: false; readonly fault: "there-already" | "within-the-directory" | "not-writable" };

/** What is not copied: what is copied by its own means, what comes and goes, and the way to the running node. */
const LEFT_OUT = /^(.+\.sqlite(-wal|-shm)?|.+\.duckdb(\.wal)?|node\.sock|health\.probe|uploads|scratch)$/;
/** All pages in one step: within one reading of the file, as it stood at one instant. */
const ALL_PAGES = 2 ** 30;

/**
 * Copies everything of a city while it is served, each file as it stood at one instant. Ballots come before the civic state: a voter
 * whose token is on the roll can vote again, and one whose token is not could take two. Readings come after it: what they hold and no
 * result has seen is computed when the copy is started. That a copy was made is told on the node's page; where it lies is not kept.
 */
export async function makeBackup(
  node: Pick<CityNode, "directory" | "readings" | "upkeep">,
  { to }: BackupOrder,
): Promise<BackupAnswer> {
  const { directory } = node;
  const [from, target] = [resolve(directory.path), resolve(to)];
  if (target === from || target.startsWith(from + sep)) return { ok: false, fault: "within-the-directory" };
  if (existsSync(target)) return { ok: false, fault: "there-already" };
  const startedMs = performance.now();
  try {
    // Not the folders above it: a disk that is not mounted must not be taken for an empty one.
    mkdirSync(target, { mode: 0o700 });
  } catch {
    return { ok: false, fault: "not-writable" };
  }
  for (const file of [
    directory.tally,
    directory.heard,
    directory.opinions,
    directory.ballots,
    directory.civic,
  ])
    if (existsSync(file)) await copyDatabase(file, join(target, relative(from, resolve(file))));
  await node.readings.copyTo(join(target, "readings.duckdb"));
  for (const name of readdirSync(from))
    if (!LEFT_OUT.test(name)) cpSync(join(from, name), join(target, name), { recursive: true });
  const seconds = (performance.now() - startedMs) / 1000;
  const said = { bytes: bytesIn(target), logEntries: entriesIn(join(target, "civic.sqlite")), seconds };
  return { ok: true, id: await node.upkeep.backups.made(said), ...said };
}

async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new DatabaseSync(from, { readOnly: true });
  try {
    await backup(source, to, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
}

function entriesIn(civic: string): number {
  const copy = new DatabaseSync(civic, { readOnly: true });
  try {
    return Number(copy.prepare("SELECT COUNT(*) AS entries FROM log_entry").get()?.entries);
  } finally {
    copy.close();
  }
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
