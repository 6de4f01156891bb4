import type { AdviceCode, Finding } from "@husting/indoor";

/** Why somebody sets an advice aside. */
export const DISMISSAL_REASONS = ["not-a-fault", "known", "being-fixed", "wrong-data"] as const;
export type DismissalReason = (typeof DISMISSAL_REASONS)[number];

export function isDismissalReason(text: string): text is DismissalReason {
  return (DISMISSAL_REASONS as readonly string[]).includes(text);
}

/** Advice that was set aside comes back when its figure has grown by more than this share. */
export const RETURNS_AFTER_GROWTH = 0.25;

const ofOneSensor: readonly AdviceCode[] = ["stuck-sensor", "co2-baseline-drift"];

/** What a finding goes by in its building: its code, and the room where there is one finding a room. */
export function keyOf({ code, rooms }: Pick<Finding, "code" | "rooms">): string {
  return ofOneSensor.includes(code) ? `${code}:${rooms.join(" ")}` : code;
}

/** The figure each finding stands or falls with, among its evidence. */
const leading = {
  "runs-around-the-clock": "night-share",
  "night-load": "night-share",
  "weekend-load": "share-of-the-step-to-day",
  "holiday-load": "share-of-the-step-to-day",
  "heating-in-warm-weather": "heat-beyond-hot-water-as-on-a-cold-day",
  "overheated-while-heated": "middle-room-mean",
  "curve-too-steep": "slope",
  "curve-too-flat": "slope",
  "setback-recovers-late": "hours-after-people-come",
  "setback-recovers-early": "hours-after-people-come",
  "co2-baseline-drift": "drift",
  "room-imbalance": "spread",
  "stuck-sensor": "all-runs",
} as const satisfies Record<AdviceCode, string>;

/** How far off it is, never below 0: of rooms that are too warm, the kelvins above what is wanted. */
export function leadingFigure({ code, evidence }: Pick<Finding, "code" | "evidence">): number {
  const of = (name: string): number => evidence.find((one) => one.name === name)?.value ?? 0;
  const figure = of(leading[code]);
  return Math.abs(code === "overheated-while-heated" ? figure - of("wanted") : figure);
}

/** What was set aside, as it was then. */
export interface SetAside {
  readonly figure: number;
  readonly rooms: readonly string[];
}

/** Whether a finding stays away: its figure has hardly grown, and no other room is concerned. */
export function staysAside(finding: Pick<Finding, "code" | "evidence" | "rooms">, then: SetAside): boolean {
  return (
    leadingFigure(finding) <= then.figure * (1 + RETURNS_AFTER_GROWTH) &&
    finding.rooms.every((room) => then.rooms.includes(room))
  );
}

/** What a measure against it would be: its kind, and which energy it is about. */
export const measureOf = {
  "runs-around-the-clock": { kind: "ventilation-schedule", of: "electricity" },
  "night-load": { kind: "other", of: "electricity" },
  "weekend-load": { kind: "ventilation-schedule", of: "electricity" },
  "holiday-load": { kind: "ventilation-schedule", of: "electricity" },
  "heating-in-warm-weather": { kind: "heating-curve", of: "heat" },
  "overheated-while-heated": { kind: "lower-set-point", of: "heat" },
  "curve-too-steep": { kind: "heating-curve", of: "heat" },
  "curve-too-flat": { kind: "heating-curve", of: "heat" },
  "setback-recovers-late": { kind: "night-setback", of: "heat" },
  "setback-recovers-early": { kind: "night-setback", of: "heat" },
  "co2-baseline-drift": { kind: "other", of: "heat" },
  "room-imbalance": { kind: "balancing", of: "heat" },
  "stuck-sensor": { kind: "other", of: "heat" },
} as const satisfies Record<AdviceCode, { readonly kind: string; readonly of: "electricity" | "heat" }>;
