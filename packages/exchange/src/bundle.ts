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
  | { readonly code: "cut-off" }
  /** So much of it cannot be read that the rest was not looked at. */
  | { readonly code: "too-much-unreadable" };

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

/** So many lines that cannot be read, and what follows is not looked at: it is no bundle. */
export const MOST_FAULTY_LINES = 50;
/** A partnership of decades; whoever sends more sends something else. */
const MOST_LINES = 50_000;

/**
 * Reads a bundle line by line; what cannot be read is named and the rest is kept, up to a bound on both. Never throws. Several bundles one
 * after another, or a line twice, are read for what they hold.
 */
export function readBundle(text: string): ReadBundle {
  const items: ReadBundle["items"][number][] = [];
  const faults: ReadBundle["faults"][number][] = [];
  /** Lines since the bundle began; its end says how many there should be. */
  let since = 0;
  let ended = false;
  let line = 0;
  for (const raw of linesOf(text.replace(/^\uFEFF/, ""))) {
    line += 1;
    const written = raw.trim();
    if (written === "") continue;
    if (faults.length >= MOST_FAULTY_LINES || line > MOST_LINES) {
      faults.push({ line, text: "", reason: { code: "too-much-unreadable" } });
      return { items, faults };
    }
    const refuse = (reason: BundleLineFault) => faults.push({ line, text: written, reason });
    const value = parsedJson(written);
    const item = value === undefined ? undefined : itemSchema.safeParse(value).data;
    if (item?.type === "end") {
      ended = since >= item.lines;
      continue;
    }
    if (item?.type === "bundle") {
      if (item.version > BUNDLE_VERSION)
        return {
          items: [],
          faults: [{ line, text: written, reason: { code: "newer-bundle", version: item.version } }],
        };
      since = 0;
      ended = false;
    }
    since += 1;
    if (value === undefined) refuse({ code: "not-json" });
    else if (item === undefined) refuse({ code: "unknown-line" });
    else items.push({ line, item });
  }
  if (!ended && items.length > 0) faults.push({ line, text: "", reason: { code: "cut-off" } });
  return { items, faults };
}

/** One line after another, without making a list of millions of them first. */
function* linesOf(text: string): Generator<string> {
  let start = 0;
  while (start < text.length) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    yield text.slice(start, end);
    start = end + 1;
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
