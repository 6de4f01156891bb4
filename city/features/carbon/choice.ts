import {
  type Carrier,
  emissionFactor,
  type FactorReason,
  type FactorRecord,
  type HeatingValue,
  openDatabaseFactors,
  seedFactors,
} from "@husting/carbon";

/** Energies that a city meters, by the names it has for them, and what packages/carbon calls each. */
const carriers = {
  electricity: "electricity",
  "district-heat": "district-heat",
  gas: "gas",
  cooling: "district-cooling",
} as const satisfies Record<string, Carrier>;
export type EnergyCarrier = keyof typeof carriers;
export const ENERGY_CARRIERS = Object.keys(carriers) as EnergyCarrier[];

/** The name a carrier has in packages/carbon, whose own names are taken too; undefined for what is no energy, such as water. */
export function carbonCarrier(carrier: string): (typeof carriers)[EnergyCarrier] | undefined {
  return Object.hasOwn(carriers, carrier)
    ? carriers[carrier as EnergyCarrier]
    : Object.values(carriers).find((name) => name === carrier);
}

/** Which emission factors hold in a city, as its profile says. */
export interface CarbonChoice {
  /** Of packages/carbon's `places`: factors of it and of the wider places around it apply. */
  readonly place: string;
  /**
   * The record each energy is counted by, by its id. It says how is counted; of the records that count the same in the same
   * place, the year decides. An energy without one has no carbon figure.
   */
  readonly factors: Readonly<Partial<Record<EnergyCarrier, string>>>;
  /** By which heating value the city's gas meters give energy; null where nobody has said: then gas has no figure. */
  readonly gasHeatingValue: HeatingValue | null;
  /** The city's own records, such as its heat supplier's. A place of theirs that is not known is a network within the city. */
  readonly own: readonly FactorRecord[];
}

export type ChoiceFault =
  | { readonly code: "own-record-faulty"; readonly index: number; readonly reason: FactorReason }
  | { readonly code: "id-taken"; readonly index: number; readonly id: string }
  | {
      readonly code: "factor-unknown";
      readonly carrier: EnergyCarrier;
      readonly id: string;
      readonly known: readonly string[];
    };

/** The first thing wrong with a choice: the file it comes from promises nothing. */
export function findChoiceFault({ factors, own }: CarbonChoice): ChoiceFault | undefined {
  const carrierOf = new Map<string, Carrier>(
    [...seedFactors, ...openDatabaseFactors].map(({ id, carrier }) => [id, carrier]),
  );
  for (const [index, record] of own.entries()) {
    const made = emissionFactor(record);
    if (!made.ok) return { code: "own-record-faulty", index, reason: made.reason };
    const { id, carrier } = made.value;
    if (carrierOf.has(id)) return { code: "id-taken", index, id };
    carrierOf.set(id, carrier);
  }
  for (const carrier of ENERGY_CARRIERS) {
    const id = factors[carrier];
    if (id === undefined || carrierOf.get(id) === carriers[carrier]) continue;
    const known = [...carrierOf].filter(([, of]) => of === carriers[carrier]).map(([name]) => name);
    return { code: "factor-unknown", carrier, id, known };
  }
  return undefined;
}
