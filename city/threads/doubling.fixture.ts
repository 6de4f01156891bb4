/** Tasks for the pool's own test. */
export function prepare(addend: Float64Array) {
  return async (task: number): Promise<number> => {
    if (task === 13) throw new Error("thirteen is not doubled");
    if (task === 666) queueMicrotask(() => process.exit(7));
    if (task === 666) await new Promise(() => {});
    if (task === Number.POSITIVE_INFINITY) await new Promise(() => {});
    if (task === 1e9) for (const kept: string[][] = []; ; ) kept.push(new Array(100_000).fill("."));
    return 2 * task + addend[0]!;
  };
}
