import { BLOCK, NOTHING, orthonormalise, residual, ritz, turned } from "./block.ts";
import { drawsFrom } from "./random.ts";
import type { Hidden, VoteTable } from "./votes.ts";

/** Where opinions differ most: statements' mean votes and two directions in the space of statements. */
export interface OpinionComponents {
  /** Mean vote on each statement among those who voted on it; 0 where nobody did, and on hidden ones. */
  readonly centre: Float64Array;
  /** Two orthonormal vectors, an entry a statement; zeros where votes differ in fewer than two directions. */
  readonly components: readonly [Float64Array, Float64Array];
  /** Sums of squares along them, and along the third direction: where two are near, the picture may turn. */
  readonly strengths: readonly [number, number, number];
  /** Passes over all votes that it took, each for the whole block. */
  readonly passes: number;
  /** Whether both residuals are within the tolerance. */
  readonly converged: boolean;
  /** The block of vectors the search ended with: the start of the next, after further votes. */
  readonly block: Float64Array;
}

export interface ComponentsOptions {
  readonly hidden?: Hidden;
  /** How often each participant counts: a resampling. Absent: once. */
  readonly weights?: Float64Array;
  /** The block of an earlier search on nearly the same votes; statements may have been added at its end. */
  readonly start?: Float64Array | undefined;
  /** Residual ‖CᵀC v − λ v‖ allowed, over the largest λ. */
  readonly tolerance?: number;
  readonly mostPasses?: number;
}

const MOST_DEGREE = 12;
/** A search that starts from an earlier one looks so often for a direction that was not there before. */
const LOOKS = 2;
/** What a filter may favour the strongest direction by before rounding loses the others. */
const MOST_GAIN = 1e7;

/** Mean vote on each statement. */
export function meanVotes(
  table: VoteTable,
  options: Pick<ComponentsOptions, "hidden" | "weights"> = {},
): Float64Array {
  const { hidden, weights } = options;
  const sum = new Float64Array(table.statements);
  const count = new Float64Array(table.statements);
  for (let i = 0; i < table.participants; i++) {
    const weight = weights?.[i] ?? 1;
    if (weight === 0) continue;
    for (let at = table.start[i]!; at < table.start[i + 1]!; at++) {
      sum[table.statement[at]!]! += weight * table.vote[at]!;
      count[table.statement[at]!]! += weight;
    }
  }
  return sum.map((total, j) => (hidden?.[j] === 1 || count[j] === 0 ? 0 : total / count[j]!));
}

/**
 * The two principal components of the votes, where an unseen statement stands at its mean vote (Small et al. 2021, "Polis:
 * Scaling deliberation by mapping high dimensional opinion spaces"). With the mean taken off, an unseen cell is 0, so that the
 * centred matrix C is as sparse as the votes: nothing of participants × statements is ever made.
 *
 * Found by power iteration of CᵀC on a block of four vectors (subspace iteration with Rayleigh–Ritz, Golub and Van Loan 2013,
 * section 8.2.4), sharpened by Chebyshev polynomials (Zhou and Saad 2007, SIAM J. Matrix Anal. Appl. 29(3)). The start is
 * deterministic; the sign of a component is such that who agrees with more lies on its positive side (Σ v ≥ 0).
 *
 * Time: passes × votes. Memory: 8 bytes a vote, and a few numbers a statement.
 */
export function opinionComponents(table: VoteTable, options: ComponentsOptions = {}): OpinionComponents {
  const { hidden, weights, tolerance = 1e-10, mostPasses = 3000 } = options;
  const { statements } = table;
  const centre = meanVotes(table, options);
  const centred = new Float64Array(table.vote.length);
  for (let at = 0; at < centred.length; at++) {
    const j = table.statement[at]!;
    centred[at] = hidden?.[j] === 1 ? 0 : table.vote[at]! - centre[j]!;
  }

  let block: Float64Array = firstBlock(statements, hidden, options.start);
  orthonormalise(block);
  const looks = options.start === undefined ? 0 : LOOKS;
  let passes = 0;
  for (let cycle = 0; ; cycle++) {
    const image = multiply(table, centred, weights, block);
    passes++;
    const { values, vectors } = ritz(block, image);
    block = turned(block, vectors);
    const turnedImage = turned(image, vectors);
    const strongest = Math.max(values[0]!, 0);
    const isSmall = (q: number) => residual(block, turnedImage, values[q]!, q) <= tolerance * strongest;
    const converged = cycle >= looks && isSmall(0) && isSmall(1);
    if (converged || passes >= mostPasses || strongest === 0) {
      const component = (q: number) =>
        values[q]! <= NOTHING * strongest || strongest === 0
          ? new Float64Array(statements)
          : signed(Float64Array.from({ length: statements }, (_, j) => block[j * BLOCK + q]!));
      const strength = (q: number) => Math.max(0, values[q]!);
      const strengths = [strength(0), strength(1), strength(2)] as const;
      return { centre, components: [component(0), component(1)], strengths, passes, converged, block };
    }
    const under = values[BLOCK - 1]!;
    if (under <= NOTHING * strongest) block = turnedImage;
    else {
      // On [0, under] the polynomial stays within ±1; above, it grows as cosh(degree · acosh(t)).
      const half = under / 2;
      const steepness = Math.acosh(Math.max(1, (strongest - half) / half));
      const degree = Math.max(
        1,
        Math.min(MOST_DEGREE, Math.floor(Math.acosh(MOST_GAIN) / Math.max(steepness, 1e-9))),
      );
      let before: Float64Array = block;
      let now: Float64Array = turnedImage.map((value, at) => (value - half * block[at]!) / half);
      for (let k = 2; k <= degree; k++) {
        const further = multiply(table, centred, weights, now);
        passes++;
        for (let at = 0; at < further.length; at++) {
          further[at] = (2 * (further[at]! - half * now[at]!)) / half - before[at]!;
        }
        before = now;
        now = further;
      }
      block = now;
    }
    orthonormalise(block);
  }
}

/**
 * The statement a direction has most of, and how much of its squared length that is. Near 1 the direction is that statement alone:
 * in a conversation where a few statements are seen far more often than the rest, variance follows how often, and groups
 * along such a direction are stable without meaning much (docs/conversations.md).
 */
export function leadingStatement(component: Float64Array): {
  readonly statement: number;
  readonly share: number;
} {
  let statement = 0;
  for (let j = 1; j < component.length; j++) {
    if (Math.abs(component[j]!) > Math.abs(component[statement]!)) statement = j;
  }
  return { statement, share: (component[statement] ?? 0) ** 2 };
}

/** Drawn; of an earlier block the last vector only, so that what has come up since can be found. */
function firstBlock(statements: number, hidden: Hidden, earlier: Float64Array | undefined): Float64Array {
  const draw = drawsFrom(1);
  const block = Float64Array.from({ length: statements * BLOCK }, () => draw() - 0.5);
  return block.map((drawn, at) => {
    if (hidden?.[Math.floor(at / BLOCK)] === 1) return 0;
    return earlier === undefined || at % BLOCK === BLOCK - 1 ? drawn : (earlier[at] ?? 0);
  });
}

/** CᵀWC X for the four columns of X, which lie side by side. */
function multiply(
  { participants, start, statement }: VoteTable,
  centred: Float64Array,
  weights: Float64Array | undefined,
  block: Float64Array,
): Float64Array {
  const out = new Float64Array(block.length);
  for (let i = 0; i < participants; i++) {
    const weight = weights === undefined ? 1 : weights[i]!;
    if (weight === 0) continue;
    const from = start[i]!;
    const to = start[i + 1]!;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let at = from; at < to; at++) {
      const value = centred[at]!;
      const j = statement[at]! * BLOCK;
      a += value * block[j]!;
      b += value * block[j + 1]!;
      c += value * block[j + 2]!;
      d += value * block[j + 3]!;
    }
    a *= weight;
    b *= weight;
    c *= weight;
    d *= weight;
    for (let at = from; at < to; at++) {
      const value = centred[at]!;
      const j = statement[at]! * BLOCK;
      out[j]! += value * a;
      out[j + 1]! += value * b;
      out[j + 2]! += value * c;
      out[j + 3]! += value * d;
    }
  }
  return out;
}

function signed(component: Float64Array): Float64Array {
  const sum = component.reduce((total, value) => total + value, 0);
  return sum < 0 ? component.map((value) => -value) : component;
}
