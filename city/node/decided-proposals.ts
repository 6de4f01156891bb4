import { type DecisionParts, type ProposalPort, tiePromises } from "../features/decisions/index.ts";
import type { OnBecame, Proposal, ProposalRegister } from "../features/proposals/index.ts";

/** Proposals that a decision can be about, by their numbers. */
export function proposalsToDecide(register: ProposalRegister): ProposalPort {
  const titled = ({ id, title }: Proposal) => {
    const shown = title ?? String(id);
    return { sv: shown, zh: shown, en: shown };
  };
  return {
    open: async () =>
      (await register.list())
        .filter(({ state }) => state === "under-review")
        .map((proposal) => ({ ref: String(proposal.id), titles: titled(proposal) })),
    find: async (ref) => {
      const proposal = /^[1-9]\d{0,8}$/.test(ref) ? await register.find(Number(ref)) : undefined;
      return (
        proposal && {
          titles: titled(proposal),
          isDeclined: proposal.state === "declined",
          path: `/proposals/${proposal.id}`,
        }
      );
    },
  };
}

/** What a proposal's thread takes at most. */
const LONGEST_REASON = 2_000;

/**
 * Carries a proposal that is under review to where a decision takes it, in the decision's own transaction and with its reasons. One that has moved on
 * meanwhile cannot follow, and the official is told.
 */
export function followDecision(register: ProposalRegister): NonNullable<DecisionParts["onDecided"]> {
  return async (transaction, { about, outcome, reasons, language }) => {
    if (about.kind !== "proposal" || about.ref === null || outcome === "returned") return "followed";
    const carried = await register.setState(
      {
        proposalId: Number(about.ref),
        expected: "under-review",
        to: outcome === "accepted" ? "accepted" : "declined",
        // A proposal's thread takes shorter reasons than a decision: all of them stand there.
        reason: reasons.length > LONGEST_REASON ? `${reasons.slice(0, LONGEST_REASON - 2)} …` : reasons,
        language,
      },
      null,
      transaction,
    );
    return carried.ok ? "followed" : "cannot-follow";
  };
}

/** Hangs the promises that a body made about a proposal on the measure it became. */
export function followBecame(parts: Pick<DecisionParts, "log" | "nowMs">): OnBecame {
  return async (transaction, proposalId, { kind, subject }, by) => {
    if (kind !== "measure") return;
    await tiePromises(parts, transaction, { proposal: String(proposalId), measure: subject }, by);
  };
}
