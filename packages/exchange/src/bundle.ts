import { canonicalJson, isSignedHead, type JsonObject, type JsonValue } from "@husting/openness";
import { z } from "zod";
import type { LogGrowth } from "./log-copy.ts";
import { cityId, count, instant, sequenceNumber } from "./shapes.ts";

/**
 * What one city sends another, over the network or as a file carried by hand: lines of JSON, one thing a line. What is sealed
 * vouches for itself; the lines around it are only how it travels.
 */

const BUNDLE_VERSION = 1;
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const itemSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("bundle"),
    version: z.int().min(1),
    from: cityId,
    to: cityId,
    madeAt: instant,
  }),
  z.object({ type: z.literal("card"), sealed: z.string() }),
  z.object({ type: z.literal("document"), sequence: sequenceNumber, sealed: z.string() }),
  z.object({
    type: z.literal("log"),
    after: count,
    leaves: z.array(hash),
    head: z.custom<LogGrowth["head"]>((value) => isSignedHead(value as JsonValue)),
  }),
  /** A head of the receiver's own log, co-signed by the sender: a line as `coSignHead` makes it. */
  z.object({ type: z.literal("witnessed"), line: z.string().max(4_000) }),
  /** So many lines came before this one: a file without it was cut off. */
  z.object({ type: z.literal("end"), lines: z.int().min(0) }),
]);
export type BundleItem = z.infer<typeof itemSchema>;

export type BundleLineFault =
  | { readonly code: "not-json" }
  | { readonly code: "unknown-line" }
  /** A whole file of a form that this program is too old for. */
  | { readonly code: "newer-bundle"; readonly version: number }
  /** The end is missing: the rest was taken. */
  | { readonly code: "cut-off" };

export interface ReadBundle {
  readonly items: readonly { readonly line: number; readonly item: Exclude<BundleItem, { type: "end" }> }[];
  readonly faults: readonly {
    readonly line: number;
    readonly text: string;
    readonly reason: BundleLineFault;
  }[];
}

/** Writes a bundle: its own first and last line come by themselves. */
export function writeBundle(
  head: { readonly from: string; readonly to: string; readonly madeAt: string },
  items: readonly Exclude<BundleItem, { type: "bundle" | "end" }>[],
): string {
  const lines: BundleItem[] = [{ type: "bundle", version: BUNDLE_VERSION, ...head }, ...items];
  lines.push({ type: "end", lines: lines.length });
  return lines.map((line) => `${canonicalJson(line as unknown as JsonObject)}\n`).join("");
}

/** Reads a bundle line by line; what cannot be read is named and the rest is kept. Never throws. */
export function readBundle(text: string): ReadBundle {
  const items: ReadBundle["items"][number][] = [];
  const faults: ReadBundle["faults"][number][] = [];
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  let ended = false;
  for (const [index, raw] of lines.entries()) {
    const written = raw.trim();
    if (written === "") continue;
    const line = index + 1;
    const refuse = (reason: BundleLineFault) => faults.push({ line, text: written, reason });
    const value = parsedJson(written);
    const item = value === undefined ? undefined : itemSchema.safeParse(value).data;
    if (value === undefined) refuse({ code: "not-json" });
    else if (item === undefined) refuse({ code: "unknown-line" });
    else if (item.type === "end") ended = item.lines === items.length + faults.length;
    else if (item.type === "bundle" && item.version > BUNDLE_VERSION)
      return {
        items: [],
        faults: [{ line, text: written, reason: { code: "newer-bundle", version: item.version } }],
      };
    else items.push({ line, item });
  }
  if (!ended && items.length > 0) faults.push({ line: lines.length, text: "", reason: { code: "cut-off" } });
  return { items, faults };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
