import { BoundQueue } from "./bound-queue.ts";
import { compareFractions, type Fraction, fraction, quotient } from "./fraction.ts";
import { Ledger } from "./ledger.ts";
import type { Profile } from "./profile.ts";
import type { Tie } from "./ties.ts";

/**
 * What a project is worth to a voter who supports it: its cost, 1, or the points given. Of approvals the first two, of points the third.
 */
export type Utility = "cost" | "cardinality" | "additive";

/** One project bought from voters' shares. */
export interface Purchase {
  readonly project: number;
  /**
   * What a supporter pays for each point (with approvals: each supporter) unless less is left, in the smallest unit of money.
   */
  readonly share: Fraction;
}

/** One count by the Method of Equal Shares, every voter given the same. */
export interface SharesRun {
  readonly endowment: Fraction;
  /** In the order of buying. */
  readonly purchases: readonly Purchase[];
  /** Of each kind of voter the purchase for which it gave the last it had, less than the full share; -1 where there is none. */
  readonly spentOn: Int32Array;
  readonly cost: number;
  readonly ties: readonly Omit<Tie, "stage">[];
}

// Half a unit in the last place, doubled: every rounding below is bounded by it.
const ROUNDING = 2 ** -52;
/** A factor that makes a rounded product or quotient surely no larger, or surely no smaller. */
const DOWN = 1 - 2 ** -49;
const UP = 1 + 2 ** -49;

/** An exact share: `numerator / (ledger.denominator · divisor)`, with doubles that enclose its price per utility. */
interface ExactShare {
  readonly project: number;
  readonly numerator: bigint;
  readonly divisor: number;
  /** The same as a double, off by less than one part in 2^52. */
  readonly share: number;
  readonly lowPrice: number;
  readonly highPrice: number;
}

/**
 * The Method of Equal Shares (Peters & Skowron 2020, "Proportionality and the limits of welfarism"; for costs and additive utilities Peters,
 * Pierczyński & Skowron 2021, "Proportional participatory budgeting with additive utilities", definition 4.1). Each voter i is given b_i. A project p of cost c is
 * ρ-affordable when Σ min(b_i, u_i(p)·ρ) = c over its supporters; the one with the least ρ is bought, each supporter pays min(b_i, u_i(p)·ρ), and so on until
 * none is affordable.
 *
 * Exact at the speed of doubles. What a voter has left is the endowment minus the shares of what was bought, or nothing: so any sum over
 * voters is a whole-number combination of a few exact shares (`Ledger`). Doubles with a bound on their error say which candidates and which payers are
 * beyond doubt; the rest is decided on whole numbers. ρ never falls while money is spent (fewer can pay), so an old ρ is a lower bound and
 * most projects are not looked at in most rounds.
 */
export class SharesCounter {
  readonly #profile: Profile;
  /** Utility of one point of a project's, by which the price of a point becomes ρ. */
  readonly #scale: Float64Array;
  readonly #competes: Uint8Array;
  /** A lower bound of each project's share, and the round in which it was last found. */
  readonly #bound: Float64Array;
  readonly #boundRound: Int32Array;
  /** What each kind has left, to within `#moneyError`. */
  readonly #money: Float64Array;
  readonly #purchaseOf: Int32Array;
  readonly #queue: BoundQueue;
  /** Whether its supporters surely have its cost together, as of `#boundRound`. */
  readonly #surelyPaid: Uint8Array;
  /** Which supporters of `#poorOf` give all they have. */
  readonly #poor: Uint8Array;
  /** Voters of each supporting kind, beside `supporter`: read in order, where `weight` would be read at random. */
  readonly #supporterWeight: Float64Array;
  #poorOf = -1;
  #times: Float64Array = new Float64Array(64);
  #moneyError = 0;
  #endowment = 0;
  #spentOn: Int32Array = new Int32Array(0);
  #ledger: Ledger = new Ledger({ numerator: 0n, denominator: 1n });

  /** @param competes whether a project takes part; those dearer than the budget do not. */
  constructor(profile: Profile, utility: Utility, competes: (project: number) => boolean) {
    const { projects } = profile.election;
    this.#profile = profile;
    this.#scale = Float64Array.from(projects, ({ cost }) => (utility === "cost" ? cost : 1));
    this.#competes = Uint8Array.from(projects, (_, p) => (profile.points[p]! > 0 && competes(p) ? 1 : 0));
    this.#bound = new Float64Array(projects.length);
    this.#boundRound = new Int32Array(projects.length);
    this.#money = new Float64Array(profile.kinds);
    this.#purchaseOf = new Int32Array(projects.length);
    this.#queue = new BoundQueue(projects.length);
    this.#surelyPaid = new Uint8Array(projects.length);
    let most = 0;
    for (let p = 0; p < projects.length; p++)
      most = Math.max(most, profile.supporterStart[p + 1]! - profile.supporterStart[p]!);
    this.#poor = new Uint8Array(most);
    this.#supporterWeight = Float64Array.from(profile.supporter, (kind) => profile.weight[kind]!);
  }

  /** Whether a project can be bought at all, if voters have enough. */
  competes(project: number): boolean {
    return this.#competes[project] === 1;
  }

  /** The price per utility, to within rounding, when every supporter can pay the full share: the least it can ever be. */
  leastPrice(project: number): number {
    return (
      this.#profile.election.projects[project]!.cost / this.#profile.points[project]! / this.#scale[project]!
    );
  }

  /**
   * @param endowment what each voter has, in the smallest unit of money.
   * @param stopAbove ends the count as soon as what was bought costs more.
   */
  run(endowment: Fraction, stopAbove = Number.POSITIVE_INFINITY): SharesRun {
    this.#start(endowment);
    const { projects } = this.#profile.election;
    const purchases: Purchase[] = [];
    const ties: Omit<Tie, "stage">[] = [];
    let cost = 0;
    for (let round = 1; cost <= stopAbove; round++) {
      const found = this.#cheapest(round);
      if (found === null) break;
      const { chosen, equal } = found;
      if (equal.length > 1) ties.push({ after: purchases.length, projects: equal });
      this.#buy(chosen, purchases.length);
      purchases.push(purchaseOf(chosen.project, this.#ledger, purchases.length));
      cost += projects[chosen.project]!.cost;
    }
    return { endowment, purchases, spentOn: this.#spentOn, cost, ties };
  }

  #start(endowment: Fraction): void {
    const { kinds, points, election } = this.#profile;
    this.#ledger = new Ledger(endowment);
    this.#endowment = quotient(endowment.numerator, endowment.denominator);
    this.#moneyError = 4 * ROUNDING * this.#endowment;
    this.#money.fill(this.#endowment);
    this.#spentOn = new Int32Array(kinds).fill(-1);
    this.#purchaseOf.fill(-1);
    this.#boundRound.fill(0);
    this.#queue.clear();
    for (let p = 0; p < election.projects.length; p++) {
      if (this.#competes[p] === 0) continue;
      // Less than this for a point, and not even all supporters together could pay.
      this.#bound[p] = (election.projects[p]!.cost / points[p]!) * DOWN;
      this.#queue.push(p, this.#priceBound(p));
    }
  }

  #priceBound(project: number): number {
    return (this.#bound[project]! / this.#scale[project]!) * DOWN;
  }

  /** The affordable project with the least ρ, by the tie rule among equals; null when none is affordable. */
  #cheapest(round: number): { chosen: ExactShare; equal: number[] } | null {
    const queue = this.#queue;
    const looked: ExactShare[] = [];
    let best: ExactShare[] = [];
    while (queue.size > 0 && (best.length === 0 || queue.least <= best[0]!.highPrice)) {
      const project = queue.pop();
      if (this.#boundRound[project] !== round) {
        const found = this.#raiseBound(project);
        if (found === "unpayable") continue;
        if (found === "settled") this.#boundRound[project] = round;
        queue.push(project, this.#priceBound(project));
        continue;
      }
      const share = this.#exactShare(project);
      if (share === null) continue;
      looked.push(share);
      const order = best.length === 0 ? -1 : this.#comparePrices(share, best[0]!);
      if (order < 0) best = [share];
      else if (order === 0) best.push(share);
    }
    if (best.length === 0) return null;
    const { rank } = this.#profile;
    best.sort((a, b) => rank[a.project]! - rank[b.project]!);
    const chosen = best[0]!;
    for (const share of looked) {
      if (share !== chosen) queue.push(share.project, share.lowPrice);
    }
    return { chosen, equal: best.map(({ project }) => project) };
  }

  /**
   * Raises the lower bound of a project's share by one look at its supporters: `settled` when doubles can tell no more, `unpayable` when they surely
   * have too little together. For any set Z of supporters taken as giving all they have, Σ min(b, aq) ≤ Σ_Z w·b + q·Σ_rest w·a, so q ≥ (c − Σ_Z w·b) / Σ_rest w·a:
   * rounding can make the bound weaker, never wrong.
   */
  #raiseBound(project: number): "raised" | "settled" | "unpayable" {
    const { supporter, supporterPoints, supporterStart, supporters, election } = this.#profile;
    const money = this.#money;
    const weight = this.#supporterWeight;
    const from = supporterStart[project]!;
    const to = supporterStart[project + 1]!;
    const { cost } = election.projects[project]!;
    const share = this.#bound[project]!;
    let poorMoney = 0;
    let richMoney = 0;
    let richPoints = 0;
    let leastRich = Number.POSITIVE_INFINITY;
    for (let i = from; i < to; i++) {
      const points = supporterPoints[i]!;
      const has = money[supporter[i]!]!;
      const voters = weight[i]!;
      if (has < share * points) {
        poorMoney += voters * has;
      } else {
        richMoney += voters * has;
        richPoints += voters * points;
        const most = points === 1 ? has : has / points;
        if (most < leastRich) leastRich = most;
      }
    }
    const sumError = supporters[project]! * (this.#moneyError + (to - from + 4) * ROUNDING * this.#endowment);
    const together = poorMoney + richMoney;
    if (together + sumError < cost) return "unpayable";
    this.#surelyPaid[project] = together - sumError >= cost ? 1 : 0;
    if (richPoints === 0) return "settled";
    const raised = ((cost - poorMoney - sumError) / richPoints) * DOWN;
    if (raised <= share) return "settled";
    this.#bound[project] = raised;
    // Nobody else gives all at the raised share, so that another look would raise it no further.
    return raised <= leastRich ? "settled" : "raised";
  }

  /** The exact share at which a project is paid for, or null when its supporters cannot pay. Leaves who gives all in `#poor`. */
  #exactShare(project: number): ExactShare | null {
    const { supporter, supporterPoints, supporterStart, points, election } = this.#profile;
    const money = this.#money;
    const ledger = this.#ledger;
    const from = supporterStart[project]!;
    const to = supporterStart[project + 1]!;
    const cost = BigInt(election.projects[project]!.cost) * ledger.denominator;
    if (this.#surelyPaid[project] === 0 && !this.#canPay(project, cost)) return null;

    const poor = this.#poor.fill(0, 0, to - from);
    this.#poorOf = project;
    const surelyLeast = this.#bound[project]!;
    let heads = 0;
    let richPoints = points[project]!;
    const times = this.#clearedTimes();
    const give = (i: number): void => {
      poor[i - from] = 1;
      heads += this.#addPayments(supporter[i]!, times);
      richPoints -= this.#supporterWeight[i]! * supporterPoints[i]!;
    };
    for (let i = from; i < to; i++) {
      if (money[supporter[i]!]! + this.#moneyError < surelyLeast * supporterPoints[i]! * DOWN) give(i);
    }
    // Whoever has less than the share at hand has less than the true one, which is no smaller; when nobody is left who must be
    // added, the share at hand is the true one.
    for (;;) {
      const numerator = cost - ledger.combine(heads, times);
      const divisor = BigInt(richPoints);
      const share = quotient(numerator, ledger.denominator * divisor);
      let added = false;
      for (let i = from; i < to; i++) {
        if (poor[i - from] === 1) continue;
        const asked = share * supporterPoints[i]!;
        const surplus = money[supporter[i]!]! - asked;
        const doubt = this.#moneyError + asked * (UP - DOWN);
        if (surplus > doubt) continue;
        if (surplus >= -doubt && !this.#hasLess(supporter[i]!, numerator, divisor, supporterPoints[i]!))
          continue;
        give(i);
        added = true;
      }
      if (added) continue;
      this.#bound[project] = Math.max(this.#bound[project]!, share * DOWN);
      const price = share / this.#scale[project]!;
      return {
        project,
        numerator,
        divisor: richPoints,
        share,
        lowPrice: price * DOWN,
        highPrice: price * UP,
      };
    }
  }

  /** Whether the supporters of a project have its cost together, exactly. */
  #canPay(project: number, cost: bigint): boolean {
    const { supporter, supporterStart } = this.#profile;
    const times = this.#clearedTimes();
    let heads = 0;
    for (let i = supporterStart[project]!; i < supporterStart[project + 1]!; i++)
      heads += this.#addPayments(supporter[i]!, times);
    return this.#ledger.combine(heads, times) >= cost;
  }

  /**
   * Adds what a kind of voter has paid to `times`, by purchase, and gives its number of voters; nothing of a kind that has nothing left.
   */
  #addPayments(kind: number, times: Float64Array): number {
    if (this.#spentOn[kind]! >= 0) return 0;
    const { kindStart, kindProject, kindPoints, weight } = this.#profile;
    const voters = weight[kind]!;
    for (let j = kindStart[kind]!; j < kindStart[kind + 1]!; j++) {
      const purchase = this.#purchaseOf[kindProject[j]!]!;
      if (purchase >= 0) times[purchase]! += voters * kindPoints[j]!;
    }
    return voters;
  }

  #clearedTimes(): Float64Array {
    if (this.#times.length < this.#ledger.size) this.#times = new Float64Array(2 * this.#ledger.size);
    return this.#times.fill(0);
  }

  /** Whether a voter of this kind has less than `points` times the share `numerator / (denominator · divisor)`. */
  #hasLess(kind: number, numerator: bigint, divisor: bigint, points: number): boolean {
    const { kindStart, kindProject, kindPoints } = this.#profile;
    const ledger = this.#ledger;
    let left = this.#spentOn[kind]! >= 0 ? 0n : ledger.endowment;
    if (left > 0n) {
      for (let j = kindStart[kind]!; j < kindStart[kind + 1]!; j++) {
        const purchase = this.#purchaseOf[kindProject[j]!]!;
        if (purchase >= 0) left -= ledger.numerator(purchase) * BigInt(kindPoints[j]!);
      }
    }
    return left * divisor < numerator * BigInt(points);
  }

  #comparePrices(a: ExactShare, b: ExactShare): number {
    if (a.highPrice < b.lowPrice) return -1;
    if (a.lowPrice > b.highPrice) return 1;
    return compareFractions(this.#price(a), this.#price(b));
  }

  #price({ project, numerator, divisor }: ExactShare): Fraction {
    // Over the ledger's denominator, which both sides of a comparison share.
    return { numerator, denominator: BigInt(divisor) * BigInt(this.#scale[project]!) };
  }

  #buy(chosen: ExactShare, purchase: number): void {
    const { supporter, supporterPoints, supporterStart } = this.#profile;
    const { project, share } = chosen;
    // Others may have been looked at since: then who gives all is found once more.
    if (this.#poorOf !== project) this.#exactShare(project);
    const from = supporterStart[project]!;
    this.#ledger.append(chosen.numerator, BigInt(chosen.divisor));
    for (let i = from; i < supporterStart[project + 1]!; i++) {
      const kind = supporter[i]!;
      if (this.#poor[i - from] === 1) {
        this.#money[kind] = 0;
        if (this.#spentOn[kind]! < 0) this.#spentOn[kind] = purchase;
      } else {
        this.#money[kind]! -= share * supporterPoints[i]!;
      }
    }
    this.#purchaseOf[project] = purchase;
    this.#moneyError += 4 * ROUNDING * this.#endowment;
  }
}

/** Its share is put in lowest terms when it is asked for: of most runs of Add1 it never is. */
function purchaseOf(project: number, ledger: Ledger, index: number): Purchase {
  return {
    project,
    get share() {
      return ledger.value(index);
    },
  };
}

/** What each voter has when everybody gets the same part of the budget. */
export function equalEndowment(budget: number, voters: number): Fraction {
  return fraction(BigInt(budget), BigInt(Math.max(1, voters)));
}
