import {
  type FrontierState,
  fromHex,
  type KeyFault,
  MerkleFrontier,
  type PublicKeyJwk,
  type SignatureFault,
  type SignedHead,
  toHex,
  trustKeys,
} from "@husting/openness";

/**
 * What is kept of a partner's log in order to witness it: its growing edge and the last head that fitted. No entry is needed:
 * the hashes of the new leaves tell whether the new head only adds to the old one (RFC 6962 §2.1).
 */
export interface LogCopy {
  readonly frontier: FrontierState;
  readonly head: SignedHead;
}

/** How a log has grown, as its city tells it: the hashes of all entries after `after`, in hexadecimal, and a signed head over all. */
export interface LogGrowth {
  readonly after: number;
  readonly leaves: readonly string[];
  readonly head: SignedHead;
}

export type GrowthFault =
  | KeyFault
  | SignatureFault
  | { readonly code: "city-differs"; readonly expected: string; readonly found: string }
  /** The city now shows fewer entries than it signed for before. */
  | { readonly code: "log-shrank"; readonly seenSize: number; readonly size: number }
  /** The told growth begins later than what is known: something in between was not sent. */
  | { readonly code: "growth-with-gap"; readonly seenSize: number; readonly after: number }
  | { readonly code: "growth-malformed" }
  | { readonly code: "time-runs-backwards"; readonly seenAt: string; readonly at: string }
  /** The signed head does not follow from what was signed before: the log was rewritten. */
  | {
      readonly code: "log-rewritten";
      readonly size: number;
      readonly signedRoot: string;
      readonly foundRoot: string;
    };

/** Faults that say the city has signed two histories, not that something was lost on the way. */
export function isRewriting(fault: GrowthFault): boolean {
  return fault.code === "log-rewritten" || fault.code === "log-shrank";
}

/**
 * Follows a partner's log from what was seen of it to its newest head. A head over entries that were seen before is checked
 * against nothing new and leaves the copy as it is.
 * @param copy null before anything was seen.
 */
export async function followLog(
  copy: LogCopy | null,
  growth: LogGrowth,
  city: { readonly id: string; readonly keys: readonly PublicKeyJwk[] },
): Promise<
  { readonly ok: true; readonly copy: LogCopy } | { readonly ok: false; readonly reason: GrowthFault }
> {
  const { head, after, leaves } = growth;
  const trusted = await trustKeys(city.keys);
  if (!trusted.ok) return trusted;
  const signature = await trusted.keys.check(head);
  if (!signature.ok) return signature;
  if (head.city !== city.id) return no({ code: "city-differs", expected: city.id, found: head.city });
  const seenSize = copy?.head.size ?? 0;
  if (head.size < seenSize) return no({ code: "log-shrank", seenSize, size: head.size });
  if (copy !== null && head.at < copy.head.at)
    return no({ code: "time-runs-backwards", seenAt: copy.head.at, at: head.at });
  if (after > seenSize) return no({ code: "growth-with-gap", seenSize, after });
  if (after < 0 || after + leaves.length !== head.size) return no({ code: "growth-malformed" });
  const frontier = frontierOf(copy);
  if (frontier === undefined) return no({ code: "growth-malformed" });
  for (const leaf of leaves.slice(seenSize - after)) {
    const hash = fromHex(leaf);
    if (hash?.length !== 32) return no({ code: "growth-malformed" });
    frontier.append(hash);
  }
  const foundRoot = toHex(frontier.root());
  if (foundRoot !== head.root) {
    return no({ code: "log-rewritten", size: head.size, signedRoot: head.root, foundRoot });
  }
  return { ok: true, copy: { frontier: frontier.toJSON(), head } };
}

function frontierOf(copy: LogCopy | null): MerkleFrontier | undefined {
  if (copy === null) return new MerkleFrontier();
  const restored = MerkleFrontier.restore(copy.frontier);
  return restored.ok ? restored.frontier : undefined;
}

function no(reason: GrowthFault): { readonly ok: false; readonly reason: GrowthFault } {
  return { ok: false, reason };
}
