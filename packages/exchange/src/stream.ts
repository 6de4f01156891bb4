import { readWithdrawal } from "./bodies/withdrawal.ts";
import type { ExchangeDocument, OpenedDocument } from "./document.ts";

/** How far the documents of a partner have been accepted without a gap. */
export interface StreamEnd {
  /** 0 before the first. */
  readonly sequence: number;
  /** Hash of the last document, or of the withdrawn one whose place is kept; null before the first. */
  readonly sha256: string | null;
}

/** Hashes of what is known of a partner, by sequence. */
export interface KnownDocuments {
  readonly end: StreamEnd;
  /** Of what was accepted. */
  acceptedHash(sequence: number): string | undefined;
  /** Sealed documents that came before the ones they follow, at most one a sequence. */
  readonly waiting: ReadonlyMap<number, OpenedDocument>;
}

/** Why a sealed document is not taken although its seal holds. Both bear the partner's own signature, which is proof. */
export type StreamFault =
  /** Two different documents under one number. */
  | { readonly code: "conflicting"; readonly sequence: number; readonly knownSha256: string }
  /** It follows another document than the one that was accepted under the number before it. */
  | { readonly code: "chain-broken"; readonly sequence: number; readonly knownSha256: string };

/** Where a document whose seal holds belongs. */
export type Placing =
  | { readonly place: "new" }
  /** The very same came before. */
  | { readonly place: "known" }
  | { readonly place: "refused"; readonly reason: StreamFault };

/** Says whether a document is new, known or contradicts what came before. A new one goes to those waiting; then `advance`. */
export function placeDocument(known: KnownDocuments, { document, sha256 }: OpenedDocument): Placing {
  const { sequence } = document;
  const before = known.acceptedHash(sequence) ?? known.waiting.get(sequence)?.sha256;
  if (before !== undefined && before !== sha256)
    return { place: "refused", reason: { code: "conflicting", sequence, knownSha256: before } };
  return { place: before === undefined ? "new" : "known" };
}

/** One step forward: a document, or the place of one that was withdrawn before it came. */
export type Advance =
  | { readonly kind: "document"; readonly opened: OpenedDocument }
  | {
      readonly kind: "vacancy";
      readonly sequence: number;
      readonly sha256: string;
      readonly withdrawnBy: OpenedDocument;
    };

export interface Advanced {
  readonly steps: readonly Advance[];
  readonly end: StreamEnd;
  /** Of those waiting, the one that does not follow what was accepted. Nothing after it is taken. */
  readonly refused: { readonly opened: OpenedDocument; readonly reason: StreamFault } | null;
}

/**
 * Takes from those waiting all that follow without a gap, whatever order they came in. What was withdrawn is no longer sent:
 * its place is filled by the withdrawal, itself sealed, which names number and hash; that the next document follows this very
 * hash is checked as for any other.
 */
export function advance({ end, waiting }: Pick<KnownDocuments, "end" | "waiting">): Advanced {
  const withdrawals = new Map<number, { readonly sha256: string; readonly by: OpenedDocument }>();
  for (const opened of waiting.values()) {
    const withdrawn = withdrawnBy(opened.document);
    if (withdrawn !== undefined)
      withdrawals.set(withdrawn.sequence, { sha256: withdrawn.sha256, by: opened });
  }
  const steps: Advance[] = [];
  let { sequence, sha256 } = end;
  for (;;) {
    const next = waiting.get(sequence + 1);
    if (next !== undefined) {
      if (next.document.previous !== sha256) {
        const reason: StreamFault = {
          code: "chain-broken",
          sequence: sequence + 1,
          knownSha256: sha256 ?? "",
        };
        return { steps, end: { sequence, sha256 }, refused: { opened: next, reason } };
      }
      steps.push({ kind: "document", opened: next });
      sha256 = next.sha256;
    } else {
      const vacant = withdrawals.get(sequence + 1);
      if (vacant === undefined) return { steps, end: { sequence, sha256 }, refused: null };
      steps.push({ kind: "vacancy", sequence: sequence + 1, sha256: vacant.sha256, withdrawnBy: vacant.by });
      sha256 = vacant.sha256;
    }
    sequence += 1;
  }
}

/** What a document withdraws: something before it, by number and hash; undefined when it is no withdrawal. */
export function withdrawnBy(
  document: ExchangeDocument,
): { readonly sequence: number; readonly sha256: string } | undefined {
  const withdrawal = readWithdrawal(document);
  return withdrawal !== undefined && withdrawal.sequence < document.sequence ? withdrawal : undefined;
}
