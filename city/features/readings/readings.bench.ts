import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDuckdbReadings } from "../../stores/readings/duckdb.ts";
import { type ImportTask, importFiles } from "./intake/import.ts";
import { parseMapping } from "./intake/mapping.ts";

/** Bounds: the Cambridge folder in 30 s on two cores, hence of its 4.4 million rows 147,000 a second. */
const IMPORT_BOUND_S = 30;
const READS = 21;

/** Imports the Cambridge meters twice and reads two years of one of them, and prints how long each took. */
export default async function bench(print: (line: string) => void): Promise<void> {
  const folder = join(process.env.HUSTING_REFERENCE_DATA ?? "../shared/data", "cambridge");
  if (!existsSync(folder)) {
    print(`readings: skipped, no reference data at ${folder}`);
    return;
  }
  const mapping = parseMapping({
    version: 1,
    time: { column: "datetime", zone: "UTC" },
    value: { column: 2, unit: "kWh" },
    point: { building: "any", carrier: "electricity", kind: "interval", stepMinutes: 60 },
  });
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.fault));
  const tasks: ImportTask[] = readdirSync(folder)
    .filter((name) => /^b\d+-\w+\.csv\.gz$/.test(name))
    .map((name, i) => ({ path: join(folder, name), name, pointId: i + 1 }));

  const directory = mkdtempSync(join(tmpdir(), "husting-bench-"));
  const store = await openDuckdbReadings(join(directory, "readings.duckdb"));
  try {
    for (const time of ["first", "second"]) {
      const startMs = performance.now();
      const outcomes = await importFiles(store, mapping.value, tasks, { reason: "bench", nowMs: Date.now });
      const seconds = (performance.now() - startMs) / 1000;
      let rows = 0;
      let changed = 0;
      for (const outcome of outcomes) {
        if (outcome.kind === "refused") throw new Error(`${outcome.task.name}: ${outcome.rejection.code}`);
        const { added, corrected, repeated, rejected } = outcome.receipt;
        rows += added + corrected + repeated + rejected;
        changed += added + corrected;
      }
      print(
        `readings: ${time} import of ${tasks.length} files, ${rows} rows, ${changed} changed: ${seconds.toFixed(1)} s ` +
          `(bound ${IMPORT_BOUND_S} s), ${Math.round(rows / seconds)} rows/s (bound ${Math.round(rows / IMPORT_BOUND_S)})`,
      );
    }
    const fromMs = Date.UTC(2015, 0, 1);
    const toMs = Date.UTC(2017, 0, 1);
    const times: number[] = [];
    let rows = 0;
    for (let i = 0; i < READS; i++) {
      const startMs = performance.now();
      rows = (await store.current(1 + (i % tasks.length), fromMs, toMs)).atMs.length;
      times.push(performance.now() - startMs);
    }
    const medianMs = times.sort((a, b) => a - b)[READS >> 1]!;
    print(
      `readings: two years of one meter of ${tasks.length}, ${rows} rows: ${medianMs.toFixed(1)} ms (median of ${READS}; no bound)`,
    );
  } finally {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
