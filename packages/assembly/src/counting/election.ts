import { type Decimal, fail, ok, type Result } from "@husting/series";

/** What people gave: a list of projects they support, or points for each. */
export type BallotForm = "approval" | "points";

export interface Project {
  readonly id: string;
  /** In the election's smallest unit of money. */
  readonly cost: number;
}

/**
 * A checked election. All money is whole numbers of one smallest unit, 10^`decimals` of them to the unit of currency, so that
 * nothing is rounded. Ballots are flat columns: voter v supports `ballotProject[ballotStart[v]..ballotStart[v + 1]]`.
 */
export interface Election {
  readonly decimals: number;
  readonly budget: number;
  readonly projects: readonly Project[];
  readonly form: BallotForm;
  /** Everybody who voted, also who left the ballot empty. */
  readonly voters: number;
  readonly ballotStart: Uint32Array;
  /** Indices of projects, ascending within a ballot. */
  readonly ballotProject: Uint32Array;
  /** Points beside `ballotProject`, whole and above zero; null for approvals. */
  readonly ballotPoints: Float64Array | null;
}

export type ProjectFault =
  | { readonly code: "project-twice"; readonly id: string }
  | { readonly code: "project-without-id" }
  | { readonly code: "cost-not-positive"; readonly id: string; readonly cost: string };

export type BallotFault =
  | { readonly code: "project-unknown"; readonly id: string }
  | { readonly code: "project-twice-in-vote"; readonly id: string }
  | { readonly code: "points-negative"; readonly id: string; readonly points: number }
  | { readonly code: "points-not-whole"; readonly id: string; readonly points: number }
  | { readonly code: "points-missing"; readonly projects: number; readonly points: number };

export type ElectionFault =
  | { readonly code: "no-projects" }
  | { readonly code: "budget-not-positive"; readonly budget: string }
  /** Sums would no longer be exact whole numbers of a double: over 2^53 smallest units, or points. */
  | { readonly code: "too-large"; readonly what: "money" | "points" };

function decimalFigure({ mantissa, decimals }: Decimal): string {
  const digits = String(mantissa < 0n ? -mantissa : mantissa).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  return `${mantissa < 0n ? "-" : ""}${whole}${decimals === 0 ? "" : `.${digits.slice(-decimals)}`}`;
}

/** As few decimals as the value needs. */
function shortest({ mantissa, decimals }: Decimal): Decimal {
  let [rest, places] = [mantissa, decimals];
  while (places > 0 && rest % 10n === 0n) {
    rest /= 10n;
    places--;
  }
  return { mantissa: rest, decimals: places };
}

/**
 * Puts an election together, project by project and ballot by ballot; what is wrong is said at once and not taken. Projects come
 * before the ballots that name them.
 */
export class ElectionBuilder {
  readonly #form: BallotForm;
  readonly #ids: string[] = [];
  readonly #costs: Decimal[] = [];
  readonly #indexOf = new Map<string, number>();
  readonly #starts: number[] = [0];
  readonly #entries: number[] = [];
  readonly #points: number[] = [];
  #pointsGiven = 0;
  #seenIn: Int32Array = new Int32Array(0);

  constructor(form: BallotForm) {
    this.#form = form;
  }

  addProject(id: string, cost: Decimal): ProjectFault | null {
    if (id === "") return { code: "project-without-id" };
    if (this.#indexOf.has(id)) return { code: "project-twice", id };
    // Also of a cost that cannot be: its votes are no votes for an unknown project.
    this.#indexOf.set(id, this.#ids.length);
    this.#ids.push(id);
    this.#costs.push(shortest(cost));
    if (cost.mantissa <= 0n) return { code: "cost-not-positive", id, cost: decimalFigure(cost) };
    return null;
  }

  /**
   * A voter's projects, with points in the same order where points are given. Zero points are no support. A ballot that is wrong is
   * left out whole; none is counted in part.
   */
  addBallot(ids: readonly string[], points?: readonly number[]): BallotFault | null {
    if (this.#seenIn.length !== this.#ids.length) this.#seenIn = new Int32Array(this.#ids.length).fill(-1);
    if (this.#form === "points" && points?.length !== ids.length)
      return { code: "points-missing", projects: ids.length, points: points?.length ?? 0 };
    const voter = this.#starts.length - 1;
    const from = this.#entries.length;
    const refuse = (fault: BallotFault): BallotFault => {
      for (let i = from; i < this.#entries.length; i++) this.#seenIn[this.#entries[i]!] = -1;
      this.#entries.length = from;
      return fault;
    };
    for (const id of ids) {
      const project = this.#indexOf.get(id);
      if (project === undefined) return refuse({ code: "project-unknown", id });
      if (this.#seenIn[project] === voter) return refuse({ code: "project-twice-in-vote", id });
      this.#seenIn[project] = voter;
      this.#entries.push(project);
    }
    if (this.#form === "approval") {
      if (ids.length > 1) this.#sortFrom(from);
      this.#starts.push(this.#entries.length);
      return null;
    }
    const given = new Map<number, number>();
    for (let i = 0; i < ids.length; i++) {
      const value = points![i]!;
      const id = ids[i]!;
      if (!Number.isSafeInteger(value)) return refuse({ code: "points-not-whole", id, points: value });
      if (value < 0) return refuse({ code: "points-negative", id, points: value });
      if (value > 0) given.set(this.#indexOf.get(id)!, value);
    }
    this.#entries.length = from;
    for (const project of [...given.keys()].sort((a, b) => a - b)) {
      this.#entries.push(project);
      this.#points.push(given.get(project)!);
      this.#pointsGiven += given.get(project)!;
    }
    this.#starts.push(this.#entries.length);
    return null;
  }

  build(budget: Decimal): Result<Election, ElectionFault> {
    if (this.#ids.length === 0) return fail({ code: "no-projects" });
    if (budget.mantissa <= 0n) return fail({ code: "budget-not-positive", budget: decimalFigure(budget) });
    const total = shortest(budget);
    const decimals = this.#costs.reduce((most, cost) => Math.max(most, cost.decimals), total.decimals);
    const inSmallest = (money: Decimal): bigint => money.mantissa * 10n ** BigInt(decimals - money.decimals);
    const costs = this.#costs.map(inSmallest);
    const most = BigInt(Number.MAX_SAFE_INTEGER);
    if (costs.reduce((sum, cost) => sum + cost, inSmallest(total)) > most)
      return fail({ code: "too-large", what: "money" });
    if (this.#pointsGiven > Number.MAX_SAFE_INTEGER) return fail({ code: "too-large", what: "points" });
    return ok({
      decimals,
      budget: Number(inSmallest(total)),
      projects: this.#ids.map((id, i) => ({ id, cost: Number(costs[i]!) })),
      form: this.#form,
      voters: this.#starts.length - 1,
      ballotStart: Uint32Array.from(this.#starts),
      ballotProject: Uint32Array.from(this.#entries),
      ballotPoints: this.#form === "points" ? Float64Array.from(this.#points) : null,
    });
  }

  /** Insertion sort: ballots are short and mostly sorted. */
  #sortFrom(from: number): void {
    const entries = this.#entries;
    for (let i = from + 1; i < entries.length; i++) {
      const value = entries[i]!;
      let at = i;
      while (at > from && entries[at - 1]! > value) {
        entries[at] = entries[at - 1]!;
        at--;
      }
      entries[at] = value;
    }
  }
}
