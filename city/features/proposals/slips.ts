import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { ActLog } from "../log/index.ts";
import type { Person } from "../people/index.ts";
import { readCode } from "../votes/index.ts";
import { endorse } from "./backing.ts";
import { type CodeUse, spendCode } from "./desk-codes.ts";
import type { CivicDesk } from "./group-commit.ts";
import type { ProposalKeys } from "./keys.ts";
import { findProposal } from "./proposals.ts";
import { isOpenForEndorsement } from "./states.ts";

/** So many slips are entered at once: a stack that somebody can still check. */
export const MOST_SLIPS = 200;

/** What became of one line of a stack of slips. `twice`: it stands in the stack before. */
export interface SlipAnswer {
  /** As it was typed, cut to what a code may be long. */
  readonly typed: string;
  readonly outcome: CodeUse | "twice";
}

export type SlipsFault = "proposal-unknown" | "not-open" | "no-slips" | "too-many-slips";

export interface SlipParts {
  readonly civic: CivicDatabase;
  readonly log: ActLog;
  readonly keys: ProposalKeys;
  readonly together: CivicDesk;
}

/**
 * Counts the slips of a stack: one transaction with one log entry that holds counts only. A line that is not taken holds up no other.
 * Nothing is kept of who gave a slip: what counts it once is its code.
 */
export async function enterSlips(
  { civic, log, keys, together }: SlipParts,
  proposalId: number,
  said: string,
  by: Person,
): Promise<
  | { readonly ok: true; readonly answers: readonly SlipAnswer[] }
  | { readonly ok: false; readonly fault: SlipsFault }
> {
  const lines = said
    .split(/[\n,;]/u)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (lines.length === 0) return { ok: false, fault: "no-slips" };
  if (lines.length > MOST_SLIPS) return { ok: false, fault: "too-many-slips" };
  const proposal = await findProposal(civic, proposalId);
  if (proposal === undefined) return { ok: false, fault: "proposal-unknown" };
  return together.do(async (transaction) => {
    // A stack that comes too late uses no slip up.
    const now = await transaction
      .selectFrom("proposal")
      .select("state")
      .where("id", "=", proposalId)
      .executeTakeFirst();
    if (now === undefined || !isOpenForEndorsement(now.state as typeof proposal.state))
      return { ok: false, fault: "not-open" } as const;
    const answers: SlipAnswer[] = [];
    const seen = new Set<string>();
    for (const line of lines) {
      const code = readCode(line);
      const outcome = seen.has(code) ? "twice" : await spendCode(transaction, code, proposalId);
      seen.add(code);
      if (outcome === "taken")
        await endorse(transaction, proposalId, keys.endorserTrace(proposalId, `desk/${code}`));
      answers.push({ typed: line.slice(0, 40), outcome });
    }
    const count = (...outcomes: SlipAnswer["outcome"][]): number =>
      answers.filter(({ outcome }) => outcomes.includes(outcome)).length;
    await log.append(transaction, {
      act: "slips.entered",
      role: by.role,
      personId: by.id,
      subject: `proposal/${proposalId}`,
      facts: {
        taken: count("taken"),
        usedBefore: count("used-before", "twice"),
        notTaken: count("mistyped", "unknown", "for-another"),
      },
    });
    return { ok: true, answers } as const;
  });
}
