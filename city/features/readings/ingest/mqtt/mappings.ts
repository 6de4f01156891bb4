import type { z } from "zod";
import type { CivicDatabase } from "../../../../stores/civic/database.ts";
import type { ActLog } from "../../../log/index.ts";
import type { Person } from "../../../people/index.ts";
import { type CompiledMapping, compileMapping, type PayloadMapping, payloadSchema } from "./payload.ts";
import { plainMappings } from "./presets.ts";

export interface StoredMapping {
  readonly name: string;
  readonly mapping: PayloadMapping;
}

export type MappingParsed =
  | { readonly ok: true; readonly mapping: PayloadMapping }
  | { readonly ok: false; readonly fault: MappingFault };

/** What is wrong with a mapping, and where. */
export interface MappingFault {
  readonly why:
    | "not-json"
    | "missing"
    | "wrong-type"
    | "not-one-of"
    | "empty"
    | "too-small"
    | "unknown-key"
    | "no-json-pointer"
    | "topic-not-usable"
    | "not-usable";
  /** Path in the mapping, such as values.0.path; empty for the whole of it. */
  readonly where: string;
  /** What may stand there, or what stands there and may not, in the mapping's own words. */
  readonly expected: string;
}

/** A mapping from the JSON text a person wrote, or where it is wrong. */
export function parsePayloadMapping(text: string): MappingParsed {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, fault: { why: "not-json", where: "", expected: "" } };
  }
  const parsed = payloadSchema.safeParse(json, { reportInput: true });
  if (parsed.success) return { ok: true, mapping: parsed.data };
  const [issue] = parsed.error.issues;
  const where = issue?.path.join(".") ?? "";
  return { ok: false, fault: { where, ...(issue === undefined ? NOT_USABLE : whyOf(issue)) } };
}

const NOT_USABLE = { why: "not-usable", expected: "" } as const;

/** Zod's issue as a code and its facts: its own sentences are in English only. */
function whyOf(issue: z.core.$ZodIssue): Omit<MappingFault, "where"> {
  if (issue.input === undefined && issue.code !== "unrecognized_keys" && issue.code !== "custom")
    return { why: "missing", expected: "" };
  switch (issue.code) {
    case "invalid_type":
      return { why: "wrong-type", expected: issue.expected };
    case "invalid_value":
      return { why: "not-one-of", expected: issue.values.map(String).join(", ") };
    case "too_small":
      return { why: issue.origin === "number" ? "too-small" : "empty", expected: "" };
    case "unrecognized_keys":
      return { why: "unknown-key", expected: issue.keys.join(", ") };
    case "invalid_format":
      return { why: "no-json-pointer", expected: "" };
    case "custom":
      return { why: "topic-not-usable", expected: "" };
    default:
      return NOT_USABLE;
  }
}

/** The mappings messages are read by: those people added, newest first, then Husting's own plain form. */
export class MappingBook {
  readonly #db: CivicDatabase;
  readonly #log: ActLog;
  readonly #nowMs: () => number;
  #stored: readonly StoredMapping[] = [];
  #compiled: readonly CompiledMapping[] = plainMappings.map(compileMapping);
  readonly #listeners = new Set<() => void>();

  private constructor(db: CivicDatabase, log: ActLog, nowMs: () => number) {
    this.#db = db;
    this.#log = log;
    this.#nowMs = nowMs;
  }

  static async open(db: CivicDatabase, log: ActLog, nowMs: () => number): Promise<MappingBook> {
    const book = new MappingBook(db, log, nowMs);
    await book.#read();
    return book;
  }

  get stored(): readonly StoredMapping[] {
    return this.#stored;
  }

  get compiled(): readonly CompiledMapping[] {
    return this.#compiled;
  }

  /** Calls when mappings have changed; a connection subscribes to what they name. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Adds a mapping, or puts it in the place of the one of this name. */
  async put(name: string, mapping: PayloadMapping, by: Person): Promise<void> {
    const row = { spec: JSON.stringify(mapping), changed_at_ms: this.#nowMs() };
    await this.#db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("payload_mapping")
        .values({ name, ...row })
        .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
        .execute();
      await this.#log.append(transaction, {
        act: "mapping.changed",
        role: by.role,
        personId: by.id,
        subject: "mappings",
        facts: { mapping: name, topic: mapping.topic },
      });
    });
    await this.#read();
  }

  async remove(name: string, by: Person): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      const gone = await transaction
        .deleteFrom("payload_mapping")
        .where("name", "=", name)
        .returning("name")
        .executeTakeFirst();
      if (gone === undefined) return;
      await this.#log.append(transaction, {
        act: "mapping.removed",
        role: by.role,
        personId: by.id,
        subject: "mappings",
        facts: { mapping: name },
      });
    });
    await this.#read();
  }

  async #read(): Promise<void> {
    const rows = await this.#db
      .selectFrom("payload_mapping")
      .selectAll()
      .orderBy("changed_at_ms", "desc")
      .orderBy("name")
      .execute();
    this.#stored = rows.map((row) => ({
      name: row.name,
      mapping: payloadSchema.parse(JSON.parse(row.spec)),
    }));
    this.#compiled = [...this.#stored.map(({ mapping }) => mapping), ...plainMappings].map(compileMapping);
    for (const listener of this.#listeners) listener();
  }
}
