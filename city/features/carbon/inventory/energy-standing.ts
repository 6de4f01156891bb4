import {
  benchmark,
  energyClass,
  fractionOfNumber,
  intensity,
  type PurposeUse,
  primaryEnergyNumber,
  rememberedOfficeThresholds,
  type Standing,
  swedishWeightingFactors,
  type TwoThresholds,
  toDouble,
} from "@husting/carbon";
import { formatDecimal } from "@husting/series";
import type { Building } from "../../buildings/index.ts";
import { carbonCarrier, type EnergyCarrier } from "../choice.ts";
import { areaOf, type BuildingFacts, type CityFacts, nothingSaid, sharesOf } from "./facts.ts";
import { type BuildingYear, isWhole } from "./whole-year.ts";

/** What a figure waits for. Each has a sentence that says who can supply it, and where it is found. */
export type Lacking =
  | { readonly what: "meters" | "atemp" | "gross-area" | "geographic-factor" | "requirement" }
  | { readonly what: "thresholds" | "ventilation-class" }
  /** Without these a figure would only be small: nothing metered is for heating, or there is no meter of electricity. */
  | { readonly what: "heating" | "electricity-meter" }
  | { readonly what: "shares" | "not-electric"; readonly carrier: EnergyCarrier }
  /** The year that came nearest, with the share of its least measured carrier. */
  | { readonly what: "whole-year"; readonly year: number | null; readonly measuredShare: number }
  /** A figure that was said cannot be: the package's reason. */
  | { readonly what: "figure-refused"; readonly code: string };

/** Sweden's primary energy number (BBR 9:12), of measured use as it was. */
export interface PrimaryEnergyView {
  readonly year: number;
  readonly kwhPerSquareMetre: number;
  readonly parts: readonly {
    readonly carrier: EnergyCarrier;
    readonly kwh: number;
    readonly weight: string;
    readonly weightedKwh: number;
    readonly sharesSaidOf: "building" | "city";
  }[];
  readonly atempM2: number;
  readonly geographicFactor: { readonly value: number; readonly source: string };
  readonly standing: Standing;
  readonly energyClass: {
    readonly name: string;
    readonly pctOfRequirement: number;
    readonly requirement: { readonly value: number; readonly source: string };
    readonly standing: Standing;
  } | null;
}

/** GB/T 51161: all but heating, against both thresholds. */
export interface BenchmarkView {
  readonly year: number;
  readonly kwhPerSquareMetre: number;
  readonly outcome: "within-guidance" | "within-constraint" | "over-constraint";
  readonly constraint: number;
  readonly guidance: number;
  readonly grossAreaM2: number;
  readonly source: string;
  readonly clause: string | null;
  readonly standing: Standing;
  /** With `from-memory`: how sure who wrote the thresholds down was, percent. */
  readonly memoryConfidencePct: number | null;
}

export interface EnergyStanding<View> {
  readonly view: View | null;
  /** For a class without a number, and a number without a class, what the other waits for too. */
  readonly lacking: readonly Lacking[];
}

interface StandingInput {
  readonly building: Building;
  readonly facts: BuildingFacts | undefined;
  readonly city: CityFacts;
  readonly years: readonly BuildingYear[];
  readonly yearUnderWay: number;
}

/** The newest year that is over and whole, or what is lacking of it. */
function wholeYear({ years, yearUnderWay }: StandingInput): BuildingYear | Lacking {
  if (years.length === 0) return { what: "meters" };
  const whole = years.findLast((year) => isWhole(year, yearUnderWay));
  if (whole !== undefined) return whole;
  const over = years.filter(({ year }) => year < yearUnderWay);
  const best = over.toSorted((a, b) => b.leastShare - a.leastShare)[0];
  return { what: "whole-year", year: best?.year ?? null, measuredShare: best?.leastShare ?? 0 };
}

export function primaryEnergyOf(input: StandingInput): EnergyStanding<PrimaryEnergyView> {
  const { building, facts = nothingSaid, city } = input;
  const lacking: Lacking[] = [];
  const year = wholeYear(input);
  if ("what" in year) lacking.push(year);
  const atemp = areaOf(building, facts, "Atemp");
  if (atemp === null) lacking.push({ what: "atemp" });
  if (city.geographicFactor === null) lacking.push({ what: "geographic-factor" });
  const carriers = input.years.at(-1)?.carriers.map(({ carrier }) => carrier) ?? [];
  for (const carrier of carriers)
    if (sharesOf(carrier, facts, city) === null) lacking.push({ what: "shares", carrier });
  lacking.push(...unmetered(carriers, facts, city));
  const requirement: Lacking[] = facts.requirement === null ? [{ what: "requirement" }] : [];
  if (lacking.length > 0 || "what" in year || atemp === null || city.geographicFactor === null)
    return { view: null, lacking: [...lacking, ...requirement] };

  const said = year.carriers.map(({ carrier, kwh }) => {
    const { shares, saidOf } = sharesOf(carrier, facts, city)!;
    const of = (percent: number): number => (kwh * percent) / 100;
    const use: PurposeUse = {
      carrier: carbonCarrier(carrier)!,
      heatingKwh: of(shares.heating),
      coolingKwh: of(shares.cooling),
      hotWaterKwh: of(shares.hotWater),
      propertyKwh: of(shares.property),
    };
    return { carrier, kwh, use, saidOf };
  });
  const made = primaryEnergyNumber({
    uses: said.map(({ use }) => use),
    atemp,
    geographicFactor: { ...city.geographicFactor, standing: "user-supplied" },
    usesAre: "as-measured",
    weights: swedishWeightingFactors,
    date: `${year.year}-12-31`,
  });
  if (!made.ok) return { view: null, lacking: [{ what: "figure-refused", code: made.reason.code }] };
  const number = made.value;
  const classed =
    facts.requirement === null
      ? null
      : energyClass(number, { ...facts.requirement, standing: "user-supplied" });
  return {
    view: {
      year: year.year,
      kwhPerSquareMetre: number.kwhPerSquareMetre,
      parts: number.parts.map((part, i) => ({
        carrier: said[i]!.carrier,
        kwh: said[i]!.kwh,
        weight: formatDecimal(part.weight.weight),
        weightedKwh: toDouble(part.exactWeightedKwh),
        sharesSaidOf: said[i]!.saidOf,
      })),
      atempM2: atemp.squareMetres,
      geographicFactor: city.geographicFactor,
      standing: number.standing,
      energyClass: classed?.ok
        ? {
            name: classed.value.energyClass,
            pctOfRequirement: toDouble(classed.value.exactPctOfRequirement),
            requirement: facts.requirement!,
            standing: classed.value.standing,
          }
        : null,
    },
    lacking: classed?.ok === false ? [{ what: "figure-refused", code: classed.reason.code }] : requirement,
  };
}

/** What a building has no meter of, though it must use it. One that is said to be neither heated nor cooled needs no heat. */
function unmetered(
  carriers: readonly EnergyCarrier[],
  facts: BuildingFacts,
  city: CityFacts,
): readonly Lacking[] {
  if (carriers.length === 0) return [];
  const shares = carriers.map((carrier) => sharesOf(carrier, facts, city)?.shares);
  const isHeated = shares.some((of) => of === undefined || of.heating > 0);
  return [
    ...(isHeated || facts.conditioned === false ? [] : [{ what: "heating" } as const]),
    ...(carriers.includes("electricity") ? [] : [{ what: "electricity-meter" } as const]),
  ];
}

export function benchmarkOf(input: StandingInput): EnergyStanding<BenchmarkView> {
  const { building, facts = nothingSaid, city } = input;
  const lacking: Lacking[] = [];
  const year = wholeYear(input);
  if ("what" in year) lacking.push(year);
  const area = areaOf(building, facts, "建筑面积");
  if (area === null) lacking.push({ what: "gross-area" });
  const thresholds = thresholdsOf(building, facts);
  if ("what" in thresholds) lacking.push(thresholds);
  for (const { carrier } of input.years.at(-1)?.carriers ?? []) {
    const said = sharesOf(carrier, facts, city);
    if (said === null) lacking.push({ what: "shares", carrier });
    // The standard counts other energy as the electricity it is worth; by what number is not known here.
    else if (carrier !== "electricity" && said.shares.heating < 100)
      lacking.push({ what: "not-electric", carrier });
  }
  const isLit = input.years.at(-1)?.carriers.some(({ carrier }) => carrier === "electricity") ?? true;
  if (!isLit) lacking.push({ what: "electricity-meter" });
  if (lacking.length > 0 || "what" in year || area === null || "what" in thresholds)
    return { view: null, lacking };
  const electricity = year.carriers.find(({ carrier }) => carrier === "electricity");
  const heating = sharesOf("electricity", facts, city)?.shares.heating ?? 0;
  const kwh = fractionOfNumber(((electricity?.kwh ?? 0) * (100 - heating)) / 100);
  const perArea = kwh.ok ? intensity(kwh.value, area) : kwh;
  if (!perArea.ok) return { view: null, lacking: [{ what: "figure-refused", code: perArea.reason.code }] };
  const made = benchmark(perArea.value, "without-heating", thresholds);
  if (!made.ok) return { view: null, lacking: [{ what: "figure-refused", code: made.reason.code }] };
  return {
    view: {
      year: year.year,
      kwhPerSquareMetre: perArea.value.kwhPerSquareMetre,
      outcome: made.value.outcome,
      constraint: thresholds.constraintKwhPerSquareMetre,
      guidance: thresholds.guidanceKwhPerSquareMetre,
      grossAreaM2: area.squareMetres,
      source: thresholds.source,
      clause: thresholds.clause,
      standing: made.value.standing,
      memoryConfidencePct: thresholds.memoryConfidencePct ?? null,
    },
    lacking: [],
  };
}

/** What has been said of the building before what is remembered; that is of offices in the cold zones alone. */
function thresholdsOf({ slug, use }: Building, facts: BuildingFacts): TwoThresholds | Lacking {
  const { thresholds, ventilationClass, tenure } = facts;
  if (thresholds !== null)
    return {
      id: `said-of-${slug}`,
      use: use === "office" ? "commercial-office" : "other",
      ventilationClass,
      climateZone: "severe-cold-and-cold",
      covers: "without-heating",
      constraintKwhPerSquareMetre: thresholds.constraint,
      guidanceKwhPerSquareMetre: thresholds.guidance,
      source: thresholds.source,
      clause: null,
      url: null,
      licence: { kind: "not-stated" },
      standing: "user-supplied",
      validFrom: null,
      validTo: null,
    };
  if (use !== "office") return { what: "thresholds" };
  if (ventilationClass === null) return { what: "ventilation-class" };
  const kind = tenure === "owned" || tenure === "occupied" ? "government-office" : "commercial-office";
  return rememberedOfficeThresholds.find(
    (record) => record.use === kind && record.ventilationClass === ventilationClass,
  )!;
}
