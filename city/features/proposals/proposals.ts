import type { Selectable, Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables, ProposalTable } from "../../stores/civic/tables.ts";
import type { Language } from "../../web/language/index.ts";
import type { EntryKind } from "./entries.ts";
import type { ProposalState } from "./states.ts";

/** What a proposal is about. */
export type ProposalPlace =
  | { readonly kind: "city" }
  | { readonly kind: "street"; readonly street: string }
  | { readonly kind: "building"; readonly building: string }
  | { readonly kind: "room"; readonly building: string; readonly room: string };

export type Channel = "mail" | "desk" | "paper";

/** Something somebody wants the city to do. */
export interface Proposal {
  readonly id: number;
  readonly state: ProposalState;
  /** Of its wording. */
  readonly language: Language;
  /** Its wording as it stands; null where that was erased. */
  readonly title: string | null;
  readonly body: string | null;
  readonly channel: Channel;
  readonly place: ProposalPlace;
  /** Where the paper lies. */
  readonly paperAt: string | null;
  readonly mergedInto: number | null;
  readonly endorsements: number;
  readonly madeAtMs: number;
  readonly changedAtMs: number;
}

/** A wording, or what was written beside one. */
export interface ProposalText {
  readonly id: number;
  readonly kind: "wording" | "translation" | "easy";
  readonly version: number;
  readonly language: Language;
  readonly title: string | null;
  readonly body: string | null;
  readonly reason: string | null;
  readonly role: string;
  readonly atMs: number;
  readonly logEntry: number;
}

/** A line of a proposal's thread. */
export interface ThreadEntry {
  readonly id: number;
  readonly kind: EntryKind;
  readonly state: ProposalState | null;
  readonly reason: string | null;
  readonly language: Language;
  readonly about: string | null;
  readonly role: string;
  readonly atMs: number;
  readonly logEntry: number;
}

type Reads = CivicDatabase | Transaction<CivicTables>;

export interface ListFilter {
  readonly state?: ProposalState;
  readonly building?: string;
  /** Numbers; all where it is missing. */
  readonly ids?: readonly number[];
  readonly limit?: number;
  readonly offset?: number;
}

/** The newest wording of each proposal beside its row. */
function withWording(db: Reads) {
  return db
    .selectFrom("proposal")
    .leftJoin("proposal_text", (join) =>
      join.onRef("proposal_text.proposal_id", "=", "proposal.id").on("proposal_text.id", "=", (of) =>
        of
          .selectFrom("proposal_text as newest")
          .select(({ fn }) => fn.max("newest.id").as("id"))
          .whereRef("newest.proposal_id", "=", "proposal.id")
          .where("newest.kind", "=", "wording"),
      ),
    )
    .selectAll("proposal")
    .select(["proposal_text.title", "proposal_text.body"]);
}

/** Newest first. */
export async function listProposals(db: Reads, filter: ListFilter = {}): Promise<Proposal[]> {
  let query = withWording(db).orderBy("proposal.id", "desc");
  if (filter.state !== undefined) query = query.where("proposal.state", "=", filter.state);
  if (filter.building !== undefined) query = query.where("proposal.building", "=", filter.building);
  if (filter.ids !== undefined) query = query.where("proposal.id", "in", filter.ids);
  if (filter.limit !== undefined) query = query.limit(filter.limit).offset(filter.offset ?? 0);
  return (await query.execute()).map(proposalOf);
}

export async function countProposals(
  db: Reads,
  filter: Pick<ListFilter, "state" | "building"> = {},
): Promise<number> {
  let query = db.selectFrom("proposal").select(({ fn }) => fn.countAll<number>().as("count"));
  if (filter.state !== undefined) query = query.where("state", "=", filter.state);
  if (filter.building !== undefined) query = query.where("building", "=", filter.building);
  return (await query.executeTakeFirstOrThrow()).count;
}

export async function findProposal(db: Reads, id: number): Promise<Proposal | undefined> {
  const row = await withWording(db).where("proposal.id", "=", id).executeTakeFirst();
  return row && proposalOf(row);
}

/** Oldest first. */
export async function textsOf(db: Reads, proposalId: number): Promise<ProposalText[]> {
  const rows = await db
    .selectFrom("proposal_text")
    .selectAll()
    .where("proposal_id", "=", proposalId)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    version: row.version,
    language: row.language as Language,
    title: row.title,
    body: row.body,
    reason: row.reason,
    role: row.role,
    atMs: row.at_ms,
    logEntry: row.log_entry,
  }));
}

/** Oldest first. */
export async function threadOf(db: Reads, proposalId: number): Promise<ThreadEntry[]> {
  const rows = await db
    .selectFrom("proposal_entry")
    .selectAll()
    .where("proposal_id", "=", proposalId)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    state: row.state as ProposalState | null,
    reason: row.reason,
    language: row.language as Language,
    about: row.about,
    role: row.role,
    atMs: row.at_ms,
    logEntry: row.log_entry,
  }));
}

type Row = Selectable<ProposalTable> & { title: string | null; body: string | null };

function proposalOf(row: Row): Proposal {
  return {
    id: row.id,
    state: row.state as ProposalState,
    language: row.language as Language,
    title: row.title,
    body: row.body,
    channel: row.channel,
    place: placeOf(row),
    paperAt: row.paper_at,
    mergedInto: row.merged_into,
    endorsements: row.endorsements,
    madeAtMs: row.made_at_ms,
    changedAtMs: row.changed_at_ms,
  };
}

function placeOf({ building, room, street }: Row): ProposalPlace {
  if (street !== null) return { kind: "street", street };
  if (building === null) return { kind: "city" };
  return room === null ? { kind: "building", building } : { kind: "room", building, room };
}
