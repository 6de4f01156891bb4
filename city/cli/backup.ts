import { globSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { BackupFault } from "../features/upkeep/index.ts";
import { makeBackup } from "../node/backup.ts";
import { orderVerified } from "../node/control.ts";
import { DataDirectoryError, openDataDirectory } from "../node/data-directory.ts";
import { openDuckdbReadings } from "../stores/readings/duckdb.ts";
import type { Command } from "./main.ts";
import { onNode } from "./on-node.ts";
import { readArguments, required } from "./usage.ts";
import { disagreementWithLog } from "./verify-directory.ts";
import { verifyDirectoryLog } from "./verify-log.ts";

const REFUSED = {
  "there-already": "there is something already; name a folder that is not there yet.",
  "within-the-directory": "it lies within the data directory; name a folder elsewhere, best on another disk.",
  "not-writable":
    "it cannot be made; look whether the folder it is to lie in is there, and who may write in it.",
} as const;
const FAULTS: Readonly<Record<BackupFault, string>> = {
  "not-readable": "one of its files cannot be read",
  "log-broken": "its log does not hold; husting verify-log says at which entry",
  "directory-differs": "what lies beside its log does not agree with it; husting verify-log says where",
  "log-shorter": "entries of the log are missing",
};

export const command: Command = {
  summary:
    "copy a city's whole data directory while its node serves, and open the copy to see that it is whole",
  usage: `husting backup --data DIR --to FOLDER
  --data DIR   the city's data directory
  --to FOLDER  where the copy goes: a folder that is not there yet, best on another disk
  The copy holds names, addresses, texts and keys: keep it as safe as the directory itself. To restore, stop the node, put the
  copy in the directory's place and start the node again.`,
  async run(args) {
    const { values } = readArguments(args, { data: { type: "string" }, to: { type: "string" } });
    const data = required(values.data, "data");
    // A running node works elsewhere: it gets the whole path.
    const to = resolve(required(values.to, "to"));
    try {
      const made = await onNode(data, "/backup", { to }, makeBackup);
      if (!made.ok) {
        console.error(`${to}: ${REFUSED[made.fault]}`);
        return 2;
      }
      // Here and not in the node: to read everything takes a while, and people wait for a node.
      const fault = await faultIn(to, made.logEntries);
      await onNode(data, "/verified", { id: made.id, fault }, orderVerified);
      const size = `${(made.bytes / 1e6).toFixed(1)} MB in ${made.seconds.toFixed(1)} s`;
      console.log(`${to}: ${size}, with ${made.logEntries} entries of the log.`);
      console.log(
        fault === null ? "The copy opens, and its log holds." : `The copy is NOT whole: ${FAULTS[fault]}.`,
      );
      return fault === null ? 0 : 1;
    } catch (error) {
      if (!(error instanceof DataDirectoryError)) throw error;
      console.error(error.message);
      return 2;
    }
  },
};

/** What is wrong with a copy, by opening it as a node would; null where it is whole. */
async function faultIn(folder: string, logEntries: number): Promise<BackupFault | null> {
  try {
    const { civic, readings } = openDataDirectory(folder);
    for (const file of globSync("*.sqlite", { cwd: folder }))
      if (!isWhole(join(folder, file))) return "not-readable";
    const store = await openDuckdbReadings(readings);
    await store.deliveryCount();
    await store.close();
    const log = await verifyDirectoryLog(folder);
    if (!log.ok) return "log-broken";
    if (log.size < logEntries) return "log-shorter";
    return disagreementWithLog(civic) === null ? null : "directory-differs";
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return "not-readable";
  }
}

function isWhole(file: string): boolean {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare("PRAGMA integrity_check").get()?.integrity_check === "ok";
  } finally {
    database.close();
  }
}
