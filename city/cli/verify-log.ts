import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  fingerprint,
  type PublicKeyJwk,
  readLines,
  readPublicKeyJwk,
  type Verification,
  verifyLog,
} from "@husting/openness";
import type { Command } from "./main.ts";
import { readArguments, UsageError } from "./usage.ts";
import { disagreementWithLog } from "./verify-directory.ts";

export const command: Command = {
  summary: "check a city's log offline, and name the first entry that does not fit",
  usage: `husting verify-log DIR|URL [--key FILE]
  DIR    a data directory, or a folder with entries.ndjson, heads.ndjson and keys.json as the node serves them under /log/
  URL    a node's address, such as http://localhost:4100
  --key  keys.json you had from elsewhere; without it the log's own key is used, and its fingerprint is shown to compare`,
  async run(args) {
    const { values, positionals } = readArguments(args, { key: { type: "string" } });
    const [where] = positionals;
    if (where === undefined || positionals.length > 1) throw new UsageError("name one directory or address.");
    const source = /^https?:\/\//.test(where) ? await fromUrl(where) : fromDirectory(where);
    const keys = values.key === undefined ? source.keys : keysIn(values.key);
    const verification = await verifyLog({ entries: source.entries, heads: source.heads, publicKeys: keys });
    console.log(describe(verification, keys));
    if (!verification.ok) return 1;
    const disagreement = source.database === null ? null : disagreementWithLog(source.database);
    if (disagreement === null) return 0;
    console.log(`The data beside the log does NOT agree with it: ${disagreement}`);
    return 1;
  },
};

interface LogSource {
  readonly entries: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;
  readonly heads: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;
  readonly keys: PublicKeyJwk[];
  /** Where the data beside the log lies; null where only the log is there. */
  readonly database: string | null;
}

function fromDirectory(directory: string): LogSource {
  const database = join(directory, "civic.sqlite");
  if (existsSync(database)) {
    const db = new DatabaseSync(database, { readOnly: true });
    const rows = db.prepare("SELECT line, head_line FROM log_entry ORDER BY sequence").all();
    db.close();
    const { d: _, ...publicHalf } = JSON.parse(readFileSync(join(directory, "log-key.json"), "utf8"));
    return {
      entries: rows.map((row) => String(row.line)),
      heads: rows.map((row) => String(row.head_line)),
      keys: keysFrom({ keys: [publicHalf] }),
      database,
    };
  }
  for (const name of ["entries.ndjson", "heads.ndjson", "keys.json"]) {
    if (!existsSync(join(directory, name)))
      throw new UsageError(`${directory} holds neither civic.sqlite nor ${name}.`);
  }
  return {
    entries: readLines(createReadStream(join(directory, "entries.ndjson"))),
    heads: readLines(createReadStream(join(directory, "heads.ndjson"))),
    keys: keysIn(join(directory, "keys.json")),
    database: null,
  };
}

async function fromUrl(address: string): Promise<LogSource> {
  const part = async (name: string): Promise<Response> => {
    const response = await fetch(new URL(`/log/${name}`, address)).catch(() => {
      throw new UsageError(`${address} does not answer.`);
    });
    if (!response.ok || response.body === null)
      throw new UsageError(`${address} answers ${response.status} for its log.`);
    return response;
  };
  const [entries, heads, keys] = await Promise.all([
    part("entries.ndjson"),
    part("heads.ndjson"),
    part("keys.json"),
  ]);
  return {
    entries: readLines(entries.body!),
    heads: readLines(heads.body!),
    keys: keysFrom(await keys.json()),
    database: null,
  };
}

function keysIn(path: string): PublicKeyJwk[] {
  try {
    return keysFrom(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function keysFrom(json: unknown): PublicKeyJwk[] {
  const listed =
    typeof json === "object" && json !== null && "keys" in json && Array.isArray(json.keys) ? json.keys : [];
  return listed.map((candidate: unknown) => {
    const read = readPublicKeyJwk(candidate);
    if (!read.ok) throw new UsageError(`the key is no Ed25519 public key (${read.reason.code}).`);
    return read.key;
  });
}

function describe(verification: Verification, keys: readonly PublicKeyJwk[]): string {
  const prints = keys.map((key) => `Key fingerprint: ${fingerprint(key)}`).join("\n");
  if (verification.ok) {
    const { city, size, root, lastAt } = verification;
    return `The log holds: ${size} entries of ${city ?? "no city"}${lastAt === null ? "" : `, the last at ${lastAt}`}.\nRoot: ${root}\n${prints}`;
  }
  const { code, ...facts } = verification.reason;
  return `The log does NOT hold at ${JSON.stringify(verification.where)}: ${code} ${JSON.stringify(facts)}.\n${verification.intact} entries before it fit.\n${prints}`;
}
