import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ReadingStore } from "../../../stores/readings/contract.ts";
import { openDuckdbReadings } from "../../../stores/readings/duckdb.ts";
import { mappingOf } from "./bytes.fixtures.ts";
import { type ImportOutcome, type ImportTask, importFiles } from "./import.ts";

let directory: string;
let store: ReadingStore;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "husting-import-"));
  store = await openDuckdbReadings(join(directory, "readings.duckdb"));
});
afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

function fileOf(name: string, contents: string | Uint8Array, pointId: number): ImportTask {
  const path = join(directory, name);
  writeFileSync(path, contents);
  return { path, name, pointId };
}

function withWrongChecksum(zipped: Uint8Array): Uint8Array {
  return zipped.map((byte, i) => (i === zipped.length - 8 ? byte ^ 0xff : byte));
}

const options = { reason: "test", nowMs: () => Date.UTC(2025, 5, 1) };

const GOOD = "time,value\n2025-01-01 00:00,1\n2025-01-01 01:00,2\n";

/** What an outcome says, in one line. */
function inWords(outcome: ImportOutcome): string {
  if (outcome.kind === "refused") return `${outcome.task.name}: refused, ${outcome.rejection.code}`;
  const { added, corrected, repeated, rejected } = outcome.receipt;
  return `${outcome.task.name}: +${added} ~${corrected} =${repeated} !${rejected}`;
}

describe("importing files", () => {
  it("good and bad files side by side: each has its own outcome, and no file costs another", async () => {
    const tasks = [
      fileOf("good.csv", GOOD, 1),
      fileOf("empty.csv", "", 2),
      fileOf("bad row.csv", `${GOOD}2025-01-01 02:00,x\n2025-01-01 03:00,4\n`, 3),
      fileOf("wrong.csv", "when,load\n1,2\n", 4),
      { path: join(directory, "gone.csv"), name: "gone.csv", pointId: 5 },
      fileOf("cut.csv.gz", gzipSync(GOOD).subarray(0, -5), 6),
      fileOf("damaged.csv.gz", withWrongChecksum(gzipSync(GOOD)), 7),
      fileOf("twice.csv", `${GOOD}2025-01-01 01:00,3\n`, 8),
      fileOf("last.csv", GOOD, 9),
    ];
    const progress: string[] = [];
    const outcomes = await importFiles(store, mappingOf(), tasks, {
      ...options,
      onOutcome: (outcome, done, of) => void progress.push(`${done}/${of} ${outcome.task.name}`),
    });
    expect(outcomes.map(inWords)).toEqual([
      "good.csv: +2 ~0 =0 !0",
      "empty.csv: refused, file-empty",
      "bad row.csv: +3 ~0 =0 !1",
      "wrong.csv: refused, column-not-found",
      "gone.csv: refused, file-not-found",
      "cut.csv.gz: +2 ~0 =0 !1",
      "damaged.csv.gz: refused, gzip-damaged",
      "twice.csv: +2 ~0 =0 !1",
      "last.csv: +2 ~0 =0 !0",
    ]);
    expect(progress).toEqual(tasks.map((task, i) => `${i + 1}/9 ${task.name}`));
    expect((await store.extents()).size).toBe(5);
    expect(await store.rejections(2, 10)).toEqual([
      { row: 4, column: "value", found: "x", code: "not-a-number" },
    ]);
    expect((await store.deliveries(20)).map(({ source }) => source)).toEqual([
      "last.csv",
      "twice.csv",
      "cut.csv.gz",
      "bad row.csv",
      "good.csv",
    ]);
  });

  it("a dry run says the same as the import would, and keeps nothing", async () => {
    const tasks = [fileOf("a.csv", GOOD, 1), fileOf("b.csv", "", 2)];
    const dry = await importFiles(store, mappingOf(), tasks, { ...options, dryRun: true });
    expect(dry.map(inWords)).toEqual(["a.csv: +2 ~0 =0 !0", "b.csv: refused, file-empty"]);
    expect((await store.extents()).size).toBe(0);
    expect((await importFiles(store, mappingOf(), tasks, options)).map(inWords)).toEqual(dry.map(inWords));
  });

  it("importing twice changes no reading", async () => {
    const tasks = [fileOf("a.csv", GOOD, 1), fileOf("b.csv.gz", gzipSync(GOOD), 2)];
    await importFiles(store, mappingOf(), tasks, options);
    const before = [await store.current(1), await store.current(2), await store.extents()];
    const again = await importFiles(store, mappingOf(), tasks, options);
    expect(again.map(inWords)).toEqual(["a.csv: +0 ~0 =2 !0", "b.csv.gz: +0 ~0 =2 !0"]);
    expect([await store.current(1), await store.current(2), await store.extents()]).toEqual(before);
  });

  it("more batches and rejections than may wait between reader and store all arrive, file after file", async () => {
    const lines = Array.from({ length: 280_000 }, (_, i) => {
      const time = new Date(Date.UTC(1990, 0, 1) + i * 900_000).toISOString();
      return i % 20 === 0 ? `${time},bad` : `${time},${i % 1000}`;
    });
    const text = `time,value\n${lines.join("\n")}`;
    const tasks = [1, 2].map((pointId) => fileOf(`${pointId}.csv`, text, pointId));
    const outcomes = await importFiles(store, mappingOf({ point: { stepMinutes: 15 } }), tasks, options);
    expect(outcomes.map(inWords)).toEqual([1, 2].map((pointId) => `${pointId}.csv: +266000 ~0 =0 !14000`));
  });

  it("many small files in a row are all taken", async () => {
    const tasks = Array.from({ length: 40 }, (_, i) => fileOf(`${i}.csv`, GOOD, i));
    const outcomes = await importFiles(store, mappingOf(), tasks, options);
    expect(outcomes.every((outcome) => outcome.kind === "taken" && outcome.receipt.added === 2)).toBe(true);
  });

  it("an error while a file is shown ends the import, lets the store go on and leaves no thread behind", async () => {
    const tasks = Array.from({ length: 5 }, (_, i) => fileOf(`${i}.csv`, GOOD, i));
    const stop = () => {
      throw new Error("stop");
    };
    await expect(importFiles(store, mappingOf(), tasks, { ...options, onOutcome: stop })).rejects.toThrow(
      "stop",
    );
    expect((await importFiles(store, mappingOf(), tasks.slice(0, 2), options)).map(inWords)).toEqual([
      "0.csv: +0 ~0 =2 !0",
      "1.csv: +2 ~0 =0 !0",
    ]);
  });

  const cambridge = join(process.env.HUSTING_REFERENCE_DATA ?? "../shared/data", "cambridge");
  it.skipIf(!existsSync(cambridge))("the real Cambridge meters lose no row", async () => {
    const names = readdirSync(cambridge)
      .filter((name) => /^b1\d-\w+\.csv\.gz$/.test(name))
      .slice(0, 4);
    const tasks = names.map((name, i) => ({ path: join(cambridge, name), name, pointId: i + 1 }));
    const pointIds = new Map(tasks.map(({ name, pointId }) => [name, pointId]));
    const mapping = mappingOf({ time: { column: "datetime" }, value: { column: 2 } });
    const outcomes = await importFiles(store, mapping, tasks, options);
    const extents = await store.extents();
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ kind: "taken", receipt: { corrected: 0, repeated: 0, rejected: 0 } });
      const lines = gunzipSync(readFileSync(outcome.task.path)).filter((byte) => byte === 10).length;
      expect(extents.get(pointIds.get(outcome.task.name)!)!.readings).toBe(lines - 1);
    }
  });
});
