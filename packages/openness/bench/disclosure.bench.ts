/** Simulated release histories, guarded and then attacked by other means. Called by `npm run bench -- disclosure`. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import loadHighs from "highs";
import { addUp, attackHistory, type Tally } from "./attacked.ts";
import { demoTables } from "./demo-tables.ts";

const histories = 10_000;
const demos = 100;
const mostSuppressedInDemo = 0.2;

const mark = (held: boolean): string => (held ? "held" : "MISSED");
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

export default async function disclosureBench(): Promise<{ readonly held: boolean }> {
  const start = performance.now();
  const threads = availableParallelism();
  const seeds = Array.from({ length: histories }, (_, seed) => seed);
  const shares = Array.from({ length: threads }, (_, thread) =>
    seeds.filter((seed) => seed % threads === thread),
  );
  const all = addUp(await Promise.all(shares.map(attackOnThread)));
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `${all.histories.toLocaleString("en")} histories, ${all.releases.toLocaleString("en")} releases, ${seconds.toFixed(0)} s`,
  );
  const leaksHeld = report(all);

  const highs = await loadHighs();
  const demo = addUp(
    Array.from({ length: demos }, (_, seed) => attackHistory(highs, `demo ${seed}`, demoTables(seed))),
  );
  console.log(`\ntables as the demo cities have them, drawn ${demos} times`);
  const demoLeaksHeld = report(demo);
  const total = sum(demo.cells);
  const demoHeld = (total - demo.cells.told) / total <= mostSuppressedInDemo;
  console.log(
    `asked: at most ${percent(mostSuppressedInDemo, 1)} of their cells withheld: ${mark(demoHeld)}`,
  );
  return { held: leaksHeld && demoLeaksHeld && demoHeld };
}

/** Prints a tally; whether nothing was found out. */
function report({ leaks, found, cells, firstCells, guardMs }: Tally): boolean {
  const isTight = leaks.subtraction + leaks.bounds + leaks.comparison === 0;
  console.log(
    `found out by subtraction ${leaks.subtraction}, by bounds ${leaks.bounds}, by comparing releases ${leaks.comparison} (asked 0): ${mark(isTight)}`,
  );
  for (const leak of found.slice(0, 10)) console.log(`  ${leak}`);
  console.log(`withheld cells that earlier releases bound by themselves: ${leaks["earlier-bounds"]}`);
  for (const [name, counts] of [
    ["cells of all releases", cells],
    ["of first releases", firstCells],
  ] as const) {
    const total = sum(counts);
    const shares = Object.entries(counts).map(([reason, count]) => `${reason} ${percent(count, total)}`);
    console.log(`${name}: ${total.toLocaleString("en")}; ${shares.join(", ")}`);
  }
  const sorted = guardMs.toSorted((left, right) => left - right);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const mean = sorted.reduce((total, ms) => total + ms, 0) / sorted.length;
  console.log(
    `guarding a release: mean ${mean.toFixed(1)} ms, median ${at(0.5).toFixed(1)}, 99 % within ${at(0.99).toFixed(0)}, slowest ${at(1).toFixed(0)}`,
  );
  return isTight;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function attackOnThread(seeds: readonly number[]): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./disclosure-worker.ts", import.meta.url), { workerData: { seeds } });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}
