import {
  canonicalJson,
  type JsonObject,
  type PrivateKeyJwk,
  type PublicKeyJwk,
  sha256,
  toHex,
  utf8,
} from "@husting/openness";
import { z } from "zod";
import { openSealed, type SealFault, seal } from "./seal.ts";
import { cityId, instant, misfitOf, sequenceNumber, sha256Hex } from "./shapes.ts";

/** The newest form of a document's frame that this program reads. Kinds of content have versions of their own. */
const DOCUMENT_VERSION = 1;

const documentSchema = z.strictObject({
  format: z.literal("husting.document"),
  version: z.literal(DOCUMENT_VERSION),
  from: cityId,
  to: cityId,
  /** Its place among all that `from` ever released to `to`: 1, 2, 3 and so on. */
  sequence: sequenceNumber,
  /** SHA-256 of the bytes of the document before it; null for the first. It ties all of them into one chain. */
  previous: sha256Hex.nullable(),
  /** By the sender's clock. */
  preparedAt: instant,
  /** Role of the official who released it; persons are not named to another country. */
  releasedBy: z.string().regex(/^[a-z]{1,40}$/),
  kind: z.string().regex(/^[a-z][a-z-]{0,40}$/),
  kindVersion: z.int().min(1),
  /** What it is about, such as `measure/led-school`: a later document of the same kind and subject replaces it. */
  subject: z.string().min(1).max(200),
  body: z.record(z.string(), z.json()),
});

/** What one city tells another, in its frame. The bytes that are released, sealed and hashed are its canonical JSON. */
export type ExchangeDocument = z.infer<typeof documentSchema>;

/** A document whose seal holds and whose frame is understood. */
export interface OpenedDocument {
  readonly document: ExchangeDocument;
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly sha256: string;
  readonly sealed: string;
}

export type DocumentFault =
  | SealFault
  | { readonly code: "malformed"; readonly member: string }
  /** Sealed by the partner's key in a form that this program is too old for. */
  | { readonly code: "newer-format"; readonly version: number }
  | { readonly code: "from-another-city"; readonly found: string }
  | { readonly code: "for-another-city"; readonly found: string };

/** The exact bytes of a document as text: what an official looks at and what leaves. */
export function documentText(document: Omit<ExchangeDocument, "format" | "version">): string {
  return canonicalJson({ format: "husting.document", version: DOCUMENT_VERSION, ...document } as JsonObject);
}

/** SHA-256 of a document's bytes, in hexadecimal. */
export function documentHash(text: string): string {
  return toHex(sha256(utf8(text)));
}

/** Seals the bytes of a document as they were looked at. */
export function sealDocument(text: string, key: PrivateKeyJwk): Promise<string> {
  return seal(utf8(text), "husting-document", key);
}

/** Opens a document that should come from one city for another. Never rejects. */
export async function openDocument(
  sealed: string,
  expected: { readonly from: string; readonly to: string; readonly keys: readonly PublicKeyJwk[] },
): Promise<
  | { readonly ok: true; readonly opened: OpenedDocument }
  | { readonly ok: false; readonly reason: DocumentFault }
> {
  const opened = await openSealed(sealed, "husting-document", expected.keys);
  if (!opened.ok) return opened;
  const { version } = opened.value;
  if (typeof version === "number" && version > DOCUMENT_VERSION)
    return { ok: false, reason: { code: "newer-format", version } };
  const parsed = documentSchema.safeParse(opened.value);
  if (!parsed.success) return { ok: false, reason: { code: "malformed", member: misfitOf(parsed.error) } };
  const { from, to } = parsed.data;
  if (from !== expected.from) return { ok: false, reason: { code: "from-another-city", found: from } };
  if (to !== expected.to) return { ok: false, reason: { code: "for-another-city", found: to } };
  return { ok: true, opened: { document: parsed.data, sha256: toHex(sha256(opened.bytes)), sealed } };
}
