import type { Transaction } from "kysely";
import type { CivicTables } from "../../stores/civic/tables.ts";
import { type Language, languages } from "../../web/language/index.ts";
import type { Names } from "../buildings/index.ts";
import { readDate, readLine, readMinor, readText } from "../decisions/index.ts";
import type { Person } from "../people/index.ts";
import { type BallotKind, isBallotKind } from "./ballot.ts";
import { findBudget, projectsOf } from "./budgets.ts";
import type { BudgetParts } from "./parts.ts";
import { type BudgetRule, readRule, ruleFacts, type SaidRule } from "./rule.ts";
import { type BudgetState, isBeforeVoting, nextState } from "./states.ts";
import { ACTIVATION_WAYS, type ActivationWays, offersIdentity } from "./ways.ts";

/** What is wrong with what staff said, and of which field. */
export interface SetupFault {
  readonly code:
    | "text-missing"
    | "text-too-long"
    | "text-characters"
    | "cost-malformed"
    | "amount-zero"
    | "date-malformed"
    | "closes-before-opening"
    | "closes-in-the-past"
    | "roll-too-short"
    | "activation-unknown"
    | "identity-not-configured"
    | "ballot-unknown"
    | "most-malformed"
    | "rule-unknown"
    | "proposal-unknown"
    | "budget-unknown"
    | "project-unknown"
    | "project-twice"
    | "state-changed"
    | "step-not-open"
    | "role-may-not"
    | "over-budget"
    | "not-judged"
    | "no-projects";
  readonly field?: string;
}

export type SetupOutcome<Value = null> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: SetupFault };

export function setupRefused(code: SetupFault["code"], field?: string): { ok: false; fault: SetupFault } {
  return { ok: false, fault: { code, ...(field === undefined ? {} : { field }) } };
}

export interface SaidBudget extends SaidRule {
  readonly nameSv: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly area: string;
  readonly amount: string;
  readonly ballot: string;
  readonly most: string;
  readonly activation: string;
  /** Local, as `2026-11-28T12:00`. */
  readonly opens: string;
  readonly closes: string;
  readonly rollUntil: string;
}

interface ReadBudget {
  readonly names: Names;
  readonly area: string;
  readonly amountMinor: number;
  readonly ballot: BallotKind;
  readonly most: number | null;
  readonly rule: BudgetRule;
  readonly activation: ActivationWays;
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  readonly rollUntil: string;
}

const MOST_UNITS = 1000;
const nameFields = { sv: "nameSv", zh: "nameZh", en: "nameEn" } as const;

/** Makes the draft of a budget. Everything that is counted by is on record from here on. */
export async function makeBudget(
  { civic, log, identity, zone, nowMs }: Pick<BudgetParts, "civic" | "log" | "identity" | "zone" | "nowMs">,
  said: SaidBudget,
  currency: string,
  by: Person | null,
): Promise<SetupOutcome<number>> {
  const read = readBudget(said, zone, nowMs());
  if (!read.ok) return read;
  if (offersIdentity(read.value.activation) && identity === null)
    return setupRefused("identity-not-configured", "activation");
  const { names, area, amountMinor, ballot, most, rule, activation, opensAtMs, closesAtMs, rollUntil } =
    read.value;
  const id = await civic.transaction().execute(async (transaction) => {
    const { id } = await transaction
      .insertInto("budget")
      .values({
        names: JSON.stringify(names),
        area,
        amount_minor: amountMinor,
        currency,
        ballot,
        most,
        rule: JSON.stringify(rule),
        state: "draft",
        activation,
        opens_at_ms: opensAtMs,
        closes_at_ms: closesAtMs,
        roll_until: rollUntil,
        token_key: null,
        box_key: null,
        seed: null,
        papers_printed: 0,
        made_at_ms: nowMs(),
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await log.append(transaction, {
      act: "budget.made",
      role: by?.role ?? "node",
      personId: by?.id ?? null,
      subject: `budget/${id}`,
      facts: {
        amountMinor,
        currency,
        ballot,
        ...(most === null ? {} : { most }),
        ...ruleFacts(rule),
        activation,
        opensAt: new Date(opensAtMs).toISOString(),
        closesAt: new Date(closesAtMs).toISOString(),
        rollUntil,
      },
    });
    return id;
  });
  return { ok: true, value: id };
}

function readBudget(said: SaidBudget, zone: string, nowMs: number): SetupOutcome<ReadBudget> {
  const names: Partial<Record<Language, string>> = {};
  for (const language of languages) {
    const name = readLine(said[nameFields[language]]);
    if (!name.ok) return setupRefused(name.fault, nameFields[language]);
    names[language] = name.value;
  }
  const area = readLine(said.area);
  if (!area.ok) return setupRefused(area.fault, "area");
  const amount = readMinor(said.amount);
  if (!amount.ok) return setupRefused(amount.fault, "amount");
  if (amount.value === 0) return setupRefused("amount-zero", "amount");
  if (!isBallotKind(said.ballot)) return setupRefused("ballot-unknown", "ballot");
  const most = Number(said.most);
  const hasMost = said.ballot !== "approval";
  if (hasMost && !(/^\d{1,4}$/.test(said.most) && most >= 1 && most <= MOST_UNITS))
    return setupRefused("most-malformed", "most");
  const rule = readRule(said.ballot, said);
  if (rule === undefined) return setupRefused("rule-unknown", "rule");
  const activation = ACTIVATION_WAYS.find((ways) => ways === said.activation);
  if (activation === undefined) return setupRefused("activation-unknown", "activation");
  const opensAtMs = localInstantMs(said.opens, zone);
  if (opensAtMs === undefined) return setupRefused("date-malformed", "opens");
  const closesAtMs = localInstantMs(said.closes, zone);
  if (closesAtMs === undefined) return setupRefused("date-malformed", "closes");
  if (closesAtMs <= opensAtMs) return setupRefused("closes-before-opening", "closes");
  if (closesAtMs <= nowMs) return setupRefused("closes-in-the-past", "closes");
  const rollUntil = readDate(said.rollUntil);
  if (!rollUntil.ok) return setupRefused(rollUntil.fault, "rollUntil");
  if (rollUntil.value < said.closes.slice(0, 10)) return setupRefused("roll-too-short", "rollUntil");
  return {
    ok: true,
    value: {
      names: names as Names,
      area: area.value,
      amountMinor: amount.value,
      ballot: said.ballot,
      most: hasMost ? most : null,
      rule,
      activation,
      opensAtMs,
      closesAtMs,
      rollUntil: rollUntil.value,
    },
  };
}

/** An instant from local time; one that exists twice is the first, one that does not exist follows the gap (ISO 8601 names neither). */
function localInstantMs(said: string, zone: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(said)) return undefined;
  try {
    return Temporal.PlainDateTime.from(said, { overflow: "reject" }).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return undefined;
  }
}

export interface SaidProject {
  readonly nameSv: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Number of the proposal it comes from; empty where it comes from none. */
  readonly proposal: string;
}

/** Takes a project in, from a proposal where it comes from one: its followers are told. */
export async function addProject(
  parts: Pick<BudgetParts, "civic" | "log" | "proposals">,
  budgetId: number,
  said: SaidProject,
  language: Language,
  by: Person | null,
): Promise<SetupOutcome<number>> {
  const names: Partial<Record<Language, string>> = {};
  for (const of of languages) {
    const name = readLine(said[nameFields[of]]);
    if (!name.ok) return setupRefused(name.fault, nameFields[of]);
    names[of] = name.value;
  }
  const proposalId = /^[1-9]\d{0,8}$/.test(said.proposal) ? Number(said.proposal) : null;
  const isUnknown =
    said.proposal !== "" && (proposalId === null || (await parts.proposals.find(proposalId)) === undefined);
  if (isUnknown) return setupRefused("proposal-unknown", "proposal");
  const added = await parts.civic.transaction().execute(async (transaction) => {
    const budget = await findBudget(transaction, budgetId);
    if (budget === undefined) return setupRefused("budget-unknown");
    if (budget.state !== "intake" && budget.state !== "feasibility") return setupRefused("step-not-open");
    const known = await projectsOf(transaction, budgetId);
    if (proposalId !== null && known.some((project) => project.proposalId === proposalId))
      return setupRefused("project-twice", "proposal");
    // Votes for one thing under two names would be halved.
    const twice = languages.find((of) => known.some((project) => isSameName(project.names[of], names[of])));
    if (twice !== undefined) return setupRefused("project-twice", nameFields[twice]);
    const { id } = await transaction
      .insertInto("budget_project")
      .values({
        budget_id: budgetId,
        names: JSON.stringify(names),
        cost_minor: null,
        feasible: null,
        reason: null,
        reason_language: null,
        proposal_id: proposalId,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await forgetKeys(transaction, budgetId);
    await parts.log.append(transaction, {
      act: "budget.project-added",
      role: by?.role ?? "node",
      personId: by?.id ?? null,
      subject: `budget/${budgetId}`,
      facts: { project: id, ...(proposalId === null ? {} : { proposal: `proposal/${proposalId}` }) },
    });
    if (proposalId !== null) {
      const became = { kind: "budget-project", subject: `${budgetId}-${id}` } as const;
      await parts.proposals.setBecame(transaction, proposalId, became, by, language);
    }
    return { ok: true as const, value: id };
  });
  if (added.ok && proposalId !== null) parts.proposals.tell();
  return added;
}

function isSameName(known: string, said: string | undefined): boolean {
  return said !== undefined && known.toLowerCase() === said.toLowerCase();
}

export interface SaidJudgement {
  readonly project: number;
  readonly feasible: string;
  readonly cost: string;
  readonly reason: string;
}

/** Says whether a project can be carried out and what it would cost, with reasons where it cannot. May be said again until voting. */
export async function judgeProject(
  { civic, log }: Pick<BudgetParts, "civic" | "log">,
  budgetId: number,
  said: SaidJudgement,
  language: Language,
  by: Person | null,
): Promise<SetupOutcome> {
  const isFeasible = said.feasible === "yes";
  const cost = readMinor(said.cost);
  if (isFeasible && !cost.ok) return setupRefused(cost.fault, "cost");
  if (isFeasible && cost.ok && cost.value === 0) return setupRefused("amount-zero", "cost");
  const reason = readText(said.reason);
  if (!reason.ok && !(isFeasible && reason.fault === "text-missing"))
    return setupRefused(reason.fault, "reason");
  return civic.transaction().execute(async (transaction) => {
    const budget = await findBudget(transaction, budgetId);
    if (budget === undefined) return setupRefused("budget-unknown");
    if (budget.state !== "feasibility") return setupRefused("step-not-open");
    const costMinor = isFeasible && cost.ok ? cost.value : null;
    if (costMinor !== null && costMinor > budget.amountMinor) return setupRefused("over-budget", "cost");
    const judged = await transaction
      .updateTable("budget_project")
      .set({
        feasible: isFeasible ? 1 : 0,
        cost_minor: costMinor,
        reason: reason.ok ? reason.value : null,
        reason_language: reason.ok ? language : null,
      })
      .where("id", "=", said.project)
      .where("budget_id", "=", budgetId)
      .executeTakeFirst();
    if (judged.numUpdatedRows === 0n) return setupRefused("project-unknown");
    await forgetKeys(transaction, budgetId);
    await log.append(transaction, {
      act: "budget.project-judged",
      role: by?.role ?? "node",
      personId: by?.id ?? null,
      subject: `budget/${budgetId}`,
      facts: {
        project: said.project,
        feasible: isFeasible,
        ...(costMinor === null ? {} : { costMinor }),
      },
      ...(reason.ok ? { secret: { reason: reason.value } } : {}),
    });
    return { ok: true, value: null };
  });
}

/** What was prepared for voting is prepared anew when what is voted on has changed. */
function forgetKeys(transaction: Transaction<CivicTables>, budgetId: number): Promise<unknown> {
  return transaction
    .updateTable("budget")
    .set({ token_key: null, box_key: null })
    .where("id", "=", budgetId)
    .execute();
}

/** Takes a budget from its draft to the intake, and from there to the feasibility studies. */
export async function advance(
  { civic, log }: Pick<BudgetParts, "civic" | "log">,
  budgetId: number,
  expected: BudgetState,
  by: Person | null,
): Promise<SetupOutcome> {
  const to = nextState(expected);
  if (to === undefined || !isBeforeVoting(to)) return setupRefused("step-not-open");
  return civic.transaction().execute(async (transaction) => {
    if (to === "feasibility" && (await projectsOf(transaction, budgetId)).length === 0)
      return setupRefused("no-projects");
    const changed = await transaction
      .updateTable("budget")
      .set({ state: to })
      .where("id", "=", budgetId)
      .where("state", "=", expected)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) return setupRefused("state-changed");
    await log.append(transaction, {
      act: `budget.${to}`,
      role: by?.role ?? "node",
      personId: by?.id ?? null,
      subject: `budget/${budgetId}`,
      facts: {},
    });
    return { ok: true, value: null };
  });
}
