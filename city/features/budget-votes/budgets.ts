import { createHash } from "node:crypto";
import type { Selectable, Transaction } from "kysely";
import type { BudgetProjectTable, BudgetTable } from "../../stores/civic/budgets-tables.ts";
import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { Language } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import type { BallotKind } from "./ballot.ts";
import type { BudgetRule } from "./rule.ts";
import type { BudgetState } from "./states.ts";
import type { TokenKeyJwk } from "./token-key.ts";
import type { ActivationWays } from "./ways.ts";

export interface Budget {
  readonly id: number;
  readonly names: Names;
  /** Where in the city. */
  readonly area: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly ballot: BallotKind;
  readonly most: number | null;
  readonly rule: BudgetRule;
  readonly state: BudgetState;
  readonly activation: ActivationWays;
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  /** The local day after which the roll is erased. */
  readonly rollUntil: string;
  /** Null before voting is prepared; so are the next two. */
  readonly tokenKey: TokenKeyJwk | null;
  readonly boxKey: string | null;
  readonly seed: string | null;
  readonly papersPrinted: number;
}

export interface BudgetProject {
  readonly id: number;
  readonly names: Names;
  readonly costMinor: number | null;
  /** Null while nobody has judged it. */
  readonly feasible: boolean | null;
  readonly reason: string | null;
  readonly reasonLanguage: Language | null;
  readonly proposalId: number | null;
}

type Reader = CivicDatabase | Transaction<CivicTables>;

export async function findBudget(db: Reader, id: number): Promise<Budget | undefined> {
  const row = await db.selectFrom("budget").selectAll().where("id", "=", id).executeTakeFirst();
  return row && budgetOf(row);
}

/** Newest first. */
export async function allBudgets(db: Reader): Promise<Budget[]> {
  const rows = await db.selectFrom("budget").selectAll().orderBy("id", "desc").execute();
  return rows.map((row) => budgetOf(row));
}

/** In the order in which they came. */
export async function projectsOf(db: Reader, budgetId: number): Promise<BudgetProject[]> {
  const rows = await db
    .selectFrom("budget_project")
    .selectAll()
    .where("budget_id", "=", budgetId)
    .orderBy("id")
    .execute();
  return rows.map((row) => projectOf(row));
}

/** What is voted on, in the order that was drawn by the published seed. */
export function onBallot(
  budget: Pick<Budget, "seed">,
  projects: readonly BudgetProject[],
): (BudgetProject & { readonly costMinor: number })[] {
  const drawn = (id: number): string =>
    createHash("sha256")
      .update(`${budget.seed ?? ""}/${id}`)
      .digest("hex");
  return projects
    .filter((project): project is BudgetProject & { costMinor: number } => isVotedOn(project))
    .map((project) => ({ project, at: drawn(project.id) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ project }) => project);
}

export function isVotedOn(project: BudgetProject): boolean {
  return project.feasible === true && project.costMinor !== null;
}

function budgetOf(row: Selectable<BudgetTable>): Budget {
  return {
    id: row.id,
    names: JSON.parse(row.names),
    area: row.area,
    amountMinor: row.amount_minor,
    currency: row.currency,
    ballot: row.ballot as BallotKind,
    most: row.most,
    rule: JSON.parse(row.rule),
    state: row.state as BudgetState,
    activation: row.activation as ActivationWays,
    opensAtMs: row.opens_at_ms,
    closesAtMs: row.closes_at_ms,
    rollUntil: row.roll_until,
    tokenKey: row.token_key === null ? null : JSON.parse(row.token_key),
    boxKey: row.box_key,
    seed: row.seed,
    papersPrinted: row.papers_printed,
  };
}

function projectOf(row: Selectable<BudgetProjectTable>): BudgetProject {
  return {
    id: row.id,
    names: JSON.parse(row.names),
    costMinor: row.cost_minor,
    feasible: row.feasible === null ? null : row.feasible === 1,
    reason: row.reason,
    reasonLanguage: row.reason_language as Language | null,
    proposalId: row.proposal_id,
  };
}
