import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { CARRIERS } from "../features/readings/intake/carriers.ts";
import { orderExport } from "./control.ts";
import type { CityNode } from "./node.ts";
import { withScratch } from "./scratch.ts";

const TYPES = { csv: "text/csv; charset=utf-8", parquet: "application/vnd.apache.parquet" } as const;

export type Download =
  | { readonly ok: true; readonly response: Response }
  /** What of the query cannot be read; its words are the messages' `export.fault.…`. */
  | { readonly ok: false; readonly fault: "date-not-readable" | "form-not-known" | "carrier-not-known" };

/**
 * The readings a query asks for, as a file: `building`, `carrier` (each empty for all), `from` and `to` as local dates of
 * the city, both included, `form` and `versions`. What cannot be read is refused: it must not select everything.
 */
export async function downloadReadings(node: CityNode, query: URLSearchParams): Promise<Download> {
  const form = query.get("form") || "csv";
  if (form !== "csv" && form !== "parquet") return { ok: false, fault: "form-not-known" };
  const named = (name: string): string[] => query.getAll(name).filter((value) => value !== "");
  const carriers = named("carrier");
  if (carriers.some((carrier) => !CARRIERS.some((known) => known === carrier)))
    return { ok: false, fault: "carrier-not-known" };
  const midnight = (date: string, days: number): number => {
    const day = Temporal.PlainDate.from(date).add({ days });
    return day.toZonedDateTime(node.city.zone).epochMilliseconds;
  };
  let fromMs = Number.MIN_SAFE_INTEGER;
  let toMs = Number.MAX_SAFE_INTEGER;
  try {
    if (query.get("from")) fromMs = midnight(query.get("from")!, 0);
    if (query.get("to")) toMs = midnight(query.get("to")!, 1);
  } catch {
    return { ok: false, fault: "date-not-readable" };
  }
  const versions = query.get("versions") === "all" ? "all" : "newest";
  const selection = { buildings: named("building"), carriers, fromMs, toMs, versions } as const;
  const response = await withScratch(node.directory.path, async (folder) => {
    const path = join(folder, `readings.${form}`);
    const answer = await orderExport(node, { path, form, ...selection });
    if (!answer.ok) throw new Error(`an export could not be written: ${answer.fault}`);
    const { size } = await stat(path);
    const stream = createReadStream(path);
    // An open file outlives its name: nothing is left behind, however the download ends.
    await new Promise((resolve) => stream.once("open", resolve));
    return new Response(Readable.toWeb(stream) as ReadableStream, {
      headers: {
        "content-type": TYPES[form],
        "content-disposition": `attachment; filename="husting-${node.city.id}.${form}"`,
        "content-length": String(size),
        "x-rows": String(answer.rows),
      },
    });
  });
  return { ok: true, response };
}
