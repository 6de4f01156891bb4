import { createPrivateKey, sign } from "node:crypto";
import { publicKeyOf, readPrivateKeyJwk } from "./keys.ts";
import { appendEntry, emptyLog, type LogPosition } from "./log.ts";
import type { EntryDraft } from "./log-entry.ts";
import type { Signer } from "./signature.ts";

/** The constant beginning of an Ed25519 private key in PKCS #8 (RFC 8410 §7), before its 32 secret bytes. */
const pkcs8Start = Buffer.from("302e020100300506032b657004220420", "hex");

/** A signer as a city makes it, from Node's own Ed25519; its secret is 32 times the same byte. */
export function signerOf(secretByte: number): Signer {
  return signerFromSecret(Buffer.alloc(32, secretByte));
}

/** A signer from 32 secret bytes. */
export function signerFromSecret(secret: Uint8Array): Signer {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Start, secret]), format: "der", type: "pkcs8" });
  const jwk = readPrivateKeyJwk(key.export({ format: "jwk" }));
  if (!jwk.ok) throw new Error(jwk.reason.code);
  return { publicKey: publicKeyOf(jwk.key), sign: (message) => sign(null, message, key) };
}

/** The n-th act of an invented city, an hour after the one before. */
export function exampleDraft(sequence: number): EntryDraft {
  return {
    at: new Date(Date.UTC(2026, 2, 1, sequence)).toISOString(),
    act: sequence % 3 === 0 ? "vote.tallied" : "measure.registered",
    actor: { role: "energy-adviser", commitment: sequence % 2 === 0 ? null : "ab".repeat(32) },
    subject: `measure/${sequence}`,
    facts: {
      title: `Ny värmekurva för Ålidhem ${sequence} 供热曲线 \u{1f600} \ufffd`,
      costSek: sequence * 1500.5,
    },
    commitments: { text: "0123456789abcdef".repeat(4) },
  };
}

/** A log's stored lines. */
export type StoredLog = { entries: string[]; heads: string[]; position: LogPosition };

/** A log of the given acts, stored. */
export function logOf(drafts: readonly EntryDraft[], signer: Signer, city = "umea"): StoredLog {
  const log: StoredLog = { entries: [], heads: [], position: emptyLog(city) };
  for (const draft of drafts) {
    const appended = appendEntry(log.position, draft, signer);
    if (!appended.ok) throw new Error(appended.reason.code);
    log.entries.push(appended.line);
    log.heads.push(appended.headLine);
    log.position = appended.position;
  }
  return log;
}

/** A log of so many example acts, stored. */
export function exampleLog(size: number, signer: Signer, city = "umea"): StoredLog {
  return logOf(
    Array.from({ length: size }, (_, index) => exampleDraft(index + 1)),
    signer,
    city,
  );
}
