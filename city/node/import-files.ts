import { randomUUID } from "node:crypto";
import { basename, join } from "node:path";
import { PointDiffers } from "../features/buildings/index.ts";
import { convertToCsv, needsConversion } from "../features/readings/intake/convert.ts";
import { type ImportTask, importFiles } from "../features/readings/intake/import.ts";
import { type Mapping, type MappingFault, meaningOf } from "../features/readings/intake/mapping.ts";
import type { DeliveryReceipt, Rejection } from "../stores/readings/contract.ts";
import type { CityNode } from "./node.ts";
import { ensureMeteringPoint, keyOf } from "./points.ts";
import { withScratch } from "./scratch.ts";

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

/**
 * Imports files into a node: readings delivered, points made as the mapping says, results brought up to date. A point is
 * made with its first reading: a file of which nothing can be taken leaves nothing behind, and a wrong answer is mended by
 * importing again.
 */
export async function importIntoNode(
  node: CityNode,
  request: ImportRequest,
  say: (event: ImportEvent) => void,
): Promise<void> {
  const { planned, faults, made } = await planOf(node, request);
  for (const event of faults) say(event);
  let refused = faults.length;
  let taken = 0;
  const refuse = (file: string, rejection: Rejection, done: number, of: number): void => {
    refused++;
    say({ type: "refused", file, rejection, done, of });
  };
  const keys = new Map<ImportTask, string>();
  try {
    await withScratch(node.directory.path, async (folder) => {
      for (const { task, key } of planned) {
        const readable = await readableFile(task, folder);
        if (typeof readable === "string") keys.set({ ...task, path: readable }, key);
        else refuse(task.name, readable, 0, planned.length);
      }
      await importFiles(node.readings, request.mapping, [...keys.keys()], {
        reason: request.reason,
        nowMs: node.nowMs,
        dryRun: request.dryRun,
        onOutcome(outcome, done, of) {
          if (outcome.kind === "refused") {
            refuse(outcome.task.name, outcome.rejection, done, of);
            return;
          }
          taken++;
          const { task, receipt, rejections, cutOff } = outcome;
          if (receipt.pointId !== null) made.delete(receipt.pointId);
          const pointKey = keys.get(task) ?? "";
          say({ type: "taken", file: task.name, pointKey, receipt, rejections, cutOff, done, of });
        },
      });
    });
  } finally {
    // Their first readings could not be written after all.
    for (const pointId of made) await node.registry.forgetPoint(pointId, node.votes.tally);
    if (made.size > 0) node.votes.rooms.forget();
    await node.points.refresh();
  }
  if (!request.dryRun)
    await node.recompute({ onProgress: (done, of) => say({ type: "computing", done, of }) });
  say({ type: "finished", taken, refused });
}

/** The file itself, or the CSV a workbook or a weather file becomes; the rejection of one that cannot be read. */
async function readableFile({ path, name }: ImportTask, folder: string): Promise<string | Rejection> {
  if (!needsConversion(name)) return path;
  const csvPath = join(folder, `${randomUUID()}.csv`);
  const fault = await convertToCsv({ path, name, csvPath });
  return fault === null ? csvPath : { row: 0, column: "", found: "", code: fault };
}

interface Plan {
  readonly planned: { readonly task: ImportTask; readonly key: string }[];
  readonly faults: Extract<ImportEvent, { type: "not-understood" }>[];
  /** Points that were made and have no reading yet. */
  readonly made: Set<number>;
}

/** What each file is; nothing is made yet. */
async function planOf({ registry, points }: CityNode, request: ImportRequest): Promise<Plan> {
  const plan: Plan = { planned: [], faults: [], made: new Set() };
  const { point, value } = request.mapping;
  for (const path of request.files) {
    const file = basename(path);
    const meaning = meaningOf(request.mapping, file);
    if (!meaning.ok) {
      plan.faults.push({ type: "not-understood", file, fault: meaning.fault });
      continue;
    }
    const { building, room, carrier, range } = meaning.value;
    const { kind, stepMinutes, registerWidth } = point;
    const wanted = { building, room, carrier, kind, unit: value.unit, stepMinutes, registerWidth };
    const key = keyOf(wanted);
    const make = async (): Promise<number> => {
      const known = await registry.knownPoint({ ...wanted, key });
      if (known !== undefined) return known;
      const { id } = await ensureMeteringPoint(registry, wanted);
      plan.made.add(id);
      await points.refresh();
      return id;
    };
    try {
      const pointId = (await registry.knownPoint({ ...wanted, key })) ?? make;
      plan.planned.push({ task: { path, name: file, pointId, range }, key });
    } catch (error) {
      if (!(error instanceof PointDiffers)) throw error;
      const { known, given } = error;
      plan.faults.push({ type: "not-understood", file, fault: { code: "point-differs", key, known, given } });
    }
  }
  return plan;
}
