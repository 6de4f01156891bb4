import { basename } from "node:path";
import { PointDiffers } from "../features/buildings/index.ts";
import { type ImportTask, importFiles } from "../features/readings/intake/import.ts";
import { type Mapping, type MappingFault, meaningOf } from "../features/readings/intake/mapping.ts";
import type { DeliveryReceipt, Rejection } from "../stores/readings/contract.ts";
import type { CityNode } from "./node.ts";

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

/** Carriers that belong to the city's weather, not to a building. */
const WEATHER = new Set(["outdoor-temperature", "relative-humidity", "irradiance"]);

/** Imports files into a node: points are made as the mapping says, readings delivered, results brought up to date. */
export async function importIntoNode(
  node: CityNode,
  request: ImportRequest,
  say: (event: ImportEvent) => void,
): Promise<void> {
  const tasks: ImportTask[] = [];
  const keys = new Map<number, string>();
  let refused = 0;
  for (const path of request.files) {
    const file = basename(path);
    const meaning = meaningOf(request.mapping, file);
    if (!meaning.ok) {
      refused++;
      say({ type: "not-understood", file, fault: meaning.fault });
      continue;
    }
    const { building, carrier } = meaning.value;
    const key = `${building}/${carrier}`;
    try {
      const pointId = await node.registry.ensurePoint({
        key,
        buildingId: WEATHER.has(carrier) ? null : await ensureBuilding(node, building),
        roomId: null,
        carrier,
        kind: request.mapping.point.kind,
        unit: request.mapping.value.unit,
        stepMinutes: request.mapping.point.stepMinutes,
        registerWidth:
          request.mapping.point.kind === "cumulative" ? request.mapping.point.registerWidth : null,
      });
      keys.set(pointId, key);
      tasks.push({ path, name: file, pointId });
    } catch (error) {
      if (!(error instanceof PointDiffers)) throw error;
      refused++;
      const { known, given } = error;
      say({ type: "not-understood", file, fault: { code: "point-differs", key, known, given } });
    }
  }
  let taken = 0;
  await importFiles(node.readings, request.mapping, tasks, {
    reason: request.reason,
    nowMs: node.nowMs,
    dryRun: request.dryRun,
    async onOutcome(outcome, done, of) {
      if (outcome.kind === "refused") {
        refused++;
        say({ type: "refused", file: outcome.task.name, rejection: outcome.rejection, done, of });
        return;
      }
      taken++;
      const { receipt } = outcome;
      const rejections = request.dryRun ? [] : await node.readings.rejections(receipt.deliveryId, 5);
      say({
        type: "taken",
        file: outcome.task.name,
        pointKey: keys.get(receipt.pointId) ?? "",
        receipt,
        rejections,
        done,
        of,
      });
    },
  });
  if (!request.dryRun) await node.recompute((done, of) => say({ type: "computing", done, of }));
  say({ type: "finished", taken, refused });
}

/** A building known only by its name in a file; what else is known of it can be filled in later. */
function ensureBuilding(node: CityNode, slug: string): Promise<number> {
  return node.registry.ensureBuilding({
    slug,
    names: { sv: slug, zh: slug, en: slug },
    use: "unknown",
    yearBuilt: null,
    floorAreaM2: null,
    floorAreaKind: null,
    storeys: null,
  });
}
