import { z } from "zod";
import { CARRIERS } from "../../intake/carriers.ts";
import type { SaidReading } from "../reading.ts";

/**
 * What a message means, as data: which topics, where in the JSON the time, the device and the values stand (JSON Pointer,
 * RFC 6901), and which point each value belongs to. A new kind of sender needs a mapping, not a program.
 */

const pointer = z.string().regex(/^(\/([^~/]|~[01])*)*$/, { error: "no-json-pointer" });
/** MQTT topic filter; {name} takes one level and gives it a name. */
const topic = z
  .string()
  .min(1)
  .refine((filter) => filterOf(filter) !== null, { error: "topic-not-usable" });

export const payloadSchema = z.strictObject({
  version: z.literal(1),
  topic,
  time: z.strictObject({
    path: pointer,
    format: z.enum(["iso", "epoch-s", "epoch-ms"]).default("iso"),
  }),
  /** Where the device names itself, when the topic does not: its value is {device}. */
  device: pointer.optional(),
  /** {device} → building, or building/room. Without it a device is called what it calls itself. */
  devices: z.record(z.string(), z.string().min(1)).optional(),
  values: z
    .array(
      z.strictObject({
        path: pointer,
        /** May use names of the topic, {device} and {place}, what `devices` says of it. */
        point: z.string().min(1),
        carrier: z.enum(CARRIERS).optional(),
        unit: z.string().optional(),
        /** What the value is multiplied by: a sensor that counts tenths has 0.1. */
        factor: z.number().positive().default(1),
      }),
    )
    .min(1),
});
export type PayloadMapping = z.infer<typeof payloadSchema>;

/** Where a message came from and what is known to be in it, one per value. */
export type Heard = { readonly column: string; readonly said: SaidReading };
export type HeardFault = { readonly code: "not-json" | "device-not-known"; readonly found: string };

export interface CompiledMapping {
  readonly mapping: PayloadMapping;
  /** The filter to subscribe to: every {name} is a +. */
  readonly subscription: string;
  match(topic: string): Readonly<Record<string, string>> | undefined;
}

export function compileMapping(mapping: PayloadMapping): CompiledMapping {
  const pattern = filterOf(mapping.topic)!;
  return {
    mapping,
    subscription: mapping.topic.replace(/\{\w+\}/g, "+"),
    match: (name) => {
      const found = pattern.exec(name);
      return found === null ? undefined : { ...found.groups };
    },
  };
}

/**
 * What a message says by a mapping. A value that the message does not hold is passed over: devices send what they have;
 * a message without any of the values says nothing and that is no fault.
 */
export function readMessage(
  mapping: PayloadMapping,
  names: Readonly<Record<string, string>>,
  payload: Uint8Array,
): { readonly heard: readonly Heard[] } | { readonly fault: HeardFault } {
  let message: unknown;
  const text = new TextDecoder().decode(payload);
  try {
    message = JSON.parse(text);
  } catch {
    return { fault: { code: "not-json", found: text } };
  }
  const filled: Record<string, string> = { ...names };
  if (mapping.device !== undefined) {
    const device = at(message, mapping.device);
    if (typeof device !== "string" && typeof device !== "number")
      return { fault: { code: "device-not-known", found: "" } };
    filled.device = String(device);
  }
  if (mapping.devices !== undefined) {
    const device = filled.device ?? "";
    const place = Object.hasOwn(mapping.devices, device) ? mapping.devices[device] : undefined;
    if (place === undefined) return { fault: { code: "device-not-known", found: device } };
    filled.place = place;
  }
  const time = timeOf(at(message, mapping.time.path), mapping.time.format);
  const heard: Heard[] = [];
  for (const { path, point, carrier, unit, factor } of mapping.values) {
    const value = at(message, path);
    if (value === undefined) continue;
    const key = point.replace(/\{(\w+)\}/g, (whole, name: string) =>
      name === "carrier" && carrier !== undefined
        ? carrier
        : Object.hasOwn(filled, name)
          ? filled[name]!
          : whole,
    );
    heard.push({
      column: path,
      said: {
        point: key,
        time,
        value: factor === 1 || typeof value !== "number" ? value : value * factor,
        ...(unit === undefined ? {} : { unit }),
      },
    });
  }
  return { heard };
}

/** Epochs become what `checkReading` reads; what is no number stays as it was and is refused there. */
function timeOf(time: unknown, format: PayloadMapping["time"]["format"]): unknown {
  if (format === "iso") return time;
  if (typeof time !== "number" || !Number.isFinite(time)) return time;
  const atMs = format === "epoch-s" ? time * 1000 : time;
  return Math.abs(atMs) < 8.64e15 ? new Date(Math.round(atMs)).toISOString() : String(time);
}

/** The value a JSON Pointer points to; undefined where there is none. */
function at(value: unknown, path: string): unknown {
  let here = value;
  for (const token of path.split("/").slice(1)) {
    if (typeof here !== "object" || here === null) return undefined;
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    here = Object.hasOwn(here, key) ? (here as Record<string, unknown>)[key] : undefined;
  }
  return here;
}

/** A topic filter as a regular expression; null where it is none. */
function filterOf(filter: string): RegExp | null {
  const levels = filter.split("/");
  const parts: string[] = [];
  const seen = new Set<string>();
  for (const [i, level] of levels.entries()) {
    const name = /^\{(\w+)\}$/.exec(level)?.[1];
    if (name !== undefined) {
      if (seen.has(name) || /^\d/.test(name)) return null;
      seen.add(name);
      parts.push(`(?<${name}>[^/]+)`);
    } else if (level === "+") parts.push("[^/]+");
    else if (level === "#") {
      if (i !== levels.length - 1) return null;
      parts.push(".*");
    } else if (/[+#{}\0]/.test(level)) return null;
    else parts.push(RegExp.escape(level));
  }
  return new RegExp(`^${parts.join("/")}$`, "u");
}
