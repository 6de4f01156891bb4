import { sql, type Transaction } from "kysely";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { Language } from "../../web/language/index.ts";
import { isOpenForEndorsement, isOpenForFollowing, type ProposalState } from "./states.ts";

export type Endorsed = "counted" | "counted-before" | "not-open";

/** Whether a proposal is there and can be endorsed at this moment. */
export async function canBeEndorsed(
  transaction: Transaction<CivicTables>,
  proposalId: number,
): Promise<boolean> {
  const row = await transaction
    .selectFrom("proposal")
    .select("state")
    .where("id", "=", proposalId)
    .executeTakeFirst();
  return row !== undefined && isOpenForEndorsement(row.state as ProposalState);
}

/** Counts somebody once; `trace` is all that is kept of them. */
export async function endorse(
  transaction: Transaction<CivicTables>,
  proposalId: number,
  trace: string,
): Promise<Endorsed> {
  if (!(await canBeEndorsed(transaction, proposalId))) return "not-open";
  const added = await transaction
    .insertInto("proposal_endorsement")
    .values({ proposal_id: proposalId, trace })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows !== 1n) return "counted-before";
  await sql`UPDATE proposal SET endorsements = endorsements + 1 WHERE id = ${proposalId}`.execute(
    transaction,
  );
  return "counted";
}

/** @returns false where nothing can happen to the proposal any more. */
export async function follow(
  transaction: Transaction<CivicTables>,
  proposalId: number,
  email: string,
  language: Language,
): Promise<boolean> {
  const row = await transaction
    .selectFrom("proposal")
    .select("state")
    .where("id", "=", proposalId)
    .executeTakeFirst();
  if (row === undefined || !isOpenForFollowing(row.state as ProposalState)) return false;
  await transaction
    .insertInto("proposal_follower")
    .values({ proposal_id: proposalId, email, language, is_author: 0 })
    .onConflict((conflict) => conflict.columns(["proposal_id", "email"]).doUpdateSet({ language }))
    .execute();
  return true;
}
