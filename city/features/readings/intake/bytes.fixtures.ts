import type { ReadingColumns, Rejection } from "../../../stores/readings/contract.ts";
import type { PossibleRange } from "./carriers.ts";
import { type Mapping, parseMapping } from "./mapping.ts";
import { ReadingsParser } from "./parser.ts";

/** Texts and mappings in the few words the intake's tests need. */

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A mapping of hourly kWh in UTC, columns "time" and "value", with the given parts laid over it. */
export function mappingOf(
  parts: {
    time?: Partial<Mapping["time"]>;
    value?: Partial<Mapping["value"]>;
    point?: Partial<Mapping["point"]>;
    encoding?: Mapping["encoding"];
    separator?: Mapping["separator"];
  } = {},
): Mapping {
  const { time, value, point, ...rest } = parts;
  const parsed = parseMapping({
    version: 1,
    time: { column: "time", zone: "UTC", ...time },
    value: { column: "value", unit: "kWh", ...value },
    point: { building: "house", carrier: "electricity", kind: "interval", stepMinutes: 60, ...point },
    ...rest,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
  return parsed.value;
}

/** One accepted row in words: `row: ISO time = mantissa e-decimals`. */
export function rowsIn({ atMs, mantissa, decimals, row }: ReadingColumns): string[] {
  return Array.from(
    atMs,
    (at, i) => `${row[i]}: ${new Date(at).toISOString()} = ${mantissa[i]}e-${decimals[i]}`,
  );
}

export interface Parsed {
  readonly rows: string[];
  readonly rejections: Rejection[];
  readonly parser: ReadingsParser;
}

/** Parses pieces of one source. */
export function parsePieces(
  pieces: Iterable<Uint8Array>,
  mapping: Mapping = mappingOf(),
  cutOffCode: string | null = null,
  range: PossibleRange | null = null,
  latestMs?: number,
): Parsed {
  const rows: string[] = [];
  const rejections: Rejection[] = [];
  const parser = new ReadingsParser(
    mapping,
    {
      batch: (columns) => rows.push(...rowsIn(columns)),
      reject: (rejection) => rejections.push(rejection),
    },
    range,
    latestMs,
  );
  for (const piece of pieces) parser.push(piece);
  parser.end(cutOffCode);
  return { rows, rejections, parser };
}

export const parseText = (text: string, mapping?: Mapping): Parsed => parsePieces([bytesOf(text)], mapping);
