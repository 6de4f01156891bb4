import type { Count } from "./count.ts";
import { type Fraction, fraction, greatestCommonDivisor } from "./fraction.ts";
import type { Profile } from "./profile.ts";

/** What one voter of a kind paid for one project, over the book's denominator. */
export interface Payment {
  readonly project: number;
  readonly numerator: bigint;
  /** Whether it is the full share; otherwise the voter gave the last that was left. */
  readonly full: boolean;
}

/**
 * Who paid what in a count, from the shares (Equal Shares) or loads (Phragmén) of the projects that were bought. All amounts are over one denominator, so that
 * sums over a hundred thousand voters are sums of whole numbers.
 */
export class PaymentBook {
  readonly denominator: bigint;
  /** Every voter's endowment over the denominator; null under Phragmén, where money is earned. */
  readonly endowment: bigint | null;
  readonly #profile: Profile;
  readonly #purchaseOf: Int32Array;
  readonly #numerators: readonly bigint[];
  readonly #spentOn: Int32Array | null;
  /** By kind, once they were asked for: every project of a ballot asks. */
  readonly #paid: (readonly Payment[] | undefined)[] = [];

  /** @returns null for a count in which nobody pays: greedy. */
  static of({ profile, trace }: Count): PaymentBook | null {
    if (trace.rule === "greedy") return null;
    if (trace.rule === "phragmen") {
      const bought = trace.run.purchases.map(({ project, load }) => ({ project, amount: load }));
      return new PaymentBook(profile, bought, null, null);
    }
    const { run } = trace.added;
    const bought = run.purchases.map(({ project, share }) => ({ project, amount: share }));
    return new PaymentBook(profile, bought, run.endowment, run.spentOn);
  }

  private constructor(
    profile: Profile,
    bought: readonly { readonly project: number; readonly amount: Fraction }[],
    endowment: Fraction | null,
    spentOn: Int32Array | null,
  ) {
    let denominator = endowment?.denominator ?? 1n;
    for (const { amount } of bought)
      denominator *= amount.denominator / greatestCommonDivisor(denominator, amount.denominator);
    const over = (amount: Fraction): bigint => amount.numerator * (denominator / amount.denominator);
    this.denominator = denominator;
    this.endowment = endowment === null ? null : over(endowment);
    this.#profile = profile;
    this.#spentOn = spentOn;
    this.#numerators = bought.map(({ amount }) => over(amount));
    this.#purchaseOf = new Int32Array(profile.election.projects.length).fill(-1);
    bought.forEach(({ project }, purchase) => {
      this.#purchaseOf[project] = purchase;
    });
  }

  amount(numerator: bigint): Fraction {
    return fraction(numerator, this.denominator);
  }

  /** What a voter of this kind paid, in the order of buying; projects for which nothing was left are not in it. */
  paid(kind: number): readonly Payment[] {
    const known = this.#paid[kind];
    if (known !== undefined) return known;
    const found = this.#find(kind);
    this.#paid[kind] = found;
    return found;
  }

  #find(kind: number): readonly Payment[] {
    const { kindStart, kindProject, kindPoints } = this.#profile;
    const bought: { purchase: number; project: number; points: number }[] = [];
    for (let i = kindStart[kind]!; i < kindStart[kind + 1]!; i++) {
      const project = kindProject[i]!;
      const purchase = this.#purchaseOf[project]!;
      if (purchase >= 0) bought.push({ purchase, project, points: kindPoints[i]! });
    }
    bought.sort((a, b) => a.purchase - b.purchase);
    return this.endowment === null
      ? this.#loadsOf(bought)
      : this.#sharesOf(bought, this.endowment, this.#spentOn![kind]!);
  }

  #loadsOf(bought: readonly { purchase: number; project: number }[]): Payment[] {
    let before = 0n;
    return bought.map(({ purchase, project }) => {
      const load = this.#numerators[purchase]!;
      const numerator = load - before;
      before = load;
      return { project, numerator, full: true };
    });
  }

  #sharesOf(
    bought: readonly { purchase: number; project: number; points: number }[],
    endowment: bigint,
    spentOn: number,
  ): Payment[] {
    let left = endowment;
    const payments: Payment[] = [];
    for (const { purchase, project, points } of bought) {
      const isLast = purchase === spentOn;
      const numerator = isLast ? left : this.#numerators[purchase]! * BigInt(points);
      if (numerator > 0n) payments.push({ project, numerator, full: !isLast });
      left -= numerator;
      if (isLast) break;
    }
    return payments;
  }
}
