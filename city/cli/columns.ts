import { isKnownZone } from "@husting/series";
import { parseFile } from "../features/readings/intake/file.ts";
import { parseMapping } from "../features/readings/intake/mapping.ts";
import { UnreadableFile } from "../features/readings/intake/parser.ts";
import type { Rejection } from "../stores/readings/contract.ts";
import { UsageError } from "./usage.ts";

/** Time and value of one file, in ascending time. */
export interface FileColumns {
  readonly atMs: Float64Array;
  readonly value: Float64Array;
  readonly rejections: readonly Rejection[];
}

/** The file could not be read at all. */
export class FileRefused extends Error {
  readonly path: string;
  readonly rejection: Rejection;
  constructor(path: string, rejection: Rejection) {
    super(rejection.code);
    this.path = path;
    this.rejection = rejection;
  }
}

/** Reads a two-column file of readings: time first and value second unless columns are named. */
export async function readColumns(
  path: string,
  options: { zone: string; unit: string; timeColumn?: string | undefined; valueColumn?: string | undefined },
): Promise<FileColumns> {
  if (!isKnownZone(options.zone))
    throw new UsageError(`--zone ${options.zone} is no IANA time zone such as Europe/Stockholm.`);
  const mapping = parseMapping({
    version: 1,
    time: { column: options.timeColumn ?? 1, zone: options.zone },
    value: { column: options.valueColumn ?? 2, unit: options.unit },
    // The step is read off the file afterwards; until then every row may stand by itself.
    point: { building: "-", carrier: "electricity", kind: "instantaneous", stepMinutes: 60 },
  });
  if (!mapping.ok) throw new UsageError(JSON.stringify(mapping.fault));
  const at: Float64Array[] = [];
  const values: Float64Array[] = [];
  const rejections: Rejection[] = [];
  try {
    await parseFile(path, mapping.value, {
      batch: ({ atMs, mantissa, decimals }) => {
        at.push(atMs);
        values.push(mantissa.map((m, i) => m / 10 ** decimals[i]!));
      },
      reject: (rejection) => rejections.push(rejection),
    });
  } catch (error) {
    if (error instanceof UnreadableFile) throw new FileRefused(path, error.rejection);
    throw error;
  }
  return { ...ascending(concat(at), concat(values), rejections), rejections };
}

function concat(parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Sorts by time; of two rows with one instant the first is taken and the other listed unless it says the same. */
function ascending(atMs: Float64Array, value: Float64Array, rejections: Rejection[]) {
  const order = Array.from(atMs.keys()).sort((a, b) => atMs[a]! - atMs[b]! || a - b);
  const sortedAt = new Float64Array(order.length);
  const sortedValue = new Float64Array(order.length);
  let kept = 0;
  for (const i of order) {
    if (kept > 0 && sortedAt[kept - 1] === atMs[i]) {
      if (sortedValue[kept - 1] !== value[i]) {
        const found = `${new Date(atMs[i]!).toISOString()} = ${value[i]}`;
        rejections.push({ row: 0, column: "", found, code: "conflicts-within-source" });
      }
      continue;
    }
    sortedAt[kept] = atMs[i]!;
    sortedValue[kept++] = value[i]!;
  }
  return { atMs: sortedAt.subarray(0, kept), value: sortedValue.subarray(0, kept) };
}
