/**
 * Solves A·x = b for a symmetric positive semidefinite A (row-major, n × n), as normal equations are, by Cholesky
 * factorisation. A column that depends on the ones before it gets coefficient 0, so the answer is always finite and the
 * same on every run. `ridge` is added to the diagonal.
 */
export function solveSymmetric(a: Float64Array, b: Float64Array, ridge?: Float64Array): Float64Array {
  const n = b.length;
  const l = a.slice();
  const dependent = new Uint8Array(n);
  if (ridge !== undefined) for (let i = 0; i < n; i++) l[i * n + i]! += ridge[i]!;
  for (let j = 0; j < n; j++) {
    const before = l[j * n + j]!;
    let pivot = before;
    for (let k = 0; k < j; k++) pivot -= l[j * n + k]! * l[j * n + k]!;
    if (!(pivot > 1e-11 * before) || before <= 0) {
      dependent[j] = 1;
      for (let i = j; i < n; i++) l[i * n + j] = 0;
      continue;
    }
    const root = Math.sqrt(pivot);
    l[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = l[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!;
      l[i * n + j] = sum / root;
    }
  }
  const x = b.slice();
  for (let i = 0; i < n; i++) {
    if (dependent[i] === 1) {
      x[i] = 0;
      continue;
    }
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= l[i * n + k]! * x[k]!;
    x[i] = sum / l[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    if (dependent[i] === 1) continue;
    let sum = x[i]!;
    for (let k = i + 1; k < n; k++) if (dependent[k] === 0) sum -= l[k * n + i]! * x[k]!;
    x[i] = sum / l[i * n + i]!;
  }
  return x;
}
