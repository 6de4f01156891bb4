import type { Language } from "../../web/language/index.ts";
import { type BudgetParts, budgetsPage, type ListedBudget } from "../budget-votes/index.ts";
import {
  type ConversationParts,
  conversationsPage,
  type ListedConversation,
} from "../conversations/index.ts";
import { type HeardParts, heardPage, type Process } from "../heard/index.ts";
import { type ListedProposal, type ProposalsPage, proposalsPage } from "../proposals/index.ts";

/** What anybody can take part in today, and what can be read of what came of the rest. */
export interface TakePartPage {
  /** Votes on budgets that are open now, then those that are coming. */
  readonly voting: readonly (ListedBudget & { readonly isOpen: boolean })[];
  /** Budgets that still take proposals. */
  readonly budgetsToCome: readonly ListedBudget[];
  readonly conversations: readonly ListedConversation[];
  /** Consultations under way, without the standing one of proposals. */
  readonly consultations: readonly Pick<Process, "slug" | "names" | "level" | "toDate">[];
  readonly proposals: readonly ListedProposal[];
  readonly proposalCount: number;
  /** Where calendars ask for the city's dates. */
  readonly baseUrl: string;
}

const PROPOSALS_SHOWN = 3;

/** @param today local date of the city. */
export async function takePartPage(
  parts: {
    readonly budgets: Pick<BudgetParts, "civic">;
    readonly conversations: ConversationParts;
    readonly heard: HeardParts;
    readonly proposals: Parameters<typeof proposalsPage>[0];
    readonly baseUrl: string;
    readonly nowMs: () => number;
  },
  language: Language,
  today: string,
): Promise<TakePartPage> {
  const [{ budgets }, { conversations }, { processes }, proposals] = await Promise.all([
    budgetsPage(parts.budgets),
    conversationsPage(parts.conversations),
    heardPage(parts.heard),
    proposalsPage(parts.proposals, language, { state: null, search: null, page: 1 }),
  ]);
  const nowMs = parts.nowMs();
  return {
    voting: budgets
      .filter(({ state, closesAtMs }) => state === "voting" && nowMs < closesAtMs)
      .sort((a, b) => a.closesAtMs - b.closesAtMs)
      .map((budget) => ({ ...budget, isOpen: budget.opensAtMs <= nowMs })),
    budgetsToCome: budgets.filter(({ state }) => state === "intake" || state === "feasibility"),
    conversations: conversations.filter(({ state }) => state === "open"),
    consultations: processes
      .filter(
        ({ kind, fromDate, toDate }) =>
          kind !== "proposals" && fromDate <= today && (toDate === null || today <= toDate),
      )
      .map(({ slug, names, level, toDate }) => ({ slug, names, level, toDate })),
    ...newest(proposals),
    baseUrl: parts.baseUrl,
  };
}

function newest({ proposals, count }: ProposalsPage): Pick<TakePartPage, "proposals" | "proposalCount"> {
  // What a house rule keeps from view is in the list of all, with its reason.
  const readable = proposals.filter(({ title }) => title !== null);
  return { proposals: readable.slice(0, PROPOSALS_SHOWN), proposalCount: count };
}
