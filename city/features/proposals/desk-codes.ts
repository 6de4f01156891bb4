import type { Transaction } from "kysely";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import { randomCode, readCode } from "../votes/index.ts";
import { hasCheckSign, withCheckSign } from "./check-sign.ts";
import { codeHash } from "./keys.ts";
import { findProposal } from "./proposals.ts";
import { isOpenForEndorsement } from "./states.ts";

/** Fifty-five random bits and a check sign. */
const LENGTH = 12;
const MOST_AT_ONCE = 200;

export type DeskCodeFault = "codes-count" | "not-open";

/** What becomes of a code that somebody typed: it is used up, was used before, is another proposal's, is mistyped, or none of ours. */
export type CodeUse = "taken" | "used-before" | "for-another" | "mistyped" | "unknown";

interface Parts {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
}

type Issued =
  | { readonly ok: true; readonly codes: string[] }
  | { readonly ok: false; readonly fault: DeskCodeFault };

/** Makes codes for people without e-mail, to print and hand out. They are given this once: what is kept of one is its hash. */
export function issueCodes(parts: Parts, count: number, by: Person): Promise<Issued> {
  return issue(parts, count, null, by);
}

/** Makes codes that endorse one proposal and do nothing else, to print on slips. */
export async function issueSlips(
  parts: Parts,
  proposalId: number,
  count: number,
  by: Person,
): Promise<Issued> {
  const proposal = await findProposal(parts.civic, proposalId);
  if (proposal === undefined || !isOpenForEndorsement(proposal.state))
    return { ok: false, fault: "not-open" };
  return issue(parts, count, proposalId, by);
}

async function issue(
  { civic, log }: Parts,
  count: number,
  proposalId: number | null,
  by: Person,
): Promise<Issued> {
  if (!(count >= 1 && count <= MOST_AT_ONCE)) return { ok: false, fault: "codes-count" };
  const codes = Array.from({ length: count }, freshCode);
  await civic.transaction().execute(async (transaction) => {
    await transaction
      .insertInto("desk_code")
      .values(codes.map((code) => ({ code_hash: codeHash(code), used: 0 })))
      .execute();
    if (proposalId !== null)
      await transaction
        .insertInto("slip_code")
        .values(codes.map((code) => ({ code_hash: codeHash(code), proposal_id: proposalId })))
        .execute();
    await log.append(transaction, {
      act: proposalId === null ? "desk-codes.issued" : "slips.issued",
      role: by.role,
      personId: by.id,
      subject: proposalId === null ? "proposals" : `proposal/${proposalId}`,
      facts: { number: count },
    });
  });
  return { ok: true, codes };
}

function freshCode(): string {
  return withCheckSign(randomCode(LENGTH - 1));
}

/**
 * Uses a code up.
 * @param proposalId the proposal that is endorsed with it; null for whatever else a code is good for.
 */
export async function spendCode(
  transaction: Transaction<CivicTables>,
  typed: string,
  proposalId: number | null,
): Promise<CodeUse> {
  const code = readCode(typed);
  const row = await transaction
    .selectFrom("desk_code")
    .leftJoin("slip_code", "slip_code.code_hash", "desk_code.code_hash")
    .select(["desk_code.used", "slip_code.proposal_id"])
    .where("desk_code.code_hash", "=", codeHash(code))
    .executeTakeFirst();
  // Codes of before they had check signs are known by what is kept of them; of others the sign tells a slip of the finger.
  if (row === undefined) return code.length === LENGTH && hasCheckSign(code) ? "unknown" : "mistyped";
  if (row.used === 1) return "used-before";
  if (row.proposal_id !== null && row.proposal_id !== proposalId) return "for-another";
  const used = await transaction
    .updateTable("desk_code")
    .set({ used: 1 })
    .where("code_hash", "=", codeHash(code))
    .where("used", "=", 0)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n ? "taken" : "used-before";
}

/** A code that is made and used up at once, for somebody who is helped at a desk. */
export async function spendFreshCode(transaction: Transaction<CivicTables>): Promise<void> {
  await transaction
    .insertInto("desk_code")
    .values({ code_hash: codeHash(freshCode()), used: 1 })
    .execute();
}

export async function codeCounts(
  db: CivicDatabase,
): Promise<{ readonly made: number; readonly used: number }> {
  const row = await db
    .selectFrom("desk_code")
    .select(({ fn }) => [fn.countAll<number>().as("made"), fn.sum<number>("used").as("used")])
    .executeTakeFirstOrThrow();
  return { made: row.made, used: row.used ?? 0 };
}
