import type { CivicDatabase } from "../../stores/civic/database.ts";
import type { Building, BuildingRegistry, Room } from "../buildings/index.ts";
import { tellsHours } from "../climate/index.ts";
import type {
  EnergyDetail,
  ExpectedBy,
  HoursOfUseTeller,
  ResultDetail,
  ResultSummary,
} from "../savings/index.ts";

/** A day's use in hours, or, where hours are not known or not for everybody, a year's in months. */
export interface UsedEnergy {
  readonly kind: "hours" | "months";
  /** Starts of the steps, UTC, and the end of the last. */
  readonly bounds: readonly number[];
  /** Null for a step that was not measured whole. */
  readonly kwh: readonly (number | null)[];
  /** Null as a whole where there is nothing to go by, and for a step whose weather is not known. */
  readonly expectedKwh: readonly (number | null)[] | null;
  readonly expectedBy: ExpectedBy;
  /** What of it was which energy, the one that lies nearest last; nulls as in the sum. */
  readonly parts: readonly { readonly carrier: string; readonly kwh: readonly (number | null)[] }[];
  /** What is counted together, and what is metered here too and is not in it. */
  readonly carriers: readonly string[];
  readonly missing: readonly string[];
}

export interface EnergyParts {
  readonly civic: CivicDatabase;
  readonly registry: BuildingRegistry;
  readonly hours: HoursOfUseTeller;
}

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** What a house uses: in hours where they may be told, else in months; and up to where its meters have been heard. */
export async function energyOf(
  parts: EnergyParts,
  building: Pick<Building, "id" | "use">,
  rooms: readonly Room[],
  nowMs: number,
): Promise<{ readonly heardUntilMs: number | null; readonly energy: UsedEnergy | null }> {
  const meters = (await parts.registry.points(building.id)).filter(
    ({ kind, roomId }) => kind !== "instantaneous" && roomId === null,
  );
  const kept = await resultsOf(
    parts.civic,
    meters.map(({ id }) => id),
  );
  const untils = await Promise.all(meters.map((meter) => parts.hours.measuredUntil(meter, nowMs)));
  const heard = untils.filter((until) => until !== undefined);
  const lasts = [...heard, ...[...kept.values()].map(({ lastMs }) => lastMs)];
  const heardUntilMs = lasts.length === 0 ? null : Math.max(...lasts);
  const isTold = await tellsHours(parts.civic, building, rooms);
  const hours = isTold && heard.length > 0 ? await hoursOf(parts, meters, untils) : null;
  return { heardUntilMs, energy: hours ?? monthsOf(meters, kept) };
}

/** The last whole hours that the meters know together: up to where the first of those that know hours falls silent. */
async function hoursOf(
  { hours }: EnergyParts,
  meters: Awaited<ReturnType<BuildingRegistry["points"]>>,
  untils: readonly (number | undefined)[],
): Promise<UsedEnergy | null> {
  const newest = Math.max(...untils.filter((until) => until !== undefined));
  // A meter that has been silent for a day is missing; one that is a little late is waited for.
  const known = meters.filter((_, at) => (untils[at] ?? 0) > newest - DAY_HOURS * HOUR_MS);
  const toMs =
    Math.floor(Math.min(...known.map((meter) => untils[meters.indexOf(meter)]!)) / HOUR_MS) * HOUR_MS;
  const told: {
    readonly carrier: string;
    readonly kwh: Float64Array;
    readonly expected: Float64Array | null;
    readonly by: ExpectedBy;
  }[] = [];
  for (const meter of known) {
    const last = await hours.last(meter, toMs, DAY_HOURS);
    if (last === undefined || last.kwh.every(Number.isNaN)) continue;
    told.push({ carrier: meter.carrier, kwh: last.kwh, expected: last.expectedKwh, by: last.expectedBy });
  }
  if (told.length === 0) return null;
  const summed = (columns: readonly Float64Array[]): (number | null)[] =>
    Array.from({ length: DAY_HOURS }, (_, hour) => {
      const sum = columns.reduce((total, column) => total + column[hour]!, 0);
      return Number.isNaN(sum) ? null : sum;
    });
  const expected = told.flatMap((one) => (one.expected === null ? [] : [one.expected]));
  const carriers = [...new Set(told.map(({ carrier }) => carrier))];
  return {
    kind: "hours",
    bounds: Array.from({ length: DAY_HOURS + 1 }, (_, hour) => toMs - (DAY_HOURS - hour) * HOUR_MS),
    kwh: summed(told.map(({ kwh }) => kwh)),
    expectedKwh: expected.length === told.length ? summed(expected) : null,
    expectedBy: told.some(({ by }) => by === "before-measure") ? "before-measure" : "year-before",
    parts: carriers.map((carrier) => ({
      carrier,
      kwh: summed(told.filter((one) => one.carrier === carrier).map(({ kwh }) => kwh)),
    })),
    carriers,
    missing: [...new Set(meters.map(({ carrier }) => carrier))].filter((one) => !carriers.includes(one)),
  };
}

interface KeptResult {
  readonly lastMs: number;
  readonly months: EnergyDetail["months"];
  readonly isMeasure: boolean;
}

async function resultsOf(
  civic: CivicDatabase,
  pointIds: readonly number[],
): Promise<Map<number, KeptResult>> {
  if (pointIds.length === 0) return new Map();
  const rows = await civic
    .selectFrom("result")
    .select(["point_id", "summary", "detail"])
    .where("point_id", "in", pointIds)
    .execute();
  return new Map(
    rows.flatMap(({ point_id, summary, detail }) => {
      const said: ResultSummary = JSON.parse(summary);
      const more: ResultDetail = JSON.parse(detail);
      if (said.type !== "energy" || more === null || !("months" in more)) return [];
      const isMeasure = said.about.kind === "measure";
      return [[point_id, { lastMs: said.lastMs, months: more.months, isMeasure }] as const];
    }),
  );
}

const YEAR_MONTHS = 12;

/** The last twelve whole months, as the building's page shows them. */
function monthsOf(
  meters: Awaited<ReturnType<BuildingRegistry["points"]>>,
  kept: ReadonlyMap<number, KeptResult>,
): UsedEnergy | null {
  const told = meters.flatMap(({ id, carrier }) => {
    const result = kept.get(id);
    return result === undefined ? [] : [{ carrier, ...result }];
  });
  const starts = [...new Set(told.flatMap(({ months }) => months.map(({ startMs }) => startMs)))].sort(
    (a, b) => a - b,
  );
  // The month under way is not over.
  const shown = starts.slice(-YEAR_MONTHS - 1, -1);
  if (told.length === 0 || shown.length < 3) return null;
  const sumOf = (
    of: (month: EnergyDetail["months"][number]) => number | null,
    some: typeof told = told,
  ): (number | null)[] =>
    shown.map((startMs) => {
      let sum = 0;
      for (const { months } of some) {
        const month = months.find((one) => one.startMs === startMs);
        const value = month === undefined || month.measuredShare < 1 ? null : of(month);
        if (value === null) return null;
        sum += value;
      }
      return sum;
    });
  const expected = sumOf(({ counterfactualKwh }) => counterfactualKwh);
  const carriers = [...new Set(told.map(({ carrier }) => carrier))];
  return {
    kind: "months",
    bounds: [...shown, starts.at(-1)!],
    kwh: sumOf(({ kwh }) => kwh),
    expectedKwh: expected.every((one) => one === null) ? null : expected,
    expectedBy: told.some(({ isMeasure }) => isMeasure) ? "before-measure" : "year-before",
    parts: carriers.map((carrier) => ({
      carrier,
      kwh: sumOf(
        ({ kwh }) => kwh,
        told.filter((one) => one.carrier === carrier),
      ),
    })),
    carriers,
    missing: [...new Set(meters.map(({ carrier }) => carrier))].filter((one) => !carriers.includes(one)),
  };
}
