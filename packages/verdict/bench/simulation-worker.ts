import { parentPort, workerData } from "node:worker_threads";
import type { CalibrationRecord } from "@husting/savings";
import { judgeMeasure, type RecordName, type Task } from "./measures.ts";

/** Judges its share of the measures and answers once, with all of them. */
const { tasks, records } = workerData as {
  readonly tasks: readonly Task[];
  /** By population's name. */
  readonly records: Readonly<Record<string, Readonly<Record<RecordName, CalibrationRecord>>>>;
};
parentPort!.postMessage(
  tasks.flatMap((task) => judgeMeasure(task, records[task.population.name]![task.record])),
);
