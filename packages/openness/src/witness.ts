import type { JsonValue } from "./canonical.ts";
import { type LineFault, type RawLine, readCanonicalLine } from "./lines.ts";
import { isSignedHead, type SignedHead, signatureShape } from "./log-head.ts";
import { type ProofFault, verifyConsistency } from "./merkle-proof.ts";
import { exactly, isInstantText, misfit, type Shape } from "./shape.ts";
import {
  type SignatureFault,
  type Signed,
  type Signer,
  signDocument,
  type TrustedKeys,
} from "./signature.ts";

/** What another party (a partner city, a university, a newspaper) says of a city's log: this head I have seen. */
export type WitnessedHead = Signed<{
  readonly kind: "husting.witnessed-head";
  readonly version: 1;
  readonly head: SignedHead;
  /** When the witness saw it: UTC instant with milliseconds, by the witness's own clock. */
  readonly at: string;
}>;

/** Why a stored line is not a witnessed head. `member` names the first member that does not fit. */
export type WitnessLineFault = LineFault | { code: "witnessed-head-malformed"; member: string };

/** Why a witness must not sign a new head, but ask the city. */
export type SuccessionFault =
  | SignatureFault
  | { code: "city-differs"; expected: string; found: string }
  | { code: "head-shrank"; previousSize: number; size: number }
  | { code: "time-runs-backwards"; previousAt: string; at: string }
  | { code: "not-an-extension"; fault: ProofFault };

const witnessedHeadShape = {
  kind: exactly("husting.witnessed-head"),
  version: exactly(1),
  head: isSignedHead,
  at: isInstantText,
  ...signatureShape,
} satisfies { [Member in keyof WitnessedHead]: Shape[string] };

/**
 * Signs that one has seen a city's head. Whoever keeps the result can later show that the city's log was rewritten.
 * Before signing, check the head against the last one signed, with `checkSuccession`.
 */
export function coSignHead(head: SignedHead, at: string, witness: Signer): WitnessedHead {
  return signDocument({ kind: "husting.witnessed-head", version: 1, head, at }, witness);
}

/** Reads a stored line as a witnessed head. It says nothing of the signatures. */
export function readWitnessedHeadLine(
  line: RawLine,
): { ok: true; witnessed: WitnessedHead } | { ok: false; reason: WitnessLineFault } {
  const read = readCanonicalLine(line);
  if (!read.ok) return read;
  const { value } = read;
  if (isWitnessedHead(value)) return { ok: true, witnessed: value };
  const member = misfit(value, witnessedHeadShape) ?? "";
  return { ok: false, reason: { code: "witnessed-head-malformed", member } };
}

function isWitnessedHead(value: JsonValue): value is WitnessedHead {
  return misfit(value, witnessedHeadShape) === undefined;
}

/**
 * Whether a city's new head only adds to the head seen before: the city's signature holds, nothing ran backwards, and
 * the consistency proof (RFC 6962 §2.1.2, hashes in hexadecimal) leads from the old root to the new one. A witness
 * needs no entries for this.
 */
export async function checkSuccession(step: {
  readonly previous: SignedHead;
  readonly next: SignedHead;
  readonly proof: readonly string[];
  readonly cityKeys: TrustedKeys;
}): Promise<{ ok: true } | { ok: false; reason: SuccessionFault }> {
  const { previous, next, cityKeys } = step;
  const signature = await cityKeys.check(next);
  if (!signature.ok) return signature;
  if (next.city !== previous.city) {
    return { ok: false, reason: { code: "city-differs", expected: previous.city, found: next.city } };
  }
  if (next.size < previous.size) {
    return { ok: false, reason: { code: "head-shrank", previousSize: previous.size, size: next.size } };
  }
  if (next.at < previous.at) {
    return { ok: false, reason: { code: "time-runs-backwards", previousAt: previous.at, at: next.at } };
  }
  const check = verifyConsistency({
    oldSize: previous.size,
    oldRoot: previous.root,
    newSize: next.size,
    newRoot: next.root,
    proof: step.proof,
  });
  return check.ok ? { ok: true } : { ok: false, reason: { code: "not-an-extension", fault: check.reason } };
}
