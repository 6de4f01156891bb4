import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { type PrivateKeyJwk, publicKeyOf, readPrivateKeyJwk, type Signer } from "@husting/openness";
import {
  documentHash,
  documentText,
  type ExchangeDocument,
  type OpenedDocument,
  openDocument,
  sealDocument,
} from "./document.ts";

/** A city's key pair, made for a test. */
export function newKey(): PrivateKeyJwk {
  const read = readPrivateKeyJwk(generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" }));
  if (!read.ok) throw new Error(read.reason.code);
  return read.key;
}

export function signerOf(key: PrivateKeyJwk): Signer {
  const secret = createPrivateKey({ key: { ...key }, format: "jwk" });
  return { publicKey: publicKeyOf(key), sign: (message) => new Uint8Array(sign(null, message, secret)) };
}

/** One document of a stream, with what is special about it. */
export function documentOf(
  sequence: number,
  previous: string | null,
  more: Partial<ExchangeDocument> = {},
): Omit<ExchangeDocument, "format" | "version"> {
  return {
    from: "umea",
    to: "chanba",
    sequence,
    previous,
    preparedAt: "2026-11-01T10:00:00.000Z",
    releasedBy: "international",
    kind: "city-profile",
    kindVersion: 1,
    subject: "city",
    body: { number: sequence },
    ...more,
  };
}

/** A stream of `length` documents; those whose number `withdraws` maps to another take that one back. */
export async function streamOf(
  key: PrivateKeyJwk,
  length: number,
  withdraws: ReadonlyMap<number, number> = new Map(),
): Promise<OpenedDocument[]> {
  const stream: OpenedDocument[] = [];
  for (let sequence = 1; sequence <= length; sequence++) {
    const of = stream[(withdraws.get(sequence) ?? 0) - 1];
    const text = documentText(
      documentOf(
        sequence,
        stream.at(-1)?.sha256 ?? null,
        of && {
          kind: "withdrawal",
          body: {
            sequence: of.document.sequence,
            sha256: of.sha256,
            reason: { language: "sv", text: "Fel mätare." },
          },
        },
      ),
    );
    const opened = await openDocument(await sealDocument(text, key), {
      from: "umea",
      to: "chanba",
      keys: [publicKeyOf(key)],
    });
    if (!opened.ok || opened.opened.sha256 !== documentHash(text)) throw new Error("not what was sealed");
    stream.push(opened.opened);
  }
  return stream;
}
