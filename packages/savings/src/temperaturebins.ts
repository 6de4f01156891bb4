/** CalTRACK 2.0 hourly's temperature bins (3.9.x): a piecewise linear response with knots at fixed temperatures. */

export const binEndpointsF = [30, 45, 55, 65, 75, 90] as const;
const leastHoursInBin = 20;

/**
 * The endpoints kept for the given hours: bins of fewer than twenty hours are merged, the outermost first, inner ones
 * only when both ends hold enough. `counts[k]` is how many hours fall into bin k, closed on the right.
 */
export function keptEndpoints(counts: Float64Array): number[] {
  const kept: number[] = [...binEndpointsF];
  const hours: number[] = Array.from(counts);
  for (;;) {
    if (kept.length === 0) return kept;
    const remove = new Set<number>();
    if (hours[0]! < leastHoursInBin) remove.add(0);
    if (hours.at(-1)! < leastHoursInBin) remove.add(kept.length - 1);
    if (remove.size === 0) {
      for (let bin = 1; bin < hours.length - 1; bin++) if (hours[bin]! < leastHoursInBin) remove.add(bin);
    }
    if (remove.size === 0) return kept;
    for (const endpoint of [...remove].sort((a, b) => b - a)) {
      kept.splice(endpoint, 1);
      hours.splice(endpoint, 2, hours[endpoint]! + hours[endpoint + 1]!);
    }
  }
}

/** Which of the six endpoints' bins an hour falls into, closed on the right. */
export function binOf(temperatureF: number): number {
  let bin = 0;
  while (bin < binEndpointsF.length && temperatureF > binEndpointsF[bin]!) bin++;
  return bin;
}
