/** From its draft to its result. What people may do in each stands on the budget's page. */
export const BUDGET_STATES = ["draft", "intake", "feasibility", "voting", "closed", "counted"] as const;
export type BudgetState = (typeof BUDGET_STATES)[number];

/** The one state that comes after another. */
export function nextState(state: BudgetState): BudgetState | undefined {
  return BUDGET_STATES[BUDGET_STATES.indexOf(state) + 1];
}

/** Whether projects may still come in or change. */
export function isBeforeVoting(state: BudgetState): boolean {
  return state === "draft" || state === "intake" || state === "feasibility";
}

/** Whether the ballots lie open for everybody. */
export function isPublished(state: BudgetState): boolean {
  return state === "closed" || state === "counted";
}
