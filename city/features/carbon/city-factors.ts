import {
  compareFactors,
  type EmissionFactor,
  emissionFactor,
  type Metered,
  openDatabaseFactors,
  type Place,
  places,
  placesAt,
  seedFactors,
  yearOf,
} from "@husting/carbon";
import { fail, ok, type Result } from "@husting/series";
import { type CarbonChoice, carbonCarrier, ENERGY_CARRIERS, type EnergyCarrier } from "./choice.ts";

/** A carrier's factor for a year. */
export interface FactorInYear {
  readonly factor: EmissionFactor;
  /** The year asked for less the factor's; below zero where no factor is so old. */
  readonly yearsOld: number;
}

/** Why an amount of energy has no carbon figure in a city. It is never a zero. */
export type NoFactor =
  /** Water, or something else that is no energy. */
  | { readonly code: "no-energy"; readonly carrier: string }
  /** The city has not said by which factor it counts this energy. */
  | { readonly code: "no-factor-chosen"; readonly carrier: string }
  /** Of gas: lower or higher heating value are some 11 % apart, and the city has not said which its meters give. */
  | { readonly code: "heating-value-not-stated"; readonly carrier: string };

/** The factors of one city. */
export interface CityFactors {
  readonly place: string;
  /** With the city's own networks, for `sensitivity`. */
  readonly places: readonly Place[];
  /** Every record known here that may stand with others, the city's own among them. */
  readonly known: readonly EmissionFactor[];
  /** Those under the Open Database License, which stay apart in whatever is published. */
  readonly openDatabase: readonly EmissionFactor[];
  /** Ids of the records the city has supplied. */
  readonly own: readonly string[];
  /** The record that the profile names. */
  chosen(carrier: string): Result<EmissionFactor, NoFactor>;
  /** Of the records that count as the chosen one does, in the same place: the newest not after the year, else the first after it. */
  of(carrier: string, year: number): Result<FactorInYear, NoFactor>;
  /** What a meter of the city measures, as packages/carbon says it. */
  metered(carrier: string): Result<Metered, NoFactor>;
}

const isOpenDatabase = ({ licence }: EmissionFactor): boolean => licence.kind === "open-database";

/** @throws TypeError for a choice that `findChoiceFault` has something to say about. */
export function cityFactors({ carbon }: { readonly carbon: CarbonChoice }): CityFactors {
  const own = carbon.own.map((record) => {
    const made = emissionFactor(record);
    if (!made.ok) throw new TypeError(`${record.id}: ${JSON.stringify(made.reason)}`);
    return made.value;
  });
  const all = [...seedFactors, ...openDatabaseFactors, ...own];

  const chosen: CityFactors["chosen"] = (carrier) => {
    const name = carbonCarrier(carrier);
    if (name === undefined) return fail({ code: "no-energy", carrier });
    const key = ENERGY_CARRIERS.find((one) => carbonCarrier(one) === name) as EnergyCarrier;
    const id = carbon.factors[key];
    if (id === undefined) return fail({ code: "no-factor-chosen", carrier });
    const factor = all.find((one) => one.id === id);
    if (factor === undefined) throw new TypeError(`no emission factor is called ${id}`);
    return ok(factor);
  };

  return {
    place: carbon.place,
    places: withNetworks(carbon.place, own),
    known: all.filter((factor) => !isOpenDatabase(factor)),
    openDatabase: all.filter(isOpenDatabase),
    own: own.map(({ id }) => id),
    chosen,
    of(carrier, year) {
      const named = chosen(carrier);
      if (!named.ok) return named;
      const factor = inYear(named.value, all, year);
      return ok({ factor, yearsOld: year - yearOf(factor) });
    },
    metered(carrier) {
      const name = carbonCarrier(carrier);
      if (name === undefined) return fail({ code: "no-energy", carrier });
      if (name !== "gas") return ok({ carrier: name });
      return carbon.gasHeatingValue === null
        ? fail({ code: "heating-value-not-stated", carrier })
        : ok({ carrier: name, heatingValue: carbon.gasHeatingValue });
    },
  };
}

function inYear(chosen: EmissionFactor, all: readonly EmissionFactor[], year: number): EmissionFactor {
  const closeness = (factor: EmissionFactor): number =>
    factor === chosen ? 0 : factor.source === chosen.source ? 1 : 2;
  const series = all
    .filter(
      (factor) =>
        factor.place === chosen.place &&
        compareFactors(chosen, factor).comparable &&
        // A row of an open database is used only where the city has chosen one.
        (!isOpenDatabase(factor) || isOpenDatabase(chosen)),
    )
    .sort((a, b) => yearOf(b) - yearOf(a) || closeness(a) - closeness(b));
  const past = series.find((factor) => yearOf(factor) <= year);
  if (past !== undefined) return past;
  const first = Math.min(...series.map(yearOf));
  return series.find((factor) => yearOf(factor) === first) ?? chosen;
}

/** The known places; the city's own has its suppliers' networks beside the wider places. */
function withNetworks(place: string, own: readonly EmissionFactor[]): Place[] {
  const known = new Set(places.map(({ id }) => id));
  const networks = own.map((factor) => factor.place).filter((id) => !known.has(id) && id !== place);
  const around = { id: place, name: places.find(({ id }) => id === place)?.name ?? place };
  const within = [...new Set(networks), ...placesAt(place).slice(1)];
  return [...places.filter(({ id }) => id !== place), { ...around, within }];
}
