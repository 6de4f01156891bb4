import type { Coverage } from "@husting/series";
import { heatingHours } from "../heatingseason.ts";
import { type LocalHours, localHours } from "../hours.ts";
import { meanOf } from "../statistics.ts";
import type { AdviceInput, AdviceRoom } from "./model.ts";
import { type StuckRun, stuckRuns } from "./stuckruns.ts";
import { adviceAssumptions } from "./thresholds.ts";

/** What several detectors need, worked out once. */
export interface AdviceContext {
  readonly input: AdviceInput;
  readonly local: LocalHours;
  /** 1 where some room has people in it. */
  readonly occupied: Uint8Array;
  /** 1 in hours of days on which the building is heated. */
  readonly heating: Uint8Array;
  /** Rooms with what stuck sensors showed taken out. */
  readonly rooms: readonly AdviceRoom[];
  /** Mean of the rooms' temperatures, NaN where fewer than half of them were measured. */
  readonly meanRoomC: Float64Array;
  readonly stuck: readonly StuckRun[];
  /**
   * 1 in hours in which rooms are meant to be at their temperature: with people in them, the first four hours of a day left
   * to the recovery from a setback. Everywhere 1 in a building that is never empty.
   */
  readonly settled: Uint8Array;
  readonly wantedC: number;
}

const commonlyWantedC = adviceAssumptions.commonlyWanted.value;

export function adviceContext(input: AdviceInput): AdviceContext {
  const local = localHours(input.frame);
  const { rooms, stuck } = withoutStuck(input.rooms);
  const occupied = new Uint8Array(input.frame.hours);
  for (const room of rooms) {
    for (let i = 0; i < occupied.length; i++) if (room.occupied[i] === 1) occupied[i] = 1;
  }
  return {
    input,
    local,
    occupied,
    heating: heatingHours(local, input.outdoorC, input.heatKwh),
    rooms,
    meanRoomC: meanRoom(rooms, input.frame.hours),
    stuck,
    settled: settledHours(occupied),
    wantedC: input.wantedC ?? commonlyWantedC,
  };
}

function withoutStuck(rooms: readonly AdviceRoom[]): {
  readonly rooms: readonly AdviceRoom[];
  readonly stuck: readonly StuckRun[];
} {
  const stuck = stuckRuns(rooms);
  if (stuck.length === 0) return { rooms, stuck };
  const cleaned = rooms.map((room) => {
    const runs = stuck.filter((run) => run.roomId === room.id);
    const without = (column: Float64Array | undefined, quantity: StuckRun["quantity"]) => {
      if (column === undefined) return {};
      const copy = column.slice();
      for (const run of runs) if (run.quantity === quantity) copy.fill(Number.NaN, run.from, run.to);
      return { [quantity]: copy };
    };
    return { ...room, ...without(room.temperatureC, "temperatureC"), ...without(room.co2Ppm, "co2Ppm") };
  });
  return { rooms: cleaned, stuck };
}

const recoveryHours = adviceAssumptions.recovery.value;

/** The `settled` hours of a context, from those in which people are there. */
export function settledHours(occupied: Uint8Array): Uint8Array {
  const settled = new Uint8Array(occupied.length);
  let run = recoveryHours;
  for (let i = 0; i < occupied.length; i++) {
    run = occupied[i] === 1 ? run + 1 : 0;
    if (run > recoveryHours) settled[i] = 1;
  }
  return settled;
}

/**
 * Mean of the rooms, hour by hour, from each room's distance to its own mean, so that a gap in a cold room does not warm
 * the house; NaN where fewer than half of the rooms were measured.
 */
export function meanRoom(rooms: readonly Pick<AdviceRoom, "temperatureC">[], hours: number): Float64Array {
  const columns = rooms.flatMap((room) => (room.temperatureC === undefined ? [] : [room.temperatureC]));
  const means = columns.map((column) => meanOf(column));
  const levelC = meanOf(means);
  const mean = new Float64Array(hours);
  const counts = new Uint16Array(hours);
  columns.forEach((column, c) => {
    for (let i = 0; i < hours; i++) {
      if (Number.isNaN(column[i]!)) continue;
      mean[i]! += column[i]! - means[c]!;
      counts[i]!++;
    }
  });
  for (let i = 0; i < hours; i++) {
    mean[i] =
      counts[i]! > 0 && 2 * counts[i]! >= columns.length ? levelC + mean[i]! / counts[i]! : Number.NaN;
  }
  return mean;
}

/** Measured hours among those of a mask (or all). */
export function coverageOf(column: Float64Array, mask?: Uint8Array): Coverage {
  let measured = 0;
  let expected = 0;
  for (let i = 0; i < column.length; i++) {
    if (mask !== undefined && mask[i] !== 1) continue;
    expected++;
    if (!Number.isNaN(column[i]!)) measured++;
  }
  return { measured, expected, share: expected === 0 ? 0 : measured / expected };
}

/** Mean of a column over a mask; NaN of nothing. */
export function meanOver(column: Float64Array, mask: Uint8Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < column.length; i++) {
    if (mask[i] !== 1 || Number.isNaN(column[i]!)) continue;
    sum += column[i]!;
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}

/** What a total over the frame's hours would be over a year of them. */
export function yearsPerFrame(context: AdviceContext): number {
  return 8766 / context.input.frame.hours;
}
