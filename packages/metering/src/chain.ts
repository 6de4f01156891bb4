import type { Decimal } from "@husting/series";
import type { RegisterFinding } from "./findings.ts";
import type { Plausibility } from "./plausibility.ts";
import { rise, type Trace } from "./trace.ts";

/**
 * What is known between a trusted register and the one before it: `whole` the full amount; `settled` the full amount
 * across a break that was told or answered; `at-least` a part of it (a device that restarted took the rest with it);
 * `quarantined` a difference that counts nowhere.
 */
export type Joint = "whole" | "settled" | "at-least" | "quarantined";

/** What a count holds beyond the difference of two registers. */
interface Adjustment {
  readonly code: "rollover" | "reset" | "swap";
  readonly counts: bigint;
}

/**
 * The registers of one meter that are trusted, in order, beginning with its opening register. `counts[k]` and
 * `joints[k]` join `accepted[k - 1]` to `accepted[k]`. Because a register that is left out is bridged by its
 * neighbours, leaving one out never loses an amount, only its place in time.
 */
export class Chain {
  readonly trace: Trace;
  readonly limits: Plausibility;
  readonly accepted: number[] = [0];
  readonly counts: bigint[] = [0n];
  readonly joints: Joint[] = ["whole"];
  readonly questionIds = new Map<number, string>();
  readonly adjustments: Adjustment[] = [];
  readonly findings: RegisterFinding[] = [];

  constructor(trace: Trace, limits: Plausibility) {
    this.trace = trace;
    this.limits = limits;
  }

  /** Index of the last trusted register in the trace. */
  get last(): number {
    return this.accepted[this.accepted.length - 1]!;
  }

  join(index: number, counts: bigint, joint: Joint): void {
    this.accepted.push(index);
    this.counts.push(counts);
    this.joints.push(joint);
  }

  quarantine(index: number, questionId: string): void {
    this.questionIds.set(this.accepted.length, questionId);
    this.join(index, this.trace.raw[index]! - this.trace.raw[this.last]!, "quarantined");
  }

  /** Gives up trusted registers so that `places` remain; only `whole` joints are ever given up. */
  cutTo(places: number): void {
    this.accepted.length = places;
    this.counts.length = places;
    this.joints.length = places;
  }

  register(index: number): Decimal {
    return { mantissa: this.trace.raw[index]!, decimals: this.trace.decimals };
  }

  durationMs(from: number, to: number): number {
    return this.trace.timesMs[to]! - this.trace.timesMs[from]!;
  }

  difference(from: number, to: number): number {
    return rise(this.trace, from, to);
  }

  /** Whether a count could be made in a time at all: by the rating, or by the meter's history. True when nothing says. */
  possible(counts: number, durationMs: number): boolean {
    const { ratePerMs, quantum } = this.limits;
    return ratePerMs === null || counts <= ratePerMs * durationMs + quantum;
  }

  /** Whether a count is more than this meter makes in such a time but once in a hundred times. */
  unusual(counts: number, durationMs: number, times = 1): boolean {
    const { usualRatePerMs, quantum } = this.limits;
    return usualRatePerMs !== null && counts > times * usualRatePerMs * durationMs + quantum;
  }

  judge(from: number, to: number): "sound" | "drop" | "jump" {
    const difference = this.difference(from, to);
    if (difference < 0) return "drop";
    return this.possible(difference, this.durationMs(from, to)) ? "sound" : "jump";
  }
}
