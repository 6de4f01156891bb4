import {
  addProject,
  advance,
  BallotDesk,
  type BudgetParts,
  importRoll,
  judgeProject,
  makeBudget,
  openVoting,
  prepareVoting,
  type SaidBudget,
} from "../features/budget-votes/index.ts";
import type { Person } from "../features/people/index.ts";
import type { CityNode } from "../node/node.ts";

export const officer: Person = { id: "officer-1", email: "officer@budget.example", role: "officer" };
export const adviser: Person = { id: "adviser-1", email: "adviser@budget.example", role: "adviser" };

/** A budget of a test, open for voting. */
export interface SimulatedBudget {
  readonly id: number;
  readonly closingCode: string;
  /** Numbers of what is voted on. */
  readonly projects: readonly number[];
  readonly references: readonly string[];
  /** As it will be when voting has ended. */
  readonly afterwards: BudgetParts;
}

export const saidBudget: SaidBudget = {
  nameSv: "Provbudget",
  nameZh: "测试预算",
  nameEn: "Test budget",
  area: "Haga",
  amount: "1 000",
  ballot: "approval",
  most: "",
  activation: "mail",
  rule: "equal-shares",
  utility: "cost",
  completion: "add1-exhaustive",
  opens: "2020-01-01T00:00",
  closes: "2050-01-01T00:00",
  rollUntil: "2050-06-01",
};

/** What an e-identity service calls somebody on the roll, as `references` has them. */
export function identityOf(at: number): string {
  return `19900101${1000 + at}`;
}

const CLOSED_MS = Date.parse("2050-01-02T00:00:00Z");

/** Sets a budget up by the staff's own verbs, with so many people on the roll, and opens it. */
export async function openBudgetOf(
  { budgets, civic }: Pick<CityNode, "budgets" | "civic">,
  { people = 20, projects = 6, ...said }: Partial<SaidBudget> & { people?: number; projects?: number } = {},
): Promise<SimulatedBudget> {
  const id = valueIn(await makeBudget(budgets, { ...saidBudget, ...said }, "SEK", officer));
  await advance(budgets, id, "draft", officer);
  const numbers: number[] = [];
  for (let at = 1; at <= projects; at++) {
    const names = { nameSv: `Projekt ${at}`, nameZh: `项目${at}`, nameEn: `Project ${at}`, proposal: "" };
    numbers.push(valueIn(await addProject(budgets, id, names, "en", officer)));
  }
  await advance(budgets, id, "intake", officer);
  for (const [at, project] of numbers.entries()) {
    const judgement = { project, feasible: "yes", cost: String(100 + 50 * (at % 6)), reason: "" };
    await judgeProject(budgets, id, judgement, "en", adviser);
  }
  const references = Array.from({ length: people }, (_, at) => `R-${at + 1}`);
  const roll = [
    "reference;email;identity",
    ...references.map((one, at) => `${one};${one.toLowerCase()}@roll.example;19900101-${1000 + at}`),
  ];
  await importRoll(budgets, id, new TextEncoder().encode(roll.join("\n")), officer);
  const prepared = await prepareVoting(budgets, id, officer);
  if (!prepared.ok) throw new Error(prepared.fault.code);
  const opened = await openVoting(budgets, id, prepared.closingCode, officer);
  if (!opened.ok) throw new Error(opened.fault.code);
  const nowMs = () => CLOSED_MS;
  return {
    id,
    closingCode: prepared.closingCode,
    projects: numbers,
    references,
    afterwards: { ...budgets, nowMs, desk: new BallotDesk(civic, budgets.box, nowMs) },
  };
}

/** A moment as the forms of a budget take it, in the city's time. */
export function localTime(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO("Europe/Stockholm")
    .toPlainDateTime()
    .toString()
    .slice(0, 16);
}

function valueIn<Value>(
  outcome:
    | { readonly ok: true; readonly value: Value }
    | { readonly ok: false; readonly fault: { readonly code: string } },
): Value {
  if (!outcome.ok) throw new Error(outcome.fault.code);
  return outcome.value;
}
