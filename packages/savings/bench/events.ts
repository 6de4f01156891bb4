/** Scores event detection on reporting buildings: seeded events put into ordinary years, and the years as they are. */
import {
  dayKinds,
  type EventRecord,
  eventRecord,
  findNonRoutineEvents,
  type HustingDailyInput,
  placeboExclusion,
  toDays,
} from "../src/index.ts";
import { cambridgePairs, isDevelopment } from "./cambridge.ts";
import { type KnownEvent, oracle } from "./eventoracle.ts";

/** Two ordinary years of one meter; the second begins at `watchFrom`. */
export interface OrdinaryYears {
  readonly building: string;
  readonly carrier: string;
  readonly input: HustingDailyInput;
  readonly watchFrom: number;
}

export interface EventScore {
  readonly carrier: string;
  readonly kind: string;
  readonly years: number;
  readonly found: number;
  readonly dated: number;
  /** Of those over 15 % of use for a month: how many, found, and found and dated. */
  readonly large: { readonly years: number; readonly found: number; readonly dated: number };
  /** Dated by one who knows everything of the event but its date: of all, and of the large ones. */
  readonly oracle: { readonly dated: number; readonly largeDated: number };
}

const kinds = ["step", "ramp", "closure"] as const;
const rampDays = 28;
const largeShare = 0.3;
// The bound speaks of events over 15 % of use for a month.
const askedShare = 0.15;
const monthDays = 30;
const datedWithinDays = 7;

const order = (kind: string) => ["none", ...kinds].findIndex((one) => kind.startsWith(one));

/** A repeatable stream of numbers in [0, 1). */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The pairs of ordinary years of the buildings on one side, fit years up to 2018. */
export function* ordinaryYears(side: "development" | "reporting"): Generator<OrdinaryYears> {
  for (const pair of cambridgePairs()) {
    if (pair.fitYear > 2018 || placeboExclusion(pair) !== undefined) continue;
    if (isDevelopment(pair.building) !== (side === "development")) continue;
    const before = toDays(pair.fit);
    const after = toDays(pair.next);
    const join = (a: Float64Array, b: Float64Array) => Float64Array.of(...a, ...b);
    const watchFrom = before.useKwh.length;
    yield {
      building: pair.building,
      carrier: pair.carrier,
      watchFrom,
      input: {
        useKwh: join(before.useKwh, after.useKwh),
        temperature: join(before.temperatureC, after.temperatureC),
        temperatureUnit: "C",
        firstDay: before.firstDay,
        kinds: dayKinds(before.firstDay, watchFrom + after.useKwh.length, "GB"),
      },
    };
  }
}

interface Injected {
  readonly years: OrdinaryYears;
  readonly kind: (typeof kinds)[number];
  readonly label: string;
  readonly event: KnownEvent;
  readonly useKwh: Float64Array;
}

/** One event of each kind, of a size and a length that chance decides, in the second year. */
function inject(years: OrdinaryYears, random: () => number): Injected[] {
  const { input, watchFrom: n } = years;
  return kinds.map((kind) => {
    const days = 31 + Math.floor(random() * 90);
    const from = n + 10 + Math.floor(random() * (input.useKwh.length - n - days - 20));
    const share =
      kind === "closure" ? -(0.4 + 0.4 * random()) : (random() < 0.5 ? -1 : 1) * (0.15 + 0.35 * random());
    const shape = Float64Array.from({ length: days }, (_, day) =>
      kind === "ramp" ? Math.min(1, day / rampDays) : 1,
    );
    const useKwh = input.useKwh.map((use, day) => use * (1 + share * (shape[day - from] ?? 0)));
    const size = kind === "closure" ? "40–80 %" : Math.abs(share) < largeShare ? "15–30 %" : "30–50 %";
    return { years, kind, label: `${kind} of ${size}`, event: { from, share, shape }, useKwh };
  });
}

/** Whether the month that the event changes most is changed by more than 15 % of the year's mean use. */
function isLarge({ years, event: { from, shape }, useKwh }: Injected): boolean {
  const { input, watchFrom } = years;
  let sum = 0;
  let days = 0;
  for (const use of input.useKwh.subarray(watchFrom)) {
    if (Number.isNaN(use)) continue;
    sum += use;
    days++;
  }
  const changed = (day: number) => Math.abs(useKwh[day]! - input.useKwh[day]!) || 0;
  let most = 0;
  for (let first = from; first + monthDays <= from + shape.length; first++) {
    let month = 0;
    for (let day = first; day < first + monthDays; day++) month += changed(day);
    most = Math.max(most, month);
  }
  return most / monthDays > askedShare * (sum / days);
}

/** A ramp's date is its middle. */
const onsetOf = ({ kind, event }: Injected) => event.from + (kind === "ramp" ? rampDays / 2 : 0);

/**
 * One row per carrier and kind; kind `none` counts ordinary years that raised a question (false alarms, or true events
 * nobody recorded). An event is found when a question of the same sign overlaps it, dated when that question begins
 * within a week of its onset (of a ramp: of its middle); its end is not asked for.
 */
export function scoreEvents(
  side: "development" | "reporting" = "reporting",
  record: EventRecord = eventRecord,
): EventScore[] {
  const random = stream(20261123);
  const scores = new Map<string, EventScore>();
  const scoreOf = (carrier: string, kind: string): EventScore =>
    scores.get(`${carrier} ${kind}`) ?? {
      carrier,
      kind,
      years: 0,
      found: 0,
      dated: 0,
      large: { years: 0, found: 0, dated: 0 },
      oracle: { dated: 0, largeDated: 0 },
    };
  const ordinary: OrdinaryYears[] = [...ordinaryYears(side)];
  const oracles = new Map(
    [...new Set(ordinary.map(({ carrier }) => carrier))].map((carrier) => [
      carrier,
      oracle(
        ordinary.filter((years) => years.carrier === carrier),
        record,
      ),
    ]),
  );
  for (const years of ordinary) {
    const { carrier, input, watchFrom } = years;
    const quiet = findNonRoutineEvents(input, watchFrom, record);
    const none = scoreOf(carrier, "none");
    scores.set(`${carrier} none`, {
      ...none,
      years: none.years + 1,
      found: none.found + (quiet.ok && quiet.value.length > 0 ? 1 : 0),
    });
    for (const injected of inject(years, random)) {
      const { event, label, useKwh } = injected;
      const result = findNonRoutineEvents({ ...input, useKwh }, watchFrom, record);
      const until = event.from + event.shape.length;
      const hits = result.ok
        ? result.value.filter(
            ({ share, fromDay, toDay }) => share * event.share > 0 && fromDay < until && toDay > event.from,
          )
        : [];
      const near = (day: number) => Math.abs(day - onsetOf(injected)) <= datedWithinDays;
      const found = hits.length > 0 ? 1 : 0;
      const dated = hits.some(({ fromDay }) => near(fromDay)) ? 1 : 0;
      const large = isLarge(injected) ? 1 : 0;
      const told = oracles.get(carrier)!(years, event);
      const toldDated = told !== undefined && Math.abs(told - event.from) <= datedWithinDays ? 1 : 0;
      const score = scoreOf(carrier, label);
      scores.set(`${carrier} ${label}`, {
        ...score,
        years: score.years + 1,
        found: score.found + found,
        dated: score.dated + dated,
        large: {
          years: score.large.years + large,
          found: score.large.found + large * found,
          dated: score.large.dated + large * dated,
        },
        oracle: {
          dated: score.oracle.dated + toldDated,
          largeDated: score.oracle.largeDated + large * toldDated,
        },
      });
    }
  }
  return [...scores.values()].sort(
    (a, b) =>
      a.carrier.localeCompare(b.carrier) || order(a.kind) - order(b.kind) || a.kind.localeCompare(b.kind),
  );
}
