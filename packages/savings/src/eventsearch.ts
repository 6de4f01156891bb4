import { unlikelihood } from "./eventnoise.ts";

/** Days as a search for events sees them. */
export interface SearchedDays {
  /** Residual of each day in standard deviations; 0 where not counted. */
  readonly standardised: Float64Array;
  /** Expected use of each day in the same standard deviations: a change of all use by a share s adds s times this. */
  readonly expected: Float64Array;
  /** Expected use as a share of mean use. */
  readonly expectedShare: Float64Array;
  readonly counted: Uint8Array;
}

/** A stretch of days that a change of use by one share fits better than chance does. */
export interface Stretch {
  /** The first day and the day after the last. */
  readonly fromDay: number;
  readonly toDay: number;
  readonly share: number;
  /** Logarithm of how much likelier the days are with the change than without, less what its length costs. */
  readonly logOdds: number;
}

/** What is looked for: records, not options. */
export interface SearchLimits {
  readonly shortestDays: number;
  /** Least change, as a share both of the use expected in those days and of mean use. */
  readonly leastShare: number;
  readonly leastLogOdds: number;
  /** Longer than so many days costs log-odds, `lengthCost` for each e-fold. */
  readonly usualDays: number;
  readonly lengthCost: number;
}

// With less left to compare with, it would be a matter of taste which part is the event.
const leastOtherDays = 56;
// A stretch with many gaps is two stretches.
const leastMeasuredShare = 0.75;
// Starts and ends are tried every fourth day, ends of long stretches more coarsely, and every day around the best.
const coarseDays = 4;
const coarseEnd = (days: number) => coarseDays * Math.max(1, Math.floor(days / 64));

/**
 * Generalised likelihood-ratio search for a step with an end (Basseville & Nikiforov 1993, ch. 2): the log-odds of every
 * stretch, under noise whose covariance the whitening filter knows, and with what a baseline would absorb of the step
 * (level, weekdays, slopes, season, drift) taken off by `absorb`. Sums are prepared so that a stretch costs as much
 * as there are absorbed columns, however long it is.
 */
export class StepSearch {
  readonly #days: SearchedDays;
  readonly #whitening: readonly number[];
  readonly #limits: SearchLimits;
  /** Inverse covariance by lag. */
  readonly #precision: Float64Array;
  /** Inverse covariance times residuals, without what the absorbed columns explain. */
  readonly #pull: Float64Array;
  readonly #absorbed: Float64Array[] = [];

  constructor(days: SearchedDays, whitening: readonly number[], limits: SearchLimits) {
    this.#days = days;
    this.#whitening = whitening;
    this.#limits = limits;
    const order = whitening.length;
    this.#precision = Float64Array.from({ length: order }, (_, lag) => {
      let sum = 0;
      for (let k = 0; k + lag < order; k++) sum += whitening[k]! * whitening[k + lag]!;
      return sum;
    });
    this.#pull = unlikelihood(whitening, days.standardised);
  }

  /**
   * Lets a column (in standard deviations) explain what it can, its coefficient normal around zero with `priorSpread`:
   * one step of a Cholesky factorisation of the columns' information.
   */
  absorb(column: Float64Array, priorSpread: number): void {
    const direction = unlikelihood(this.#whitening, column);
    let information = product(column, direction) + 1 / (priorSpread * priorSpread);
    for (const earlier of this.#absorbed) {
      const shared = product(column, earlier);
      information -= shared * shared;
      for (let i = 0; i < direction.length; i++) direction[i]! -= shared * earlier[i]!;
    }
    // A column that the ones before it explain wholly adds nothing.
    if (!(information > 1e-9)) return;
    const root = Math.sqrt(information);
    for (let i = 0; i < direction.length; i++) direction[i]! /= root;
    const explained = product(direction, this.#days.standardised);
    for (let i = 0; i < direction.length; i++) this.#pull[i]! -= explained * direction[i]!;
    this.#absorbed.push(direction);
  }

  /** The stretch with the most log-odds, or undefined when none has enough. */
  strongest(): Stretch | undefined {
    const { counted } = this.#days;
    const n = counted.length;
    const sums = this.#sums();
    let most = this.#limits.leastLogOdds;
    let best: Pick<Stretch, "fromDay" | "toDay"> | undefined;
    const tryFrom = (
      fromDay: number,
      firstTo: number,
      lastTo: number,
      step: (days: number) => number,
    ): void => {
      if (fromDay < 0 || fromDay >= n || counted[fromDay] === 0) return;
      const head = this.#headCorrection(fromDay);
      const earliest = fromDay + Math.max(this.#limits.shortestDays, this.#whitening.length);
      for (
        let toDay = Math.max(firstTo, earliest);
        toDay <= Math.min(n, lastTo);
        toDay += step(toDay - fromDay)
      ) {
        // Like the first day, the last one must have been measured: a gap belongs to no event.
        if (counted[toDay - 1] === 0) continue;
        const logOdds = this.#logOdds(sums, head, fromDay, toDay);
        if (logOdds > most) {
          most = logOdds;
          best = { fromDay, toDay };
        }
      }
    };
    for (let fromDay = 0; fromDay < n; fromDay += coarseDays) tryFrom(fromDay, 0, n, coarseEnd);
    for (let round = 0; round < 2 && best !== undefined; round++) {
      const { fromDay, toDay } = best as Pick<Stretch, "fromDay" | "toDay">;
      const near = coarseEnd(toDay - fromDay);
      for (let day = fromDay - coarseDays; day <= fromDay + coarseDays; day++) {
        tryFrom(day, toDay - near, toDay + near, () => 1);
      }
    }
    if (best === undefined) return undefined;
    const { fromDay, toDay } = best as Pick<Stretch, "fromDay" | "toDay">;
    const { pull, information } = this.#evidence(sums, this.#headCorrection(fromDay), fromDay, toDay);
    return { fromDay, toDay, share: Math.max(-1, pull / information), logOdds: most };
  }

  #sums(): Sums {
    const { expected, expectedShare, counted } = this.#days;
    const n = counted.length;
    const width = this.#absorbed.length;
    const pulls = new Float64Array(n + 1);
    const informations = new Float64Array(n + 1);
    const uses = new Float64Array(n + 1);
    const counts = new Int32Array(n + 1);
    const absorbed = new Float64Array((n + 1) * width);
    for (let day = 0; day < n; day++) {
      const here = counted[day] === 1;
      pulls[day + 1] = pulls[day]! + (here ? expected[day]! * this.#pull[day]! : 0);
      informations[day + 1] = informations[day]! + this.#informationOf(day, day);
      uses[day + 1] = uses[day]! + (here ? expectedShare[day]! : 0);
      counts[day + 1] = counts[day]! + (here ? 1 : 0);
      const at = day * width;
      for (let k = 0; k < width; k++) {
        absorbed[at + width + k] = absorbed[at + k]! + (here ? expected[day]! * this.#absorbed[k]![day]! : 0);
      }
    }
    return { pulls, informations, uses, counts, absorbed, width };
  }

  /** What a day adds to the information of a step that began `before` days earlier. */
  #informationOf(day: number, before: number): number {
    const { expected, counted } = this.#days;
    if (counted[day] === 0) return 0;
    const precision = this.#precision;
    let sum = precision[0]! * expected[day]!;
    for (let lag = 1; lag < precision.length && lag <= before; lag++) {
      if (counted[day - lag] === 1) sum += 2 * precision[lag]! * expected[day - lag]!;
    }
    return sum * expected[day]!;
  }

  /** A step's first days have no days of the step before them; the sums count as if they had. */
  #headCorrection(fromDay: number): number {
    let correction = 0;
    for (let k = 0; k + 1 < this.#whitening.length && fromDay + k < this.#days.counted.length; k++) {
      correction += this.#informationOf(fromDay + k, k) - this.#informationOf(fromDay + k, fromDay + k);
    }
    return correction;
  }

  #evidence(sums: Sums, headCorrection: number, fromDay: number, toDay: number) {
    const { pulls, informations, absorbed, width } = sums;
    let information = informations[toDay]! - informations[fromDay]! + headCorrection;
    const from = fromDay * width;
    const to = toDay * width;
    for (let k = 0; k < width; k++) {
      const part = absorbed[to + k]! - absorbed[from + k]!;
      information -= part * part;
    }
    return { pull: pulls[toDay]! - pulls[fromDay]!, information };
  }

  /** Minus infinity for a stretch that is not looked at. */
  #logOdds(sums: Sums, headCorrection: number, fromDay: number, toDay: number): number {
    const { uses, counts } = sums;
    const { shortestDays, leastShare, usualDays, lengthCost } = this.#limits;
    const days = counts[toDay]! - counts[fromDay]!;
    const all = counts[counts.length - 1]!;
    if (days < leastMeasuredShare * Math.max(shortestDays, toDay - fromDay) || all - days < leastOtherDays) {
      return Number.NEGATIVE_INFINITY;
    }
    const { pull, information } = this.#evidence(sums, headCorrection, fromDay, toDay);
    if (!(information > 1e-9)) return Number.NEGATIVE_INFINITY;
    const least = Math.max(leastShare, (leastShare * days) / (uses[toDay]! - uses[fromDay]!));
    // Use cannot fall by more than all of it.
    if (least > 1 && pull < 0) return Number.NEGATIVE_INFINITY;
    const size = Math.max(least, Math.abs(Math.max(-1, pull / information)));
    const cost = days > usualDays ? lengthCost * Math.log(days / usualDays) : 0;
    return size * Math.abs(pull) - 0.5 * size * size * information - cost;
  }
}

/** Running sums before each day, so that a stretch's are a difference. */
interface Sums {
  readonly pulls: Float64Array;
  readonly informations: Float64Array;
  readonly uses: Float64Array;
  readonly counts: Int32Array;
  /** `width` figures a day. */
  readonly absorbed: Float64Array;
  readonly width: number;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
