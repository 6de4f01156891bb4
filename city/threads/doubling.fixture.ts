/** Tasks for the pool's own test. */
export function prepare(addend: Float64Array) {
  return async (task: number): Promise<number> => {
    if (task === 13) throw new Error("thirteen is not doubled");
    if (task === 666) queueMicrotask(() => process.exit(7));
    if (task === 666) await new Promise(() => {});
    return 2 * task + addend[0]!;
  };
}
