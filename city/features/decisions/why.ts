/** What "why not?" is asked of. */
export interface QuestionSubject {
  readonly kind: "decision" | "proposal";
  /** Number of the decision, or what the proposal is called. */
  readonly ref: string;
}

/** A question as its form gives it. */
export interface SaidQuestion {
  readonly text: string;
  /** Number of a question that is the same; empty for a new one. */
  readonly sameAs: string;
  readonly email: string;
  /** Whether an answer is to be told by mail. */
  readonly wantsAnswer: boolean;
  /** Of what was pointed out before: whoever sends the same words again has been told. */
  readonly seen?: string;
}

export const withholdReasons = ["personal-data", "abuse", "not-a-question"] as const;
export type WithholdReason = (typeof withholdReasons)[number];

/** Whether a question is answered, has time, or stands unanswered. */
export type QuestionState = "answered" | "waiting" | "unanswered";

export function questionState(
  { dueDate }: { readonly dueDate: string },
  answered: boolean,
  today: string,
): QuestionState {
  if (answered) return "answered";
  return today <= dueDate ? "waiting" : "unanswered";
}
