import { degreeDays, hdd18, smhiDegreeDays } from "@husting/savings";
import { dayStarts, fail, localDate, ok, type Result, yearStarts } from "@husting/series";
import type { ReadingStore } from "../../../stores/readings/contract.ts";
import type { BuildingRegistry } from "../../buildings/index.ts";
import { dailyMeans } from "../../savings/index.ts";

export interface WeatherParts {
  readonly readings: Pick<ReadingStore, "current" | "newestCommits">;
  readonly registry: Pick<BuildingRegistry, "points">;
  readonly zone: string;
  readonly country: "SE" | "CN";
}

/** Heating degree days of a local calendar year, K·d, by the country's rule. */
export interface YearDegreeDays {
  readonly year: number;
  /** "SMHI 17 °C" or "HDD18", with the city's outdoor temperature it is of: others are not to be set against it. */
  readonly rule: string;
  readonly balanceC: number;
  readonly degreeDays: number;
  readonly daysCounted: number;
  readonly daysExpected: number;
}

export type NoDegreeDays =
  | { readonly code: "no-outdoor-temperature" }
  | {
      readonly code: "weather-measured-in-part";
      readonly year: number;
      readonly daysCounted: number;
      readonly daysExpected: number;
    };

/** Days without a temperature are not filled in, so a year that lacks more than a hundredth of its days has none. */
const LEAST_SHARE_OF_DAYS = 0.99;

/** Sweden: SMHI's, Σ max(0, 17 − T̄). China: GB 50176, Σ max(0, 18 − T̄). */
const rules = {
  SE: {
    name: "SMHI 17 °C",
    balanceC: 17,
    of: (means: Float64Array, firstDay: string) => smhiDegreeDays(means, firstDay),
  },
  CN: { name: "HDD18", balanceC: hdd18.balanceC, of: (means: Float64Array) => degreeDays(means, hdd18) },
} as const;

/** Years as last computed, per store and rule, with the commits of the stations they were made of. */
const known = {
  SE: new WeakMap<object, KnownYears>(),
  CN: new WeakMap<object, KnownYears>(),
};
interface KnownYears {
  readonly state: string;
  readonly years: ReadonlyMap<number, Result<YearDegreeDays, NoDegreeDays>>;
}

/**
 * Degree days of each local calendar year in which the city's outdoor temperature was measured, all of one station: the one that
 * measured most. Asked again without new weather, they are remembered.
 */
export async function cityDegreeDays(
  parts: WeatherParts,
): Promise<ReadonlyMap<number, Result<YearDegreeDays, NoDegreeDays>>> {
  const [points, commits] = await Promise.all([parts.registry.points(null), parts.readings.newestCommits()]);
  const stations = points.filter(({ carrier }) => carrier === "outdoor-temperature");
  const state = stations.map(({ id }) => `${id}:${commits.get(id) ?? 0}`).join(" ");
  const kept = known[parts.country].get(parts.readings);
  if (kept?.state === state) return kept.years;
  let years = new Map<number, Result<YearDegreeDays, NoDegreeDays>>();
  let most = 0;
  for (const station of stations) {
    const { atMs, value } = await parts.readings.current(station.id);
    const measuredMs = atMs.length * station.stepMinutes;
    if (measuredMs <= most) continue;
    most = measuredMs;
    years = yearsOf(station.key, { atMs, value, stepMs: station.stepMinutes * 60_000 }, parts);
  }
  known[parts.country].set(parts.readings, { state, years });
  return years;
}

type Temperatures = Parameters<typeof dailyMeans>[0];

export function yearsOf(
  station: string,
  temperatures: Temperatures,
  { zone, country }: Pick<WeatherParts, "zone" | "country">,
): Map<number, Result<YearDegreeDays, NoDegreeDays>> {
  const years = new Map<number, Result<YearDegreeDays, NoDegreeDays>>();
  const { atMs, stepMs } = temperatures;
  if (atMs.length === 0) return years;
  const rule = rules[country];
  const starts = yearStarts(zone, atMs[0]!, atMs.at(-1)! + stepMs);
  for (let i = 0; i + 1 < starts.length; i++) {
    const days = dayStarts(zone, starts[i]!, starts[i + 1]!);
    const means = dailyMeans(temperatures, { bounds: days });
    const firstDay = localDate(zone, starts[i]!);
    const year = Number(firstDay.slice(0, 4));
    const made = rule.of(means, firstDay);
    const counted = made.ok ? made.value.daysCounted : 0;
    years.set(
      year,
      made.ok && counted >= LEAST_SHARE_OF_DAYS * means.length
        ? ok({ year, rule: `${rule.name}, ${station}`, balanceC: rule.balanceC, ...made.value })
        : fail({
            code: "weather-measured-in-part",
            year,
            daysCounted: counted,
            daysExpected: means.length,
          }),
    );
  }
  return years;
}
