import { resolve } from "node:path";
import { CARRIERS } from "../features/readings/intake/carriers.ts";
import { type ExportAnswer, type ExportOrder, orderExport } from "../node/control.ts";
import { DataDirectoryError } from "../node/data-directory.ts";
import type { Command } from "./main.ts";
import { onNode } from "./on-node.ts";
import { instant, readArguments, required, UsageError } from "./usage.ts";
import { counted } from "./words.ts";

const faults: Record<Extract<ExportAnswer, { ok: false }>["fault"], string> = {
  "folder-not-found": "there is no such folder; make it, or name another.",
  "folder-not-writable":
    "the node may not write in this folder; name one that it may write in, or allow it there.",
  "path-is-a-folder": "this is a folder; name a file in it.",
};

export const command: Command = {
  summary: "write readings to a Parquet or CSV file",
  usage: `husting export FILE.parquet|FILE.csv --data DIR [selection]
  --building SLUG            as often as wanted; every building and the weather when left out
  --carrier NAME             as often as wanted: ${CARRIERS.join(", ")}
  --from ISO, --to ISO       instants with their offset; the end is left out
  --all-versions             also what was corrected later
  The columns stand in docs/exporting.md.`,
  async run(args) {
    const { values, positionals } = readArguments(args, {
      data: { type: "string" },
      building: { type: "string", multiple: true, default: [] },
      carrier: { type: "string", multiple: true, default: [] },
      from: { type: "string" },
      to: { type: "string" },
      "all-versions": { type: "boolean", default: false },
    });
    const [file] = positionals;
    const form = /\.(parquet|csv)$/i.exec(file ?? "")?.[1]?.toLowerCase();
    if (file === undefined || positionals.length > 1 || (form !== "parquet" && form !== "csv"))
      throw new UsageError("name one file that ends with .parquet or .csv.");
    const unknown = values.carrier.find((name) => !CARRIERS.some((known) => known === name));
    if (unknown !== undefined)
      throw new UsageError(`--carrier ${unknown} is not known; use ${CARRIERS.join(", ")}.`);
    const data = required(values.data, "data");
    const order: ExportOrder = {
      path: resolve(file),
      form,
      buildings: values.building,
      carriers: values.carrier,
      fromMs: values.from === undefined ? Number.MIN_SAFE_INTEGER : instant(values.from, "from"),
      toMs: values.to === undefined ? Number.MAX_SAFE_INTEGER : instant(values.to, "to"),
      versions: values["all-versions"] ? "all" : "newest",
    };
    try {
      const answer = await onNode(data, "/export", order, orderExport);
      if (!answer.ok) {
        console.error(`${file}: ${faults[answer.fault]}`);
        return 2;
      }
      const { points, rows } = answer;
      if (rows === 0) {
        console.log(`No reading fits the selection: ${file} has the columns and no row.`);
        return 1;
      }
      console.log(`${counted(rows, "reading")} of ${counted(points, "point")} written to ${file}.`);
      return 0;
    } catch (error) {
      if (!(error instanceof DataDirectoryError)) throw error;
      console.error(error.message);
      return 2;
    }
  },
};
