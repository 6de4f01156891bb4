/** Two vectors are wanted; two more beside them keep a near third direction from slowing the search down. */
export const BLOCK = 4;
/** Relative to the strongest, what counts as no direction at all. */
export const NOTHING = 1e-12;

/** Gram–Schmidt, twice ("twice is enough", Giraud et al. 2005); a column that the others span becomes zeros. */
export function orthonormalise(block: Float64Array): void {
  for (let q = 0; q < BLOCK; q++) {
    const before = Math.sqrt(dot(block, q, block, q));
    for (let round = 0; round < 2; round++) {
      for (let p = 0; p < q; p++) {
        const along = dot(block, p, block, q);
        for (let at = 0; at < block.length; at += BLOCK) block[at + q]! -= along * block[at + p]!;
      }
    }
    const length = Math.sqrt(dot(block, q, block, q));
    const scale = length > NOTHING * before ? 1 / length : 0;
    for (let at = 0; at < block.length; at += BLOCK) block[at + q]! *= scale;
  }
}

function dot(left: Float64Array, p: number, right: Float64Array, q: number): number {
  let sum = 0;
  for (let at = 0; at < left.length; at += BLOCK) sum += left[at + p]! * right[at + q]!;
  return sum;
}

/** Eigenvalues, largest first, and eigenvectors (by column) of XᵀAX, by Jacobi's rotations. */
export function ritz(block: Float64Array, image: Float64Array): { values: number[]; vectors: number[][] } {
  const small = Array.from({ length: BLOCK }, (_, p) =>
    Array.from({ length: BLOCK }, (_, q) => (dot(block, p, image, q) + dot(block, q, image, p)) / 2),
  );
  const vectors = Array.from({ length: BLOCK }, (_, p) =>
    Array.from({ length: BLOCK }, (_, q) => (p === q ? 1 : 0)),
  );
  for (let sweep = 0; sweep < 30; sweep++) {
    for (let p = 0; p < BLOCK; p++) for (let q = p + 1; q < BLOCK; q++) rotate(small, vectors, p, q);
  }
  const order = [0, 1, 2, 3].sort((p, q) => small[q]![q]! - small[p]![p]!);
  return {
    values: order.map((p) => small[p]![p]!),
    vectors: vectors.map((row) => order.map((p) => row[p]!)),
  };
}

function rotate(small: number[][], vectors: number[][], p: number, q: number): void {
  const across = small[p]![q]!;
  if (across === 0) return;
  const theta = (small[q]![q]! - small[p]![p]!) / (2 * across);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  for (const row of [...small, ...vectors]) {
    const [left, right] = [row[p]!, row[q]!];
    row[p] = cosine * left - sine * right;
    row[q] = sine * left + cosine * right;
  }
  for (let k = 0; k < BLOCK; k++) {
    const [upper, lower] = [small[p]![k]!, small[q]![k]!];
    small[p]![k] = cosine * upper - sine * lower;
    small[q]![k] = sine * upper + cosine * lower;
  }
}

/** The block's columns mixed by a small matrix. */
export function turned(block: Float64Array, vectors: readonly (readonly number[])[]): Float64Array {
  const out = new Float64Array(block.length);
  for (let at = 0; at < block.length; at += BLOCK) {
    for (let q = 0; q < BLOCK; q++) {
      let sum = 0;
      for (let p = 0; p < BLOCK; p++) sum += block[at + p]! * vectors[p]![q]!;
      out[at + q] = sum;
    }
  }
  return out;
}

/** ‖A x − λ x‖ of column q. */
export function residual(block: Float64Array, image: Float64Array, value: number, q: number): number {
  let sum = 0;
  for (let at = q; at < block.length; at += BLOCK) sum += (image[at]! - value * block[at]!) ** 2;
  return Math.sqrt(sum);
}
