import type { JsonValue } from "./canonical.ts";
import { isHashHex, toHex } from "./hash.ts";
import { type LineFault, type RawLine, readCanonicalLine } from "./lines.ts";
import { exactly, isInstantText, isPositiveCount, matching, misfit, type Shape } from "./shape.ts";
import { type Signed, type Signer, signDocument } from "./signature.ts";

/** What a city says of its log at one size: these were the entries, in this order. */
export type LogHead = {
  /** Keeps a head from being read as another document signed by the same key, and another document as a head. */
  readonly kind: "husting.log-head";
  readonly version: 1;
  /** Stable identifier of the city whose log it is, such as `umea`. */
  readonly city: string;
  /** Number of entries, and the sequence of the last one. */
  readonly size: number;
  /** Root of the RFC 6962 Merkle tree over the entries, in hexadecimal. */
  readonly root: string;
  /** When it was said: UTC instant with milliseconds, not before the last entry's. */
  readonly at: string;
};

/** A head with the city's signature. */
export type SignedHead = Signed<LogHead>;

/** Why a stored line is not a signed head. `member` names the first member that does not fit. */
export type HeadLineFault = LineFault | { code: "head-malformed"; member: string };

/** The members that a signature adds to a document. */
export const signatureShape = {
  keyId: matching(/^[A-Za-z0-9_-]{43}$/),
  signature: matching(/^[0-9a-f]{128}$/),
} satisfies Shape;

/** A city's identifier. */
export const isCityId = matching(/^[a-z][a-z0-9-]{0,62}$/);

const headShape = {
  kind: exactly("husting.log-head"),
  version: exactly(1),
  city: isCityId,
  size: isPositiveCount,
  root: isHashHex,
  at: isInstantText,
  ...signatureShape,
} satisfies { [Member in keyof SignedHead]: Shape[string] };

/** Whether a value has the form of a signed head. It says nothing of the signature. */
export function isSignedHead(value: JsonValue): value is SignedHead {
  return misfit(value, headShape) === undefined;
}

/** Signs what the log is at one size. */
export function signHead(
  head: { city: string; size: number; root: Uint8Array; at: string },
  signer: Signer,
): SignedHead {
  return signDocument(
    {
      kind: "husting.log-head",
      version: 1,
      city: head.city,
      size: head.size,
      root: toHex(head.root),
      at: head.at,
    },
    signer,
  );
}

/** Reads a stored line as a signed head. It says nothing of the signature. */
export function readHeadLine(
  line: RawLine,
): { ok: true; head: SignedHead } | { ok: false; reason: HeadLineFault } {
  const read = readCanonicalLine(line);
  if (!read.ok) return read;
  if (isSignedHead(read.value)) return { ok: true, head: read.value };
  return { ok: false, reason: { code: "head-malformed", member: misfit(read.value, headShape) ?? "" } };
}
