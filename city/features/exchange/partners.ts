import { randomInt } from "node:crypto";
import { type CardFault, type CityCard, claimedKey, readCard } from "@husting/exchange";
import { fingerprint, keyIdOf, type PublicKeyJwk } from "@husting/openness";
import type { Selectable } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { PartnerTable } from "../../stores/civic/tables.ts";
import type { Names } from "../buildings/index.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import { faultOfReason, type ReasonFault } from "./reason.ts";

/** `proposed`: its card is here, and no card of it was ever compared. Only a paired one is believed. */
export type PartnerState = "proposed" | "paired" | "ended";

export interface Partner {
  readonly id: number;
  readonly city: string;
  readonly names: Names;
  readonly country: "SE" | "CN";
  readonly key: PublicKeyJwk;
  /** What it sealed with these before it got another key stays readable; nothing new is taken by them. */
  readonly oldKeys: readonly PublicKeyJwk[];
  readonly address: string | null;
  readonly state: PartnerState;
  /** The key of a card that has come and waits to be compared; null where there is none. */
  readonly pendingKey: PublicKeyJwk | null;
  /** Which groups of the fingerprint the other officer is asked for, counted from 1. */
  readonly askedGroups: readonly number[];
  readonly proposedAtMs: number;
  readonly pairedAtMs: number | null;
  readonly logEntry: number | null;
}

export type PairingFault =
  | CardFault["code"]
  | "own-city"
  | "own-key"
  /** It goes by this city's own name. */
  | "own-name"
  | "address-not-allowed"
  /** Paired already, and the card shows another key than the one that was compared. */
  | "other-key"
  /** Paired already with this very key. */
  | "already-paired"
  | "groups-missing"
  | "groups-differ"
  | "no-such-partner"
  | ReasonFault;

/** Of the twelve groups of a fingerprint so many are asked for: 15 digits that whoever made the key could not know in advance. */
const GROUPS_ASKED = 3;
const GROUPS = 12;

/** This city, which is none of its partners. */
interface Own {
  readonly city: string;
  readonly names: Names;
  readonly key: PublicKeyJwk;
  /** Where partners reach it. */
  readonly address: string | null;
}

/** The cities this one exchanges documents with. */
export class PartnerBook {
  readonly #db: CivicDatabase;
  readonly #log: ActLog;
  readonly #own: Own;
  readonly #nowMs: () => number;

  constructor(db: CivicDatabase, log: ActLog, own: Own, nowMs: () => number) {
    this.#db = db;
    this.#log = log;
    this.#own = own;
    this.#nowMs = nowMs;
  }

  async all(): Promise<Partner[]> {
    const rows = await this.#db.selectFrom("partner").selectAll().orderBy("id").execute();
    return rows.map(partnerOf);
  }

  async paired(): Promise<Partner[]> {
    return (await this.all()).filter(({ state }) => state === "paired");
  }

  async find(city: string): Promise<Partner | undefined> {
    return (await this.all()).find((partner) => partner.city === city);
  }

  /** Takes in the card of a city; from then on two officers can compare fingerprints. Nothing is believed yet. */
  async propose(
    sealed: string,
  ): Promise<
    { readonly ok: true; readonly city: string } | { readonly ok: false; readonly fault: PairingFault }
  > {
    const read = await readCard(sealed.trim());
    if (!read.ok) return { ok: false, fault: read.reason.code };
    const { card } = read;
    if (card.city === this.#own.city) return { ok: false, fault: "own-city" };
    if (keyIdOf(card.key) === keyIdOf(this.#own.key)) return { ok: false, fault: "own-key" };
    if (Object.values(card.names).some((name) => Object.values(this.#own.names).includes(name)))
      return { ok: false, fault: "own-name" };
    if (card.address !== null && !isAllowedAddress(card.address, this.#own.address))
      return { ok: false, fault: "address-not-allowed" };
    const known = await this.find(card.city);
    if (known?.state === "paired") {
      const isSame = keyIdOf(known.key) === keyIdOf(card.key);
      return { ok: false, fault: isSame ? "already-paired" : "other-key" };
    }
    const waiting = {
      pending_card: sealed.trim(),
      asked_groups: JSON.stringify(someGroups()),
      proposed_at_ms: this.#nowMs(),
    };
    // What is shown of a city that was believed once stays as it was until the new key has been compared.
    if (known?.state === "ended") await this.#update(known.id, waiting);
    else {
      const row = { ...waiting, ...shownOf(card, sealed.trim()), state: "proposed" as const };
      await this.#db
        .insertInto("partner")
        .values({ city: card.city, old_keys: "[]", ...row })
        .onConflict((conflict) => conflict.column("city").doUpdateSet(row))
        .execute();
    }
    return { ok: true, city: card.city };
  }

  /** Throws away a card that nobody has compared. */
  async discard(city: string): Promise<PairingFault | null> {
    const partner = await this.find(city);
    if (partner?.pendingKey == null) return "no-such-partner";
    if (partner.state === "proposed")
      await this.#db.deleteFrom("partner").where("id", "=", partner.id).execute();
    else await this.#update(partner.id, { pending_card: null });
    return null;
  }

  /**
   * Believes a city's key from now on, because the groups that its officer read out are those of the key on its card.
   * @param said the groups asked for, in their order, with or without spaces.
   */
  async confirm(city: string, said: string, by: Person): Promise<PairingFault | null> {
    const row = await this.#db.selectFrom("partner").selectAll().where("city", "=", city).executeTakeFirst();
    const card = row?.pending_card == null ? undefined : await readCard(row.pending_card);
    if (row === undefined || !card?.ok) return "no-such-partner";
    const partner = partnerOf(row);
    const { key } = card.card;
    const digits = said.normalize("NFKC").replace(/\D/g, "");
    if (digits === "") return "groups-missing";
    const groups = fingerprint(key).split(" ");
    if (digits !== partner.askedGroups.map((group) => groups[group - 1]).join("")) {
      // Whoever guesses gets other groups to guess.
      await this.#update(partner.id, { asked_groups: JSON.stringify(someGroups()) });
      return "groups-differ";
    }
    const believedBefore =
      partner.state === "ended" && keyIdOf(partner.key) !== keyIdOf(key) ? [partner.key] : [];
    await this.#db.transaction().execute(async (transaction) => {
      const { entry } = await this.#log.append(transaction, {
        act: "partner.paired",
        role: by.role,
        personId: by.id,
        subject: `partner/${partner.city}`,
        facts: { keyId: keyIdOf(key), fingerprint: fingerprint(key) },
      });
      await transaction
        .updateTable("partner")
        .set({
          ...shownOf(card.card, row.pending_card ?? ""),
          old_keys: JSON.stringify([...partner.oldKeys, ...believedBefore]),
          pending_card: null,
          state: "paired",
          paired_at_ms: this.#nowMs(),
          log_entry: entry.sequence,
          failures: 0,
          fault: null,
        })
        .where("id", "=", partner.id)
        .execute();
    });
    return null;
  }

  /** Believes nothing new of a city from now on. What was accepted stays, with its seals. */
  async end(city: string, reason: string, by: Person): Promise<PairingFault | null> {
    const partner = await this.find(city);
    if (partner === undefined) return "no-such-partner";
    const fault = faultOfReason(reason);
    if (fault !== null) return fault;
    await this.#db.transaction().execute(async (transaction) => {
      await this.#log.append(transaction, {
        act: "partner.ended",
        role: by.role,
        personId: by.id,
        subject: `partner/${partner.city}`,
        facts: { keyId: keyIdOf(partner.key) },
        secret: { reason },
      });
      await transaction.updateTable("partner").set({ state: "ended" }).where("id", "=", partner.id).execute();
    });
    return null;
  }

  /** A card that came from a paired city under the key that was compared: it may have moved. */
  async moved(partner: Partner, card: CityCard, sealed: string): Promise<void> {
    const { card: before } = await this.#db
      .selectFrom("partner")
      .select("card")
      .where("id", "=", partner.id)
      .executeTakeFirstOrThrow();
    const old = await readCard(before);
    // A card that somebody kept and sends again leads back to where the city was before.
    if (old.ok && old.card.madeAt >= card.madeAt) return;
    const isAllowed = card.address === null || isAllowedAddress(card.address, this.#own.address);
    await this.#update(partner.id, {
      card: sealed,
      names: JSON.stringify(card.names),
      address: isAllowed ? card.address : partner.address,
    });
  }

  async #update(
    id: number,
    row: Partial<
      Pick<PartnerTable, "asked_groups" | "card" | "names" | "address" | "pending_card" | "proposed_at_ms">
    >,
  ) {
    await this.#db.updateTable("partner").set(row).where("id", "=", id).execute();
  }
}

const LONGEST_ADDRESS = 300;

/**
 * Where a node may be asked: over TLS and by name. Nothing else, so that no card makes a city's node knock at doors of its own network; on
 * this very machine only where this city's own node is reached there, as the demo's are.
 */
export function isAllowedAddress(address: string, own: string | null): boolean {
  const url = address.length > LONGEST_ADDRESS ? null : URL.parse(address);
  if (url === null || url.username !== "" || url.password !== "") return false;
  if (isHere(url)) {
    const ownUrl = own === null ? null : URL.parse(own);
    return ownUrl !== null && isHere(ownUrl) && /^https?:$/.test(url.protocol);
  }
  return url.protocol === "https:" && !/^[\d.]+$|^\[/.test(url.hostname) && url.hostname.includes(".");
}

function isHere({ hostname }: URL): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

/** What stands of a city once its card is taken in. */
function shownOf(card: CityCard, sealed: string) {
  return {
    card: sealed,
    names: JSON.stringify(card.names),
    country: card.country,
    language: card.language,
    key: JSON.stringify(card.key),
    address: card.address,
  };
}

/** What pages say of a partner. */
export type PartnerHead = Pick<Partner, "city" | "names" | "state">;

export function headOf({ city, names, state }: Partner): PartnerHead {
  return { city, names, state };
}

function someGroups(): number[] {
  const chosen = new Set<number>();
  while (chosen.size < GROUPS_ASKED) chosen.add(1 + randomInt(GROUPS));
  return [...chosen].sort((a, b) => a - b);
}

export function partnerOf(row: Selectable<PartnerTable>): Partner {
  return {
    id: row.id,
    city: row.city,
    names: JSON.parse(row.names),
    country: row.country as "SE" | "CN",
    key: JSON.parse(row.key),
    oldKeys: JSON.parse(row.old_keys),
    address: row.address,
    state: row.state as PartnerState,
    // The card was read when it came: its key is one.
    pendingKey: row.pending_card === null ? null : (claimedKey(row.pending_card) as PublicKeyJwk),
    askedGroups: JSON.parse(row.asked_groups),
    proposedAtMs: row.proposed_at_ms,
    pairedAtMs: row.paired_at_ms,
    logEntry: row.log_entry,
  };
}
