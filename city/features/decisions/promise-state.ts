/** What became of a promise. `unanswered`: it came due, and nobody has said anything. */
export const promiseStates = ["kept", "late", "partly", "broken", "open", "unanswered"] as const;
export type PromiseState = (typeof promiseStates)[number];

/** What an answer can say; whether what was kept was kept in time is derived from its day. */
export const answerStates = ["kept", "partly", "broken", "open"] as const;
export type AnswerState = (typeof answerStates)[number];
/** What an office can say of itself. */
export const officeStates = ["kept", "partly", "broken"] as const satisfies readonly AnswerState[];

export interface StateAnswer {
  readonly state: AnswerState;
  /** The day on which it was done; null where that is not said. */
  readonly doneDate: string | null;
}

/**
 * The state of a promise on a day: a function of its due date, of what was answered until then, and of the day. The newest
 * answer counts; without any, a promise is open until its due day is over and unanswered from then on.
 */
export function promiseState(dueDate: string, answers: readonly StateAnswer[], today: string): PromiseState {
  const newest = answers.at(-1);
  if (newest === undefined) return today <= dueDate ? "open" : "unanswered";
  if (newest.state === "kept" && newest.doneDate !== null && newest.doneDate > dueDate) return "late";
  return newest.state;
}
