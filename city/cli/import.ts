import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import {
  columnNamed,
  type Mapping,
  parseMapping,
  separatorNamed,
} from "../features/readings/intake/mapping.ts";
import { STEP_MINUTES } from "../features/readings/intake/steps.ts";
import { TIME_FORMATS } from "../features/readings/intake/timestamps.ts";
import { askRunningNode } from "../node/control.ts";
import { DataDirectoryError, openDataDirectory } from "../node/data-directory.ts";
import { type ImportEvent, type ImportRequest, importIntoNode } from "../node/import-files.ts";
import { openNode } from "../node/node.ts";
import type { Command } from "./main.ts";
import { progressLine } from "./progress.ts";
import { readArguments, required, UsageError } from "./usage.ts";
import { counted, describeRejection, faultText } from "./words.ts";

const usage = `husting import FILE… --data DIR (--mapping MAPPING.json | flags)
  FILE…                      CSV, plain or gzip; importing a file twice changes nothing
  --data DIR                 the city's data directory; a node that is running on it does the work itself
  --mapping FILE             what the columns are (docs/importing.md; examples in docs/mappings/)
  --building SLUG [--room NAME] --carrier NAME --kind cumulative|interval|instantaneous
  --step ${STEP_MINUTES.join("|")}  minutes
  --time-column NAME --value-column NAME (or 1, 2, …)  --unit UNIT  --zone IANA
  --time-format ${TIME_FORMATS.map((format) => `"${format}"`).join(" | ")}
  --decimal-separator .|,    --separator ,|;|tab   --encoding utf-8|gb18030|…   --marks start|end
  --repeated-hour by-order   tell the hour that exists twice in autumn by the order of the rows, where they show it twice
  --register-width DIGITS    digits before the decimal mark after which a register starts at zero again
  --reason TEXT              why readings that differ from known ones are right
  --dry-run                  say what would happen and keep nothing`;

export const command: Command = {
  summary: "take meter, room and weather files into a city",
  usage,
  async run(args) {
    const { values, positionals } = readArguments(args, {
      data: { type: "string" },
      mapping: { type: "string" },
      building: { type: "string" },
      room: { type: "string" },
      carrier: { type: "string" },
      kind: { type: "string" },
      step: { type: "string" },
      "time-column": { type: "string" },
      "value-column": { type: "string" },
      "time-format": { type: "string" },
      unit: { type: "string" },
      zone: { type: "string" },
      "decimal-separator": { type: "string" },
      separator: { type: "string" },
      encoding: { type: "string" },
      marks: { type: "string" },
      "repeated-hour": { type: "string" },
      "register-width": { type: "string" },
      reason: { type: "string", default: "delivered file" },
      "dry-run": { type: "boolean", default: false },
    });
    if (positionals.length === 0) throw new UsageError("name at least one file.");
    const mapping = values.mapping === undefined ? mappingFromFlags(values) : mappingFromFile(values.mapping);
    const request: ImportRequest = {
      files: positionals.map((file) => resolve(file)),
      mapping,
      reason: values.reason,
      dryRun: values["dry-run"],
    };
    const paths = new Map(positionals.map((file) => [basename(file), file]));
    const report = new Report(paths);
    const data = required(values.data, "data");
    try {
      const directory = openDataDirectory(data);
      const events = await askRunningNode(directory.socket, "/import", request);
      if (events !== undefined) for await (const event of events) report.take(event);
      else {
        const node = await openNode(data);
        try {
          await importIntoNode(node, request, (event) => report.take(event));
        } finally {
          await node.close();
        }
      }
    } catch (error) {
      if (!(error instanceof DataDirectoryError)) throw error;
      console.error(error.message);
      return 2;
    }
    return report.end(request.dryRun);
  },
};

/** Adds up what an import says and prints what a person needs. */
class Report {
  readonly #paths: ReadonlyMap<string, string>;
  readonly #progress = progressLine();
  #added = 0;
  #corrected = 0;
  #repeated = 0;
  #rejected = 0;
  #taken = 0;
  #refused = 0;
  /** Files of which no row, or not the end, could be taken. */
  #incomplete = 0;

  constructor(paths: ReadonlyMap<string, string>) {
    this.#paths = paths;
  }

  take(event: ImportEvent | { type: "failed"; message: string }): void {
    if (event.type === "taken") {
      const { receipt } = event;
      this.#taken++;
      this.#added += receipt.added;
      this.#corrected += receipt.corrected;
      this.#repeated += receipt.repeated;
      this.#rejected += receipt.rejected;
      const none = receipt.added + receipt.corrected + receipt.repeated === 0;
      if (none || event.cutOff) this.#incomplete++;
      for (const rejection of event.rejections)
        this.#say(describeRejection(this.#path(event.file), rejection));
      if (receipt.rejected > event.rejections.length) {
        const rest = receipt.rejected - event.rejections.length;
        const where = receipt.deliveryId === 0 ? "" : "; all are listed on the imports page";
        this.#say(`${this.#path(event.file)}: ${counted(rest, "more row")} rejected${where}.`);
      }
      if (none) this.#say(`${this.#path(event.file)}: no row of this file could be taken.`);
      this.#progress.show(`${event.done} of ${event.of} files`, event.done / event.of);
    } else if (event.type === "refused") {
      this.#refused++;
      this.#say(
        `${describeRejection(this.#path(event.file), event.rejection)} — nothing of this file was taken.`,
      );
      this.#progress.show(`${event.done} of ${event.of} files`, event.done / event.of);
    } else if (event.type === "not-understood") {
      this.#refused++;
      this.#say(`${this.#path(event.file)}: ${faultText(event.fault)}`);
    } else if (event.type === "computing") {
      this.#progress.show(`${event.done} of ${event.of} results`, event.done / event.of);
    } else if (event.type === "failed") {
      this.#refused++;
      this.#say(`The node could not finish: ${event.message}`);
    }
  }

  end(dryRun: boolean): number {
    this.#progress.end();
    const verb = dryRun ? "Dry run: nothing was kept. " : "";
    console.log(
      `${verb}${counted(this.#taken, "file")} taken, ${this.#refused} refused` +
        `${this.#incomplete > 0 ? `, ${this.#incomplete} not whole` : ""}. Readings: ${this.#added} new, ` +
        `${this.#corrected} corrected, ${this.#repeated} known already, ${counted(this.#rejected, "row")} rejected.`,
    );
    return this.#refused + this.#incomplete > 0 ? 1 : 0;
  }

  #path(file: string): string {
    return this.#paths.get(file) ?? file;
  }

  #say(line: string): void {
    this.#progress.clear();
    console.error(line);
  }
}

function mappingFromFile(path: string): Mapping {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UsageError(`--mapping ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return checked(json, path);
}

type Flags = Readonly<Record<string, string | boolean | undefined>>;

function mappingFromFlags(flags: Flags): Mapping {
  const flag = (name: string): string => required(flags[name] as string | undefined, name);
  const given = (name: string, key: string): Record<string, unknown> =>
    flags[name] === undefined ? {} : { [key]: flags[name] };
  return checked(
    {
      version: 1,
      separator: separatorNamed(flags.separator as string | undefined),
      ...given("encoding", "encoding"),
      time: {
        column: columnNamed(flag("time-column")),
        zone: flag("zone"),
        ...given("time-format", "format"),
        ...given("marks", "marks"),
        ...given("repeated-hour", "repeatedHour"),
      },
      value: {
        column: columnNamed(flag("value-column")),
        unit: flag("unit"),
        ...given("decimal-separator", "decimalSeparator"),
      },
      point: {
        building: flag("building"),
        ...given("room", "room"),
        carrier: flag("carrier"),
        kind: flag("kind"),
        stepMinutes: Number(flag("step")),
        ...(flags["register-width"] === undefined ? {} : { registerWidth: Number(flags["register-width"]) }),
      },
    },
    "flags",
  );
}

function checked(json: unknown, where: string): Mapping {
  const mapping = parseMapping(json);
  if (mapping.ok) return mapping.value;
  throw new UsageError(`${where}: ${faultText(mapping.fault)}`);
}
