import { type Decimal, fail, ok, type Result } from "@husting/series";
import { type DatedRecord, inForce } from "./datedrecord.ts";
import type { Carrier } from "./energy.ts";
import type { FloorArea } from "./floorarea.ts";
import {
  add,
  compare,
  divide,
  type Fraction,
  fraction,
  fractionOfDecimal,
  fractionOfNumber,
  multiply,
  roundHalfEven,
  zero,
} from "./fraction.ts";
import { type Provenance, type Standing, weakestStanding } from "./provenance.ts";

/** How much a carrier's energy weighs in the primary energy number (viktningsfaktor). */
export interface WeightingFactor extends DatedRecord {
  readonly carrier: Carrier;
  readonly weight: Decimal;
}

const boverket = {
  clause: "BBR 9:12, table 9:2b",
  validFrom: "2020-09-01",
  validTo: null,
  licence: { kind: "not-stated" },
} as const;

function weighting(
  carrier: Carrier,
  tenths: bigint,
  source: string,
  url: string | null,
  standing: Standing,
): WeightingFactor {
  return {
    ...boverket,
    id: `se-weight-${carrier}`,
    carrier,
    weight: { mantissa: tenths, decimals: 1 },
    source,
    url,
    standing,
  };
}

const answers = "Boverket, questions and answers on BBR 9:12";
const mirrored = "Boverket's values of BFS 2020:4, as mirrored by Madlumi/ecal";

/** Sweden's weighting factors since BFS 2020:4. The table's number and the date are from memory. */
export const swedishWeightingFactors: readonly WeightingFactor[] = [
  weighting("electricity", 18n, answers, "https://www.boverket.se", "verified"),
  weighting("district-heat", 7n, answers, "https://www.boverket.se", "verified"),
  weighting("biofuel", 6n, "Energigas Sverige on BFS 2020:4", "https://www.energigas.se", "verified"),
  weighting("district-cooling", 6n, mirrored, null, "second-hand"),
  weighting("oil", 18n, mirrored, null, "second-hand"),
  weighting("gas", 18n, mirrored, null, "second-hand"),
];

/** A figure the user read from a table or a permit: the municipality's Fgeo, or the requirement for a new building. */
export interface UserFigure extends Pick<Provenance, "source" | "standing"> {
  readonly value: number;
}

/** A carrier's energy of a year by what it is for, kWh. A purpose that the carrier does not serve is 0, said so by the user. */
export interface PurposeUse {
  readonly carrier: Carrier;
  readonly heatingKwh: number;
  readonly coolingKwh: number;
  readonly hotWaterKwh: number;
  /** Electricity and other energy that runs the building (fastighetsenergi), without that of its users. */
  readonly propertyKwh: number;
}

export interface PrimaryEnergyInput {
  readonly uses: readonly PurposeUse[];
  readonly atemp: FloorArea<"Atemp">;
  /** Fgeo of the municipality. No default: a wrong one moves a house a class. */
  readonly geographicFactor: UserFigure | null;
  /** A declaration is of normal use in a normal year; figures as measured must say that they are. */
  readonly usesAre: "normalised" | "as-measured";
  readonly weights: readonly WeightingFactor[];
  /** On which the weights are looked up, ISO 8601. */
  readonly date: string;
}

export interface PrimaryEnergyNumber {
  readonly exactKwhPerSquareMetre: Fraction;
  /** As it is declared, in whole kWh/m². */
  readonly kwhPerSquareMetre: number;
  readonly parts: readonly {
    readonly carrier: Carrier;
    readonly weight: WeightingFactor;
    readonly exactWeightedKwh: Fraction;
  }[];
  readonly geographicFactor: UserFigure;
  readonly usesAre: PrimaryEnergyInput["usesAre"];
  readonly atemp: FloorArea<"Atemp">;
  readonly standing: Standing;
}

export type PrimaryEnergyReason =
  | { readonly code: "geographic-factor-missing" }
  | { readonly code: "geographic-factor-out-of-range"; readonly value: number }
  | { readonly code: "no-weighting-factor"; readonly carrier: Carrier; readonly date: string }
  | { readonly code: "no-uses" }
  | { readonly code: "not-a-use"; readonly carrier: Carrier; readonly purpose: string; readonly kwh: number };

const purposes = ["heatingKwh", "coolingKwh", "hotWaterKwh", "propertyKwh"] as const;

/**
 * Primary energy number (primärenergital, BBR 9:12; BFS 2011:6 with changes up to BFS 2020:4):
 * EP = Σ (Eheat / Fgeo + Ecool + Ehotwater + Eproperty) · VF / Atemp. Only heating is divided by Fgeo.
 */
export function primaryEnergyNumber(
  input: PrimaryEnergyInput,
): Result<PrimaryEnergyNumber, PrimaryEnergyReason> {
  const { uses, atemp, geographicFactor, usesAre, weights, date } = input;
  if (geographicFactor === null) return fail({ code: "geographic-factor-missing" });
  const fgeo = fractionOfNumber(geographicFactor.value);
  // Boverket's table runs from some 0.8 in the south to 1.9 in the north; 10 or 0.1 is a slip of the point.
  if (!fgeo.ok || !(geographicFactor.value >= 0.5 && geographicFactor.value <= 2.5)) {
    return fail({ code: "geographic-factor-out-of-range", value: geographicFactor.value });
  }
  if (uses.length === 0) return fail({ code: "no-uses" });
  const parts: { carrier: Carrier; weight: WeightingFactor; exactWeightedKwh: Fraction }[] = [];
  for (const use of uses) {
    const { carrier } = use;
    const weight = weights.find((record) => record.carrier === carrier && inForce(record, date));
    if (weight === undefined) return fail({ code: "no-weighting-factor", carrier, date });
    let counted = zero;
    for (const purpose of purposes) {
      const kwh = fractionOfNumber(use[purpose]);
      if (!kwh.ok || use[purpose] < 0)
        return fail({ code: "not-a-use", carrier, purpose, kwh: use[purpose] });
      counted = add(counted, purpose === "heatingKwh" ? divide(kwh.value, fgeo.value) : kwh.value);
    }
    parts.push({ carrier, weight, exactWeightedKwh: multiply(counted, fractionOfDecimal(weight.weight)) });
  }
  const squareMetres = fractionOfNumber(atemp.squareMetres);
  if (!squareMetres.ok) throw new TypeError("an area that was not made by floorArea");
  const weighted = parts.reduce((total, part) => add(total, part.exactWeightedKwh), zero);
  const exactKwhPerSquareMetre = divide(weighted, squareMetres.value);
  const standings = [
    ...parts.map((part) => part.weight.standing),
    ...atemp.conversions.map(({ standing }) => standing),
  ];
  return ok({
    exactKwhPerSquareMetre,
    kwhPerSquareMetre: Number(roundHalfEven(exactKwhPerSquareMetre)),
    parts,
    geographicFactor,
    usesAre,
    atemp,
    standing: weakestStanding([geographicFactor.standing, ...standings]),
  });
}

export type EnergyClass = "A" | "B" | "C" | "D" | "E" | "F" | "G";

/** Upper bounds in percent of the requirement for a new building, bounds included. */
export interface EnergyClassScale extends DatedRecord {
  readonly highestPctOfRequirement: readonly (readonly [EnergyClass, number | null])[];
}

/** The scale of Swedish energy declarations (BFS 2007:4 as changed; the date is from memory). */
export const swedishEnergyClasses: EnergyClassScale = {
  id: "se-energy-classes",
  highestPctOfRequirement: [
    ["A", 50],
    ["B", 75],
    ["C", 100],
    ["D", 135],
    ["E", 180],
    ["F", 235],
    ["G", null],
  ],
  source: "Boverket, energy classes from A to G",
  url: "https://www.boverket.se",
  clause: null,
  licence: { kind: "not-stated" },
  standing: "verified",
  validFrom: "2014-01-01",
  validTo: null,
};

export interface ClassedBuilding {
  readonly energyClass: EnergyClass;
  /** The declared number against the requirement. */
  readonly exactPctOfRequirement: Fraction;
  readonly requirementKwhPerSquareMetre: UserFigure;
  readonly primaryEnergy: PrimaryEnergyNumber;
  readonly scale: EnergyClassScale;
  readonly standing: Standing;
}

/**
 * Energy class: the primary energy number, in whole kWh/m² as it is declared, against what a new building of the kind is allowed.
 * @param requirement kWh/m² Atemp that a like new building may have, from the user: it depends on kind and size.
 */
export function energyClass(
  primaryEnergy: PrimaryEnergyNumber,
  requirement: UserFigure,
  scale: EnergyClassScale = swedishEnergyClasses,
): Result<ClassedBuilding, { readonly code: "not-a-requirement"; readonly value: number }> {
  const allowed = fractionOfNumber(requirement.value);
  if (!allowed.ok || requirement.value <= 0)
    return fail({ code: "not-a-requirement", value: requirement.value });
  const declared = fraction(BigInt(primaryEnergy.kwhPerSquareMetre) * 100n);
  const exactPctOfRequirement = divide(declared, allowed.value);
  const [found] = scale.highestPctOfRequirement.find(
    ([, highestPct]) =>
      highestPct === null || compare(exactPctOfRequirement, fraction(BigInt(highestPct))) <= 0,
  )!;
  return ok({
    energyClass: found,
    exactPctOfRequirement,
    requirementKwhPerSquareMetre: requirement,
    primaryEnergy,
    scale,
    standing: weakestStanding([primaryEnergy.standing, requirement.standing, scale.standing]),
  });
}
