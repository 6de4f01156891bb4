import { sql, type Transaction } from "kysely";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { Language } from "../../web/language/index.ts";
import { holdBack, maskedText } from "../moderation/index.ts";
import type { Person } from "../people/index.ts";
import { addEntry, type Doer, type EntryParts, NODE } from "./entries.ts";
import { ANSWERING, EDGES, type ProposalState } from "./states.ts";
import { readText, type TextFault } from "./texts.ts";

/** Takes a proposal from where somebody has seen it to where they want it. */
export interface StateChange {
  readonly proposalId: number;
  /** The state it was seen in: who decides on what has changed meanwhile is told so. */
  readonly expected: ProposalState;
  readonly to: ProposalState;
  /** For people to read, in `language`. */
  readonly reason: string;
  readonly language: Language;
  /** The proposal it is merged into; for `merged` only. */
  readonly into?: number;
}

export type StateFault =
  | TextFault
  | { readonly code: "proposal-unknown" }
  /** Somebody else was quicker; it stands as this now. */
  | { readonly code: "state-changed"; readonly state: ProposalState }
  | { readonly code: "edge-not-open" }
  | { readonly code: "role-may-not" }
  | { readonly code: "target-unknown" }
  | { readonly code: "no-appeal" }
  | { readonly code: "too-many" }
  | { readonly code: "appealed-before" }
  | { readonly code: "same-official" };

export type StateOutcome =
  | { readonly ok: true; readonly entryId: number; readonly logEntry: number }
  | { readonly ok: false; readonly fault: StateFault };

const fail = (fault: StateFault): StateOutcome => ({ ok: false, fault });

/** @param by null where the node carries out what was decided elsewhere: it keeps to the edges, and has no role. */
export async function changeState(
  transaction: Transaction<CivicTables>,
  parts: EntryParts,
  change: StateChange,
  by: Person | null,
): Promise<StateOutcome> {
  const reason = readText("reason", change.reason);
  if (!reason.ok) return reason;
  const { proposalId, expected, to, into } = change;
  const row = await stateOf(transaction, proposalId);
  if (row === undefined) return fail({ code: "proposal-unknown" });
  if (row.state !== expected) return fail({ code: "state-changed", state: row.state });
  const edge = EDGES.find((one) => one.from === expected && one.to === to);
  if (edge === undefined) return fail({ code: "edge-not-open" });
  if (by !== null && !edge.by.includes(by.role)) return fail({ code: "role-may-not" });
  if (to === "merged") {
    const target = into === undefined || into === proposalId ? undefined : await stateOf(transaction, into);
    // Into one that was merged itself nobody would find their way.
    if (target === undefined || target.state === "merged") return fail({ code: "target-unknown" });
  }
  const doer: Doer = by === null ? NODE : { role: by.role, personId: by.id };
  await setRow(
    transaction,
    proposalId,
    { state: to, ...(to === "merged" ? { merged_into: into! } : {}) },
    parts,
  );
  const added = await addEntry(transaction, parts, {
    proposalId,
    kind: "state",
    state: to,
    reason: reason.text,
    language: change.language,
    ...(to === "merged" ? { about: String(into) } : {}),
    by: doer,
    act: `proposal.${to}`,
    facts: {
      before: expected,
      endorsements: row.endorsements,
      ...(to === "merged" ? { into: `proposal/${into}` } : {}),
    },
  });
  if (to === "merged") {
    await addEntry(transaction, parts, {
      proposalId: into!,
      kind: "took-in",
      state: null,
      reason: null,
      language: change.language,
      about: String(proposalId),
      by: doer,
      act: "proposal.took-in",
      facts: { from: `proposal/${proposalId}` },
    });
    // Who follows both already keeps the row they have; the letters that wait go with the one that moves.
    await sql`UPDATE OR IGNORE proposal_follower
      SET proposal_id = ${into!}, is_author = 0, author_of = iif(is_author = 1, proposal_id, author_of)
      WHERE proposal_id = ${proposalId}`.execute(transaction);
  }
  return { ok: true, ...added };
}

/** The author asks once for a second look at what was declined. */
export async function appeal(
  transaction: Transaction<CivicTables>,
  parts: EntryParts,
  asked: { readonly proposalId: number; readonly reason: string; readonly language: Language },
  by: Doer,
): Promise<StateOutcome> {
  const reason = readText("reason", asked.reason);
  if (!reason.ok) return reason;
  const row = await stateOf(transaction, asked.proposalId);
  if (row?.state !== "declined") return fail({ code: "no-appeal" });
  if ((await appealOf(transaction, asked.proposalId)) !== undefined) return fail({ code: "appealed-before" });
  const added = await addEntry(transaction, parts, {
    proposalId: asked.proposalId,
    kind: "appeal",
    state: null,
    reason: reason.text,
    shownReason: maskedText(reason.text),
    language: asked.language,
    by,
    act: "proposal.appealed",
    facts: {},
  });
  await holdBack(transaction, parts, { kind: "appeal", ref: String(added.entryId) }, { reason: reason.text });
  return { ok: true, ...added };
}

/** Another official than the one who declined answers: back to the review, or declined for good. */
export async function answerAppeal(
  transaction: Transaction<CivicTables>,
  parts: EntryParts,
  answer: {
    readonly proposalId: number;
    readonly upheld: boolean;
    readonly reason: string;
    readonly language: Language;
  },
  by: Person,
): Promise<StateOutcome> {
  const reason = readText("reason", answer.reason);
  if (!reason.ok) return reason;
  if (!ANSWERING.includes(by.role)) return fail({ code: "role-may-not" });
  const { proposalId, upheld } = answer;
  const row = await stateOf(transaction, proposalId);
  const standing = await appealOf(transaction, proposalId);
  if (row?.state !== "declined" || standing === undefined || standing.isAnswered)
    return fail({ code: "no-appeal" });
  if (standing.declinedBy === by.id) return fail({ code: "same-official" });
  if (upheld) await setRow(transaction, proposalId, { state: "under-review" }, parts);
  const added = await addEntry(transaction, parts, {
    proposalId,
    kind: "appeal-answer",
    state: upheld ? "under-review" : "declined",
    reason: reason.text,
    language: answer.language,
    by: { role: by.role, personId: by.id },
    act: upheld ? "proposal.appeal-upheld" : "proposal.appeal-rejected",
    facts: { before: "declined" },
  });
  return { ok: true, ...added };
}

/** The appeal of a proposal, whether it was answered, and who had declined; undefined where there is none. */
export async function appealOf(
  db: Pick<Transaction<CivicTables>, "selectFrom">,
  proposalId: number,
): Promise<{ readonly isAnswered: boolean; readonly declinedBy: string | null } | undefined> {
  const entries = await db
    .selectFrom("proposal_entry")
    .select(["kind", "state", "person_id"])
    .where("proposal_id", "=", proposalId)
    .orderBy("id")
    .execute();
  const at = entries.findIndex(({ kind }) => kind === "appeal");
  if (at < 0) return undefined;
  const declined = entries.slice(0, at).findLast(({ state }) => state === "declined");
  return {
    isAnswered: entries.slice(at).some(({ kind }) => kind === "appeal-answer"),
    declinedBy: declined?.person_id ?? null,
  };
}

async function stateOf(
  transaction: Transaction<CivicTables>,
  id: number,
): Promise<{ readonly state: ProposalState; readonly endorsements: number } | undefined> {
  const row = await transaction
    .selectFrom("proposal")
    .select(["state", "endorsements"])
    .where("id", "=", id)
    .executeTakeFirst();
  return row && { state: row.state as ProposalState, endorsements: row.endorsements };
}

async function setRow(
  transaction: Transaction<CivicTables>,
  id: number,
  row: { readonly state: ProposalState; readonly merged_into?: number },
  { nowMs }: EntryParts,
): Promise<void> {
  await transaction
    .updateTable("proposal")
    .set({ ...row, changed_at_ms: nowMs() })
    .where("id", "=", id)
    .execute();
}
