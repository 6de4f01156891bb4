import { type Decimal, fail, ok, type Result, type UnitSymbol, units } from "@husting/series";
import { divide, type Fraction, fraction, fractionOfDecimal, multiply } from "./fraction.ts";
import type { Provenance } from "./provenance.ts";

/** Carriers that come through a network: what they emit depends on how the network's supply is counted. */
export const networkCarriers = ["electricity", "district-heat", "district-cooling"] as const;
/** Fuels burnt in the building: what they emit depends on the fuel alone. */
export const fuelCarriers = ["gas", "coal", "oil", "biofuel"] as const;

export type NetworkCarrier = (typeof networkCarriers)[number];
export type FuelCarrier = (typeof fuelCarriers)[number];
export type Carrier = NetworkCarrier | FuelCarrier;

/** Energy of a fuel with (`higher`) or without (`lower`) the heat of condensing its water; some 11 % apart for natural gas. */
export type HeatingValue = "lower" | "higher";

/** What a meter or a bill measures the energy of. */
export type Metered =
  | { readonly carrier: NetworkCarrier }
  | { readonly carrier: FuelCarrier; readonly heatingValue: HeatingValue };

/** How much of a fuel's higher heating value its lower one is, between 0.8 and 1, as a record. */
export interface HeatingValueRatio extends Provenance {
  readonly id: string;
  readonly carrier: FuelCarrier;
  readonly lowerPerHigher: Decimal;
}

/** An exact amount of energy of one carrier. A conversion between heating values stays attached to it. */
export type Energy = Metered & { readonly exactKwh: Fraction; readonly convertedBy?: HeatingValueRatio };

export type EnergyReason =
  | { readonly code: "not-an-energy-unit"; readonly unit: UnitSymbol }
  | { readonly code: "no-heating-value"; readonly carrier: Carrier }
  | { readonly code: "carrier-differs"; readonly carriers: readonly [Carrier, Carrier] }
  | { readonly code: "ratio-out-of-range"; readonly id: string };

/** An amount in any unit of energy (kWh, GJ, kgce …) in kWh, without rounding. */
export function exactKwhOf(amount: Fraction, unit: UnitSymbol): Result<Fraction, EnergyReason> {
  const { kind, numerator, denominator } = units[unit];
  if (kind !== "energy") return fail({ code: "not-an-energy-unit", unit });
  const joules = multiply(amount, fraction(BigInt(numerator), BigInt(denominator)));
  return ok(divide(joules, fraction(3_600_000n)));
}

/** As `exactKwhOf`, of a carrier. */
export function energyOf(metered: Metered, amount: Decimal, unit: UnitSymbol): Result<Energy, EnergyReason> {
  const exactKwh = exactKwhOf(fractionOfDecimal(amount), unit);
  return exactKwh.ok ? ok({ ...metered, exactKwh: exactKwh.value }) : exactKwh;
}

/** The same fuel by its other heating value; the ratio goes with the result. */
export function byOtherHeatingValue(energy: Energy, ratio: HeatingValueRatio): Result<Energy, EnergyReason> {
  if (!("heatingValue" in energy)) return fail({ code: "no-heating-value", carrier: energy.carrier });
  if (energy.carrier !== ratio.carrier) {
    return fail({ code: "carrier-differs", carriers: [energy.carrier, ratio.carrier] });
  }
  const lowerPerHigher = fractionOfDecimal(ratio.lowerPerHigher);
  const tenths = (lowerPerHigher.numerator * 10n) / lowerPerHigher.denominator;
  if (tenths < 8n || tenths > 10n || lowerPerHigher.numerator > lowerPerHigher.denominator) {
    return fail({ code: "ratio-out-of-range", id: ratio.id });
  }
  return ok(
    energy.heatingValue === "higher"
      ? {
          ...energy,
          heatingValue: "lower",
          exactKwh: multiply(energy.exactKwh, lowerPerHigher),
          convertedBy: ratio,
        }
      : {
          ...energy,
          heatingValue: "higher",
          exactKwh: divide(energy.exactKwh, lowerPerHigher),
          convertedBy: ratio,
        },
  );
}

/** The metered kind of an energy, a factor or a meter, without what else stands beside it. */
export function meteredOf(thing: Metered): Metered {
  return "heatingValue" in thing
    ? { carrier: thing.carrier, heatingValue: thing.heatingValue }
    : { carrier: thing.carrier };
}
