import { median, quantile } from "../statistics.ts";
import type { AdviceRoom } from "./model.ts";
import { adviceAssumptions, adviceThresholds } from "./thresholds.ts";

/** A stretch of hours over which a sensor showed one and the same value. */
export interface StuckRun {
  readonly roomId: string;
  readonly quantity: "temperatureC" | "co2Ppm";
  readonly from: number;
  readonly to: number;
  readonly value: number;
  /** Measured hours in it. */
  readonly hours: number;
}

const shortestHours = adviceThresholds.stuckSensor.value;
const timesOthersLongest = adviceAssumptions.stuckTimesOthers.value;
const certainHours = adviceAssumptions.stuckAlone.value;
const othersMovedK = adviceAssumptions.stuckOthersMoved.value;
const othersMovedSteps = adviceAssumptions.stuckOthersMovedSteps.value;
const occupiedHoursAtOneCo2 = adviceAssumptions.stuckOccupied.value;

/**
 * Runs of one value that the room cannot have had. A temperature run counts when the other rooms moved meanwhile and it is
 * three times as long as the longest run the others commonly have; a carbon dioxide run counts when people were in the room
 * for ten hours of it. Gaps inside a run do not end it.
 */
export function stuckRuns(rooms: readonly AdviceRoom[]): StuckRun[] {
  const stuck: StuckRun[] = [];
  const longest = rooms.map(({ temperatureC }) =>
    temperatureC === undefined ? Number.NaN : longestRunHours(temperatureC),
  );
  rooms.forEach((room, r) => {
    const { temperatureC, co2Ppm } = room;
    if (temperatureC !== undefined) {
      const others = longest.filter((hours, o) => o !== r && !Number.isNaN(hours));
      const needed =
        others.length === 0 ? certainHours : Math.max(shortestHours, timesOthersLongest * median(others));
      const stepK = resolution(temperatureC);
      for (const run of equalRuns(temperatureC, needed)) {
        if (others.length === 0 || othersMoved(rooms, room, run, stepK)) {
          stuck.push({ roomId: room.id, quantity: "temperatureC", ...run });
        }
      }
    }
    if (co2Ppm !== undefined) {
      for (const run of equalRuns(co2Ppm, shortestHours)) {
        let withPeople = 0;
        for (let i = run.from; i < run.to; i++) {
          if (room.occupied[i] === 1 && !Number.isNaN(co2Ppm[i]!)) withPeople++;
        }
        if (withPeople >= occupiedHoursAtOneCo2) stuck.push({ roomId: room.id, quantity: "co2Ppm", ...run });
      }
    }
  });
  return stuck;
}

function longestRunHours(column: Float64Array): number {
  return equalRuns(column, 1).reduce((most, run) => Math.max(most, run.hours), 0);
}

type Run = Pick<StuckRun, "from" | "to" | "value" | "hours">;

function equalRuns(column: Float64Array, shortest: number): Run[] {
  const runs: Run[] = [];
  let from = -1;
  let last = -1;
  let hours = 0;
  const close = (): void => {
    if (hours >= shortest) runs.push({ from, to: last + 1, value: column[from]!, hours });
  };
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (Number.isNaN(value)) continue;
    if (from < 0 || value !== column[from]!) {
      close();
      from = i;
      hours = 0;
    }
    last = i;
    hours++;
  }
  close();
  return runs;
}

/** The step of a sensor: the smallest change that comes often, in the first thousand hours that changed. */
function resolution(column: Float64Array): number {
  const changes = new Float64Array(1000);
  let count = 0;
  for (let i = 1; i < column.length && count < changes.length; i++) {
    const change = Math.abs(column[i]! - column[i - 1]!);
    if (change > 1e-6) changes[count++] = change;
  }
  return count === 0 ? 0 : quantile(changes.subarray(0, count), 0.05);
}

function othersMoved(rooms: readonly AdviceRoom[], self: AdviceRoom, run: Run, stepK: number): boolean {
  const ranges: number[] = [];
  for (const room of rooms) {
    if (room === self || room.temperatureC === undefined) continue;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = run.from; i < run.to; i++) {
      const value = room.temperatureC[i]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (high >= low) ranges.push(high - low);
  }
  return ranges.length > 0 && median(ranges) >= Math.max(othersMovedK, othersMovedSteps * stepK);
}
