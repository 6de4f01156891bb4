import type { FactorRecord } from "@husting/carbon";
import { attributionsOf } from "./carbon-figures.ts";
import { ENERGY_CARRIERS, type EnergyCarrier } from "./choice.ts";
import type { CityFactors, NoFactor } from "./city-factors.ts";

/** By what an energy is counted this year. */
export interface UsedFactor {
  readonly carrier: EnergyCarrier;
  readonly factor: FactorRecord | null;
  readonly yearsOld: number | null;
  /** Why this energy has no figure; null where it has one. */
  readonly reason: NoFactor["code"] | "heating-value-differs" | null;
}

export interface CarbonPage {
  readonly place: string;
  readonly year: number;
  readonly used: readonly UsedFactor[];
  /** Ids of the records the city has supplied itself. */
  readonly own: readonly string[];
  /** Every record known that may stand with others. */
  readonly records: readonly FactorRecord[];
  /** Those under the Open Database License, with the words it asks for. */
  readonly openDatabase: {
    readonly records: readonly FactorRecord[];
    readonly attributions: readonly string[];
  };
  /** What other licences ask to be shown. */
  readonly attributions: readonly string[];
}

/**
 * Which factors a city uses, and every record there is with where it comes from.
 * @param year the local one.
 * @param metered what the city meters; what it does not is left out.
 */
export function carbonPage(factors: CityFactors, year: number, metered: ReadonlySet<string>): CarbonPage {
  return {
    place: factors.place,
    year,
    used: ENERGY_CARRIERS.filter((carrier) => metered.has(carrier)).map((carrier) =>
      usedFactor(factors, carrier, year),
    ),
    own: factors.own,
    records: factors.known.toSorted(byPlace),
    openDatabase: {
      records: factors.openDatabase.toSorted(byPlace),
      attributions: attributionsOf(factors.openDatabase),
    },
    attributions: attributionsOf(factors.known),
  };
}

function usedFactor(factors: CityFactors, carrier: EnergyCarrier, year: number): UsedFactor {
  const found = factors.of(carrier, year);
  if (!found.ok) return { carrier, factor: null, yearsOld: null, reason: found.reason.code };
  const { factor, yearsOld } = found.value;
  const metered = factors.metered(carrier);
  if (!metered.ok) return { carrier, factor, yearsOld, reason: metered.reason.code };
  const differs =
    "heatingValue" in metered.value &&
    "heatingValue" in factor &&
    metered.value.heatingValue !== factor.heatingValue;
  return { carrier, factor, yearsOld, reason: differs ? "heating-value-differs" : null };
}

function byPlace(a: FactorRecord, b: FactorRecord): number {
  const key = ({ carrier, place, id }: FactorRecord): string => `${carrier} ${place} ${id}`;
  return key(a) < key(b) ? -1 : 1;
}
