import type { Transaction } from "kysely";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { Language } from "../../web/language/index.ts";
import type { BuildingRegistry } from "../buildings/index.ts";
import { holdBack, maskedText } from "../moderation/index.ts";
import type { CaseBook } from "../records/index.ts";
import { addEntry, type Doer, type EntryParts } from "./entries.ts";
import type { Channel, ProposalPlace } from "./proposals.ts";
import { indexLine } from "./similar.ts";
import { readText, type TextFault } from "./texts.ts";
import { readWritten, wordingFields } from "./wording.ts";

/** What a form of a new proposal says, as it was sent. */
export interface SaidProposal {
  readonly title: string;
  readonly body: string;
  /** city, building or street. */
  readonly about: string;
  /** Slugs. */
  readonly building: string;
  readonly room: string;
  readonly street: string;
  readonly name: string;
  readonly showName: boolean;
}

export type MakingFault = TextFault | { readonly code: "place-unknown" };

/** A proposal that can be kept. */
export interface ReadProposal {
  readonly title: string;
  readonly body: string;
  readonly place: ProposalPlace;
  readonly name: string;
  readonly showName: boolean;
}

export async function readProposal(
  registry: Pick<BuildingRegistry, "buildings" | "rooms">,
  said: SaidProposal,
): Promise<
  { readonly ok: true; readonly value: ReadProposal } | { readonly ok: false; readonly fault: MakingFault }
> {
  const written = readWritten(said);
  if (!written.ok) return written;
  const name = readText("name", said.name, false);
  if (!name.ok) return name;
  const place = await readPlace(registry, said);
  if (!place.ok) return place;
  return {
    ok: true,
    value: {
      ...written.value,
      place: place.value,
      name: name.text,
      showName: said.showName && name.text !== "",
    },
  };
}

async function readPlace(
  registry: Pick<BuildingRegistry, "buildings" | "rooms">,
  { about, building, room, street }: SaidProposal,
): Promise<
  { readonly ok: true; readonly value: ProposalPlace } | { readonly ok: false; readonly fault: MakingFault }
> {
  const unknown = { ok: false, fault: { code: "place-unknown" } } as const;
  if (about === "city") return { ok: true, value: { kind: "city" } };
  if (about === "street") {
    const read = readText("street", street);
    return read.ok ? { ok: true, value: { kind: "street", street: read.text } } : read;
  }
  if (about !== "building") return unknown;
  const known = (await registry.buildings()).find(({ slug }) => slug === building);
  if (known === undefined) return unknown;
  if (room === "") return { ok: true, value: { kind: "building", building } };
  const isOfIt = (await registry.rooms()).some(
    ({ buildingId, slug }) => buildingId === known.id && slug === room,
  );
  return isOfIt ? { ok: true, value: { kind: "room", building, room } } : unknown;
}

/** The proposal that was entered from the same place with the same words: a form that is sent twice is one paper. */
export async function enteredBefore(
  transaction: Transaction<CivicTables>,
  paperAt: string,
  { title, body }: Pick<ReadProposal, "title" | "body">,
): Promise<number | undefined> {
  const known = await transaction
    .selectFrom("proposal")
    .innerJoin("proposal_text", "proposal_text.proposal_id", "proposal.id")
    .select("proposal.id")
    .where("paper_at", "=", paperAt)
    .where("kind", "=", "wording")
    .where("version", "=", 1)
    .where("title", "=", maskedText(title))
    .where("body", "=", maskedText(body))
    .executeTakeFirst();
  return known?.id;
}

export interface MakingParts extends EntryParts {
  /** Gives each proposal its case number. */
  readonly cases: Pick<CaseBook, "next" | "open" | "address">;
}

export interface NewProposal extends ReadProposal {
  readonly language: Language;
  readonly channel: Channel;
  readonly paperAt: string | null;
  /** Where its author is told by mail; null where they gave none. */
  readonly email: string | null;
}

/**
 * Puts a confirmed proposal on record. What may point at a person is kept from view until an official has looked. Neither the author's name nor the address goes to the log, not as a commitment either.
 */
export async function addProposal(
  transaction: Transaction<CivicTables>,
  parts: MakingParts,
  made: NewProposal,
  by: Doer,
): Promise<number> {
  const { title, body, place, language, channel } = made;
  const atMs = parts.nowMs();
  const number = await parts.cases.next(transaction);
  const { id } = await transaction
    .insertInto("proposal")
    .values({
      state: "received",
      language,
      channel,
      building: "building" in place ? place.building : null,
      room: place.kind === "room" ? place.room : null,
      street: place.kind === "street" ? maskedText(place.street) : null,
      paper_at: made.paperAt,
      merged_into: null,
      endorsements: 0,
      made_at_ms: atMs,
      changed_at_ms: atMs,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto("proposal_author")
    .values({ proposal_id: id, name: maskedText(made.name), shows_name: made.showName ? 1 : 0 })
    .execute();
  if (made.email !== null)
    await transaction
      .insertInto("proposal_follower")
      .values({ proposal_id: id, email: made.email, language, is_author: 1 })
      .execute();
  const { logEntry } = await addEntry(transaction, parts, {
    proposalId: id,
    kind: "state",
    state: "received",
    reason: null,
    language,
    by,
    act: "proposal.received",
    facts: {
      case: parts.cases.address(number),
      language,
      channel,
      place: place.kind,
      ...("building" in place ? { building: place.building } : {}),
    },
    secret: { title, text: body },
  });
  await parts.cases.open(transaction, number, "proposal", id, logEntry);
  const shown = { title: maskedText(title), body: maskedText(body) };
  const { id: textId } = await transaction
    .insertInto("proposal_text")
    .values({
      ...{ proposal_id: id, kind: "wording", version: 1, language, ...shown },
      ...{ reason: null, role: by.role, at_ms: atMs, log_entry: logEntry },
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await transaction
    .insertInto("proposal_search")
    .values({ rowid: id, grams: indexLine(shown.title, shown.body) })
    .execute();
  await holdBack(
    transaction,
    parts,
    { kind: "proposal", ref: String(id) },
    {
      ...wordingFields(textId, made),
      ...(place.kind === "street" ? { street: place.street } : {}),
    },
  );
  await holdBack(transaction, { nowMs: parts.nowMs }, { kind: "name", ref: String(id) }, { name: made.name });
  return id;
}
