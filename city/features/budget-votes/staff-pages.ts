import type { Names } from "../buildings/index.ts";
import type { ActivationFault } from "./activation.ts";
import type { BallotFault } from "./ballot.ts";
import { allBudgets, type BudgetProject, findBudget, onBallot, projectsOf } from "./budgets.ts";
import type { ClosingFault, Reconciliation } from "./closing.ts";
import type { CountFault } from "./counting.ts";
import type { OpeningFault } from "./opening.ts";
import type { PaperFault } from "./papers.ts";
import type { BudgetParts } from "./parts.ts";
import { type ListedBudget, listedBudget } from "./public-pages.ts";
import type { RollFault, RollRejection } from "./roll.ts";
import { rollCounts } from "./roll.ts";
import type { SetupFault } from "./setup.ts";
import { isPublished } from "./states.ts";

/** Anything that can be wrong with what staff asked for. */
export type StaffFault =
  | SetupFault
  | RollFault
  | OpeningFault
  | ClosingFault
  | CountFault
  | ActivationFault
  | PaperFault
  | BallotFault;

/** What was filled in, and why it was not taken. */
export interface StaffAttempt {
  readonly form: string;
  readonly said: Readonly<Record<string, string>>;
  readonly fault: StaffFault;
}

export interface StaffBudgetsPage {
  readonly budgets: readonly ListedBudget[];
  readonly currency: string;
  /** What the city can have people sign in with; null where there is none. */
  readonly identity: Names | null;
  readonly attempt: StaffAttempt | null;
}

export async function staffBudgetsPage(
  { civic, identity }: Pick<BudgetParts, "civic" | "identity">,
  currency: string,
  attempt: StaffAttempt | null = null,
): Promise<StaffBudgetsPage> {
  return {
    budgets: (await allBudgets(civic)).map(listedBudget),
    currency,
    identity: identity?.issuer.names ?? null,
    attempt,
  };
}

export interface StaffBudgetPage {
  readonly budget: ListedBudget;
  readonly projects: readonly BudgetProject[];
  readonly onRoll: number;
  /** Who of them can sign in with an e-identity. */
  readonly withIdentity: number;
  /** Whether keys have been made and voting can be opened. */
  readonly isPrepared: boolean;
  readonly isOver: boolean;
  readonly reconciliation: Reconciliation | null;
  /** Shown this once. */
  readonly closingCode: string | null;
  readonly imported: { readonly taken: number; readonly rejections: readonly RollRejection[] } | null;
  readonly attempt: StaffAttempt | null;
}

export async function staffBudgetPage(
  { civic, nowMs }: Pick<BudgetParts, "civic" | "nowMs">,
  id: number,
  outcome: Partial<Pick<StaffBudgetPage, "closingCode" | "imported" | "attempt">> = {},
): Promise<StaffBudgetPage | undefined> {
  const budget = await findBudget(civic, id);
  if (budget === undefined) return undefined;
  const [projects, { onRoll, withIdentity }, published] = await Promise.all([
    projectsOf(civic, id),
    rollCounts({ civic }, id),
    civic
      .selectFrom("budget_publication")
      .select("reconciliation")
      .where("budget_id", "=", id)
      .executeTakeFirst(),
  ]);
  const reconciliation: Reconciliation | null =
    published === undefined ? null : JSON.parse(published.reconciliation);
  return {
    budget: listedBudget(budget),
    projects,
    // The roll itself is erased some day; how many stood on it is published.
    onRoll: reconciliation?.onRoll ?? onRoll,
    withIdentity,
    isPrepared: budget.boxKey !== null,
    isOver: isPublished(budget.state) || budget.closesAtMs <= nowMs(),
    reconciliation,
    closingCode: null,
    imported: null,
    attempt: null,
    ...outcome,
  };
}

export interface BudgetDeskPage {
  readonly budget: ListedBudget;
  readonly projects: readonly {
    readonly id: number;
    readonly names: BudgetProject["names"];
    readonly costMinor: number;
  }[];
  /** Shown this once. */
  readonly code: string | null;
  /** Whether voting has ended: papers are entered from then on, and nothing is handed out any more. */
  readonly isOver: boolean;
  /** Papers to print now, by their serial numbers. */
  readonly serials: readonly string[];
  readonly attempt: StaffAttempt | null;
}

export async function budgetDeskPage(
  { civic, nowMs }: Pick<BudgetParts, "civic" | "nowMs">,
  id: number,
  outcome: Partial<Pick<BudgetDeskPage, "code" | "serials" | "attempt">> = {},
): Promise<BudgetDeskPage | undefined> {
  const budget = await findBudget(civic, id);
  if (budget === undefined) return undefined;
  const projects = budget.seed === null ? [] : onBallot(budget, await projectsOf(civic, id));
  return {
    budget: listedBudget(budget),
    projects: projects.map(({ id: project, names, costMinor }) => ({ id: project, names, costMinor })),
    code: null,
    isOver: budget.closesAtMs <= nowMs(),
    serials: [],
    attempt: null,
    ...outcome,
  };
}
