import { fail, ok } from "@husting/series";
import { type AdviceContext, coverageOf, yearsPerFrame } from "./context.ts";
import { heatOfKelvinDays } from "./heatsignature.ts";
import { confidenceOf, type Detection } from "./model.ts";
import { adviceAssumptions, adviceThresholds } from "./thresholds.ts";

const allowedK = adviceThresholds.imbalance.value;
const neededRooms = adviceAssumptions.imbalanceRooms.value;
const leastCoverage = adviceAssumptions.imbalanceCoverage.value;
const neededHeatingDays = adviceAssumptions.heatingDays.value;

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
  const distances = meanDistances(
    judged.map(({ column }) => column),
    heating,
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

/** How far each room is from the middle of the others, on the mean of the hours in which at least two others were measured. */
function meanDistances(columns: readonly Float64Array[], heating: Uint8Array): number[] {
  const sums = new Float64Array(columns.length);
  const counts = new Uint32Array(columns.length);
  const there = new Float64Array(columns.length);
  // Every third hour: a quarter of a million medians say no more than eighty thousand.
  for (let i = 0; i < heating.length; i += 3) {
    if (heating[i] !== 1) continue;
    let rooms = 0;
    for (const column of columns) if (!Number.isNaN(column[i]!)) there[rooms++] = column[i]!;
    if (rooms < 3) continue;
    const sorted = there.subarray(0, rooms).sort();
    columns.forEach((column, room) => {
      const value = column[i]!;
      if (Number.isNaN(value)) return;
      sums[room]! += value - medianWithout(sorted, value);
      counts[room]!++;
    });
  }
  return columns.map((_, room) => (counts[room] === 0 ? 0 : sums[room]! / counts[room]!));
}

/** The median of sorted values when one of them is taken out, without sorting the others again. */
function medianWithout(sorted: Float64Array, value: number): number {
  let out = 0;
  let end = sorted.length;
  while (out < end) {
    const middle = (out + end) >> 1;
    if (sorted[middle]! < value) out = middle + 1;
    else end = middle;
  }
  const at = (place: number): number => sorted[place < out ? place : place + 1]!;
  const place = (sorted.length - 2) / 2;
  return (at(Math.floor(place)) + at(Math.ceil(place))) / 2;
}
