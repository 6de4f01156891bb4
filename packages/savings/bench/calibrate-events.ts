/** Learns the figures of `src/eventrecord.ts` from the development buildings' ordinary years and prints them. */
import { searchedDays, strongStretches, whiteningOf } from "../src/index.ts";
import { ordinaryYears } from "./events.ts";

const order = 14;
// The record takes 8 %; the others show how steep it is there.
const alarmShares = [0.04, 0.06, 0.08, 0.1, 0.15];
const mostDeviations = 6;

const autocovariances = new Float64Array(order + 1);
let meters = 0;
const development = [...ordinaryYears("development")];
for (const { input } of development) {
  const prepared = searchedDays(input);
  if (!prepared.ok) continue;
  const { counted, spread, expectedShare, meanKwh } = prepared.value;
  const z = input.useKwh.map((use, day) =>
    Math.max(-mostDeviations, Math.min(mostDeviations, (use / meanKwh - expectedShare[day]!) / spread[day]!)),
  );
  for (let lag = 0; lag <= order; lag++) {
    let sum = 0;
    let days = 0;
    for (let day = lag; day < z.length; day++) {
      if (counted[day] === 0 || counted[day - lag] === 0) continue;
      sum += z[day]! * z[day - lag]!;
      days++;
    }
    autocovariances[lag]! += sum / days;
  }
  meters++;
}
const whitening = whiteningOf(autocovariances.map((sum) => sum / meters));
const strengths: number[] = [];
for (const { input, watchFrom } of development) {
  const found = strongStretches(input, { whitening });
  if (!found.ok) continue;
  const watched = found.value.filter(({ fromDay }) => fromDay >= watchFrom);
  strengths.push(Math.max(0, ...watched.map(({ strength }) => strength)));
}
const sorted = strengths.toSorted((a, b) => b - a);
const at = alarmShares.map(
  (alarms) => `${100 * alarms} %: ${sorted[Math.floor(alarms * sorted.length)]!.toFixed(2)}`,
);
console.log(JSON.stringify({ whitening }));
console.log(`the strength that so many of ${sorted.length} ordinary years pass: ${at.join(", ")}`);
