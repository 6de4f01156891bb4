import type { Measure } from "./measures.ts";

const YEAR_MS = 365 * 86_400_000;

/**
 * Other measures at the same buildings whose work falls into this one's baseline or reporting year: what one of them
 * did cannot be told from what the other did. Measures of other energies count too, for lamps that give off less heat
 * show in the heating.
 */
export function overlapping(measure: Measure, all: readonly Measure[]): Measure[] {
  const period = judgedPeriod(measure);
  if (period === undefined) return [];
  return all.filter((other) => {
    if (other.id === measure.id || other.state === "abandoned") return false;
    if (!other.buildingIds.some((id) => measure.buildingIds.includes(id))) return false;
    const work = workPeriod(other);
    return work !== undefined && work.fromMs < period.toMs && work.toMs > period.fromMs;
  });
}

interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

/** From the start of the baseline to the end of the reporting year. */
function judgedPeriod({ baselineEndMs, reportingStartMs }: Measure): Period | undefined {
  if (baselineEndMs === null) return undefined;
  return { fromMs: baselineEndMs - YEAR_MS, toMs: (reportingStartMs ?? baselineEndMs) + YEAR_MS };
}

/** When the building was being changed. */
function workPeriod({ baselineEndMs, reportingStartMs }: Measure): Period | undefined {
  if (baselineEndMs === null) return undefined;
  // Work that is not finished goes on.
  return { fromMs: baselineEndMs, toMs: reportingStartMs ?? Number.POSITIVE_INFINITY };
}
