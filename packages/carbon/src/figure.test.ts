import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allFactors,
  avoidedOf,
  decimal,
  electricity,
  factorOf,
  gas,
  reasonFrom,
  valueFrom,
} from "./carbon.fixture.ts";
import { type Energy, energyOf, meteredOf } from "./energy.ts";
import { type EmissionFactor, emissionFactor, type FactorRecord } from "./factor.ts";
import {
  avoidedEmissions,
  type CarbonFigure,
  type CarbonTotal,
  emissions,
  kilogramsText,
  totals,
} from "./figure.ts";
import { add, fraction, multiply, toDouble } from "./fraction.ts";

const anyFactor = fc.constantFrom(...allFactors);
const anyKwh = fc.integer({ min: -(10 ** 12), max: 10 ** 12 }).map((wh) => fraction(BigInt(wh), 1000n));
const grams = (energy: Energy, factor: EmissionFactor) => valueFrom(emissions(energy, factor)).exactGrams;

describe("a figure of carbon", () => {
  it("is energy times factor, exactly, and whole grams of it", () => {
    const energy = valueFrom(energyOf(electricity, decimal("1234.567"), "kWh"));
    const figure = valueFrom(emissions(energy, factorOf("se-el-ember-2024")));
    // 1 234.567 × 35.89 = 44 308.60963
    expect(figure.exactGrams).toEqual(fraction(4_430_860_963n, 100_000n));
    expect(figure.grams).toBe(44_309n);
    expect(kilogramsText(figure.grams)).toBe("44.309");
    expect(kilogramsText(-5n)).toBe("-0.005");
  });

  it("carries the whole record it was made with", () => {
    const figure = valueFrom(
      emissions({ carrier: "electricity", exactKwh: fraction(1n) }, factorOf("cn-el-2023")),
    );
    expect(figure.factor).toMatchObject({ place: "CN", standing: "from-memory", memoryConfidencePct: 75 });
  });

  it("is not made of another carrier's factor, nor of gas by the other heating value", () => {
    const kwh = fraction(1n);
    expect(
      reasonFrom(emissions({ carrier: "electricity", exactKwh: kwh }, factorOf("umea-dh-2022"))),
    ).toEqual({
      code: "carrier-differs",
      energy: "electricity",
      factor: "district-heat",
    });
    const higher = { carrier: "gas", heatingValue: "higher", exactKwh: kwh } as const;
    expect(reasonFrom(emissions(higher, factorOf("ipcc-ng"))).code).toBe("heating-value-differs");
  });

  it("cannot be written down, computed from a bare number, or made with a record that lacks anything", () => {
    const energy: Energy = { carrier: "electricity", exactKwh: fraction(1n) };
    const factor = factorOf("se-el-ember-2024");
    // @ts-expect-error a number of grams is no figure
    const bare: CarbonFigure = { grams: 5n, exactGrams: fraction(5n), energy, factor };
    // @ts-expect-error neither is a sum
    const sum: CarbonTotal = {
      gas: "CO2",
      scope: "direct",
      grams: 5n,
      exactGrams: fraction(5n),
      bases: [],
      figures: [],
    };
    // @ts-expect-error a factor is not a number
    const numeric = () => emissions(energy, 35.89);
    const record: FactorRecord = { ...factor };
    // @ts-expect-error a record has to be checked first
    const unchecked = () => emissions(energy, record);
    // @ts-expect-error a factor cannot be spread into another
    const changed: EmissionFactor = { ...factor, gramsPerKwh: "1" };
    const real = valueFrom(emissions(energy, factor));
    // @ts-expect-error nor a figure into one of less
    const lessened: CarbonFigure = { ...real, grams: 1n };
    expect([bare, sum, numeric, unchecked, changed, lessened]).toHaveLength(6);
  });

  it("a record without its gas, its place, its basis, its licence or its standing is no record", () => {
    const { gas: _gas, ...noGas } = factorOf("se-el-ember-2024") as FactorRecord;
    const { place: _place, ...noPlace } = factorOf("se-el-ember-2024") as FactorRecord;
    const { licence: _licence, ...noLicence } = factorOf("se-el-ember-2024") as FactorRecord;
    const { standing: _standing, ...noStanding } = factorOf("se-el-ember-2024") as FactorRecord;
    const { scope: _scope, ...noScope } = factorOf("se-el-ember-2024") as FactorRecord;
    const { period: _period, ...noPeriod } = factorOf("se-el-ember-2024") as FactorRecord;
    // @ts-expect-error gas
    const a: FactorRecord = noGas;
    // @ts-expect-error place
    const b: FactorRecord = noPlace;
    // @ts-expect-error licence
    const c: FactorRecord = noLicence;
    // @ts-expect-error standing
    const d: FactorRecord = noStanding;
    // @ts-expect-error direct or life cycle
    const e: FactorRecord = noScope;
    // @ts-expect-error year
    const f: FactorRecord = noPeriod;
    const described = { ...noGas, gas: "CO2" } as const;
    const whole: FactorRecord = described;
    const { id, inferred, source, url, licence, standing, scope, period, gramsPerKwh, place } = whole;
    const shared = {
      id,
      inferred,
      source,
      url,
      licence,
      standing,
      scope,
      period,
      gramsPerKwh,
      place,
      gas: "CO2",
    } as const;
    const network: FactorRecord = { ...shared, carrier: "electricity", basis: "market", mix: "consumption" };
    const fuel: FactorRecord = { ...shared, carrier: "gas", heatingValue: "lower" };
    // @ts-expect-error electricity has a basis
    const g: FactorRecord = { ...shared, carrier: "electricity", mix: "consumption" };
    // @ts-expect-error and a mix
    const h: FactorRecord = { ...shared, carrier: "electricity", basis: "market" };
    // @ts-expect-error a fuel has a heating value
    const i: FactorRecord = { ...shared, carrier: "gas" };
    expect([whole, network, fuel].map((record) => emissionFactor(record).ok)).toEqual([true, true, true]);
    expect([a, b, c, d, e, f, g, h, i].filter((record) => emissionFactor(record).ok)).toEqual([]);
  });
});

describe("laws of figures", () => {
  it("twice the energy emits twice as much, and a sum emits the sum", () => {
    fc.assert(
      fc.property(anyFactor, anyKwh, anyKwh, (factor, a, b) => {
        const of = (exactKwh: typeof a) => grams({ ...meteredOf(factor), exactKwh }, factor);
        expect(of(multiply(a, fraction(2n)))).toEqual(multiply(of(a), fraction(2n)));
        expect(of(add(a, b))).toEqual(add(of(a), of(b)));
      }),
    );
  });

  it("grams are within half a gram of the exact product", () => {
    fc.assert(
      fc.property(anyFactor, anyKwh, (factor, exactKwh) => {
        const figure = valueFrom(emissions({ ...meteredOf(factor), exactKwh }, factor));
        const off = toDouble(add(figure.exactGrams, fraction(-figure.grams)));
        expect(Math.abs(off)).toBeLessThanOrEqual(0.5);
      }),
    );
  });

  it("a total holds every figure once, and never two gases or scopes", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyFactor, anyKwh), { maxLength: 20 }), (pairs) => {
        const figures = pairs.map(([factor, exactKwh]) =>
          valueFrom(emissions({ ...meteredOf(factor), exactKwh }, factor)),
        );
        const made = totals(figures);
        expect(made.flatMap((total) => total.figures)).toHaveLength(figures.length);
        for (const total of made) {
          expect(
            total.figures.every(({ factor }) => factor.gas === total.gas && factor.scope === total.scope),
          ).toBe(true);
        }
      }),
    );
  });
});

describe("a sum of figures", () => {
  it("of one gas is two sums when one part counts chimneys and the other life cycles", () => {
    const lifeCycle = factorOf("se-el-ember-2024");
    const direct = valueFrom(
      emissionFactor({ ...(lifeCycle as FactorRecord), id: "direct", scope: "direct" }),
    );
    const kwh: Energy = { carrier: "electricity", exactKwh: fraction(1000n) };
    const figures = [lifeCycle, direct, direct].map((factor) => valueFrom(emissions(kwh, factor)));
    expect(totals(figures).map(({ gas, scope, grams }) => [gas, scope, grams])).toEqual([
      ["CO2e", "direct", 71_780n],
      ["CO2e", "life-cycle", 35_890n],
    ]);
  });
});

describe("avoided emissions", () => {
  it("have the energy's interval, and say that it is of the energy only", () => {
    const made = valueFrom(avoidedEmissions(avoidedOf(gas, 10_000, 2_500.5), factorOf("ipcc-ng")));
    expect(made.figure.grams).toBe(2_020_000n);
    // (10 000 − 2 500.5) × 202 = 1 514 899; (10 000 + 2 500.5) × 202 = 2 525 101
    expect(made.interval90).toMatchObject({
      lowerGrams: 1_514_899n,
      upperGrams: 2_525_101n,
      confidence: 0.9,
      covers: "energy-only",
      calibration: { id: "calibration-1" },
    });
  });

  it("may be below zero: a building that used more emitted more", () => {
    const made = valueFrom(avoidedEmissions(avoidedOf(electricity, -100, 20), factorOf("cn-sn-el-2022")));
    expect([made.interval90.lowerGrams, made.figure.grams, made.interval90.upperGrams]).toEqual([
      -78_696n,
      -65_580n,
      -52_464n,
    ]);
  });

  it("the interval keeps its relative width whatever the factor", () => {
    const doubles = { noNaN: true, noDefaultInfinity: true } as const;
    fc.assert(
      fc.property(
        anyFactor,
        fc.double({ min: 1, max: 1e9, ...doubles }),
        fc.double({ min: 1e-3, max: 1e9, ...doubles }),
        (factor, avoidedKwh, halfWidthKwh) => {
          const made = valueFrom(
            avoidedEmissions(avoidedOf(meteredOf(factor), avoidedKwh, halfWidthKwh), factor),
          );
          const relative = toDouble(made.interval90.exactHalfWidthGrams) / toDouble(made.figure.exactGrams);
          expect(relative / (halfWidthKwh / avoidedKwh)).toBeCloseTo(1, 10);
          expect(made.interval90.lowerGrams <= made.figure.grams).toBe(true);
          expect(made.interval90.upperGrams >= made.figure.grams).toBe(true);
        },
      ),
    );
  });

  it("are refused for an energy that is no number and a width below zero", () => {
    const factor = factorOf("cn-sn-el-2022");
    expect(reasonFrom(avoidedEmissions(avoidedOf(electricity, Number.NaN, 1), factor)).code).toBe(
      "not-finite",
    );
    expect(
      reasonFrom(avoidedEmissions(avoidedOf(electricity, 1, Number.POSITIVE_INFINITY), factor)).code,
    ).toBe("not-finite");
    expect(reasonFrom(avoidedEmissions(avoidedOf(electricity, 1, -1), factor)).code).toBe(
      "negative-half-width",
    );
  });
});
