import { createHmac } from "node:crypto";
import type { Transaction } from "kysely";
import type { CivicTables } from "../../stores/civic/tables.ts";
import type { Person } from "../people/index.ts";
import { type BallotFault, type Choices, readBallot } from "./ballot.ts";
import { type Budget, findBudget, onBallot, projectsOf } from "./budgets.ts";
import { rulesOf } from "./casting.ts";
import type { BudgetParts } from "./parts.ts";
import { rollCounts } from "./roll.ts";

export type PaperFault =
  | BallotFault
  | { readonly code: "budget-unknown" }
  | { readonly code: "step-not-open" }
  | { readonly code: "papers-count" }
  | { readonly code: "papers-not-yet" }
  /** As many papers have been entered as were handed out to people on the roll. */
  | { readonly code: "papers-all-entered"; readonly most: number }
  | { readonly code: "serial-unknown" }
  /** The paper stands in the count already. */
  | { readonly code: "serial-twice" }
  | { readonly code: "serial-same-person" };

export type PaperEntered =
  /** `again`: waits for the second person; `differs`: for a third look; `agreed`: it will be counted as it stands. */
  | { readonly ok: true; readonly outcome: "again" | "differs" | "agreed" }
  | { readonly ok: false; readonly fault: PaperFault };

const refused = (fault: PaperFault): { readonly ok: false; readonly fault: PaperFault } => ({
  ok: false,
  fault,
});

const MOST_PAPERS = 100_000;
const CHECK_SIGNS = 6;

/** Serial numbers with signs that nobody can make up: what is entered must have been printed. */
export class PaperSerials {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** As it is printed: `7-042-K3XQ2A` for paper 42 of budget 7. */
  text(budget: number, serial: number): string {
    const check = createHmac("sha256", this.#secret)
      .update(`budgets/${budget}/paper/${serial}`)
      .digest("hex")
      .slice(0, CHECK_SIGNS)
      .toUpperCase();
    return `${budget}-${String(serial).padStart(3, "0")}-${check}`;
  }

  /** The number of a paper as it was typed; undefined for one that was not printed for this budget. */
  read({ id, papersPrinted }: Pick<Budget, "id" | "papersPrinted">, typed: string): number | undefined {
    const serial = Number(/^\d+-(\d{3,6})-[0-9A-F]{6}$/.exec(typed.trim().toUpperCase())?.[1] ?? 0);
    const isPrinted = serial >= 1 && serial <= papersPrinted;
    return isPrinted && this.text(id, serial) === typed.trim().toUpperCase() ? serial : undefined;
  }
}

/** Numbers the next papers; how many were printed is on record before they are handed out. */
export async function printPapers(
  { civic, log }: Pick<BudgetParts, "civic" | "log">,
  budgetId: number,
  count: number,
  by: Person | null,
): Promise<
  { readonly ok: true; readonly from: number; readonly to: number } | { ok: false; fault: PaperFault }
> {
  return civic.transaction().execute(async (transaction) => {
    const budget = await findBudget(transaction, budgetId);
    if (budget === undefined) return refused({ code: "budget-unknown" });
    if (budget.state !== "voting") return refused({ code: "step-not-open" });
    const to = budget.papersPrinted + count;
    if (!(count >= 1) || to > MOST_PAPERS) return refused({ code: "papers-count" });
    await transaction.updateTable("budget").set({ papers_printed: to }).where("id", "=", budgetId).execute();
    await log.append(transaction, {
      act: "budget.papers-printed",
      role: by?.role ?? "node",
      personId: by?.id ?? null,
      subject: `budget/${budgetId}`,
      facts: { number: count },
    });
    return { ok: true, from: budget.papersPrinted + 1, to };
  });
}

/**
 * Enters what stands on a paper. Two people do so, neither seeing what the other entered; where they differ, somebody looks a third time,
 * and that stands. Only after the end of voting: until then nothing lies anywhere that could be counted. A paper more than were
 * handed out is not taken: it would keep the voting from ever being closed. No entry in the log: entries would tell, before the
 * count, how many papers came.
 * @param said null for a paper that is void.
 */
export async function enterPaper(
  { civic, nowMs, serials }: Pick<BudgetParts, "civic" | "nowMs"> & { readonly serials: PaperSerials },
  budgetId: number,
  typedSerial: string,
  said: unknown,
  by: Person,
): Promise<PaperEntered> {
  return civic.transaction().execute(async (transaction): Promise<PaperEntered> => {
    const budget = await findBudget(transaction, budgetId);
    if (budget === undefined) return refused({ code: "budget-unknown" });
    if (budget.state !== "voting") return refused({ code: "step-not-open" });
    if (nowMs() < budget.closesAtMs) return refused({ code: "papers-not-yet" });
    const serial = serials.read(budget, typedSerial);
    if (serial === undefined) return refused({ code: "serial-unknown" });
    let choices: string | null = null;
    if (said !== null) {
      const rules = rulesOf(budget, onBallot(budget, await projectsOf(transaction, budgetId)));
      const read = readBallot(rules, said);
      if (!read.ok) return read;
      choices = JSON.stringify(read.choices);
    }
    const before = await transaction
      .selectFrom("budget_paper")
      .selectAll()
      .where("budget_id", "=", budgetId)
      .where("serial", "=", serial)
      .orderBy("reading")
      .execute();
    const differs = before.length === 2 && before[0]!.choices !== before[1]!.choices;
    if (before.length >= 3 || (before.length === 2 && !differs)) return refused({ code: "serial-twice" });
    if (before.some(({ person_id }) => person_id === by.id)) return refused({ code: "serial-same-person" });
    const reading = before.length + 1;
    const { papers: most } = await rollCounts({ civic: transaction }, budgetId);
    if (reading === 1 && (await papersEntered(transaction, budgetId)) >= most)
      return refused({ code: "papers-all-entered", most });
    await transaction
      .insertInto("budget_paper")
      .values({ budget_id: budgetId, serial, reading, person_id: by.id, choices })
      .execute();
    if (reading === 1) return { ok: true, outcome: "again" };
    return { ok: true, outcome: reading === 3 || before[0]!.choices === choices ? "agreed" : "differs" };
  });
}

/** How many papers have been entered, whether settled or not. */
async function papersEntered(transaction: Transaction<CivicTables>, budgetId: number): Promise<number> {
  const row = await transaction
    .selectFrom("budget_paper")
    .select(({ fn }) => fn.count<number>("serial").distinct().as("papers"))
    .where("budget_id", "=", budgetId)
    .executeTakeFirstOrThrow();
  return Number(row.papers);
}

export interface PapersRead {
  /** What is counted. */
  readonly ballots: readonly Choices[];
  readonly voided: number;
  /** Serials read once, or twice with a difference: the count waits for them. */
  readonly open: readonly number[];
}

/** How the papers of a budget stand. */
export async function readPapers(
  db: Pick<Transaction<CivicTables>, "selectFrom">,
  budgetId: number,
): Promise<PapersRead> {
  const rows = await db
    .selectFrom("budget_paper")
    .select(["serial", "choices"])
    .where("budget_id", "=", budgetId)
    .orderBy("serial")
    .orderBy("reading")
    .execute();
  const ballots: Choices[] = [];
  const open: number[] = [];
  let voided = 0;
  for (const [serial, readings] of Map.groupBy(rows, (row) => row.serial)) {
    const [first, second, third] = readings.map(({ choices }) => choices);
    const isAgreed = readings.length === 3 || (readings.length === 2 && first === second);
    if (!isAgreed) {
      open.push(serial);
      continue;
    }
    const choices = (readings.length === 3 ? third : first) ?? null;
    if (choices === null) voided++;
    else ballots.push(JSON.parse(choices));
  }
  return { ballots, voided, open };
}
