import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { CivicDatabase } from "../../../stores/civic/database.ts";
import type { ActLog } from "../../log/index.ts";

/**
 * Whatever sends readings by itself: a gateway, another system, a script. Each has a token of its own, so that one can be
 * shut out without the others; the database keeps its hash only.
 */
export interface Source {
  readonly id: number;
  readonly name: string;
  /** Which points it may write: every one ("*"), or those of the buildings listed. */
  readonly scope: string;
  readonly createdAtMs: number;
  readonly revokedAtMs: number | null;
}

export type SourceFault = "name-not-usable" | "name-taken" | "scope-not-usable" | "not-known";
export type SourceAdded =
  | { readonly ok: true; readonly source: Source; readonly token: string }
  | { readonly ok: false; readonly fault: SourceFault };

const TOKEN = /^hst_(\d{1,9})_([A-Za-z0-9_-]{43})$/;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u;
const SCOPE = /^(\*|[\p{L}\p{N}][\p{L}\p{N}._-]*(,[\p{L}\p{N}][\p{L}\p{N}._-]*)*)$/u;

/** Whether a source, or another thing people name, can be called so. */
export function isUsableName(name: string): boolean {
  return NAME.test(name);
}

export class SourceRegister {
  readonly #db: CivicDatabase;
  readonly #log: ActLog;
  readonly #nowMs: () => number;

  constructor(db: CivicDatabase, log: ActLog, nowMs: () => number) {
    this.#db = db;
    this.#log = log;
    this.#nowMs = nowMs;
  }

  /** @returns the token with the source; it is shown this once and cannot be read again. */
  async add(name: string, scope: string): Promise<SourceAdded> {
    if (!isUsableName(name)) return { ok: false, fault: "name-not-usable" };
    if (!SCOPE.test(scope)) return { ok: false, fault: "scope-not-usable" };
    const secret = randomBytes(32).toString("base64url");
    const created_at_ms = this.#nowMs();
    return this.#db.transaction().execute(async (transaction) => {
      const row = await transaction
        .insertInto("source")
        .values({ name, scope, token_hash: hashOf(secret), created_at_ms, revoked_at_ms: null })
        .onConflict((conflict) => conflict.column("name").where("revoked_at_ms", "is", null).doNothing())
        .returning("id")
        .executeTakeFirst();
      if (row === undefined) return { ok: false, fault: "name-taken" };
      await this.#log.append(transaction, {
        act: "source.added",
        role: "node",
        personId: null,
        subject: `source/${row.id}`,
        facts: { source: name, scope },
      });
      const source = { id: row.id, name, scope, createdAtMs: created_at_ms, revokedAtMs: null };
      return { ok: true, source, token: `hst_${row.id}_${secret}` };
    });
  }

  async all(): Promise<Source[]> {
    const rows = await this.#db.selectFrom("source").selectAll().orderBy("id").execute();
    return rows.map(sourceOf);
  }

  /** Its token is good for nothing from now on; what it has sent stays. */
  async revoke(name: string): Promise<{ ok: true } | { ok: false; fault: SourceFault }> {
    return this.#db.transaction().execute(async (transaction) => {
      const row = await transaction
        .updateTable("source")
        .set({ revoked_at_ms: this.#nowMs() })
        .where("name", "=", name)
        .where("revoked_at_ms", "is", null)
        .returning("id")
        .executeTakeFirst();
      if (row === undefined) return { ok: false, fault: "not-known" };
      await this.#log.append(transaction, {
        act: "source.revoked",
        role: "node",
        personId: null,
        subject: `source/${row.id}`,
        facts: { source: name },
      });
      return { ok: true };
    });
  }

  /** The source a token belongs to; undefined for what is no token, not known or revoked. */
  async withToken(token: string): Promise<Source | undefined> {
    const found = TOKEN.exec(token);
    if (found === null) return undefined;
    const row = await this.#db
      .selectFrom("source")
      .selectAll()
      .where("id", "=", Number(found[1]))
      .where("revoked_at_ms", "is", null)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const [given, kept] = [hashOf(found[2]!), row.token_hash].map((hash) => Buffer.from(hash, "hex"));
    return timingSafeEqual(given!, kept!) ? sourceOf(row) : undefined;
  }
}

/** Whether a source may write a point: the building stands first in the point's key. */
export function isInScope({ scope }: Pick<Source, "scope">, pointKey: string): boolean {
  return scope === "*" || scope.split(",").includes(pointKey.slice(0, pointKey.indexOf("/")));
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

function sourceOf(row: {
  id: number;
  name: string;
  scope: string;
  created_at_ms: number;
  revoked_at_ms: number | null;
}): Source {
  return {
    id: row.id,
    name: row.name,
    scope: row.scope,
    createdAtMs: row.created_at_ms,
    revokedAtMs: row.revoked_at_ms,
  };
}
