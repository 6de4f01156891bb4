import type { DecisionParts, ProposalPort } from "../features/decisions/index.ts";
import type { Proposal, ProposalRegister } from "../features/proposals/index.ts";
import type { CityProfile } from "./profile.ts";

/** Words of the node for a proposal that an elected body has decided on. */
const DECIDED = {
  sv: (date: string) => `Beslutat den ${date}; skälen står i beslutet.`,
  zh: (date: string) => `已于 ${date} 作出决定，理由见决定书。`,
  en: (date: string) => `Decided on ${date}; the reasons stand in the decision.`,
} as const;

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

/** Carries a proposal that is under review to where a decision takes it, in the decision's own transaction. */
export function followDecision(
  register: ProposalRegister,
  language: CityProfile["language"],
): NonNullable<DecisionParts["onDecided"]> {
  return async (transaction, { about, outcome, meetingDate }) => {
    if (about.kind !== "proposal" || about.ref === null || outcome === "returned") return;
    // One that stands elsewhere by now is left where it stands: the decision is on record all the same.
    await register.setState(
      {
        proposalId: Number(about.ref),
        expected: "under-review",
        to: outcome === "accepted" ? "accepted" : "declined",
        reason: DECIDED[language](meetingDate),
        language,
      },
      null,
      transaction,
    );
  };
}
