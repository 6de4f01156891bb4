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
  | { readonly ok: false; readonly where: string; readonly why: string };

/** A mapping from the JSON text a person wrote, or where it is wrong. */
export function parsePayloadMapping(text: string): MappingParsed {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { ok: false, where: "", why: error instanceof Error ? error.message : String(error) };
  }
  const parsed = payloadSchema.safeParse(json);
  if (parsed.success) return { ok: true, mapping: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, where: issue?.path.join(".") ?? "", why: issue?.message ?? "" };
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
