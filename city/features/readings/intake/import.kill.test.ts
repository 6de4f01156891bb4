import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { ReadingStore } from "../../../stores/readings/contract.ts";
import { openDuckdbReadings } from "../../../stores/readings/duckdb.ts";
import { mappingOf } from "./bytes.fixtures.ts";
import { type ImportTask, importFiles } from "./import.ts";

/** `kill -9` at any moment of an import: what was acknowledged is there, and the import can be repeated. */

const POINTS = 6;
const HOURS = 6000;
const ROUNDS = 12;
const CHILD = fileURLToPath(new URL("./import.child.ts", import.meta.url));

const directory = mkdtempSync(join(tmpdir(), "husting-kill-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const valueAt = (pointId: number, hour: number): number => pointId * 10_000 + hour;
/** Points of even number have readings before the import, and every third of those is wrong. */
const isKnownBefore = (pointId: number): boolean => pointId % 2 === 0;
const valueBefore = (pointId: number, hour: number): number =>
  valueAt(pointId, hour) + (hour % 3 === 0 ? 1 : 0);

function fileOf(pointId: number, name: string, value: (pointId: number, hour: number) => number): ImportTask {
  const lines = ["time,value"];
  for (let hour = 0; hour < HOURS; hour++) {
    lines.push(`${new Date(hour * 3_600_000).toISOString()},${value(pointId, hour)}`);
  }
  const path = join(directory, name);
  writeFileSync(path, lines.join("\n"));
  return { path, name, pointId };
}

const points = Array.from({ length: POINTS }, (_, i) => i + 1);
const tasks = points.map((pointId) => fileOf(pointId, `${pointId}.csv`, valueAt));
const tasksBefore = points
  .filter(isKnownBefore)
  .map((pointId) => fileOf(pointId, `${pointId}-before.csv`, valueBefore));
const tasksPath = join(directory, "tasks.json");
writeFileSync(tasksPath, JSON.stringify(tasks));

const options = { reason: "import", nowMs: () => HOURS * 3_600_000 };

/** Runs the child until it has acknowledged so many deliveries and a while longer; gives what it acknowledged. */
async function importAndKill(storePath: string, afterDeliveries: number, delayMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [CHILD, storePath, tasksPath], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  let complaint = "";
  let doomed = false;
  child.stderr.on("data", (text: Buffer) => {
    complaint += text;
  });
  child.stdout.on("data", (text: Buffer) => {
    said += text;
    if (doomed || said.split("\n").length - 1 <= afterDeliveries) return;
    doomed = true;
    setTimeout(() => child.kill("SIGKILL"), delayMs);
  });
  await new Promise((resolve) => child.on("close", resolve));
  expect(complaint).toBe("");
  return said.split("\n").slice(1, -1);
}

/** Checks one point: its import is there whole, or not at all. Gives whether it is there. */
async function isImported(store: ReadingStore, pointId: number): Promise<boolean> {
  const { value } = await store.current(pointId);
  const extent = (await store.extents()).get(pointId);
  const imported = value[0] === valueAt(pointId, 0);
  if (!imported && !isKnownBefore(pointId)) {
    expect(extent).toBeUndefined();
    return false;
  }
  const expected = imported ? valueAt : valueBefore;
  expect(value).toEqual(Float64Array.from({ length: HOURS }, (_, hour) => expected(pointId, hour)));
  const corrections = imported && isKnownBefore(pointId) ? HOURS / 3 : 0;
  expect(extent).toMatchObject({ readings: HOURS, corrections });
  return imported;
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

describe("an import killed at any moment", () => {
  const random = randomFrom(20_260_101);
  const moments = Array.from({ length: ROUNDS }, (_, round) => {
    return { round, after: Math.floor(random() * POINTS), delayMs: Math.floor(random() * 60) };
  });

  let cutShort = 0;

  it.each(moments)(
    "keeps what it acknowledged and nothing by halves, and can be repeated (round $round: $after deliveries and $delayMs ms)",
    async ({ round, after, delayMs }) => {
      const storePath = join(directory, `${round}.duckdb`);
      const before = await openDuckdbReadings(storePath);
      await importFiles(before, mappingOf(), tasksBefore, options);
      await before.close();

      const acknowledged = await importAndKill(storePath, after, delayMs);
      expect(acknowledged.length).toBeGreaterThanOrEqual(after);

      const store = await openDuckdbReadings(storePath);
      const deliveries = (await store.deliveries(1000)).slice(0, -tasksBefore.length);
      const there = deliveries.map(({ deliveryId, pointId }) => `${deliveryId} ${pointId}`).reverse();
      // At most the one whose acknowledgement was on its way is there besides.
      expect(there.slice(0, acknowledged.length)).toEqual(acknowledged);
      expect(there.length - acknowledged.length).toBeLessThanOrEqual(1);
      if (there.length < POINTS) cutShort++;
      const imported: number[] = [];
      for (const pointId of points) if (await isImported(store, pointId)) imported.push(pointId);
      expect(imported).toEqual(deliveries.map(({ pointId }) => pointId).reverse());

      await importFiles(store, mappingOf(), tasks, options);
      for (const pointId of points) expect(await isImported(store, pointId)).toBe(true);
      const repeated = await importFiles(store, mappingOf(), tasks, options);
      for (const outcome of repeated) {
        expect(outcome).toMatchObject({ receipt: { added: 0, corrected: 0, repeated: HOURS, rejected: 0 } });
      }
      await store.close();
    },
    180_000,
  );

  it("and the kills did come in the middle", () => {
    expect(cutShort).toBeGreaterThan(0);
  });
});
