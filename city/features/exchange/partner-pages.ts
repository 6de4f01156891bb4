import { fingerprint } from "@husting/openness";
import type { Names } from "../buildings/index.ts";
import type { Viewer } from "../people/index.ts";
import { type FetchFault, nextTryMs } from "./fetching.ts";
import { CLOCK_TOLERANCE_MS, type IntakeReport, type RefusalReason } from "./intake.ts";
import { headOf, type PairingFault, type Partner, type PartnerHead } from "./partners.ts";
import type { ExchangeParts } from "./parts.ts";
import { acceptedUntil } from "./received.ts";
import type { LogContradiction } from "./witness.ts";

/** Why what an officer did with a partner had no effect. */
export type PartnerFault = PairingFault | FetchFault["code"] | "no-file" | "no-bundle" | "card-no-answer";

export interface PartnersPage {
  readonly own: Names;
  /** What the other officer asks for: read aloud from this page. */
  readonly fingerprint: string;
  readonly address: string | null;
  readonly partners: readonly PartnerHead[];
  readonly said: string;
  readonly fault: PartnerFault | null;
  /** Whether the reader's role may do something here, or only look. */
  readonly canAct: boolean;
}

/** How connecting with a partner goes. */
export interface Connection {
  readonly address: string | null;
  readonly triedAtMs: number | null;
  readonly fetchedAtMs: number | null;
  /** When it is asked again by itself; null where it has no address. */
  readonly nextAtMs: number | null;
  readonly fault: FetchFault | null;
  /** By how much its clock is ahead of ours, where that is worth saying. */
  readonly clockAheadMs: number | null;
}

/** How a partner's log and ours are witnessed. */
export interface Witnessing {
  /** Size of its log that we have seen and co-signed. */
  readonly theirsSize: number | null;
  readonly theirsSeenAtMs: number | null;
  /** Size of our log that it has co-signed. */
  readonly oursSize: number | null;
  readonly contradiction: LogContradiction | null;
}

export interface ListedRefusal {
  readonly id: number;
  readonly reason: RefusalReason;
  readonly way: string;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  readonly times: number;
}

export interface PartnerPage {
  readonly own: Names;
  readonly fingerprint: string;
  readonly partner: PartnerHead & Pick<Partner, "pairedAtMs" | "askedGroups">;
  /** Whether a card waits to be compared. */
  readonly isPending: boolean;
  readonly canAct: boolean;
  /** Of the partner's key, once it has been compared: before that its officer's own page is the place to read it. */
  readonly theirFingerprint: string | null;
  readonly connection: Connection;
  readonly witnessing: Witnessing;
  readonly accepted: number;
  readonly refusals: readonly ListedRefusal[];
  /** What became of what just came. */
  readonly report: IntakeReport | null;
  readonly fault: PartnerFault | null;
}

const REFUSALS_SHOWN = 50;

export async function partnersPage(
  { city, key, address, partners }: ExchangeParts,
  viewer: Viewer,
  attempt: Pick<PartnersPage, "said" | "fault"> = { said: "", fault: null },
): Promise<PartnersPage> {
  return {
    own: city.names,
    fingerprint: fingerprint(key.signer.publicKey),
    address,
    partners: (await partners.all()).map(headOf),
    canAct: viewer === "international",
    ...attempt,
  };
}

export async function partnerPage(
  parts: ExchangeParts & { readonly everyMs: number },
  city: string,
  viewer: Viewer,
  attempt: Partial<Pick<PartnerPage, "report" | "fault">> = {},
): Promise<PartnerPage | undefined> {
  const partner = await parts.partners.find(city);
  if (partner === undefined) return undefined;
  return {
    own: parts.city.names,
    fingerprint: fingerprint(parts.key.signer.publicKey),
    partner: { ...headOf(partner), pairedAtMs: partner.pairedAtMs, askedGroups: partner.askedGroups },
    isPending: partner.pendingKey !== null,
    canAct: viewer === "international",
    theirFingerprint: partner.state === "paired" ? fingerprint(partner.key) : null,
    connection: await connectionOf(parts, partner),
    witnessing: await witnessingOf(parts, partner),
    accepted: await acceptedUntil(parts, partner),
    refusals: await refusalsOf(parts, partner),
    report: attempt.report ?? null,
    fault: attempt.fault ?? null,
  };
}

export async function connectionOf(
  { civic, everyMs }: ExchangeParts & { readonly everyMs: number },
  partner: Partner,
): Promise<Connection> {
  const row = await civic
    .selectFrom("partner")
    .select(["tried_at_ms", "fetched_at_ms", "failures", "fault", "clock_ahead_ms"])
    .where("id", "=", partner.id)
    .executeTakeFirstOrThrow();
  const isAsked = partner.state === "paired" && partner.address !== null;
  const ahead = row.clock_ahead_ms ?? 0;
  return {
    address: partner.address,
    triedAtMs: row.tried_at_ms,
    fetchedAtMs: row.fetched_at_ms,
    nextAtMs: isAsked && row.tried_at_ms !== null ? nextTryMs(row.tried_at_ms, row.failures, everyMs) : null,
    fault: row.fault === null ? null : JSON.parse(row.fault),
    clockAheadMs: Math.abs(ahead) > CLOCK_TOLERANCE_MS ? ahead : null,
  };
}

export async function witnessingOf({ civic }: ExchangeParts, partner: Partner): Promise<Witnessing> {
  const row = await civic
    .selectFrom("partner")
    .select(["log_copy", "log_seen_at_ms", "log_fault"])
    .where("id", "=", partner.id)
    .executeTakeFirstOrThrow();
  const ours = await civic
    .selectFrom("co_signature")
    .select((of) => of.fn.max("size").as("size"))
    .where("partner_id", "=", partner.id)
    .where("whose", "=", "ours")
    .executeTakeFirst();
  return {
    theirsSize: row.log_copy === null ? null : JSON.parse(row.log_copy).head.size,
    theirsSeenAtMs: row.log_seen_at_ms,
    oursSize: ours?.size ?? null,
    contradiction: row.log_fault === null ? null : JSON.parse(row.log_fault),
  };
}

async function refusalsOf({ civic }: ExchangeParts, partner: Partner): Promise<ListedRefusal[]> {
  const rows = await civic
    .selectFrom("exchange_refused")
    .select(["id", "reason", "way", "first_at_ms", "last_at_ms", "times"])
    .where("partner_id", "=", partner.id)
    .orderBy("last_at_ms", "desc")
    .orderBy("id", "desc")
    .limit(REFUSALS_SHOWN)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    reason: JSON.parse(row.reason),
    way: row.way,
    firstAtMs: row.first_at_ms,
    lastAtMs: row.last_at_ms,
    times: row.times,
  }));
}
