import type { Measure, MeasureStep } from "../measures/index.ts";
import type { CorrectedFigure } from "../savings/index.ts";
import type { VerdictVersion } from "../verdicts/index.ts";
import type { News } from "./news.ts";

/** What became of a measure, step by step. A step of before the system stands with the days of the work alone. */
export function stepNews(measure: Measure, steps: readonly MeasureStep[]): News[] {
  const { slug, titles } = measure;
  const path = `/measures/${slug}`;
  const worked = { started: measure.baselineEndMs, finished: measure.reportingStartMs };
  const recorded = steps.flatMap(({ state, atMs }): News[] => {
    // That it was verified the verdict tells.
    if (state === "verified") return [];
    const happenedAtMs = (state === "started" || state === "finished" ? worked[state] : null) ?? atMs;
    const id = `measure/${slug}/${state}`;
    return [{ id, happenedAtMs, recordedAtMs: atMs, path, what: { kind: "measure", step: state, titles } }];
  });
  const earlier = (["started", "finished"] as const).flatMap((step): News[] => {
    const atMs = worked[step];
    if (atMs === null || steps.some(({ state }) => state === step)) return [];
    const id = `measure/${slug}/${step}`;
    return [{ id, happenedAtMs: atMs, recordedAtMs: atMs, path, what: { kind: "measure", step, titles } }];
  });
  return [...recorded, ...earlier];
}

/** Every verdict that was put on record about a measure. */
export function verdictNews({ slug, titles }: Measure, versions: readonly VerdictVersion[]): News[] {
  return versions.map(({ version, lookDays, isFinal, outcome, judgedAtMs }) => ({
    id: `measure/${slug}/verdict/${version}`,
    happenedAtMs: judgedAtMs,
    recordedAtMs: judgedAtMs,
    path: `/measures/${slug}`,
    what: {
      kind: "verdict",
      outcome,
      afterDays: lookDays,
      isFinal,
      isAgain: versions.some((other) => other.version < version && other.lookDays === lookDays),
      titles,
    },
  }));
}

/**
 * Figures that were published and corrected. A figure can be corrected many times on a day, while late readings come in: the first
 * of a day is told, and its page shows them all.
 */
export function figureNews(
  figures: readonly CorrectedFigure[],
  measures: readonly Measure[],
  at: { readonly building: string; readonly dayOf: (ms: number) => string },
): News[] {
  const told = new Set<string>();
  return figures.flatMap(({ pointId, measure: slug, cause, atMs }): News[] => {
    const measure = measures.find((one) => one.slug === slug);
    const id = `figure/${pointId}/${slug}/${at.dayOf(atMs)}`;
    if (measure === undefined || told.has(id)) return [];
    told.add(id);
    const { carrier, titles } = measure;
    const path = `/buildings/${at.building}#${carrier}`;
    return [{ id, happenedAtMs: atMs, recordedAtMs: atMs, path, what: { kind: "figure", cause, titles } }];
  });
}
