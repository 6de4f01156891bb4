import { createHash } from "node:crypto";
import {
  type Count,
  count,
  type Election,
  ElectionBuilder,
  Explanation,
  fractionText,
  mergeBallots,
  pabulibDocument,
  writePabulib,
} from "@husting/assembly";
import { canonicalJson, type JsonObject, type JsonValue } from "@husting/openness";
import type { Person } from "../people/index.ts";
import { type Budget, type BudgetProject, findBudget, onBallot, projectsOf } from "./budgets.ts";
import { rulesOf } from "./casting.ts";
import { projectsHash } from "./opening.ts";
import type { BudgetParts } from "./parts.ts";
import { type AnonymousBallot, checkPublication } from "./publication.ts";

/** What a count is made of: everything of it is published. */
export interface CountedBudget {
  readonly amountMinor: number;
  readonly ballot: Budget["ballot"];
  readonly rule: Budget["rule"];
  readonly projects: readonly { readonly id: number; readonly costMinor: number }[];
}

const HUNDREDTHS = 2;

/** @throws Error where ballots and projects do not fit: both have been checked before. */
function electionOf(budget: CountedBudget, ballots: readonly AnonymousBallot[]): Election {
  const isPoints = budget.ballot === "cumulative";
  const builder = new ElectionBuilder(isPoints ? "points" : "approval");
  for (const { id, costMinor } of inOrder(budget.projects)) {
    const fault = builder.addProject(String(id), { mantissa: BigInt(costMinor), decimals: HUNDREDTHS });
    if (fault !== null) throw new Error(`project ${id}: ${fault.code}`);
  }
  for (const { choices } of ballots) {
    const ids = Object.keys(choices);
    const fault = builder.addBallot(ids, isPoints ? ids.map((id) => choices[id]!) : undefined);
    if (fault !== null) throw new Error(`a ballot: ${fault.code}`);
  }
  const election = builder.build({ mantissa: BigInt(budget.amountMinor), decimals: HUNDREDTHS });
  if (!election.ok) throw new Error(`the election: ${election.reason.code}`);
  return election.value;
}

/** Counts published ballots by a budget's rule. @throws Error where the rule does not fit the ballots: nobody can choose that. */
export function countBallots(budget: CountedBudget, ballots: readonly AnonymousBallot[]): Count {
  const counted = count(mergeBallots(electionOf(budget, ballots)), budget.rule);
  if (!counted.ok) throw new Error(`the count: ${counted.reason.code}`);
  return counted.value;
}

/** The result as it is published: every figure exact, and what it was counted from by its hashes. */
export function resultDocument(budget: CountedBudget, root: string, counted: Count): string {
  const { projects, decimals } = counted.profile.election;
  const explained = new Explanation(counted);
  const idOf = (project: number): number => Number(projects[project]!.id);
  const document: JsonObject = {
    version: 1,
    ballotsRoot: root,
    projectsSha256: projectsHash(budget.projects),
    amountMinor: budget.amountMinor,
    rule: { ...budget.rule },
    voters: counted.profile.election.voters,
    /** Amounts below are in units of ten to the minus so many of the currency. */
    decimals,
    winners: counted.winners.map(idOf),
    cost: counted.cost,
    endowment: plain(explained.endowment(), idOf),
    projects: projects.map((_, index) => plain(explained.project(index), idOf)),
    ties: counted.ties.map((tie) => plain(tie, idOf)),
  };
  return canonicalJson(document);
}

/** As JSON: fractions as text, projects by their numbers. */
function plain(value: unknown, idOf: (project: number) => number): JsonValue {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value as JsonValue;
  if ("numerator" in value && "denominator" in value)
    return fractionText(value as Parameters<typeof fractionText>[0]);
  if (Array.isArray(value)) return value.map((item) => plain(item, idOf));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, namesProjects(name, item) ?? plain(item, idOf)]),
  );

  function namesProjects(name: string, item: unknown): JsonValue | undefined {
    if (name === "project" && typeof item === "number") return idOf(item);
    return name === "projects" && Array.isArray(item) ? item.map((index) => idOf(Number(index))) : undefined;
  }
}

export type CountFault =
  | { readonly code: "budget-unknown" }
  | { readonly code: "step-not-open" }
  | { readonly code: "ballots-damaged" };

/** Counts what was published, and publishes the result with its hash in the log. */
export async function countBudget(
  { civic, log }: Pick<BudgetParts, "civic" | "log">,
  budgetId: number,
  by: Person | null,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly fault: CountFault }> {
  return civic.transaction().execute(async (transaction) => {
    const refused = (code: CountFault["code"]) => ({ ok: false, fault: { code } }) as const;
    const budget = await findBudget(transaction, budgetId);
    if (budget === undefined) return refused("budget-unknown");
    if (budget.state !== "closed") return refused("step-not-open");
    const published = await transaction
      .selectFrom("budget_publication")
      .select(["ballots", "root"])
      .where("budget_id", "=", budgetId)
      .executeTakeFirstOrThrow();
    const projects = onBallot(budget, await projectsOf(transaction, budgetId));
    const checked = checkPublication(published.ballots, published.root, rulesOf(budget, projects));
    if (!checked.ok) return refused("ballots-damaged");
    const counted = countBallots({ ...budget, projects }, checked.ballots);
    const result = resultDocument({ ...budget, projects }, published.root, counted);
    await transaction
      .updateTable("budget_publication")
      .set({ result })
      .where("budget_id", "=", budgetId)
      .execute();
    await transaction.updateTable("budget").set({ state: "counted" }).where("id", "=", budgetId).execute();
    await log.append(transaction, {
      act: "budget.counted",
      role: by?.role ?? "node",
      personId: by?.id ?? null,
      subject: `budget/${budgetId}`,
      facts: {
        ballotsRoot: published.root,
        resultSha256: createHash("sha256").update(result).digest("hex"),
        won: counted.winners.length,
      },
    });
    return { ok: true };
  });
}

/** Published ballots as a file of Pabulib, which other tools count too; undefined where there are none, or they are damaged. */
export async function pabulibOf(
  { civic, city }: Pick<BudgetParts, "civic" | "city">,
  budget: Budget,
): Promise<string | undefined> {
  const published = await civic
    .selectFrom("budget_publication")
    .select(["ballots", "root", "result"])
    .where("budget_id", "=", budget.id)
    .executeTakeFirst();
  if (published === undefined) return undefined;
  const projects = onBallot(budget, await projectsOf(civic, budget.id));
  const checked = checkPublication(published.ballots, published.root, rulesOf(budget, projects));
  if (!checked.ok) return undefined;
  const election = electionOf({ ...budget, projects }, checked.ballots);
  const won =
    published.result === null ? null : (JSON.parse(published.result) as { winners: number[] }).winners;
  const document = pabulibDocument(election, {
    meta: [
      ["description", budget.names.en],
      ["unit", city],
      ["instance", String(budget.id)],
      ["currency", budget.currency],
      ["rule", budget.rule.rule],
      ...(budget.most === null ? [] : [limitOf(budget)]),
    ],
    names: inOrder(projects).map(({ names }) => names.en),
    ...(won === null
      ? {}
      : { winners: won.map((id) => election.projects.findIndex((project) => project.id === String(id))) }),
  });
  return document.ok ? writePabulib(document.value) : undefined;
}

function limitOf({ ballot, most }: Budget): [string, string] {
  return [ballot === "cumulative" ? "max_sum_points" : "max_length", String(most)];
}

/** By their numbers: in which order they were drawn for the ballot is no part of the count. */
function inOrder<Project extends Pick<BudgetProject, "id">>(projects: readonly Project[]): Project[] {
  return [...projects].sort((a, b) => a.id - b.id);
}
