import { alwaysRunning } from "./alwaysrunning.ts";
import { co2BaselineDrift } from "./co2drift.ts";
import { type AdviceContext, adviceContext } from "./context.ts";
import { heatingCurve } from "./heatingcurve.ts";
import { roomImbalance } from "./imbalance.ts";
import type { AdviceInput, Detection, Finding, SilentReason } from "./model.ts";
import { offHours } from "./offhours.ts";
import { overheatedWhileHeated } from "./overheating.ts";
import { setbackRecoveries } from "./setbackrecovery.ts";
import { stuckSensors } from "./stucksensor.ts";
import { warmWeatherHeating } from "./warmweather.ts";

/** The detectors by name. Each looks for its own faults and knows nothing of the others' findings. */
export const detectors = {
  "around-the-clock": alwaysRunning,
  "off-hours": offHours,
  "warm-weather-heating": warmWeatherHeating,
  overheating: overheatedWhileHeated,
  "heating-curve": heatingCurve,
  setback: setbackRecoveries,
  "co2-baseline": co2BaselineDrift,
  imbalance: roomImbalance,
  "stuck-sensor": stuckSensors,
} as const satisfies Record<string, (context: AdviceContext) => Detection>;

export type DetectorName = keyof typeof detectors;

/** What the detectors found, ranked, and which of them could not say, and why. */
export interface Advice {
  readonly findings: readonly Finding[];
  readonly silent: readonly { readonly detector: DetectorName; readonly reason: SilentReason }[];
}

/** Runs every detector on a building's hours. The input's columns must have as many elements as its frame has hours. */
export function advise(input: AdviceInput): Advice {
  const context = adviceContext(input);
  const findings: Finding[] = [];
  const silent: { readonly detector: DetectorName; readonly reason: SilentReason }[] = [];
  for (const [detector, detect] of Object.entries(detectors) as [
    DetectorName,
    (c: AdviceContext) => Detection,
  ][]) {
    const found = detect(context);
    if (found.ok) findings.push(...found.value);
    else silent.push({ detector, reason: found.reason });
  }
  return { findings: rankAdvice(findings, input.rooms.length), silent };
}

/**
 * What a finding is worth acting on, for ranking: by the energy to be had (as its logarithm, so that ten times the energy
 * counts as one step and not as ten), the share of the building's rooms that have it worse, and confidence, which weighs
 * both. A sensor fault has neither energy nor comfort to win and comes after what has, in order of confidence.
 */
export function adviceWorth(finding: Finding, roomsOfBuilding: number): number {
  const kwh = finding.kwhPerYear?.value ?? 0;
  const sensor = finding.code === "stuck-sensor" || finding.code === "co2-baseline-drift";
  const roomShare = sensor || roomsOfBuilding === 0 ? 0 : finding.rooms.length / roomsOfBuilding;
  return finding.confidence * (0.1 + Math.log10(1 + Math.max(0, kwh)) / 2 + 2 * roomShare);
}

/** Findings of one building, the one that is worth most first (`adviceWorth`). */
export function rankAdvice(findings: readonly Finding[], roomsOfBuilding: number): Finding[] {
  return findings
    .map((finding) => ({ finding, worth: adviceWorth(finding, roomsOfBuilding) }))
    .sort((a, b) => b.worth - a.worth || (a.finding.code < b.finding.code ? -1 : 1))
    .map(({ finding }) => finding);
}
