import { canonicalJson } from "@husting/openness";
import type { Names } from "../buildings/index.ts";
import type { ActivationFault } from "./activation.ts";
import { isOpen } from "./activation.ts";
import { allBudgets, type Budget, type BudgetProject, findBudget, onBallot, projectsOf } from "./budgets.ts";
import type { Reconciliation } from "./closing.ts";
import type { SignedIn } from "./identity/cookies.ts";
import type { BudgetParts } from "./parts.ts";
import { type InclusionProof, proveInclusion } from "./publication.ts";
import { isPublished } from "./states.ts";
import type { TokenKeyJwk } from "./token-key.ts";
import { offersIdentity } from "./ways.ts";

/** A budget as everybody may know it: what was drawn, signed or counted so far is not in it. */
export type ListedBudget = Pick<
  Budget,
  | "id"
  | "names"
  | "area"
  | "amountMinor"
  | "currency"
  | "ballot"
  | "most"
  | "rule"
  | "state"
  | "activation"
  | "opensAtMs"
  | "closesAtMs"
  | "rollUntil"
>;

export function listedBudget(budget: Budget): ListedBudget {
  const { id, names, area, amountMinor, currency, ballot, most, rule, state, activation } = budget;
  const { opensAtMs, closesAtMs, rollUntil } = budget;
  return {
    ...{ id, names, area, amountMinor, currency, ballot, most, rule, state, activation },
    ...{ opensAtMs, closesAtMs, rollUntil },
  };
}

export interface BudgetsPage {
  readonly budgets: readonly ListedBudget[];
}

export async function budgetsPage({ civic }: Pick<BudgetParts, "civic">): Promise<BudgetsPage> {
  const budgets = await allBudgets(civic);
  return { budgets: budgets.filter(({ state }) => state !== "draft").map(listedBudget) };
}

export interface BudgetPage {
  readonly budget: ListedBudget;
  readonly isOpen: boolean;
  /** On a ballot in the order that was drawn; before that in the order in which they came. */
  readonly projects: readonly BudgetProject[];
}

export async function budgetPage(
  { civic, nowMs }: Pick<BudgetParts, "civic" | "nowMs">,
  id: number,
): Promise<BudgetPage | undefined> {
  const budget = await findBudget(civic, id);
  if (budget === undefined || budget.state === "draft") return undefined;
  const projects = await projectsOf(civic, id);
  const drawn: readonly BudgetProject[] = budget.seed === null ? [] : onBallot(budget, projects);
  return {
    budget: listedBudget(budget),
    isOpen: isOpen(budget, nowMs()),
    projects: [...drawn, ...projects.filter((project) => !drawn.some(({ id: on }) => on === project.id))],
  };
}

export interface BallotScript {
  readonly src: string;
  readonly integrity: string;
}

export interface BallotPage {
  readonly budget: ListedBudget;
  readonly isOpen: boolean;
  /** Whether voting has ended. */
  readonly isOver: boolean;
  readonly projects: readonly { readonly id: number; readonly names: Names; readonly costMinor: number }[];
  readonly tokenKey: TokenKeyJwk | null;
  readonly script: BallotScript;
  /** The service to sign in with; null where this budget or this city offers none. */
  readonly identity: { readonly names: Names; readonly host: string } | null;
  /** What came of signing in; null where nobody has just come back from there. */
  readonly signedIn: SignedIn | null;
  /** What a mailed code is typed in under; null before one was asked for. */
  readonly activation: string | null;
  readonly email: string;
  /** In a simulated city: addresses that stand on the roll, to try it out; null elsewhere. */
  readonly demoAddresses: string | null;
  readonly fault: ActivationFault | null;
}

export async function ballotPage(
  {
    civic,
    nowMs,
    identity,
    script,
    demoAddresses,
  }: Pick<BudgetParts, "civic" | "nowMs" | "identity"> & {
    readonly script: BallotScript;
    readonly demoAddresses: string | null;
  },
  id: number,
  asked: Partial<Pick<BallotPage, "activation" | "email" | "fault" | "signedIn">> = {},
): Promise<BallotPage | undefined> {
  const budget = await findBudget(civic, id);
  if (budget === undefined || budget.state === "draft") return undefined;
  const projects = budget.seed === null ? [] : onBallot(budget, await projectsOf(civic, id));
  return {
    budget: listedBudget(budget),
    isOpen: isOpen(budget, nowMs()),
    isOver: isPublished(budget.state) || (budget.state === "voting" && budget.closesAtMs <= nowMs()),
    projects: projects.map(({ id: project, names, costMinor }) => ({ id: project, names, costMinor })),
    tokenKey: budget.tokenKey,
    script,
    identity:
      identity !== null && offersIdentity(budget.activation)
        ? { names: identity.issuer.names, host: identity.issuer.host }
        : null,
    signedIn: asked.signedIn ?? null,
    activation: asked.activation ?? null,
    email: asked.email ?? "",
    demoAddresses,
    fault: asked.fault ?? null,
  };
}

export interface BallotsPage {
  readonly budget: ListedBudget;
  /** Null before closing: until then nobody is told how many have voted. */
  readonly published: { readonly root: string; readonly reconciliation: Reconciliation } | null;
  readonly projects: readonly { readonly id: number; readonly names: Names }[];
  /** What was looked for; null where nothing was. */
  readonly sought: { readonly receipt: string; readonly proof: InclusionProof | null } | null;
}

export async function ballotsPage(
  { civic }: Pick<BudgetParts, "civic">,
  id: number,
  asked: string | null,
): Promise<BallotsPage | undefined> {
  const budget = await findBudget(civic, id);
  if (budget === undefined || budget.state === "draft") return undefined;
  const projects = await projectsOf(civic, id);
  const row = isPublished(budget.state)
    ? await civic
        .selectFrom("budget_publication")
        .select(["ballots", "root", "reconciliation"])
        .where("budget_id", "=", id)
        .executeTakeFirst()
    : undefined;
  const receipt = (asked ?? "").toLowerCase().replaceAll(/\s/gu, "").slice(0, 100);
  return {
    budget: listedBudget(budget),
    published: row === undefined ? null : { root: row.root, reconciliation: JSON.parse(row.reconciliation) },
    projects: projects.map(({ id: project, names }) => ({ id: project, names })),
    sought:
      row === undefined || receipt === ""
        ? null
        : { receipt, proof: proveInclusion(row.ballots, row.root, receipt) ?? null },
  };
}

/** Choices in the one form that equal ballots have. */
export function sameChoices(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): boolean {
  return canonicalJson({ ...one }) === canonicalJson({ ...other });
}
