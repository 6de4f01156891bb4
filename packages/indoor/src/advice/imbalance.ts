import { fail, ok } from "@husting/series";
import { median } from "../statistics.ts";
import { type AdviceContext, coverageOf, yearsPerFrame } from "./context.ts";
import { heatOfKelvinDays } from "./heatsignature.ts";
import { confidenceOf, type Detection } from "./model.ts";
import { adviceThresholds } from "./thresholds.ts";

const allowedK = adviceThresholds.imbalance.value;
const neededRooms = 3;
const leastCoverage = 0.4;
const neededHeatingDays = 30;

/** Rooms that radiators heat much more or much less than the others: the system wants balancing. */
export function roomImbalance(context: AdviceContext): Detection {
  const { rooms, heating } = context;
  const measured = rooms.filter((room) => room.temperatureC !== undefined);
  if (measured.length === 0) return fail({ code: "no-room-sensors" });
  const days = heating.reduce((sum, value) => sum + value, 0) / 24;
  if (days < neededHeatingDays) return fail({ code: "too-few-days", days, needed: neededHeatingDays });
  const judged = measured.flatMap((room) => {
    const coverage = coverageOf(room.temperatureC!, heating);
    return coverage.share < leastCoverage ? [] : [{ id: room.id, column: room.temperatureC!, coverage }];
  });
  if (judged.length < neededRooms) {
    return fail({ code: "too-few-rooms", rooms: judged.length, needed: neededRooms });
  }
  // A room's distance from the others, hour by hour, so that its gaps do not choose the weather it is compared in.
  const distances = judged.map((room) =>
    meanDistance(
      room.column,
      judged.map((other) => other.column),
      heating,
    ),
  );
  const apart = judged
    .map((room, i) => ({ ...room, distanceK: distances[i]! }))
    .filter((room) => Math.abs(room.distanceK) > allowedK);
  if (apart.length === 0) return ok([]);
  const farthest = Math.max(...apart.map((room) => Math.abs(room.distanceK)));
  const spreadK = Math.max(...distances) - Math.min(...distances);
  // Cold rooms make people turn up the whole building, warm ones waste by themselves; only the second is counted.
  const excessK = apart.reduce((sum, room) => sum + Math.max(0, room.distanceK), 0) / judged.length;
  const coverage = apart.reduce(
    (sum, room) => {
      const total = {
        measured: sum.measured + room.coverage.measured,
        expected: sum.expected + room.coverage.expected,
      };
      return { ...total, share: total.measured / total.expected };
    },
    { measured: 0, expected: 0, share: 0 },
  );
  return ok([
    {
      code: "room-imbalance",
      evidence: [
        { name: "coldest-room", value: Math.min(...distances), unit: "K" },
        { name: "warmest-room", value: Math.max(...distances), unit: "K" },
        { name: "spread", value: spreadK, unit: "K" },
      ],
      kwhPerYear: excessK > 0 ? heatOfKelvinDays(context, excessK * days * yearsPerFrame(context)) : null,
      rooms: apart.map((room) => room.id),
      confidence: confidenceOf((farthest - allowedK) / 0.4, coverage),
      coverage,
    },
  ]);
}

function meanDistance(column: Float64Array, all: readonly Float64Array[], heating: Uint8Array): number {
  let sum = 0;
  let count = 0;
  const there: number[] = [];
  // Every third hour: a quarter of a million medians say no more than eighty thousand.
  for (let i = 0; i < column.length; i += 3) {
    if (heating[i] !== 1 || Number.isNaN(column[i]!)) continue;
    there.length = 0;
    for (const other of all) if (other !== column && !Number.isNaN(other[i]!)) there.push(other[i]!);
    if (there.length < 2) continue;
    sum += column[i]! - median(there);
    count++;
  }
  return count === 0 ? 0 : sum / count;
}
