import { type RawBuilder, sql } from "kysely";

/**
 * Whether a row of `proposal_follower` is the address of a proposal's author. When the proposal is merged the row goes on with
 * the other one, whose author they are not, and says whose they are.
 */
export function isAddressOfAuthor(proposalId: number): RawBuilder<boolean> {
  return sql<boolean>`((proposal_id = ${proposalId} AND is_author = 1) OR author_of = ${proposalId})`;
}
