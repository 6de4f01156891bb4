import {
  allowedShare,
  alongPath,
  type PublicUse,
  publicSectorPath,
  type ReductionRule,
} from "@husting/carbon";
import { fail, ok, type Result } from "@husting/series";
import type { NoDegreeDays, YearDegreeDays } from "./degree-days.ts";
import { type BuildingFacts, type CityFacts, sharesOf } from "./facts.ts";
import { type BuildingYear, isWhole } from "./whole-year.ts";

/** One year against the path; with a reason where it has no figure, which is then neither use nor reduction. */
export type PathPoint =
  | {
      readonly year: number;
      readonly figure: {
        readonly measuredKwh: number;
        readonly correctedKwh: number;
        readonly heatingFactor: number;
        readonly marginKwh: number;
        readonly onPath: boolean;
      };
      readonly measuredShare: number;
      readonly allowedKwh: number;
    }
  | {
      readonly year: number;
      readonly figure: null;
      readonly why: "too-little-measured" | "no-weather" | "not-over" | "to-come";
      readonly measuredShare: number;
      readonly allowedKwh: number;
    };

/** Article 5's path for the city's own public buildings, as far as they were measured. */
export interface CityPath {
  readonly baseYear: number;
  /** False where the directive's base year was not measured: the same slope from a later year is a yardstick of the city's own. */
  readonly isOfDirective: boolean;
  readonly reductionPctPerYear: number;
  readonly indicativeUntil: string | null;
  readonly leastMeasuredShare: number;
  readonly clause: string | null;
  readonly source: string;
  readonly standing: ReductionRule["standing"];
  readonly weather: { readonly rule: string; readonly degreeDays: number };
  /** Buildings in it, and public ones that are not, by why. The same buildings stand in every year. */
  readonly buildings: number;
  readonly leftOut: { readonly notWhole: number; readonly sharesNotSaid: number };
  readonly points: readonly PathPoint[];
}

export type NoPath =
  | { readonly code: "no-public-buildings" }
  | { readonly code: "no-base-year"; readonly publicBuildings: number; readonly sharesNotSaid: number }
  | { readonly code: "no-weather-in-base-year"; readonly year: number };

export interface PathInput {
  readonly years: ReadonlyMap<number, readonly BuildingYear[]>;
  readonly facts: ReadonlyMap<number, BuildingFacts>;
  readonly city: CityFacts;
  readonly weather: ReadonlyMap<number, Result<YearDegreeDays, NoDegreeDays>>;
  readonly yearUnderWay: number;
}

/** The path is drawn until the directive's own horizon for energy. */
const LAST_YEAR = 2030;

export function cityPath(input: PathInput, rule: ReductionRule = publicSectorPath): Result<CityPath, NoPath> {
  const isPublic = ([id]: readonly [number, unknown]): boolean => {
    const tenure = input.facts.get(id)?.tenure;
    return tenure === "owned" || tenure === "occupied";
  };
  const ofPublic = [...input.years].filter(isPublic);
  if (ofPublic.length === 0) return fail({ code: "no-public-buildings" });
  const isSaid = ([id, years]: (typeof ofPublic)[number]): boolean =>
    (years.at(-1)?.carriers ?? []).every(
      ({ carrier }) => sharesOf(carrier, input.facts.get(id), input.city) !== null,
    );
  const said = ofPublic.filter(isSaid);
  const sharesNotSaid = ofPublic.length - said.length;
  const inYear = (years: readonly BuildingYear[], year: number): BuildingYear | undefined =>
    years.find((one) => one.year === year);
  const wholeIn = (year: number) =>
    said.filter(([, years]) => {
      const one = inYear(years, year);
      return one !== undefined && isWhole(one, input.yearUnderWay);
    });
  const baseYear = baseYearOf(rule.baseYear, said, wholeIn, input.yearUnderWay);
  if (baseYear === undefined)
    return fail({ code: "no-base-year", publicBuildings: ofPublic.length, sharesNotSaid });
  const panel = wholeIn(baseYear);
  const reference = input.weather.get(baseYear);
  if (reference === undefined || !reference.ok)
    return fail({ code: "no-weather-in-base-year", year: baseYear });

  const uses = new Map<number, PublicUse>();
  const shares = new Map<number, number>();
  const baseKwh = panel.map(([, years]) => total(inYear(years, baseYear)!));
  const allKwh = baseKwh.reduce((sum, kwh) => sum + kwh, 0);
  for (let year = baseYear; year <= input.yearUnderWay; year++) {
    let heatingKwh = 0;
    let otherKwh = 0;
    let measured = 0;
    for (const [i, [id, years]] of panel.entries()) {
      const one = inYear(years, year);
      // A building weighs what it used in the base year: a large one that was not measured is no small gap.
      measured += allKwh === 0 ? 0 : (baseKwh[i]! / allKwh) * (one?.leastShare ?? 0);
      for (const { carrier, kwh } of one?.carriers ?? []) {
        const { heating } = sharesOf(carrier, input.facts.get(id), input.city)!.shares;
        heatingKwh += (kwh * heating) / 100;
        otherKwh += (kwh * (100 - heating)) / 100;
      }
    }
    shares.set(year, measured);
    const weather = input.weather.get(year);
    if (weather?.ok && year < input.yearUnderWay) {
      const { rule: of, degreeDays } = weather.value;
      uses.set(year, {
        year,
        heatingKwh,
        otherKwh,
        weather: { rule: of, degreeDays },
        measuredShare: measured,
      });
    }
  }
  const { rule: weatherRule, degreeDays } = reference.value;
  const followed = alongPath([...uses.values()], { rule: weatherRule, degreeDays }, { ...rule, baseYear });
  if (!followed.ok) return fail({ code: "no-base-year", publicBuildings: ofPublic.length, sharesNotSaid });
  const figures = new Map(
    followed.value.years.flatMap((one) => (one.ok ? [[one.value.year, one.value] as const] : [])),
  );
  const points: PathPoint[] = [];
  for (let year = baseYear; year <= Math.max(LAST_YEAR, input.yearUnderWay); year++) {
    const allowedKwh = allKwh * allowedShare({ ...rule, baseYear }, year);
    const measuredShare = shares.get(year) ?? 0;
    const figure = figures.get(year);
    if (figure !== undefined) {
      const { measuredKwh, correctedKwh, heatingFactor, marginKwh, onPath } = figure;
      points.push({
        year,
        figure: { measuredKwh, correctedKwh, heatingFactor, marginKwh, onPath },
        measuredShare,
        allowedKwh: figure.allowedKwh,
      });
      continue;
    }
    const why =
      year > input.yearUnderWay
        ? "to-come"
        : year === input.yearUnderWay
          ? "not-over"
          : uses.has(year)
            ? "too-little-measured"
            : "no-weather";
    points.push({ year, figure: null, why, measuredShare, allowedKwh });
  }
  return ok({
    baseYear,
    isOfDirective: baseYear === rule.baseYear,
    reductionPctPerYear: rule.reductionPctPerYear,
    indicativeUntil: rule.indicativeUntil,
    leastMeasuredShare: rule.leastMeasuredShare,
    clause: rule.clause,
    source: rule.source,
    standing: rule.standing,
    weather: { rule: weatherRule, degreeDays },
    buildings: panel.length,
    leftOut: { notWhole: said.length - panel.length, sharesNotSaid },
    points,
  });
}

/** The directive's own base year where any building was measured whole in it, else the first in which half of them were. */
function baseYearOf(
  directive: number,
  said: readonly (readonly [number, readonly BuildingYear[]])[],
  wholeIn: (year: number) => readonly unknown[],
  yearUnderWay: number,
): number | undefined {
  if (wholeIn(directive).length > 0) return directive;
  const years = [...new Set(said.flatMap(([, of]) => of.map(({ year }) => year)))].sort((a, b) => a - b);
  return years.find(
    (year) =>
      year > directive && year < yearUnderWay && wholeIn(year).length * 2 >= said.length && said.length > 0,
  );
}

function total({ carriers }: BuildingYear): number {
  return carriers.reduce((sum, { kwh }) => sum + kwh, 0);
}
