import type { JsonObject } from "@husting/openness";
import { sql, type Transaction } from "kysely";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { Language } from "../../web/language/index.ts";
import type { ActLog } from "../log/index.ts";
import type { HoldingParts } from "../moderation/index.ts";
import type { Role } from "../people/index.ts";
import type { ProposalState } from "./states.ts";

export type EntryKind = "state" | "appeal" | "appeal-answer" | "took-in" | "became" | "moderated";

/** Who did something: an official, the author, somebody without an account, or the node itself. */
export interface Doer {
  readonly role: Role | "author" | "public" | "node";
  readonly personId: string | null;
}

export const AUTHOR: Doer = { role: "author", personId: null };
export const NODE: Doer = { role: "node", personId: null };

export interface NewEntry {
  readonly proposalId: number;
  readonly kind: EntryKind;
  readonly state: ProposalState | null;
  readonly reason: string | null;
  readonly language: Language;
  readonly about?: string;
  readonly by: Doer;
  readonly act: string;
  readonly facts: JsonObject;
  /** What of the reason everybody may read, where that is not all of it. */
  readonly shownReason?: string;
  /** Texts beside the reason that the log gets commitments to. */
  readonly secret?: Readonly<Record<string, string>>;
}

export interface EntryParts extends HoldingParts {
  readonly log: ActLog;
}

/**
 * Puts something that happened to a proposal into its thread and on record, and makes ready the letters to its author and
 * followers: all of it in the transaction that carries it out.
 */
export async function addEntry(
  transaction: Transaction<CivicTables>,
  { log, nowMs }: EntryParts,
  entry: NewEntry,
): Promise<{ readonly entryId: number; readonly logEntry: number }> {
  const secret = { ...entry.secret, ...(entry.reason === null ? {} : { reason: entry.reason }) };
  const { entry: logged } = await log.append(transaction, {
    act: entry.act,
    role: entry.by.role,
    personId: entry.by.personId,
    subject: `proposal/${entry.proposalId}`,
    facts: entry.facts,
    ...(Object.keys(secret).length === 0 ? {} : { secret }),
  });
  const entryId = await addToThread(transaction, nowMs(), entry, logged.sequence);
  return { entryId, logEntry: logged.sequence };
}

/** Puts into the thread what is on record already, and makes ready its letters. */
export async function addToThread(
  transaction: Transaction<CivicTables>,
  atMs: number,
  entry: Omit<NewEntry, "act" | "facts" | "secret">,
  logEntry: number,
): Promise<number> {
  const { id } = await transaction
    .insertInto("proposal_entry")
    .values({
      proposal_id: entry.proposalId,
      kind: entry.kind,
      state: entry.state,
      reason: entry.shownReason ?? entry.reason,
      language: entry.language,
      about: entry.about ?? null,
      role: entry.by.role,
      person_id: entry.by.personId,
      at_ms: atMs,
      log_entry: logEntry,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await sql`INSERT INTO proposal_notice (entry_id, follower_id)
    SELECT ${id}, id FROM proposal_follower WHERE proposal_id = ${entry.proposalId}`.execute(transaction);
  return id;
}
