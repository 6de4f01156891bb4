import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { orderExport } from "./control.ts";
import type { CityNode } from "./node.ts";
import { withScratch } from "./scratch.ts";

const TYPES = { csv: "text/csv; charset=utf-8", parquet: "application/vnd.apache.parquet" } as const;

/**
 * The readings a query asks for, as a file: `building`, `carrier` (each empty for all), `from` and `to` as local dates of
 * the city, both included, `form` and `versions`. What is no date bounds nothing.
 */
export async function downloadReadings(node: CityNode, query: URLSearchParams): Promise<Response> {
  const form = query.get("form") === "parquet" ? "parquet" : "csv";
  const named = (name: string): string[] => query.getAll(name).filter((value) => value !== "");
  const midnight = (date: string | null, days: number): number | undefined => {
    try {
      const day = Temporal.PlainDate.from(date ?? "").add({ days });
      return day.toZonedDateTime(node.city.zone).epochMilliseconds;
    } catch {
      return undefined;
    }
  };
  return withScratch(node.directory.path, async (folder) => {
    const path = join(folder, `readings.${form}`);
    const { rows } = await orderExport(node, {
      path,
      form,
      buildings: named("building"),
      carriers: named("carrier"),
      fromMs: midnight(query.get("from"), 0) ?? Number.MIN_SAFE_INTEGER,
      toMs: midnight(query.get("to"), 1) ?? Number.MAX_SAFE_INTEGER,
      versions: query.get("versions") === "all" ? "all" : "newest",
    });
    const headers = {
      "content-type": TYPES[form],
      "content-disposition": `attachment; filename="husting-${node.city.id}.${form}"`,
      "x-rows": String(rows),
    };
    const size = await stat(path).then(
      (file) => file.size,
      () => 0,
    );
    if (size === 0) return new Response("", { headers });
    const stream = createReadStream(path);
    // An open file outlives its name: nothing is left behind, however the download ends.
    await new Promise((resolve) => stream.once("open", resolve));
    return new Response(Readable.toWeb(stream) as ReadableStream, {
      headers: { ...headers, "content-length": String(size) },
    });
  });
}
