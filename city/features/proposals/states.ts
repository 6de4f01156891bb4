import type { Role } from "../people/index.ts";

/** From the day it came to the day it was done; `declined` and `merged` end it before. */
export const PROPOSAL_STATES = [
  "received",
  "under-review",
  "accepted",
  "planned",
  "done",
  "declined",
  "merged",
] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export function isProposalState(text: unknown): text is ProposalState {
  return (PROPOSAL_STATES as readonly unknown[]).includes(text);
}

interface Edge {
  readonly from: ProposalState;
  readonly to: ProposalState;
  readonly by: readonly Role[];
}

/** Where a proposal may go from where, and who may take it there. Back to the review leads an appeal only. */
export const EDGES: readonly Edge[] = [
  { from: "received", to: "under-review", by: ["officer", "adviser"] },
  { from: "under-review", to: "accepted", by: ["officer", "elected"] },
  { from: "under-review", to: "declined", by: ["officer", "elected"] },
  { from: "under-review", to: "merged", by: ["officer", "adviser"] },
  { from: "accepted", to: "planned", by: ["officer", "adviser", "elected"] },
  { from: "planned", to: "done", by: ["officer", "adviser", "elected"] },
];

/** Who may answer an appeal, if it was another who declined. */
export const ANSWERING: readonly Role[] = ["officer", "elected"];

/** Where a role may take a proposal that stands so. */
export function openStates(state: ProposalState, role: Role): ProposalState[] {
  return EDGES.filter(({ from, by }) => from === state && by.includes(role)).map(({ to }) => to);
}

/** Whether anybody may still say that they want it too. */
export function isOpenForEndorsement(state: ProposalState): boolean {
  return state === "received" || state === "under-review" || state === "accepted";
}

/** Whether anything can still happen that somebody would want to be told. */
export function isOpenForFollowing(state: ProposalState): boolean {
  return state !== "merged" && state !== "done";
}
