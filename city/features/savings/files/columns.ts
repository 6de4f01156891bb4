import type { Rejection } from "../../../stores/readings/contract.ts";
import {
  columnNamed,
  type MappingFault,
  parseFile,
  parseMapping,
  separatorNamed,
} from "../../readings/intake/index.ts";

/** One file's readings in ascending time; `value` is `mantissa / 10^decimals`. */
export interface FileColumns {
  readonly atMs: Float64Array;
  readonly value: Float64Array;
  readonly mantissa: Float64Array;
  readonly decimals: Uint8Array;
  readonly rejections: readonly Rejection[];
}

/** What was said of how the file is written is no layout. */
export class LayoutRefused extends Error {
  readonly fault: MappingFault;
  constructor(fault: MappingFault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** How a file is written; what is left out is read off the file or is the plainest kind. */
export interface FileLayout {
  /** Zone of local times in the file. */
  readonly zone: string;
  readonly unit: string;
  readonly timeColumn?: string | undefined;
  readonly valueColumn?: string | undefined;
  readonly timeFormat?: string | undefined;
  readonly separator?: string | undefined;
  readonly decimalSeparator?: string | undefined;
  readonly encoding?: string | undefined;
}

/**
 * Reads a two-column file of readings: time first and value second unless columns are named.
 * @throws LayoutRefused; UnreadableFile where nothing of it can be read.
 */
export async function readColumns(path: string, layout: FileLayout): Promise<FileColumns> {
  const mapping = parseMapping({
    version: 1,
    separator: separatorNamed(layout.separator),
    encoding: layout.encoding,
    time: { column: columnNamed(layout.timeColumn ?? "1"), zone: layout.zone, format: layout.timeFormat },
    value: {
      column: columnNamed(layout.valueColumn ?? "2"),
      unit: layout.unit,
      decimalSeparator: layout.decimalSeparator,
    },
    // The step is read off the file afterwards; until then every row may stand by itself.
    point: { building: "-", carrier: "electricity", kind: "instantaneous", stepMinutes: 60 },
  });
  if (!mapping.ok) throw new LayoutRefused(mapping.fault);
  const at: Float64Array[] = [];
  const mantissas: Float64Array[] = [];
  const scales: Uint8Array[] = [];
  const rejections: Rejection[] = [];
  await parseFile(path, mapping.value, {
    batch: ({ atMs, mantissa, decimals }) => {
      at.push(atMs);
      mantissas.push(mantissa);
      scales.push(decimals);
    },
    reject: (rejection) => rejections.push(rejection),
  });
  const rows = at.reduce((sum, part) => sum + part.length, 0);
  const mantissa = joined(mantissas, new Float64Array(rows));
  const decimals = joined(scales, new Uint8Array(rows));
  return { ...ascending(joined(at, new Float64Array(rows)), mantissa, decimals, rejections), rejections };
}

/** The parts one after another in `out`. */
function joined<Column extends Float64Array | Uint8Array>(parts: readonly Column[], out: Column): Column {
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Sorts by time; of two rows with one instant the first is taken and the other listed unless it says the same. */
function ascending(
  atMs: Float64Array,
  mantissa: Float64Array,
  decimals: Uint8Array,
  rejections: Rejection[],
): Omit<FileColumns, "rejections"> {
  const value = mantissa.map((m, i) => m / 10 ** decimals[i]!);
  const order = Uint32Array.from(atMs.keys()).sort((a, b) => atMs[a]! - atMs[b]! || a - b);
  let kept = 0;
  for (const i of order) {
    const before = kept === 0 ? undefined : order[kept - 1]!;
    if (before === undefined || atMs[before] !== atMs[i]) order[kept++] = i;
    else if (value[before] !== value[i]) {
      const found = `${new Date(atMs[i]!).toISOString()} = ${value[i]}`;
      rejections.push({ row: 0, column: "", found, code: "conflicts-within-source" });
    }
  }
  const taken = order.subarray(0, kept);
  const picked = (column: Float64Array): Float64Array =>
    Float64Array.from({ length: kept }, (_, i) => column[taken[i]!]!);
  return {
    atMs: picked(atMs),
    value: picked(value),
    mantissa: picked(mantissa),
    decimals: Uint8Array.from({ length: kept }, (_, i) => decimals[taken[i]!]!),
  };
}
