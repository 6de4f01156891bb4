import { readFileSync, writeSync } from "node:fs";
import { openDuckdbReadings } from "../../../stores/readings/duckdb.ts";
import { mappingOf } from "./bytes.fixtures.ts";
import { type ImportTask, importFiles } from "./import.ts";

/**
 * The process that `import.kill.test.ts` kills: imports the tasks listed in a file and writes a line for each delivery
 * that was acknowledged.
 * @example node import.child.ts STORE TASKS.json
 */

const [storePath, tasksPath] = process.argv.slice(2);
if (storePath === undefined || tasksPath === undefined)
  throw new Error("usage: import.child.ts STORE TASKS.json");
const tasks: ImportTask[] = JSON.parse(readFileSync(tasksPath, "utf8"));
const store = await openDuckdbReadings(storePath);
writeSync(1, "ready\n");
await importFiles(store, mappingOf(), tasks, {
  reason: "import",
  nowMs: Date.now,
  onOutcome: (outcome) => {
    if (outcome.kind === "taken") writeSync(1, `${outcome.receipt.deliveryId} ${outcome.task.pointId}\n`);
  },
});
await store.close();
