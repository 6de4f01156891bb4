import { DatabaseSync } from "node:sqlite";
import { readEntryLine } from "@husting/openness";
import { type BudgetOnRecord, type PublishedBudget, recountBudget } from "../features/budget-votes/index.ts";

/** What is published of a budget; undefined where nobody has it here. */
export type BudgetSource = (budget: number) => Promise<PublishedBudget | undefined>;

const STEPS = ["made", "voting", "closed", "counted"] as const;

/** Gathers what a log says of budgets while somebody else reads it. */
export class BudgetRecords {
  readonly #records = new Map<number, BudgetOnRecord>();

  async *reading(
    entries: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
  ): AsyncGenerator<Uint8Array | string> {
    for await (const line of entries) {
      const text = typeof line === "string" ? line : Buffer.from(line).toString("utf8");
      if (text.includes('"act":"budget.')) this.#take(text);
      yield line;
    }
  }

  #take(line: string): void {
    const read = readEntryLine(line);
    if (!read.ok) return;
    const { act, subject, facts } = read.entry;
    const step = STEPS.find((one) => act === `budget.${one}`);
    const id = Number(/^budget\/([1-9]\d{0,8})$/.exec(subject)?.[1] ?? 0);
    if (step !== undefined && id !== 0) this.#records.set(id, { ...this.#records.get(id), [step]: facts });
  }

  /** Counts every budget again whose ballots are published. @returns a line for each, and whether all hold. */
  async recount(source: BudgetSource): Promise<{ readonly lines: string[]; readonly holds: boolean }> {
    const lines: string[] = [];
    let holds = true;
    for (const [id, record] of this.#records) {
      if (record.closed === undefined) continue;
      const published = await source(id);
      if (published === undefined) {
        lines.push(`Budget ${id}: its ballots are not here, and were not counted again.`);
        continue;
      }
      const recounted = recountBudget(record, published);
      holds &&= recounted.ok;
      lines.push(
        recounted.ok
          ? `Budget ${id} holds: ${recounted.ballots} ballots, ${recounted.won} projects won${recounted.isCounted ? ", as published" : "; no result is published yet"}.`
          : `Budget ${id} does NOT hold: ${JSON.stringify(recounted.fault)}.`,
      );
    }
    return { lines, holds };
  }
}

/** From a node's address. */
export function budgetsAt(address: string): BudgetSource {
  return async (budget) => {
    const [ballots, page] = await Promise.all([
      fetch(new URL(`/budgets/${budget}/ballots.ndjson`, address)),
      fetch(new URL(`/en/budgets/${budget}.json`, address)),
    ]);
    if (!ballots.ok || !page.ok) return undefined;
    const { projects } = (await page.json()) as {
      projects: { id: number; costMinor: number | null; feasible: boolean | null }[];
    };
    return {
      ballots: await ballots.text(),
      projects: projects.flatMap(({ id, costMinor, feasible }) =>
        feasible === true && costMinor !== null ? [{ id, costMinor }] : [],
      ),
    };
  };
}

/** From a data directory's civic state. */
export function budgetsIn(database: string): BudgetSource {
  return async (budget) => {
    const db = new DatabaseSync(database, { readOnly: true });
    try {
      const row = db.prepare("SELECT ballots FROM budget_publication WHERE budget_id = ?").get(budget);
      const projects = db
        .prepare("SELECT id, cost_minor FROM budget_project WHERE budget_id = ? AND feasible = 1 ORDER BY id")
        .all(budget);
      return row === undefined
        ? undefined
        : {
            ballots: String(row.ballots),
            projects: projects.map(({ id, cost_minor }) => ({
              id: Number(id),
              costMinor: Number(cost_minor),
            })),
          };
    } finally {
      db.close();
    }
  };
}
