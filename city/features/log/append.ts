import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import {
  type Appended,
  appendEntry,
  commitTo,
  emptyLog,
  type JsonObject,
  type LogPosition,
  type PrivateKeyJwk,
  publicKeyOf,
  readPrivateKeyJwk,
  SALT_BYTES,
  type Signer,
} from "@husting/openness";
import type { Transaction } from "kysely";
import type { CivicTables } from "../../stores/civic/tables.ts";

/** One act to put on record. `secret` holds names and texts: the log gets commitments to them, the rows can be erased. */
export interface Act {
  readonly act: string;
  readonly role: string;
  /** Account of whoever acted; null when the node itself did. */
  readonly personId: string | null;
  readonly subject: string;
  readonly facts: JsonObject;
  readonly secret?: Readonly<Record<string, string>>;
}

/** The city's Ed25519 key: it signs the log's heads and seals what goes to partners. */
export interface CityKey {
  readonly privateKey: PrivateKeyJwk;
  readonly signer: Signer;
}

/** Opens the city's key, made on first use and readable by the node's own user only. */
export function openCityKey(path: string): CityKey {
  if (!existsSync(path)) {
    const { privateKey } = generateKeyPairSync("ed25519");
    writeFileSync(path, JSON.stringify(privateKey.export({ format: "jwk" })), {
      mode: 0o600,
      flag: "wx",
      flush: true,
    });
    chmodSync(path, 0o600);
  }
  const read = readPrivateKeyJwk(JSON.parse(readFileSync(path, "utf8")));
  if (!read.ok)
    throw new Error(`${path} holds no Ed25519 key (${read.reason.code}); restore it from a backup.`);
  const key = createPrivateKey({ key: { ...read.key }, format: "jwk" });
  return {
    privateKey: read.key,
    signer: {
      publicKey: publicKeyOf(read.key),
      sign: (message) => new Uint8Array(sign(null, message, key)),
    },
  };
}

/** Appends acts to the log inside the transaction that carries them out: both happen or neither. */
export class ActLog {
  readonly #city: string;
  readonly #signer: Signer;
  readonly #nowMs: () => number;

  constructor(city: string, signer: Signer, nowMs: () => number) {
    this.#city = city;
    this.#signer = signer;
    this.#nowMs = nowMs;
  }

  async append(transaction: Transaction<CivicTables>, act: Act): Promise<Appended> {
    const row = await transaction.selectFrom("log_position").select("position").executeTakeFirst();
    const position: LogPosition = row ? JSON.parse(row.position) : emptyLog(this.#city);
    const openings: {
      name: string;
      commitment: string;
      salt: Uint8Array;
      value: string;
      personId: string | null;
    }[] = [];
    const commit = (name: string, value: string, personId: string | null): string => {
      const salt = new Uint8Array(randomBytes(SALT_BYTES));
      const made = commitTo(value, salt);
      if (!made.ok) throw new Error(`no commitment to ${name}: ${made.reason.code}`);
      openings.push({ name, commitment: made.commitment, salt, value, personId });
      return made.commitment;
    };
    const now = new Date(Math.max(this.#nowMs(), position.lastAt === null ? 0 : Date.parse(position.lastAt)));
    const appended = appendEntry(
      position,
      {
        at: now.toISOString(),
        act: act.act,
        actor: {
          role: act.role,
          commitment: act.personId === null ? null : commit("actor", act.personId, act.personId),
        },
        subject: act.subject,
        facts: act.facts,
        commitments: Object.fromEntries(
          Object.entries(act.secret ?? {}).map(([name, value]) => [name, commit(name, value, act.personId)]),
        ),
      },
      this.#signer,
    );
    if (!appended.ok) throw new Error(`the log refused ${act.act}: ${JSON.stringify(appended.reason)}`);
    const { sequence } = appended.entry;
    await transaction
      .insertInto("log_entry")
      .values({ sequence, line: appended.line, head_line: appended.headLine })
      .execute();
    await transaction
      .insertInto("log_position")
      .values({ id: 1, position: JSON.stringify(appended.position) })
      .onConflict((conflict) =>
        conflict.column("id").doUpdateSet({ position: JSON.stringify(appended.position) }),
      )
      .execute();
    for (const { name, commitment, salt, value, personId } of openings) {
      await transaction
        .insertInto("log_opening")
        .values({ commitment, sequence, name, salt, value, person_id: personId })
        .execute();
    }
    return appended;
  }
}
