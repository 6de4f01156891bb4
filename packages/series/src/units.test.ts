import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Decimal, formatDecimal, parseDecimal } from "./decimal.ts";
import { convert, convertScaled, parseUnit, type UnitSymbol, units } from "./units.ts";

const all = Object.values(units);
const converted = (value: number, from: UnitSymbol, to: UnitSymbol): number => {
  const result = convert(value, units[from], units[to]);
  if (!result.ok) throw new Error(result.reason.code);
  return result.value;
};
const decimal = (text: string): Decimal => {
  const result = parseDecimal(text, ".");
  if (!result.ok) throw new Error(result.reason.code);
  return result.value;
};
const scaled = (text: string, from: UnitSymbol, to: UnitSymbol): string => {
  const result = convertScaled(decimal(text), units[from], units[to]);
  return result.ok ? formatDecimal(result.value) : result.reason.code;
};

describe("spellings of units", () => {
  it.each([
    ["kWh", "kWh kwh KWH Kwh kW·h kW⋅h [kWh] (kwh) 千瓦时 度 ｋＷｈ"],
    ["MWh", "MWh MWH mwh 兆瓦时"],
    ["GJ", "GJ gj 吉焦"],
    ["m3", "m³ m3 M3 m^3 ㎥ 立方米"],
    ["°C", "°C ℃ ºC ˚C degC celsius C 摄氏度"],
    ["°F", "°F ℉ F degF"],
    ["K", "K K kelvin"],
    ["µg/m3", "µg/m³ μg/m³ ug/m3"],
    ["kW", "kW KW kw ㎾ 千瓦 kWh/h"],
    ["W/m2", "W/m2 W/m² W/m^2"],
    ["kgce", "kgce KGCE 千克标准煤"],
    ["tce", "tce 吨标准煤"],
    ["%", "% ％ %RH"],
    ["l", "l L liter 升"],
  ] as const)("%s is read from %s", (symbol, spellings) => {
    for (const spelling of spellings.split(" "))
      expect([spelling, parseUnit(spelling)?.symbol]).toEqual([spelling, symbol]);
  });

  it("every unit's own symbol reads as itself, with spaces around it too", () => {
    for (const unit of all) {
      expect(parseUnit(unit.symbol)).toBe(unit);
      expect(parseUnit(` ${unit.symbol} `)).toBe(unit);
    }
    expect(parseUnit("deg C")?.symbol).toBe("°C");
  });

  it("what is not known for certain is not guessed", () => {
    const unknown = ["mWh", "mW", "mJ", "mWH", "kvarh", "kVAh", "Nm3", "", "constructor", "kWh/m2", "therm"];
    for (const spelling of [...unknown, "k".repeat(1e6)]) expect(parseUnit(spelling)).toBeUndefined();
  });
});

describe("conversions", () => {
  it("hold the exact factors of their standards", () => {
    expect(converted(1, "kgce", "kcal")).toBe(7000);
    expect(converted(1, "kgce", "kJ")).toBe(29_307.6);
    expect(converted(1, "tce", "kWh")).toBe(8141);
    expect(converted(1, "kWh", "MJ")).toBe(3.6);
    expect(converted(3.6, "GJ", "MWh")).toBe(1);
    expect(converted(1, "kcal", "J")).toBe(4186.8);
    expect(converted(1, "m3", "l")).toBe(1000);
    expect(converted(32, "°F", "°C")).toBe(0);
    expect(converted(212, "°F", "°C")).toBe(100);
    expect(converted(-40, "°C", "°F")).toBe(-40);
    expect(converted(0, "°C", "K")).toBe(273.15);
    expect(converted(273.15, "K", "°C")).toBe(0);
  });

  it("there and back gives the value again, between all units of a kind", () => {
    const pairs = all.flatMap((from) =>
      all.filter((to) => to.kind === from.kind).map((to) => [from, to] as const),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...pairs),
        fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
        ([from, to], value) => {
          const back = converted(converted(value, from.symbol, to.symbol), to.symbol, from.symbol);
          const size = from.kind === "temperature" ? Math.abs(value) + 1000 : Math.abs(value);
          expect(Math.abs(back - value)).toBeLessThanOrEqual(size * 1e-15 * 4);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("a unit of another kind is refused: a volume of water is not an energy, nor a power", () => {
    expect(convert(1, units.m3, units.kWh)).toEqual({
      ok: false,
      reason: { code: "different-quantity", from: "volume", to: "energy" },
    });
    expect(convert(1, units.kW, units.kWh).ok).toBe(false);
    expect(convert(1, units.ppm, units["%"]).ok).toBe(false);
  });
});

describe("conversions of registers as read", () => {
  it("move the decimal point and round nothing", () => {
    expect(scaled("123456789.123", "Wh", "kWh")).toBe("123456.789123");
    expect(scaled("0.1", "MWh", "kWh")).toBe("100");
    expect(scaled("5347.61445783133", "kWh", "MWh")).toBe("5.34761445783133");
    expect(scaled("-12.5", "m3", "l")).toBe("-12500");
    expect(scaled("1.5", "kWh", "MJ")).toBe("5.40");
    expect(scaled("1", "kgce", "kJ")).toBe("29307.6");
  });

  it("are refused where they would have to round", () => {
    expect(scaled("1", "MJ", "kWh")).toBe("not-exact");
    expect(scaled("20", "°C", "K")).toBe("not-exact");
    expect(scaled("1", "m3", "kWh")).toBe("different-quantity");
  });

  it("agree with the conversion of doubles wherever they are given", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.constantFrom(...all),
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.integer({ min: 0, max: 6 }),
        (from, to, mantissa, decimals) => {
          const exact = convertScaled({ mantissa, decimals }, from, to);
          if (!exact.ok) return;
          const expected = converted(Number(mantissa) / 10 ** decimals, from.symbol, to.symbol);
          expect(Number(formatDecimal(exact.value))).toBeCloseTo(
            expected,
            -Math.floor(Math.log10(Math.abs(expected) + 1)) + 12,
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
});
