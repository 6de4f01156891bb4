import type { Installation, RegisterReadings } from "./model.ts";

/**
 * What can happen to a register: it passes its highest number, restarts from zero, its meter is exchanged (recorded or
 * not), samples are wrong (dip, spike), it is sent unchanged while it counts on, readings are missing, sent twice with
 * different registers, or arrive out of order.
 */
export type RegisterTrapKind =
  | "rollover"
  | "reset"
  | "recorded-swap"
  | "unrecorded-swap"
  | "dip"
  | "spike"
  | "stuck"
  | "gap"
  | "conflict"
  | "disorder";

/** What can be wrong with a regular series: gaps written as zero, repeated values, a spike, honest gaps. */
export type SeriesTrapKind = "zero-run" | "flatline" | "spike" | "gap";

/** One trap that was set, and the time that a check should point at. */
export interface Trap<Kind extends string> {
  readonly kind: Kind;
  readonly fromMs: number;
  readonly toMs: number;
}

/** A meter's history: the readings as sent, and what is recorded about its meters. */
export interface RegisterHistory {
  readonly installations: readonly Installation[];
  readonly readings: RegisterReadings;
}
