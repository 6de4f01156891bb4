import { type Count, isTooDear } from "./count.ts";
import { compareFractions, type Fraction, fraction } from "./fraction.ts";
import { type Payment, PaymentBook } from "./payments.ts";
import type { SharesRun } from "./shares.ts";

/** Supporters who each paid the same. All money in fractions of the smallest unit. */
export interface FullPayers {
  /** Points each of them gave; 1 for an approval. */
  readonly points: number;
  readonly voters: number;
  readonly each: Fraction;
}

/** Supporters who gave the last they had, which was less than the full share. */
export interface LastPayers {
  readonly voters: number;
  readonly together: Fraction;
  readonly least: Fraction;
  readonly most: Fraction;
}

/** Who paid for a project. */
export interface Payers {
  readonly full: readonly FullPayers[];
  readonly last: LastPayers | null;
  /** Supporters who had nothing left, and got the project without paying. */
  readonly nothingLeft: number;
}

/** Why a project won or lost. */
export type Outcome =
  /** Bought from shares, as the `place`th. `price` is ρ: money for a unit of utility (cost: a share of one's worth; cardinality, additive: smallest units). */
  | {
      readonly code: "bought";
      readonly place: number;
      readonly share: Fraction;
      readonly price: Fraction;
      readonly payers: Payers;
    }
  /** Phragmén: bought as the `place`th, when each supporter had paid `load` in all. */
  | { readonly code: "earned"; readonly place: number; readonly load: Fraction; readonly payers: Payers }
  /** Greedy, or the greedy completion: it fitted into `left` at its turn. */
  | { readonly code: "fitted"; readonly place: number; readonly left: number; readonly completion: boolean }
  | { readonly code: "no-support" }
  | { readonly code: "dearer-than-budget" }
  /** Its supporters had `had` left together, and `missing` was missing; `left` of the budget where a greedy completion came to it. */
  | {
      readonly code: "too-little-left";
      readonly had: Fraction;
      readonly missing: Fraction;
      readonly left: number | null;
    }
  | { readonly code: "did-not-fit"; readonly left: number }
  /** Phragmén: the count had ended; each supporter would have had to pay `load` in all. */
  | { readonly code: "count-ended"; readonly load: Fraction };

export interface ProjectExplanation {
  readonly project: number;
  readonly supporters: number;
  readonly points: number;
  readonly outcome: Outcome;
}

/** What the share of a voter bought. */
export interface VoterExplanation {
  readonly kind: number;
  /** How many voted just so. */
  readonly voters: number;
  readonly endowment: Fraction | null;
  readonly paid: readonly { readonly project: number; readonly amount: Fraction; readonly full: boolean }[];
  /** What was not spent; null where voters have no endowment. */
  readonly left: Fraction | null;
  /** Supported projects that won without this voter's money: nothing was left, or they were bought for the whole city. */
  readonly wonUnpaid: readonly number[];
  /** Supported projects that lost. */
  readonly lost: readonly number[];
}

/** How the endowment came about, and what ended Add1. */
export interface EndowmentExplanation {
  /** The budget's equal part. */
  readonly equalPart: Fraction;
  readonly counted: Fraction;
  readonly steps: number;
  /** The next endowment, what its outcome costs as far as it was counted, and the project that took it over the budget. */
  readonly beyond: { readonly endowment: Fraction; readonly cost: number; readonly project: number } | null;
}

/** Says of a count why each project won or lost and what each voter's share bought. Computed when it is asked for. */
export class Explanation {
  readonly count: Count;
  readonly #book: PaymentBook | null;
  readonly #place: Map<number, number>;

  constructor(count: Count) {
    this.count = count;
    this.#book = PaymentBook.of(count);
    this.#place = new Map(count.winners.map((project, i) => [project, i + 1]));
  }

  /** Null for rules without endowments. */
  endowment(): EndowmentExplanation | null {
    const { trace, profile } = this.count;
    if (trace.rule !== "equal-shares") return null;
    const { run, steps, beyond } = trace.added;
    const { budget, voters } = profile.election;
    return {
      equalPart: fraction(BigInt(budget), BigInt(Math.max(1, voters))),
      counted: run.endowment,
      steps,
      beyond:
        beyond === null
          ? null
          : { endowment: beyond.endowment, cost: beyond.cost, project: beyond.purchases.at(-1)!.project },
    };
  }

  project(project: number): ProjectExplanation {
    const { supporters, points } = this.count.profile;
    return {
      project,
      supporters: supporters[project]!,
      points: points[project]!,
      outcome: this.#outcome(project),
    };
  }

  voter(voter: number): VoterExplanation {
    return this.kind(this.count.profile.kindOfVoter[voter]!);
  }

  kind(kind: number): VoterExplanation {
    const { weight, kindStart, kindProject } = this.count.profile;
    const book = this.#book;
    const payments = book?.paid(kind) ?? [];
    const paidFor = new Set(payments.map(({ project }) => project));
    const supported = Array.from(kindProject.subarray(kindStart[kind]!, kindStart[kind + 1]!));
    return {
      kind,
      voters: weight[kind]!,
      endowment: book?.endowment == null ? null : book.amount(book.endowment),
      paid: payments.map(({ project, numerator, full }) => ({
        project,
        amount: book!.amount(numerator),
        full,
      })),
      left: book?.endowment == null ? null : book.amount(leftOf(book.endowment, payments)),
      wonUnpaid: supported.filter((p) => this.#place.has(p) && !paidFor.has(p)),
      lost: supported.filter((p) => !this.#place.has(p)),
    };
  }

  #outcome(project: number): Outcome {
    const { profile, trace } = this.count;
    if (profile.points[project] === 0) return { code: "no-support" };
    if (isTooDear(profile, project)) return { code: "dearer-than-budget" };
    if (trace.rule === "equal-shares") return this.#sharesOutcome(project, trace.added.run);
    if (trace.rule === "greedy") return this.#greedyOutcome(project, trace.run.steps, false)!;
    const place = this.#place.get(project);
    const { purchases, stoppedBy, cost } = trace.run;
    if (place !== undefined) {
      const { load } = purchases[place - 1]!;
      return { code: "earned", place, load, payers: this.#payers(project) };
    }
    if (stoppedBy?.project === project) return { code: "did-not-fit", left: profile.election.budget - cost };
    return { code: "count-ended", load: this.#loadAtEnd(project) };
  }

  #sharesOutcome(project: number, run: SharesRun): Outcome {
    const { profile, rule, trace } = this.count;
    const { election } = profile;
    const fill = trace.rule === "equal-shares" ? trace.fill : null;
    const at = run.purchases.findIndex((purchase) => purchase.project === project);
    if (at >= 0) {
      const { share } = run.purchases[at]!;
      const worth =
        "utility" in rule && rule.utility === "cost" ? BigInt(election.projects[project]!.cost) : 1n;
      const price = fraction(share.numerator, share.denominator * worth);
      return { code: "bought", place: at + 1, share, price, payers: this.#payers(project) };
    }
    const filled = fill === null ? null : this.#greedyOutcome(project, fill.steps, true);
    if (filled?.code === "fitted") return filled;
    const book = this.#book!;
    let had = 0n;
    for (const kind of this.#supportingKinds(project))
      had += BigInt(profile.weight[kind]!) * leftOf(book.endowment!, book.paid(kind));
    const cost = BigInt(election.projects[project]!.cost);
    return {
      code: "too-little-left",
      had: book.amount(had),
      missing: book.amount(cost * book.denominator - had),
      left: filled?.code === "did-not-fit" ? filled.left : null,
    };
  }

  #greedyOutcome(
    project: number,
    steps: readonly { readonly project: number; readonly left: number; readonly bought: boolean }[],
    completion: boolean,
  ): Outcome | null {
    const step = steps.find((candidate) => candidate.project === project);
    if (step === undefined) return null;
    return step.bought
      ? { code: "fitted", place: this.#place.get(project)!, left: step.left, completion }
      : { code: "did-not-fit", left: step.left };
  }

  #supportingKinds(project: number): Uint32Array {
    const { supporter, supporterStart } = this.count.profile;
    return supporter.subarray(supporterStart[project]!, supporterStart[project + 1]!);
  }

  #payers(project: number): Payers {
    const { weight, supporterStart, supporterPoints } = this.count.profile;
    const book = this.#book!;
    const full = new Map<bigint, { points: number; voters: number; numerator: bigint }>();
    let last: { voters: number; together: bigint; least: bigint; most: bigint } | null = null;
    let nothingLeft = 0;
    this.#supportingKinds(project).forEach((kind, i) => {
      const voters = weight[kind]!;
      const payment = book.paid(kind).find((candidate) => candidate.project === project);
      if (payment === undefined) {
        nothingLeft += voters;
        return;
      }
      const { numerator } = payment;
      if (payment.full) {
        const points = supporterPoints[supporterStart[project]! + i]!;
        const known = full.get(numerator) ?? { points, voters: 0, numerator };
        known.voters += voters;
        full.set(numerator, known);
        return;
      }
      last = {
        voters: (last?.voters ?? 0) + voters,
        together: (last?.together ?? 0n) + numerator * BigInt(voters),
        least: last === null || numerator < last.least ? numerator : last.least,
        most: last === null || numerator > last.most ? numerator : last.most,
      };
    });
    return {
      full: [...full.values()]
        .map(({ points, voters, numerator }) => ({ points, voters, each: book.amount(numerator) }))
        .sort((a, b) => compareFractions(b.each, a.each)),
      last: lastPayers(book, last),
      nothingLeft,
    };
  }

  #loadAtEnd(project: number): Fraction {
    const { weight, supporters, election } = this.count.profile;
    const book = this.#book!;
    let sum = BigInt(election.projects[project]!.cost) * book.denominator;
    for (const kind of this.#supportingKinds(project)) sum += BigInt(weight[kind]!) * total(book.paid(kind));
    return fraction(sum, book.denominator * BigInt(supporters[project]!));
  }
}

function total(payments: readonly Payment[]): bigint {
  return payments.reduce((sum, { numerator }) => sum + numerator, 0n);
}

function leftOf(endowment: bigint, payments: readonly Payment[]): bigint {
  return endowment - total(payments);
}

function lastPayers(
  book: PaymentBook,
  last: { voters: number; together: bigint; least: bigint; most: bigint } | null,
): LastPayers | null {
  return last === null
    ? null
    : {
        voters: last.voters,
        together: book.amount(last.together),
        least: book.amount(last.least),
        most: book.amount(last.most),
      };
}
