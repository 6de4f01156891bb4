import type { Decimal } from "./decimal.ts";
import { fail, ok, type Result } from "./result.ts";

/** What kind of quantity a unit measures. Units convert within a kind only: a volume of heat water is not an energy. */
export type QuantityKind =
  | "energy"
  | "power"
  | "volume"
  | "temperature"
  | "fraction"
  | "concentration"
  | "massConcentration"
  | "irradiance"
  | "speed";

/**
 * A unit with its exact relation to its kind's base unit (J, W, l, °C, %, ppm, µg/m³, W/m², m/s):
 * base = (value + offset) · numerator / denominator, all three exact.
 */
export interface Unit {
  readonly symbol: UnitSymbol;
  readonly kind: QuantityKind;
  readonly numerator: number;
  readonly denominator: number;
  readonly offset: number;
}

const table = {
  J: ["energy", 1, 1, 0],
  kJ: ["energy", 1000, 1, 0],
  MJ: ["energy", 1_000_000, 1, 0],
  GJ: ["energy", 1_000_000_000, 1, 0],
  Wh: ["energy", 3600, 1, 0],
  kWh: ["energy", 3_600_000, 1, 0],
  MWh: ["energy", 3_600_000_000, 1, 0],
  GWh: ["energy", 3_600_000_000_000, 1, 0],
  // GB/T 2589: one kilogram of coal equivalent is 29 307.6 kJ = 7 000 kcal, hence 1 kcal = 4.1868 kJ.
  kcal: ["energy", 41_868, 10, 0],
  kgce: ["energy", 29_307_600, 1, 0],
  tce: ["energy", 29_307_600_000, 1, 0],
  W: ["power", 1, 1, 0],
  kW: ["power", 1000, 1, 0],
  MW: ["power", 1_000_000, 1, 0],
  l: ["volume", 1, 1, 0],
  m3: ["volume", 1000, 1, 0],
  "°C": ["temperature", 1, 1, 0],
  K: ["temperature", 1, 1, -273.15],
  "°F": ["temperature", 5, 9, -32],
  "%": ["fraction", 1, 1, 0],
  ppm: ["concentration", 1, 1, 0],
  "µg/m3": ["massConcentration", 1, 1, 0],
  "mg/m3": ["massConcentration", 1000, 1, 0],
  "W/m2": ["irradiance", 1, 1, 0],
  "m/s": ["speed", 1, 1, 0],
} as const satisfies Record<string, readonly [QuantityKind, number, number, number]>;

export type UnitSymbol = keyof typeof table;

/** Every unit Husting reads, by its symbol. */
export const units: Readonly<Record<UnitSymbol, Unit>> = Object.freeze(
  Object.fromEntries(
    Object.entries(table).map(([symbol, [kind, numerator, denominator, offset]]) => [
      symbol,
      { symbol, kind, numerator, denominator, offset },
    ]),
  ) as Record<UnitSymbol, Unit>,
);

// Spellings in small letters. A spelling without capitals has lost the case of its prefix: `mwh` is read as MWh.
const spellings: Readonly<Record<string, UnitSymbol>> = {
  j: "J",
  joule: "J",
  焦: "J",
  焦耳: "J",
  kj: "kJ",
  千焦: "kJ",
  mj: "MJ",
  兆焦: "MJ",
  gj: "GJ",
  吉焦: "GJ",
  百万千焦: "GJ",
  wh: "Wh",
  瓦时: "Wh",
  kwh: "kWh",
  kw·h: "kWh",
  "kw*h": "kWh",
  "kw-h": "kWh",
  千瓦时: "kWh",
  千瓦小时: "kWh",
  度: "kWh",
  mwh: "MWh",
  mw·h: "MWh",
  兆瓦时: "MWh",
  gwh: "GWh",
  吉瓦时: "GWh",
  kcal: "kcal",
  千卡: "kcal",
  大卡: "kcal",
  kgce: "kgce",
  千克标准煤: "kgce",
  公斤标准煤: "kgce",
  千克标煤: "kgce",
  tce: "tce",
  吨标准煤: "tce",
  吨标煤: "tce",
  w: "W",
  watt: "W",
  瓦: "W",
  kw: "kW",
  "kwh/h": "kW",
  千瓦: "kW",
  mw: "MW",
  兆瓦: "MW",
  l: "l",
  liter: "l",
  litre: "l",
  dm3: "l",
  升: "l",
  m3: "m3",
  "m^3": "m3",
  "m**3": "m3",
  立方米: "m3",
  立方: "m3",
  "°c": "°C",
  oc: "°C",
  c: "°C",
  degc: "°C",
  celsius: "°C",
  "deg.c": "°C",
  摄氏度: "°C",
  "°f": "°F",
  of: "°F",
  f: "°F",
  degf: "°F",
  fahrenheit: "°F",
  华氏度: "°F",
  k: "K",
  kelvin: "K",
  开尔文: "K",
  "%": "%",
  "%rh": "%",
  "%rf": "%",
  percent: "%",
  procent: "%",
  百分比: "%",
  ppm: "ppm",
  "μg/m3": "µg/m3",
  "ug/m3": "µg/m3",
  "μg/m^3": "µg/m3",
  "ug/m^3": "µg/m3",
  微克每立方米: "µg/m3",
  "微克/立方米": "µg/m3",
  "mg/m3": "mg/m3",
  "mg/m^3": "mg/m3",
  "毫克/立方米": "mg/m3",
  "w/m2": "W/m2",
  "w/m^2": "W/m2",
  "w/m**2": "W/m2",
  "wm-2": "W/m2",
  "w·m-2": "W/m2",
  "瓦/平方米": "W/m2",
  "m/s": "m/s",
  "ms-1": "m/s",
  "m·s-1": "m/s",
  "米/秒": "m/s",
};

/**
 * The unit behind a spelling found in a file or a gateway's label (`kwh`, `KWH`, `千瓦时`, `度`, `㎥`, `℃`, `degC`,
 * `[kWh]`), or undefined when it is not known for certain: `mWh`, by the letter milliwatt-hours, must be asked about.
 * Full-width and compatibility forms are folded (NFKC).
 */
export function parseUnit(text: string): Unit | undefined {
  if (text.length > 40) return undefined;
  const spelling = text
    .replaceAll("\u02da", "°")
    .normalize("NFKC")
    .replace(/\s+/g, "")
    .replace(/^[[(](.*)[\])]$/, "$1")
    .replaceAll("⋅", "·");
  // No meter of a building counts in milli, but that is what is written: it has to be asked.
  if (/^m(?:W[hH]?|J)$/.test(spelling)) return undefined;
  const key = spelling.toLowerCase();
  const symbol = Object.hasOwn(spellings, key) ? spellings[key] : undefined;
  return symbol === undefined ? undefined : units[symbol];
}

export type ConversionReason = {
  readonly code: "different-quantity";
  readonly from: QuantityKind;
  readonly to: QuantityKind;
};

export type ScaledConversionReason =
  | ConversionReason
  /** The factor has no finite decimal expansion (MJ to kWh is 1 / 3.6), or the unit has an offset. */
  | { readonly code: "not-exact"; readonly from: UnitSymbol; readonly to: UnitSymbol };

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

/** The factor between two units of one kind as a reduced fraction. */
function ratio(from: Unit, to: Unit): { numerator: bigint; denominator: bigint } {
  const numerator = BigInt(from.numerator) * BigInt(to.denominator);
  const denominator = BigInt(from.denominator) * BigInt(to.numerator);
  const divisor = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** A function that converts doubles from one unit to another: ask once, then convert a column. */
export function converter(from: Unit, to: Unit): Result<(value: number) => number, ConversionReason> {
  if (from.kind !== to.kind) return fail({ code: "different-quantity", from: from.kind, to: to.kind });
  if (from.symbol === to.symbol) return ok((value) => value);
  const fraction = ratio(from, to);
  const numerator = Number(fraction.numerator);
  const denominator = Number(fraction.denominator);
  const { offset } = from;
  const backOffset = to.offset;
  if (offset === 0 && backOffset === 0) return ok((value) => (value * numerator) / denominator);
  return ok((value) => ((value + offset) * numerator) / denominator - backOffset);
}

/** One value in another unit of the same kind; refused with a reason when the kinds differ. */
export function convert(value: number, from: Unit, to: Unit): Result<number, ConversionReason> {
  const convertValue = converter(from, to);
  return convertValue.ok ? ok(convertValue.value(value)) : convertValue;
}

/**
 * A decimal in another unit without any rounding: Wh, kWh and MWh, m³ and l, kWh to MJ. Refused where the result has
 * no finite decimal expansion; then keep the original and convert for display with `convert`.
 */
export function convertScaled(value: Decimal, from: Unit, to: Unit): Result<Decimal, ScaledConversionReason> {
  if (from.kind !== to.kind) return fail({ code: "different-quantity", from: from.kind, to: to.kind });
  if (from.symbol === to.symbol) return ok(value);
  if (from.offset !== 0 || to.offset !== 0)
    return fail({ code: "not-exact", from: from.symbol, to: to.symbol });
  let { numerator, denominator } = ratio(from, to);
  let decimals = value.decimals;
  for (let power = 10n; denominator !== 1n; power = 10n) {
    const divisor = greatestCommonDivisor(denominator, power);
    if (divisor === 1n) return fail({ code: "not-exact", from: from.symbol, to: to.symbol });
    numerator *= power / divisor;
    denominator /= divisor;
    decimals++;
  }
  while (decimals > 0 && numerator % 10n === 0n) {
    numerator /= 10n;
    decimals--;
  }
  return ok({ mantissa: value.mantissa * numerator, decimals });
}
