import { isKnownZone, parseUnit, type QuantityKind, units } from "@husting/series";
import { z } from "zod";
import {
  CARRIERS,
  type Carrier,
  isOutdoors,
  type PossibleRange,
  possibleRange,
  quantitiesOf,
  READING_KINDS,
  type ReadingKind,
} from "./carriers.ts";
import { STEP_MINUTES } from "./steps.ts";
import { TIME_FORMATS } from "./timestamps.ts";

/**
 * What a file's columns mean. Everything that cannot be read off the file is said here or by a flag, and what is
 * not said is refused: a unit, a zone or "cumulative" is never guessed.
 */

const column = z.union([z.string().min(1), z.number().int().positive()]);
const files = z.string().refine((pattern) => patternOf(pattern) !== null, { error: "pattern-not-usable" });
const unit = z.string().refine((text) => parseUnit(text) !== undefined, { error: "unknown-unit" });
const zone = z.string().refine(isKnownZone, { error: "unknown-zone" });

/** What becomes of rows whose local time exists twice. */
export const REPEATED_HOUR = ["refuse", "by-order"] as const;

/** A separator as a person can write it: the tab has a word. */
export function separatorNamed(name: string | undefined): string | undefined {
  return name === "tab" ? "\t" : name;
}

/** A column as a person writes it: digits are its number, counted from 1, anything else its name. */
export function columnNamed(text: string): string | number {
  return /^[0-9]+$/.test(text) ? Number(text) : text;
}

export const mappingSchema = z.strictObject({
  version: z.literal(1),
  /** File name with captures, e.g. "{building}-{carrier}.csv.gz"; without it every file given is taken. */
  files: files.optional(),
  separator: z.enum([",", ";", "\t", "|"]).optional(),
  encoding: z.enum(["utf-8", "utf-16le", "utf-16be", "gb18030", "windows-1252"]).default("utf-8"),
  time: z.strictObject({
    column,
    zone,
    format: z.enum(TIME_FORMATS).default("iso"),
    /** Whether a stamp marks the start of its interval or the end. */
    marks: z.enum(["start", "end"]).default("start"),
    /** Whether the hour that exists twice in autumn is told by the rows' order, where they show it twice. */
    repeatedHour: z.enum(REPEATED_HOUR).default("refuse"),
  }),
  value: z.strictObject({
    column,
    unit,
    decimalSeparator: z.enum([".", ","]).default("."),
  }),
  point: z.strictObject({
    /** Building or, for weather, site; may use captures of `files`. */
    building: z.string().min(1),
    /** Room of the building, for what is measured in one; may use captures of `files`. */
    room: z.string().min(1).optional(),
    carrier: z.string().min(1),
    /** Other names for carriers as the files have them, e.g. {"heat": "district-heat"}. */
    carrierNames: z.record(z.string(), z.enum(CARRIERS)).default({}),
    kind: z.enum(READING_KINDS),
    stepMinutes: z.literal([...STEP_MINUTES], { error: "step-not-known" }),
    /** Digits before the decimal point after which a cumulative register starts again at zero. */
    registerWidth: z
      .int({ error: "width-not-possible" })
      .min(3, { error: "width-not-possible" })
      .max(15, { error: "width-not-possible" })
      .default(9),
  }),
});
export type Mapping = z.infer<typeof mappingSchema>;

export type MappingFault =
  /** `where` is the path in the mapping, `found` what stands there, `why` the checker's word for what is wrong. */
  | { code: "mapping-invalid"; where: string; found: string; why: string }
  | { code: "file-name-does-not-fit"; pattern: string }
  | { code: "carrier-unknown"; found: string; known: string }
  | { code: "building-name-not-usable"; found: string }
  | { code: "room-name-not-usable"; found: string }
  | { code: "room-does-not-fit"; carrier: Carrier; found: string }
  | { code: "kind-does-not-fit"; carrier: Carrier; found: string }
  | { code: "unit-does-not-fit"; carrier: Carrier; found: string; known: string };

export type MappingResult<T> = { ok: true; value: T } | { ok: false; fault: MappingFault };

export function parseMapping(json: unknown): MappingResult<Mapping> {
  const parsed = mappingSchema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  const path = issue?.path ?? [];
  return {
    ok: false,
    fault: {
      code: "mapping-invalid",
      where: path.join(".") || "(mapping)",
      found: textAt(json, path),
      why: issue?.message ?? "",
    },
  };
}

/** What one file is, once its name has been held against the mapping. */
export interface FileMeaning {
  readonly building: string;
  readonly room: string | null;
  readonly carrier: Carrier;
  /** What a value can be; null where nothing is too low or too high. */
  readonly range: PossibleRange | null;
}

export function meaningOf(mapping: Mapping, fileName: string): MappingResult<FileMeaning> {
  let captures: Readonly<Record<string, string>> = {};
  if (mapping.files !== undefined) {
    const found = patternOf(mapping.files)?.exec(fileName) ?? null;
    if (found === null)
      return { ok: false, fault: { code: "file-name-does-not-fit", pattern: mapping.files } };
    captures = { ...found.groups };
  }
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) =>
      Object.hasOwn(captures, name) ? captures[name]! : whole,
    );
  const named = fill(mapping.point.carrier);
  const { carrierNames, kind } = mapping.point;
  const renamed = Object.hasOwn(carrierNames, named) ? carrierNames[named] : undefined;
  const { building, room } = mapping.point;
  return pointMeaning({
    building: fill(building),
    room: room === undefined ? null : fill(room),
    carrier: renamed ?? named,
    kind,
    unit: mapping.value.unit,
  });
}

export interface NamedPoint {
  readonly building: string;
  readonly room: string | null;
  readonly carrier: string;
  readonly kind: ReadingKind;
  readonly unit: string;
}

/** They become parts of addresses and of the point's stable identifier. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u;

/** Whether there can be such a point, whoever asks for it. */
export function pointMeaning({
  building,
  room,
  carrier: named,
  kind,
  unit: symbol,
}: NamedPoint): MappingResult<FileMeaning> {
  const carrier = CARRIERS.find((known) => known === named);
  if (carrier === undefined) {
    return { ok: false, fault: { code: "carrier-unknown", found: named, known: CARRIERS.join(", ") } };
  }
  if (!NAME.test(building))
    return { ok: false, fault: { code: "building-name-not-usable", found: building.slice(0, 200) } };
  if (room !== null && !NAME.test(room))
    return { ok: false, fault: { code: "room-name-not-usable", found: room.slice(0, 200) } };
  if (room !== null && isOutdoors(carrier))
    return { ok: false, fault: { code: "room-does-not-fit", carrier, found: room } };
  const quantities = quantitiesOf(carrier, kind);
  if (quantities.length === 0)
    return { ok: false, fault: { code: "kind-does-not-fit", carrier, found: kind } };
  const unit = parseUnit(symbol);
  if (unit === undefined || !quantities.includes(unit.kind)) {
    const known = unitsOf(quantities).join(", ");
    return { ok: false, fault: { code: "unit-does-not-fit", carrier, found: symbol, known } };
  }
  return { ok: true, value: { building, room, carrier, range: possibleRange(carrier, kind, unit) } };
}

function unitsOf(quantities: readonly QuantityKind[]): string[] {
  return Object.values(units)
    .filter((unit) => quantities.includes(unit.kind))
    .map((unit) => unit.symbol);
}

/** The text that stands at a path of the mapping, shortened. */
function textAt(json: unknown, path: readonly PropertyKey[]): string {
  let value = json;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return "";
    value = Reflect.get(value, key);
  }
  return (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, 200);
}

/** The pattern as a regular expression; null where a capture has no usable name or stands twice. */
function patternOf(files: string): RegExp | null {
  const names = [...files.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  if (names.some((name) => /^\d/.test(name)) || new Set(names).size < names.length) return null;
  const source = files
    .split(/(\{\w+\})/)
    .map((part) => {
      const capture = /^\{(\w+)\}$/.exec(part);
      return capture ? `(?<${capture[1]}>[^/]+?)` : RegExp.escape(part);
    })
    .join("");
  return new RegExp(`^${source}$`, "u");
}
