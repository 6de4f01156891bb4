/** Simulated truth: what is known of each measure, against what the verdict says. Called by `npm run bench -- verdict`. */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { cambridgeRecord } from "@husting/savings";
import { type Judged, scenarios, type Task } from "./measures.ts";
import { learnRecord, populations } from "./population.ts";
import { reportOf } from "./report.ts";

const shippedScenario = "10 % saved, nobody harmed";

export default async function verdictBench(): Promise<{ readonly held: boolean }> {
  const learnt = new Map(populations.map((population) => [population.name, learnRecord(population)]));
  const tasks = populations.flatMap((population) =>
    scenarios.flatMap((scenario) =>
      Array.from({ length: scenario.measures }, (_, index): Task[] => [
        { population, scenario, index, record: "own" },
        ...(scenario.name === shippedScenario
          ? [{ population, scenario, index, record: "cambridge" } as const]
          : []),
      ]).flat(),
    ),
  );
  const records = Object.fromEntries(
    [...learnt].map(([name, record]) => [name, { own: record, cambridge: cambridgeRecord }]),
  );
  const threads = availableParallelism();
  const judged = await Promise.all(
    Array.from({ length: threads }, (_, thread) =>
      judgeOnThread(
        tasks.filter((_, i) => i % threads === thread),
        records,
      ),
    ),
  );
  const report = reportOf(judged.flat(), learnt);
  for (const line of report.lines) console.log(line);
  writeFileSync(new URL("../../../docs/verdict.md", import.meta.url), report.document);
  console.log(`verdict: ${report.held ? "held" : "MISSED"}; written to docs/verdict.md`);
  return { held: report.held };
}

function judgeOnThread(tasks: readonly Task[], records: object): Promise<Judged[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./simulation-worker.ts", import.meta.url), {
      workerData: { tasks, records },
    });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}
