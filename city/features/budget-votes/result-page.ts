import { Explanation, type Fraction, type Outcome, quotient } from "@husting/assembly";
import type { Names } from "../buildings/index.ts";
import { type BallotFault, type Choices, readBallot } from "./ballot.ts";
import { type Budget, findBudget, onBallot, projectsOf } from "./budgets.ts";
import { rulesOf } from "./casting.ts";
import { countBallots } from "./counting.ts";
import type { BudgetParts } from "./parts.ts";
import { type ListedBudget, listedBudget, sameChoices } from "./public-pages.ts";
import { type AnonymousBallot, checkPublication, receiptOf } from "./publication.ts";

/** Why a project won or did not, in amounts of the currency. */
export type Why =
  | {
      readonly code: "bought";
      readonly place: number;
      /** The full share of each supporter, or for each point. */
      readonly share: number;
      /** Supporters who paid it. */
      readonly payers: number;
      /** Further supporters, who paid less because it was all they had left. */
      readonly paidLess: number;
    }
  | { readonly code: "fitted"; readonly place: number; readonly left: number; readonly completion: boolean }
  | { readonly code: "no-support" | "dearer-than-budget" }
  | { readonly code: "too-little-left"; readonly had: number; readonly missing: number }
  | { readonly code: "did-not-fit"; readonly left: number };

export interface ResultProject {
  readonly id: number;
  readonly names: Names;
  readonly costMinor: number;
  readonly won: boolean;
  readonly supporters: number;
  readonly points: number;
  readonly why: Why;
}

/** What one ballot's share bought. */
export interface ShareBought {
  readonly voters: number;
  /** Null where the rule gives voters no share. */
  readonly endowment: number | null;
  readonly left: number | null;
  readonly paid: readonly { readonly id: number; readonly amount: number }[];
  readonly wonUnpaid: readonly number[];
  readonly lost: readonly number[];
}

export interface BudgetResultPage {
  readonly budget: ListedBudget;
  readonly result: {
    readonly voters: number;
    readonly cost: number;
    /** Each voter's equal part, and what the count gave each; null where the rule knows none. */
    readonly endowment: { readonly equalPart: number; readonly counted: number } | null;
    readonly ties: number;
    readonly projects: readonly ResultProject[];
  } | null;
  /** What somebody asked about their own ballot. */
  readonly asked: {
    readonly receipt: string;
    readonly choices: Choices;
    readonly bought: ShareBought | null;
    readonly fault: "receipt-unknown" | "no-such-ballot" | BallotFault["code"] | null;
  } | null;
}

interface Explained {
  readonly explanation: Explanation;
  readonly ballots: readonly AnonymousBallot[];
}

/** Tells results. What was counted once is remembered: published ballots do not change. */
export class ResultTeller {
  readonly #parts: Pick<BudgetParts, "civic">;
  readonly #explained = new Map<number, Explained>();

  constructor(parts: Pick<BudgetParts, "civic">) {
    this.#parts = parts;
  }

  /** @param said `receipt` of a ballot, or `units-NUMBER` for each project as on a ballot; nothing where nobody asks. */
  async page(id: number, said: ReadonlyMap<string, string>): Promise<BudgetResultPage | undefined> {
    const { civic } = this.#parts;
    const budget = await findBudget(civic, id);
    if (budget === undefined || budget.state === "draft") return undefined;
    const projects = onBallot(budget, await projectsOf(civic, id));
    const explained = budget.state === "counted" ? await this.#explain(budget, projects) : undefined;
    if (explained === undefined) return { budget: listedBudget(budget), result: null, asked: null };
    const { explanation } = explained;
    const { count } = explanation;
    const { election } = count.profile;
    const money = (value: Fraction | number): number =>
      (typeof value === "number" ? value : quotient(value.numerator, value.denominator)) /
      10 ** election.decimals;
    const byId = new Map(projects.map((project) => [String(project.id), project]));
    const won = new Set(count.winners);
    const told = election.projects.map(({ id: project }, index): ResultProject => {
      const { supporters, points, outcome } = explanation.project(index);
      const { names, costMinor, id: number } = byId.get(project)!;
      return {
        id: number,
        names,
        costMinor,
        won: won.has(index),
        supporters,
        points,
        why: whyOf(outcome, money),
      };
    });
    // Winners in the order of buying, then the others by how many wanted them.
    const place = new Map(count.winners.map((index, at) => [Number(election.projects[index]!.id), at]));
    told.sort(
      (a, b) =>
        (place.get(a.id) ?? election.projects.length) - (place.get(b.id) ?? election.projects.length) ||
        b.points - a.points ||
        a.id - b.id,
    );
    const endowment = explanation.endowment();
    return {
      budget: listedBudget(budget),
      result: {
        voters: election.voters,
        cost: money(count.cost),
        endowment:
          endowment === null
            ? null
            : { equalPart: money(endowment.equalPart), counted: money(endowment.counted) },
        ties: count.ties.length,
        projects: told,
      },
      asked: this.#asked(budget, projects, explained, said, money),
    };
  }

  #asked(
    budget: Budget,
    projects: readonly { readonly id: number }[],
    { explanation, ballots }: Explained,
    said: ReadonlyMap<string, string>,
    money: (value: Fraction) => number,
  ): BudgetResultPage["asked"] {
    const receipt = (said.get("receipt") ?? "").toLowerCase().replaceAll(/\s/gu, "").slice(0, 100);
    const units = [...said]
      .filter(([name, value]) => name.startsWith("units-") && value !== "" && value !== "0")
      .map(([name, value]) => [name.slice("units-".length), Number(value)] as const);
    if (receipt === "" && units.length === 0) return null;
    let choices: Choices = Object.fromEntries(units);
    let voter: number;
    if (receipt !== "") {
      voter = ballots.findIndex((ballot) => receiptOf(ballot) === receipt);
      choices = ballots[voter]?.choices ?? {};
    } else {
      const read = readBallot(rulesOf(budget, projects), choices);
      if (!read.ok) return { receipt, choices, bought: null, fault: read.fault.code };
      choices = read.choices;
      voter = ballots.findIndex((ballot) => sameChoices(ballot.choices, choices));
    }
    if (voter < 0)
      return { receipt, choices, bought: null, fault: receipt === "" ? "no-such-ballot" : "receipt-unknown" };
    const { projects: elected } = explanation.count.profile.election;
    const idOf = (index: number): number => Number(elected[index]!.id);
    const { voters, endowment, left, paid, wonUnpaid, lost } = explanation.voter(voter);
    return {
      receipt,
      choices,
      fault: null,
      bought: {
        voters,
        endowment: endowment === null ? null : money(endowment),
        left: left === null ? null : money(left),
        paid: paid.map(({ project, amount }) => ({ id: idOf(project), amount: money(amount) })),
        wonUnpaid: wonUnpaid.map(idOf),
        lost: lost.map(idOf),
      },
    };
  }

  async #explain(budget: Budget, projects: ReturnType<typeof onBallot>): Promise<Explained | undefined> {
    const known = this.#explained.get(budget.id);
    if (known !== undefined) return known;
    const row = await this.#parts.civic
      .selectFrom("budget_publication")
      .select(["ballots", "root"])
      .where("budget_id", "=", budget.id)
      .executeTakeFirst();
    const checked = checkPublication(row?.ballots ?? "", row?.root ?? "", rulesOf(budget, projects));
    // What does not fit its root any more is told by nobody.
    if (!checked.ok) return undefined;
    const explanation = new Explanation(countBallots({ ...budget, projects }, checked.ballots));
    const explained = { explanation, ballots: checked.ballots };
    this.#explained.set(budget.id, explained);
    return explained;
  }
}

function whyOf(outcome: Outcome, money: (value: Fraction | number) => number): Why {
  switch (outcome.code) {
    case "bought": {
      const { full, last } = outcome.payers;
      return {
        code: "bought",
        place: outcome.place,
        share: money(outcome.share),
        payers: full.reduce((sum, { voters }) => sum + voters, 0),
        paidLess: last?.voters ?? 0,
      };
    }
    case "fitted":
      return { ...outcome, left: money(outcome.left) };
    case "too-little-left":
      return { code: outcome.code, had: money(outcome.had), missing: money(outcome.missing) };
    case "did-not-fit":
      return { code: outcome.code, left: money(outcome.left) };
    case "no-support":
    case "dearer-than-budget":
      return { code: outcome.code };
    case "earned":
    case "count-ended":
      throw new Error(`a budget is counted by no rule that ends with ${outcome.code}`);
  }
}
