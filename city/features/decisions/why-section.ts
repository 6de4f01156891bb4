import type { Names } from "../buildings/index.ts";
import type { PointedOut } from "../moderation/index.ts";
import { type AskedQuestion, type AskForm, askedQuestions, pointedInAsk } from "./decision-pages.ts";
import type { DecisionBook } from "./decisions.ts";
import type { QuestionBook } from "./questions.ts";

/** "Why not?" as it stands on the page of whatever it is asked of. */
export interface WhySection {
  /** Of that page, without the language. */
  readonly path: string;
  /** Whose office answers; null where no body decided. */
  readonly body: Names | null;
  readonly answerDays: number;
  readonly questions: readonly AskedQuestion[];
  readonly canAsk: boolean;
  readonly ask: AskForm | null;
  /** What in the words asked looks as if it pointed at somebody. */
  readonly pointed: PointedOut | null;
}

/** Days to answer where no body has set any. */
const USUAL_ANSWER_DAYS = 30;

/** Who answers a question about a proposal, and within how many days: the body that decided on it last. */
export async function answererOfProposal(
  book: DecisionBook,
  ref: string,
): Promise<{ readonly body: Names | null; readonly answerDays: number }> {
  const [decided] = await book.all({ about: { kind: "proposal", ref }, limit: 1 });
  const { bodies } = await book.bodies.register();
  const body = bodies.find(({ id }) => id === decided?.bodyId);
  return { body: body?.names ?? null, answerDays: body?.answerDays ?? USUAL_ANSWER_DAYS };
}

/** "Why not?" of a proposal: once it is declined, and from then on what was asked. Null where there is nothing of it. */
export async function whyOfProposal(
  { decisions, questions }: { readonly decisions: DecisionBook; readonly questions: QuestionBook },
  ref: string,
  ask: AskForm | null = null,
): Promise<WhySection | null> {
  const proposal = await decisions.parts.proposals?.find(ref);
  if (proposal === undefined) return null;
  const asked = await askedQuestions(decisions, questions, { kind: "proposal", ref });
  if (!proposal.isDeclined && asked.length === 0) return null;
  return {
    ...(await answererOfProposal(decisions, ref)),
    path: proposal.path,
    questions: asked,
    canAsk: proposal.isDeclined,
    ask,
    pointed: pointedInAsk(ask),
  };
}
