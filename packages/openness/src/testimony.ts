import type { PublicKeyJwk } from "./keys.ts";
import type { Lines } from "./lines.ts";
import type { LocatedFault, LogFault } from "./log-fault.ts";
import type { SignedHead } from "./log-head.ts";
import { type TrustedKeys, trustKeys } from "./signature.ts";
import { readWitnessedHeadLine } from "./witness.ts";

/** A city's head that a witness co-signed, both signatures checked. */
export type Testimony = {
  readonly line: number;
  readonly head: SignedHead;
  readonly witnessKeyId: string;
  readonly witnessedAt: string;
};

/** Reads and checks witnessed heads; they come back smallest first. */
export async function readTestimonies(
  lines: Lines,
  witnessKeys: readonly PublicKeyJwk[],
  cityKeys: TrustedKeys,
): Promise<{ ok: true; testimonies: readonly Testimony[] } | { ok: false; fault: LocatedFault }> {
  const trusted = await trustKeys(witnessKeys);
  if (!trusted.ok)
    return { ok: false, fault: { where: { kind: "key", of: "witness" }, reason: trusted.reason } };
  const own = trusted.keys.keyIds.find((keyId) => cityKeys.keyIds.includes(keyId));
  if (own !== undefined) {
    const reason = { code: "witness-is-the-city", keyId: own } as const;
    return { ok: false, fault: { where: { kind: "key", of: "witness" }, reason } };
  }
  const testimonies: Testimony[] = [];
  let line = 0;
  for await (const rawLine of lines) {
    line += 1;
    const read = readWitnessedHeadLine(rawLine);
    if (!read.ok) return at(line, read.reason);
    const { witnessed } = read;
    const byWitness = await trusted.keys.check(witnessed);
    if (!byWitness.ok) return at(line, byWitness.reason);
    const byCity = await cityKeys.check(witnessed.head);
    if (!byCity.ok) {
      return at(line, { code: "witnessed-head-not-by-city", keyId: byCity.reason.keyId });
    }
    testimonies.push({
      line,
      head: witnessed.head,
      witnessKeyId: byWitness.keyId,
      witnessedAt: witnessed.at,
    });
  }
  testimonies.sort((left, right) => left.head.size - right.head.size);
  return { ok: true, testimonies };
}

function at(line: number, reason: LogFault): { ok: false; fault: LocatedFault } {
  return { ok: false, fault: { where: { kind: "witnessed-head", line }, reason } };
}
