import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Language } from "../../web/language/index.ts";
import type { Role } from "../people/index.ts";
import { listProposals } from "./proposals.ts";
import { ANSWERING, openStates, PROPOSAL_STATES, type ProposalState } from "./states.ts";

/** What waits for a role to take it further. */
export interface WaitingProposals {
  readonly count: number;
  /** Those that have waited longest. */
  readonly oldest: readonly WaitingProposal[];
}

export interface WaitingProposal {
  readonly id: number;
  /** Null where it was erased or is kept from view. */
  readonly title: string | null;
  readonly language: Language;
  readonly state: ProposalState;
  readonly endorsements: number;
  readonly sinceMs: number;
}

/** Proposals that this role may take to another state. @param most so many are named. */
export async function waitingProposals(
  db: CivicDatabase,
  role: Role,
  most: number,
): Promise<WaitingProposals> {
  // What is planned is done by work, not by a press: it waits for nobody at a desk.
  const states = PROPOSAL_STATES.filter((state) => state !== "planned" && openStates(state, role).length > 0);
  if (states.length === 0) return { count: 0, oldest: [] };
  const rows = await db
    .selectFrom("proposal")
    .select(["id", "changed_at_ms"])
    .where("state", "in", states)
    .orderBy("changed_at_ms")
    .orderBy("id")
    .execute();
  return { count: rows.length, oldest: await named(db, rows.slice(0, most)) };
}

/** Declined proposals whose authors have asked that another official looks again. */
export async function waitingProposalAppeals(
  db: CivicDatabase,
  role: Role,
  most: number,
): Promise<WaitingProposals> {
  if (!ANSWERING.includes(role)) return { count: 0, oldest: [] };
  const rows = await db
    .selectFrom("proposal_entry as appeal")
    .innerJoin("proposal", "proposal.id", "appeal.proposal_id")
    .select(["proposal.id", "appeal.at_ms as changed_at_ms"])
    .where("appeal.kind", "=", "appeal")
    .where("proposal.state", "=", "declined")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("proposal_entry as answer")
            .select("answer.id")
            .whereRef("answer.proposal_id", "=", "appeal.proposal_id")
            .where("answer.kind", "=", "appeal-answer"),
        ),
      ),
    )
    .orderBy("appeal.at_ms")
    .execute();
  return { count: rows.length, oldest: await named(db, rows.slice(0, most)) };
}

async function named(
  db: CivicDatabase,
  rows: readonly { readonly id: number; readonly changed_at_ms: number }[],
): Promise<WaitingProposal[]> {
  if (rows.length === 0) return [];
  const found = new Map(
    (await listProposals(db, { ids: rows.map(({ id }) => id) })).map((one) => [one.id, one]),
  );
  return rows.flatMap(({ id, changed_at_ms: sinceMs }) => {
    const one = found.get(id);
    if (one === undefined) return [];
    const { title, language, state, endorsements } = one;
    return [{ id, title, language, state, endorsements, sinceMs }];
  });
}
