import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  fingerprint,
  type PublicKeyJwk,
  readLines,
  readLogKeys,
  readPublicKeyJwk,
  type Verification,
  verifyLog,
} from "@husting/openness";
import type { Command } from "./main.ts";
import { readArguments, UsageError } from "./usage.ts";
import { BudgetRecords, type BudgetSource, budgetsAt, budgetsIn } from "./verify-budgets.ts";
import { disagreementWithLog } from "./verify-directory.ts";

export const command: Command = {
  summary:
    "check a city's log offline, name the first entry that does not fit, and count published ballots again",
  usage: `husting verify-log DIR|URL [--key FILE] [--witness URL]...
  DIR    a data directory, or a folder with entries.ndjson, heads.ndjson and keys.json as the node serves them under /log/
  URL    a node's address, such as http://localhost:4100
  --key  keys.json you had from elsewhere; without it the log's own key is used, and its fingerprint is shown to compare
  --witness  a partner city's node: the heads of this log that it has seen and co-signed must be in it. Only this shows that a
         city has rewritten its whole log; a data directory's own partners are asked for what they sent without being named`,
  async run(args) {
    const { values, positionals } = readArguments(args, {
      key: { type: "string" },
      witness: { type: "string", multiple: true, default: [] },
    });
    const [where] = positionals;
    if (where === undefined || positionals.length > 1) throw new UsageError("name one directory or address.");
    const isUrl = /^https?:\/\//.test(where);
    const source = isUrl ? await fromUrl(where, values.witness) : await fromDirectory(where, values.witness);
    const keys = values.key === undefined ? source.keys : keysIn(values.key);
    const { witnesses } = source;
    const budgets = new BudgetRecords();
    const verification = await verifyLog({
      entries: budgets.reading(source.entries),
      heads: source.heads,
      publicKeys: keys,
      ...(source.city === null ? {} : { city: source.city }),
      witnessedHeads: witnesses.flatMap(({ lines }) => lines),
      witnessKeys: witnesses.flatMap((witness) => witness.keys),
    });
    console.log(describe(verification, keys));
    for (const key of witnesses.flatMap((witness) => witness.keys))
      console.log(`Key fingerprint of the witness: ${fingerprint(key)}`);
    if (!verification.ok) return 1;
    const recounted = await budgets.recount(source.budgets);
    for (const line of recounted.lines) console.log(line);
    const disagreement = source.database === null ? null : disagreementWithLog(source.database);
    if (disagreement === null) return recounted.holds ? 0 : 1;
    console.log(`The data beside the log does NOT agree with it: ${disagreement}`);
    return 1;
  },
};

/** Whether the log in a data directory holds, by the keys that lie there. */
export async function verifyDirectoryLog(directory: string): Promise<Verification> {
  const { entries, heads, keys } = await fromDirectory(directory, []);
  return verifyLog({ entries, heads, publicKeys: keys });
}

interface LogSource {
  readonly entries: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;
  readonly heads: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;
  readonly keys: readonly PublicKeyJwk[];
  /** The city whose log it says it is; null where only its heads say so. */
  readonly city: string | null;
  /** Others who co-signed it: those asked for, and those whose words lie beside it. */
  readonly witnesses: readonly Witness[];
  /** Where the data beside the log lies; null where only the log is there. */
  readonly database: string | null;
  /** Published ballots, to be counted again. */
  readonly budgets: BudgetSource;
}

/** Another party that co-signed heads of the log: a line for each, and its keys. */
interface Witness {
  readonly lines: readonly string[];
  readonly keys: readonly PublicKeyJwk[];
}

async function fromDirectory(directory: string, asked: readonly string[]): Promise<LogSource> {
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
      city: null,
      witnesses: [
        ...witnessesIn(database),
        ...(await witnessesAt(asked, cityIn(String(rows[0]?.head_line ?? "{}")))),
      ],
      database,
      budgets: budgetsIn(database),
    };
  }
  for (const name of ["entries.ndjson", "heads.ndjson", "keys.json"]) {
    if (!existsSync(join(directory, name)))
      throw new UsageError(`${directory} holds neither civic.sqlite nor ${name}.`);
  }
  const copied = copiedKeys(readFileSync(join(directory, "keys.json"), "utf8"), directory);
  return {
    entries: readLines(createReadStream(join(directory, "entries.ndjson"))),
    heads: readLines(createReadStream(join(directory, "heads.ndjson"))),
    ...copied,
    witnesses: await witnessesAt(asked, copied.city),
    database: null,
    budgets: async () => undefined,
  };
}

async function fromUrl(address: string, asked: readonly string[]): Promise<LogSource> {
  const part = async (name: string): Promise<Response> => {
    const response = await fetch(new URL(`/log/${name}`, address)).catch(() => {
      throw new UsageError(`${address} does not answer.`);
    });
    if (!response.ok || response.body === null)
      throw new UsageError(`${address} answers ${response.status} for its log.`);
    return response;
  };
  const copied = copiedKeys(await (await part("keys.json")).text(), address);
  const witnesses = await witnessesAt(asked, copied.city);
  const [entries, heads] = await Promise.all([part("entries.ndjson"), part("heads.ndjson")]);
  return {
    entries: readLines(chunksOf(entries)),
    heads: readLines(chunksOf(heads)),
    ...copied,
    witnesses,
    database: null,
    budgets: budgetsAt(address),
  };
}

/** Holds the response until its body is read: once nobody holds it, the body is given up and looks like an empty one. */
async function* chunksOf(response: Response): AsyncGenerator<Uint8Array, void, undefined> {
  yield* response.body ?? [];
}

/** The city that keys or a head say they are of. */
function cityIn(json: string): string | null {
  const value: unknown = JSON.parse(json);
  return typeof value === "object" && value !== null && "city" in value && typeof value.city === "string"
    ? value.city
    : null;
}

function witnessesAt(addresses: readonly string[], city: string | null): Promise<Witness[]> {
  return Promise.all(addresses.map((address) => witnessAt(address, city)));
}

/** What a partner's node says it has seen of a city's log. */
async function witnessAt(address: string, city: string | null): Promise<Witness> {
  if (city === null)
    throw new UsageError("--witness needs a log that names its city: give the node's address.");
  const part = async (path: string): Promise<Response> => {
    const response = await fetch(new URL(path, address)).catch(() => {
      throw new UsageError(`the witness ${address} does not answer.`);
    });
    if (!response.ok) throw new UsageError(`the witness ${address} answers ${response.status} for ${path}.`);
    return response;
  };
  const [heads, keys] = await Promise.all([part(`/exchange/witnessed/${city}`), part("/log/keys.json")]);
  const lines = (await heads.text()).split("\n").filter((line) => line !== "");
  return { lines, keys: keysFrom(await keys.json()) };
}

/** Heads of this log that partners co-signed, as they sent them; their keys are those that were compared. */
function witnessesIn(database: string): Witness[] {
  const db = new DatabaseSync(database, { readOnly: true });
  try {
    if (db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'co_signature'").get() === undefined) return [];
    return db
      .prepare("SELECT id, key, old_keys FROM partner ORDER BY id")
      .all()
      .map(({ id, key, old_keys }) => ({
        lines: db
          .prepare("SELECT line FROM co_signature WHERE partner_id = ? AND whose = 'ours' ORDER BY size")
          .all(Number(id))
          .map(({ line }) => String(line)),
        keys: keysFrom({ keys: [JSON.parse(String(key)), ...JSON.parse(String(old_keys))] }),
      }));
  } finally {
    db.close();
  }
}

/** The keys that came with a copy of a log, and the city they are of. */
function copiedKeys(text: string, where: string): { city: string; keys: readonly PublicKeyJwk[] } {
  const read = readLogKeys(text);
  if (!read.ok)
    throw new UsageError(`the keys.json of ${where} is not as a node writes it: it was changed on its way.`);
  return read.value;
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
    const others = verification.witnessed.at(-1);
    const seen =
      others === undefined
        ? "Nobody else has co-signed it: that it was never rewritten as a whole cannot be told."
        : `Co-signed by others up to entry ${others.size}, last seen at ${others.at}.`;
    return `The log holds: ${size} entries of ${city ?? "no city"}${lastAt === null ? "" : `, the last at ${lastAt}`}.\nRoot: ${root}\n${seen}\n${prints}`;
  }
  const { code, ...facts } = verification.reason;
  return `The log does NOT hold at ${JSON.stringify(verification.where)}: ${code} ${JSON.stringify(facts)}.\n${verification.intact} entries before it fit.\n${prints}`;
}
