import type { Attention, ResultDetail } from "./results.ts";

/** Values nobody should rely on without a look: they stood still, stood alone, or were zero where the load never is. */
const SUSPECT = new Set(["zero-run", "flatline", "lone-peak"]);
const KEPT = 50;

export function attentionOf(detail: ResultDetail): Attention {
  return {
    questions:
      detail !== null && "questions" in detail
        ? detail.questions.length + detail.events.filter(({ answer }) => answer === null).length
        : 0,
    suspectAtMs: (detail?.findings ?? [])
      .filter(({ code }) => SUSPECT.has(code))
      .map(({ atMs }) => atMs)
      .slice(-KEPT),
  };
}
