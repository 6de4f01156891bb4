import { type CanonicalFault, canonicalize, canonicalJson } from "./canonical.ts";
import { toHex } from "./hash.ts";
import { type EntryDraft, type EntryLineFault, type LogEntry, readEntryLine } from "./log-entry.ts";
import { isCityId, type SignedHead, signHead } from "./log-head.ts";
import { type FrontierFault, type FrontierState, MerkleFrontier } from "./merkle.ts";
import type { Signer } from "./signature.ts";

/** Where a log stands: all that has to be known in order to append. It is stored with each append. */
export type LogPosition = {
  readonly city: string;
  /** Instant of the last entry; null when there is none. */
  readonly lastAt: string | null;
  readonly frontier: FrontierState;
};

/** Why nothing was appended. */
export type AppendFault =
  | { code: "city-malformed"; city: string }
  | { code: "no-canonical-form"; fault: CanonicalFault }
  | EntryLineFault
  | FrontierFault
  | { code: "time-runs-backwards"; previousAt: string; at: string };

/** What has to be stored, in one transaction with the act itself: both lines and the new position. */
export type Appended = {
  readonly ok: true;
  readonly entry: LogEntry;
  /** The entry exactly as it is to be stored. */
  readonly line: string;
  /** RFC 6962 leaf hash in hexadecimal. */
  readonly leafHash: string;
  readonly head: SignedHead;
  /** The head exactly as it is to be stored. */
  readonly headLine: string;
  readonly position: LogPosition;
};

/** The position of a log without entries. */
export function emptyLog(city: string): LogPosition {
  return { city, lastAt: null, frontier: new MerkleFrontier().toJSON() };
}

/**
 * Appends one act, and signs a head over the log as it then is. Every entry gets its own signed head: so a changed
 * entry is named exactly, because the heads before it still fit and its own does not, whatever else was changed with
 * it. Nothing of the given position is touched: a transaction that is rolled back has appended nothing.
 */
export function appendEntry(
  position: LogPosition,
  draft: EntryDraft,
  signer: Signer,
): Appended | { ok: false; reason: AppendFault } {
  const { city, lastAt } = position;
  if (!isCityId(city)) return { ok: false, reason: { code: "city-malformed", city } };
  const restored = MerkleFrontier.restore(position.frontier);
  if (!restored.ok) return restored;
  const { frontier } = restored;
  const { at, act, actor, subject, facts, commitments } = draft;
  const draftedEntry = {
    version: 1,
    sequence: frontier.size + 1,
    at,
    act,
    actor,
    subject,
    facts,
    commitments,
  } satisfies LogEntry;
  const canonical = canonicalize(draftedEntry);
  if (!canonical.ok) return { ok: false, reason: { code: "no-canonical-form", fault: canonical.reason } };
  // Read back as any verifier will read it: what cannot be read must not be written.
  const read = readEntryLine(canonical.text);
  if (!read.ok) return read;
  if (lastAt !== null && at < lastAt) {
    return { ok: false, reason: { code: "time-runs-backwards", previousAt: lastAt, at } };
  }
  frontier.append(read.leafHash);
  const head = signHead({ city, size: frontier.size, root: frontier.root(), at }, signer);
  return {
    ok: true,
    entry: read.entry,
    line: canonical.text,
    leafHash: toHex(read.leafHash),
    head,
    headLine: canonicalJson(head),
    position: { city, lastAt: at, frontier: frontier.toJSON() },
  };
}
