import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { BuildingRegistry, PointDiffers } from "../features/buildings/index.ts";
import { converterOf } from "../features/readings/intake/convert.ts";
import { type ImportTask, importFiles } from "../features/readings/intake/import.ts";
import { type Mapping, type MappingFault, meaningOf } from "../features/readings/intake/mapping.ts";
import type { DeliveryReceipt, Rejection } from "../stores/readings/contract.ts";
import type { CityNode } from "./node.ts";
import { ensureMeteringPoint } from "./points.ts";

export interface ImportRequest {
  /** Absolute paths. */
  readonly files: readonly string[];
  readonly mapping: Mapping;
  readonly reason: string;
  readonly dryRun: boolean;
}

/** What an import says while it runs; plain data, so that a running node can send it to the command. */
export type ImportEvent =
  | {
      readonly type: "taken";
      readonly file: string;
      readonly pointKey: string;
      readonly receipt: DeliveryReceipt;
      readonly rejections: readonly Rejection[];
      /** The file ended early. */
      readonly cutOff: boolean;
      readonly done: number;
      readonly of: number;
    }
  | {
      readonly type: "refused";
      readonly file: string;
      readonly rejection: Rejection;
      readonly done: number;
      readonly of: number;
    }
  | {
      readonly type: "not-understood";
      readonly file: string;
      readonly fault:
        | MappingFault
        | {
            readonly code: "point-differs";
            readonly key: string;
            readonly known: string;
            readonly given: string;
          };
    }
  | { readonly type: "computing"; readonly done: number; readonly of: number }
  | { readonly type: "finished"; readonly taken: number; readonly refused: number };

/** Imports files into a node: points are made as the mapping says, readings delivered, results brought up to date. */
export async function importIntoNode(
  node: CityNode,
  request: ImportRequest,
  say: (event: ImportEvent) => void,
): Promise<void> {
  let plan: Plan = { tasks: [], keys: new Map(), faults: [], made: new Set() };
  await node.civic
    .transaction()
    .execute(async (transaction) => {
      plan = await planOf(new BuildingRegistry(transaction), request);
      // What a dry run made is taken back; until then its points have numbers that no reading can have.
      if (request.dryRun) throw new TakenBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error;
    });
  const { keys, faults, made } = plan;
  await node.points.refresh();
  for (const event of faults) say(event);
  let refused = faults.length;
  let taken = 0;
  const refuse = (file: string, rejection: Rejection, done: number, of: number): void => {
    refused++;
    say({ type: "refused", file, rejection, done, of });
  };
  const converted = await mkdtemp(join(tmpdir(), "husting-converted-"));
  try {
    const tasks: ImportTask[] = [];
    for (const task of plan.tasks) {
      const readable = await readableFile(task, converted);
      if (typeof readable === "string") tasks.push({ ...task, path: readable });
      else refuse(task.name, readable, 0, plan.tasks.length);
    }
    await importFiles(node.readings, request.mapping, tasks, {
      reason: request.reason,
      nowMs: node.nowMs,
      dryRun: request.dryRun,
      onOutcome(outcome, done, of) {
        if (outcome.kind === "refused") {
          refuse(outcome.task.name, outcome.rejection, done, of);
          return;
        }
        taken++;
        made.delete(outcome.task.pointId);
        const { task, receipt, rejections, cutOff } = outcome;
        const pointKey = keys.get(task.pointId) ?? "";
        say({ type: "taken", file: task.name, pointKey, receipt, rejections, cutOff, done, of });
      },
    });
  } finally {
    await rm(converted, { recursive: true, force: true });
  }
  // A point made for files of which nothing could be taken must not stand on the city's page.
  if (!request.dryRun) {
    for (const pointId of made) await node.registry.forgetPoint(pointId);
    await node.points.refresh();
    await node.recompute({ onProgress: (done, of) => say({ type: "computing", done, of }) });
  }
  say({ type: "finished", taken, refused });
}

interface Plan {
  readonly tasks: ImportTask[];
  /** Point number → key. */
  readonly keys: Map<number, string>;
  readonly faults: Extract<ImportEvent, { type: "not-understood" }>[];
  /** Points that were not there before, until something is delivered to them. */
  readonly made: Set<number>;
}

/** The file itself, or the CSV a workbook or a weather file becomes; the rejection of one that cannot be read. */
async function readableFile({ path, name }: ImportTask, folder: string): Promise<string | Rejection> {
  const converter = converterOf(name);
  if (converter === undefined || !existsSync(path)) return path;
  const csvPath = join(folder, `${randomUUID()}.csv`);
  try {
    await converter.toCsv(path, csvPath);
    return csvPath;
  } catch {
    return { row: 0, column: "", found: "", code: converter.refusal };
  }
}

class TakenBack extends Error {}

/** What each file is; its building and point are made where they are new. */
async function planOf(registry: BuildingRegistry, request: ImportRequest): Promise<Plan> {
  const plan: Plan = { tasks: [], keys: new Map(), faults: [], made: new Set() };
  const before = new Set((await registry.points()).map((point) => point.id));
  for (const path of request.files) {
    const file = basename(path);
    const meaning = meaningOf(request.mapping, file);
    if (!meaning.ok) {
      plan.faults.push({ type: "not-understood", file, fault: meaning.fault });
      continue;
    }
    const { building, room, carrier, range } = meaning.value;
    try {
      const { id: pointId, key } = await ensureMeteringPoint(registry, {
        building,
        room,
        carrier,
        kind: request.mapping.point.kind,
        unit: request.mapping.value.unit,
        stepMinutes: request.mapping.point.stepMinutes,
        registerWidth: request.mapping.point.registerWidth,
      });
      plan.keys.set(pointId, key);
      if (!before.has(pointId)) plan.made.add(pointId);
      plan.tasks.push({ path, name: file, pointId, range });
    } catch (error) {
      if (!(error instanceof PointDiffers)) throw error;
      const { key, known, given } = error;
      plan.faults.push({ type: "not-understood", file, fault: { code: "point-differs", key, known, given } });
    }
  }
  return plan;
}
