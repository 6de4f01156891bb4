import { type Decimal, fail, ok, type Result, type UnitSymbol } from "@husting/series";

/** Whether readings are a register that counts up, or amounts per interval. Declared for each point, never guessed. */
export type Behaviour = "cumulative" | "interval";

/**
 * One physical meter's time at a metering point. Registers are in the point's unit as the meter shows them; the
 * multiplier (current or voltage transformer ratio, pulse value) turns shown amounts into amounts used.
 */
export interface Installation {
  readonly serial: string;
  readonly fromMs: number;
  /** When the meter was taken out; null while it hangs there. */
  readonly toMs: number | null;
  /** Register at `fromMs`. */
  readonly openingRegister: Decimal;
  /** Register at `toMs`; null while it hangs there, or when nobody read it. */
  readonly closingRegister: Decimal | null;
  readonly multiplier: Decimal;
  /** Digits before the decimal point; after the last number they can show the register starts at zero again. Null: unknown. */
  readonly registerWidth: number | null;
  /** Greatest continuous power the meter is rated for, after the multiplier; null when unknown. */
  readonly ratedPowerKw: number | null;
  /** Declared for devices that lose their count when power fails and then start from zero. */
  readonly restartsFromZero?: boolean;
}

/** A place where something is measured; it stays when its meter is exchanged. */
export interface MeteringPoint {
  readonly id: string;
  readonly unit: UnitSymbol;
  readonly behaviour: Behaviour;
  readonly installations: readonly Installation[];
}

/**
 * Register readings in columns of equal length, in any order. A register is `mantissas[i] / 10^decimals[i]`, exactly as
 * it was read; `quality` holds ESPI codes (`espiQualities`).
 */
export interface RegisterReadings {
  readonly behaviour: "cumulative";
  readonly timesMs: Float64Array;
  /** Integers below 2^53 in size. */
  readonly mantissas: Float64Array;
  readonly decimals: Uint8Array;
  readonly quality: Uint8Array;
}

/** Amounts used in `[fromMs[i], toMs[i])`, in columns as `RegisterReadings`. */
export interface IntervalReadings {
  readonly behaviour: "interval";
  readonly fromMs: Float64Array;
  readonly toMs: Float64Array;
  readonly mantissas: Float64Array;
  readonly decimals: Uint8Array;
  readonly quality: Uint8Array;
}

export type Readings = RegisterReadings | IntervalReadings;

/** One register reading; `quality` is an ESPI code, 0 (valid) where it is left out. */
export interface RegisterReading {
  readonly timeMs: number;
  readonly register: Decimal;
  readonly quality?: number;
}

/**
 * Single register readings as columns, digit for digit. A register of more digits than a double holds exactly (2^53
 * counts of its last decimal) is refused.
 */
export function registerReadings(
  rows: readonly RegisterReading[],
): Result<RegisterReadings, { readonly code: "register-too-long"; readonly row: number }> {
  const timesMs = new Float64Array(rows.length);
  const mantissas = new Float64Array(rows.length);
  const decimals = new Uint8Array(rows.length);
  const quality = new Uint8Array(rows.length);
  for (const [i, row] of rows.entries()) {
    const mantissa = Number(row.register.mantissa);
    if (!Number.isSafeInteger(mantissa) || row.register.decimals > 30)
      return fail({ code: "register-too-long", row: i });
    timesMs[i] = row.timeMs;
    mantissas[i] = mantissa;
    decimals[i] = row.register.decimals;
    quality[i] = row.quality ?? 0;
  }
  return ok({ behaviour: "cumulative", timesMs, mantissas, decimals, quality });
}

const one: Decimal = { mantissa: 1n, decimals: 0 };

/**
 * The installation to take when nothing is known about a meter but its readings: it opens with the first of them. No
 * rollover can be told with it, and only the meter's own history says what is plausible.
 */
export function undeclaredInstallation(readings: RegisterReadings): Installation | undefined {
  const { timesMs, mantissas, decimals } = readings;
  let first = 0;
  for (let i = 1; i < timesMs.length; i++) if (timesMs[i]! < timesMs[first]!) first = i;
  const fromMs = timesMs[first];
  if (fromMs === undefined) return undefined;
  return {
    serial: "",
    fromMs,
    toMs: null,
    openingRegister: { mantissa: BigInt(mantissas[first]!), decimals: decimals[first]! },
    closingRegister: null,
    multiplier: one,
    registerWidth: null,
    ratedPowerKw: null,
  };
}
