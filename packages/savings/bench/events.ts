/** Scores event detection on reporting buildings: seeded events put into ordinary years, and the years as they are. */
import {
  dayKinds,
  findNonRoutineEvents,
  type HustingDailyInput,
  placeboExclusion,
  toDays,
} from "../src/index.ts";
import { cambridgePairs, isDevelopment } from "./cambridge.ts";

export interface EventScore {
  readonly carrier: string;
  readonly kind: string;
  readonly years: number;
  readonly found: number;
  readonly dated: number;
}

const kinds = ["step", "ramp", "closure"] as const;
const rampDays = 28;
const largeShare = 0.3;

const order = (kind: string) => ["none", ...kinds].findIndex((one) => kind.startsWith(one));

/** A repeatable stream of numbers in [0, 1). */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * One row per carrier and kind; kind `none` counts ordinary years that raised a question (false alarms, or true events
 * nobody recorded). An event is found when a question of the same sign overlaps it, dated when that question begins
 * within a week of its onset (of a ramp: of its middle).
 */
export function scoreEvents(): EventScore[] {
  const random = stream(20261123);
  const scores = new Map<
    string,
    { carrier: string; kind: string; years: number; found: number; dated: number }
  >();
  const count = (carrier: string, kind: string, found: boolean, dated: boolean) => {
    const key = `${carrier} ${kind}`;
    const score = scores.get(key) ?? { carrier, kind, years: 0, found: 0, dated: 0 };
    scores.set(key, {
      ...score,
      years: score.years + 1,
      found: score.found + (found ? 1 : 0),
      dated: score.dated + (dated ? 1 : 0),
    });
  };
  for (const pair of cambridgePairs()) {
    if (pair.fitYear > 2018 || isDevelopment(pair.building) || placeboExclusion(pair) !== undefined) continue;
    const before = toDays(pair.fit);
    const after = toDays(pair.next);
    const n = before.useKwh.length;
    const join = (a: Float64Array, b: Float64Array) => Float64Array.of(...a, ...b);
    const ordinary: HustingDailyInput = {
      useKwh: join(before.useKwh, after.useKwh),
      temperature: join(before.temperatureC, after.temperatureC),
      temperatureUnit: "C",
      firstDay: before.firstDay,
      kinds: dayKinds(before.firstDay, n + after.useKwh.length, "GB"),
    };
    const quiet = findNonRoutineEvents(ordinary, n);
    count(pair.carrier, "none", quiet.ok && quiet.value.length > 0, false);
    for (const kind of kinds) {
      const days = 31 + Math.floor(random() * 90);
      const from = n + 10 + Math.floor(random() * (after.useKwh.length - days - 20));
      const share =
        kind === "closure" ? -(0.4 + 0.4 * random()) : (random() < 0.5 ? -1 : 1) * (0.15 + 0.35 * random());
      const useKwh = ordinary.useKwh.map((use, day) => {
        if (day < from || day >= from + days) return use;
        return use * (1 + share * (kind === "ramp" ? Math.min(1, (day - from) / rampDays) : 1));
      });
      const size = kind === "closure" ? "40–80 %" : Math.abs(share) < largeShare ? "15–30 %" : "30–50 %";
      const onset = kind === "ramp" ? from + rampDays / 2 : from;
      const result = findNonRoutineEvents({ ...ordinary, useKwh }, n);
      const hits = result.ok
        ? result.value.filter(
            (event) => event.share * share > 0 && event.fromDay < from + days && event.toDay > from,
          )
        : [];
      count(
        pair.carrier,
        `${kind} of ${size}`,
        hits.length > 0,
        hits.some((event) => Math.abs(event.fromDay - onset) <= 7),
      );
    }
  }
  return [...scores.values()].sort(
    (a, b) =>
      a.carrier.localeCompare(b.carrier) || order(a.kind) - order(b.kind) || a.kind.localeCompare(b.kind),
  );
}
