import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decimal,
  districtHeat,
  electricity,
  factorOf,
  gas,
  reasonFrom,
  valueFrom,
} from "./carbon.fixture.ts";
import { type Energy, energyOf, type Metered } from "./energy.ts";
import { kilogramsText } from "./figure.ts";
import { fraction } from "./fraction.ts";
import { type InventoryInput, inventory } from "./inventory.ts";
import type { YearlyUse } from "./yearlyuse.ts";

const energy = (metered: Metered, amount: string, unit: "kWh" | "MWh" | "GJ"): Energy =>
  valueFrom(energyOf(metered, decimal(amount), unit));

const use = (building: string, year: number, of: Energy, measuredShare = 1): YearlyUse => ({
  building,
  year,
  energy: of,
  measuredShare,
});

/** A school in Umeå (electricity, district heat) and one in Xi'an (electricity, district heat in GJ, gas), two years. */
const twoSchools: InventoryInput = {
  buildings: [
    { id: "umea-school", place: "umea-energi", carriers: ["electricity", "district-heat"] },
    { id: "xian-school", place: "CN-SN", carriers: ["electricity", "district-heat", "gas"] },
  ],
  years: [2021, 2022],
  uses: [
    use("umea-school", 2021, energy(electricity, "182345.6", "kWh")),
    use("umea-school", 2022, energy(electricity, "175020.3", "kWh")),
    use("umea-school", 2021, energy(districtHeat, "512.4", "MWh")),
    use("umea-school", 2022, energy(districtHeat, "498.75", "MWh")),
    use("xian-school", 2021, energy(electricity, "241008.25", "kWh")),
    use("xian-school", 2022, energy(electricity, "238512.5", "kWh")),
    use("xian-school", 2021, energy(districtHeat, "1830.6", "GJ")),
    use("xian-school", 2022, energy(districtHeat, "1795.45", "GJ")),
    use("xian-school", 2021, energy(gas, "38400.5", "kWh")),
    use("xian-school", 2022, energy(gas, "36950.75", "kWh")),
  ],
  factors: [
    { place: "umea-energi", year: 2021, factor: factorOf("nordic-residual-2021") },
    { place: "umea-energi", year: 2022, factor: factorOf("nordic-residual-2022") },
    // There is no value of 2021: that of 2022 is chosen on purpose, and the row says so.
    { place: "umea-energi", year: 2021, factor: factorOf("umea-dh-2022") },
    { place: "umea-energi", year: 2022, factor: factorOf("umea-dh-2022") },
    { place: "CN-SN", year: 2021, factor: factorOf("cn-sn-el-2021") },
    { place: "CN-SN", year: 2022, factor: factorOf("cn-sn-el-2022") },
    { place: "CN-SN", year: 2021, factor: factorOf("cn-heat-default") },
    { place: "CN-SN", year: 2022, factor: factorOf("cn-heat-default") },
    { place: "CN-SN", year: 2021, factor: factorOf("ipcc-ng") },
    { place: "CN-SN", year: 2022, factor: factorOf("ipcc-ng") },
  ],
};

describe("an inventory worked by hand: two buildings, three carriers, two years, both countries", () => {
  const made = valueFrom(inventory(twoSchools));
  const grams = (building: string, carrier: string, year: number) =>
    made.rows.find((row) => row.building === building && row.carrier === carrier && row.year === year)?.figure
      ?.grams;

  it("the school in Umeå, electricity by the Nordic residual mix", () => {
    // 2021: 182 345.6 kWh × 371.99 g/kWh
    //   182 345.6 × 372    = 67 832 563.2
    //   182 345.6 ×   0.01 =      1 823.456
    //   67 832 563.2 − 1 823.456 = 67 830 739.744 g
    expect(grams("umea-school", "electricity", 2021)).toBe(67_830_740n);
    // 2022: 175 020.3 kWh × 467.6 g/kWh
    //   175 020.3 × 467   = 81 734 480.1
    //   175 020.3 ×   0.6 =    105 012.18
    //   81 734 480.1 + 105 012.18 = 81 839 492.28 g
    expect(grams("umea-school", "electricity", 2022)).toBe(81_839_492n);
  });

  it("the school in Umeå, district heat by the supplier's value", () => {
    // 2021: 512.4 MWh = 512 400 kWh; 512 400 × 51 = 26 132 400 g
    expect(grams("umea-school", "district-heat", 2021)).toBe(26_132_400n);
    // 2022: 498.75 MWh = 498 750 kWh; 498 750 × 51 = 25 436 250 g
    expect(grams("umea-school", "district-heat", 2022)).toBe(25_436_250n);
  });

  it("the school in Xi'an, electricity by Shaanxi's average", () => {
    // 2021: 241 008.25 kWh × 633.6 g/kWh
    //   241 008.25 × 600   = 144 604 950
    //   241 008.25 ×  33   =   7 953 272.25
    //   241 008.25 ×   0.6 =     144 604.95
    //   144 604 950 + 7 953 272.25 + 144 604.95 = 152 702 827.2 g
    expect(grams("xian-school", "electricity", 2021)).toBe(152_702_827n);
    // 2022: 238 512.5 kWh × 655.8 g/kWh
    //   238 512.5 × 655   = 156 225 687.5
    //   238 512.5 ×   0.8 =     190 810
    //   156 225 687.5 + 190 810 = 156 416 497.5 g; a half goes to the even gram
    expect(grams("xian-school", "electricity", 2022)).toBe(156_416_498n);
  });

  it("the school in Xi'an, district heat in gigajoules by the national default", () => {
    // 396 g/kWh × 1 kWh / 0.0036 GJ = 110 000 g/GJ
    // 2021: 1 830.6 GJ × 110 000 = 201 366 000 g
    expect(grams("xian-school", "district-heat", 2021)).toBe(201_366_000n);
    // 2022: 1 795.45 GJ × 110 000 = 197 499 500 g
    expect(grams("xian-school", "district-heat", 2022)).toBe(197_499_500n);
  });

  it("the school in Xi'an, gas by its lower heating value", () => {
    // 2021: 38 400.5 kWh × 202 = 7 756 901 g
    expect(grams("xian-school", "gas", 2021)).toBe(7_756_901n);
    // 2022: 36 950.75 kWh × 202 = 7 464 051.5 g; a half goes to the even gram
    expect(grams("xian-school", "gas", 2022)).toBe(7_464_052n);
  });

  it("both years together, rounded once, with what the totals are made of", () => {
    const [first, second] = made.years;
    //    67 830 739.744
    //  + 26 132 400
    //  + 152 702 827.2
    //  + 201 366 000
    //  +   7 756 901
    //  = 455 788 867.944 g
    expect(first!.totals.map((total) => total.grams)).toEqual([455_788_868n]);
    expect(kilogramsText(first!.totals[0]!.grams)).toBe("455788.868");
    //    81 839 492.28
    //  + 25 436 250
    //  + 156 416 497.5
    //  + 197 499 500
    //  +   7 464 051.5
    //  = 468 655 791.28 g (the five rounded rows would give one gram more)
    expect(second!.totals.map((total) => total.grams)).toEqual([468_655_791n]);
    expect(second!.totals[0]).toMatchObject({ gas: "CO2", scope: "direct", bases: ["location", "market"] });
    expect(second).toMatchObject({ measuredShare: 1, expected: 5, withFigure: 5 });
    expect(made.missing).toEqual([]);
    // 1 830.6 GJ / 0.0036 = 508 500 kWh; 508 500 + 512 400 = 1 020 900 kWh
    const heat = first!.energyByCarrier.find(({ carrier }) => carrier === "district-heat");
    expect(heat?.exactKwh).toEqual(fraction(1_020_900n));
  });

  it("a factor of another year says by how many years it is off", () => {
    const off = (building: string, carrier: string, year: number) =>
      made.rows.find((row) => row.building === building && row.carrier === carrier && row.year === year)!
        .factorYearsOff;
    expect(off("umea-school", "district-heat", 2021)).toBe(-1);
    expect(off("umea-school", "district-heat", 2022)).toBe(0);
    expect(off("xian-school", "gas", 2021)).toBe(15);
  });
});

describe("what an inventory lacks", () => {
  const without = (carrier: string, year: number): InventoryInput => ({
    ...twoSchools,
    uses: twoSchools.uses.filter((one) => !(one.energy.carrier === carrier && one.year === year)),
  });

  it("a carrier that was not measured is named and is in no total", () => {
    const made = valueFrom(inventory(without("gas", 2022)));
    expect(made.missing).toEqual([
      { building: "xian-school", carrier: "gas", year: 2022, code: "not-measured" },
    ]);
    // 468 655 791.28 − 7 464 051.5 = 461 191 739.78 g
    expect(made.years[1]!.totals[0]!.grams).toBe(461_191_740n);
    expect(made.years[1]).toMatchObject({ measuredShare: 0.8, expected: 5, withFigure: 4 });
  });

  it("a year measured in part is counted as far as it was measured, and said to be so", () => {
    const uses = twoSchools.uses.map((one) =>
      one.energy.carrier === "gas" && one.year === 2021 ? { ...one, measuredShare: 0.5 } : one,
    );
    const made = valueFrom(inventory({ ...twoSchools, uses }));
    expect(made.missing).toEqual([
      { building: "xian-school", carrier: "gas", year: 2021, code: "partly-measured" },
    ]);
    expect(made.years[0]!.totals[0]!.grams).toBe(455_788_868n);
    expect(made.years[0]!.measuredShare).toBe(0.9);
  });

  it("a use without a factor keeps its energy and has no figure", () => {
    const factors = twoSchools.factors.filter(({ factor }) => factor.carrier !== "gas");
    const made = valueFrom(inventory({ ...twoSchools, factors }));
    expect(made.missing.map(({ code, year }) => [code, year])).toEqual([
      ["no-factor", 2021],
      ["no-factor", 2022],
    ]);
    expect(made.rows.find((row) => row.carrier === "gas")).toMatchObject({
      figure: null,
      factorYearsOff: null,
    });
  });

  it("life-cycle CO2e and direct CO2 are two totals", () => {
    const factors = [
      ...twoSchools.factors.filter(({ factor }) => factor.id !== "nordic-residual-2022"),
      { place: "umea-energi", year: 2022, factor: factorOf("se-el-ember-2024") },
    ];
    const made = valueFrom(inventory({ ...twoSchools, factors }));
    // 175 020.3 × 35.89 = 175 020.3 × 36 − 175 020.3 × 0.11 = 6 300 730.8 − 19 252.233 = 6 281 478.567 g
    // 468 655 791.28 − 81 839 492.28 = 386 816 299 g
    expect(made.years[1]!.totals.map(({ gas, scope, grams }) => [gas, scope, grams])).toEqual([
      ["CO2", "direct", 386_816_299n],
      ["CO2e", "life-cycle", 6_281_479n],
    ]);
  });
});

describe("an inventory refuses", () => {
  const refused = (change: Partial<InventoryInput>) =>
    reasonFrom(inventory({ ...twoSchools, ...change })).code;
  const [first] = twoSchools.uses;
  it("uses that cannot be, each by its name", () => {
    const changed = (uses: YearlyUse) => refused({ uses: [uses] });
    expect(changed({ ...first!, building: "nowhere" })).toBe("unknown-building");
    expect(changed(use("umea-school", 2021, energy(gas, "1", "kWh")))).toBe("carrier-not-of-building");
    expect(changed({ ...first!, measuredShare: 0 })).toBe("share-out-of-range");
    expect(changed({ ...first!, measuredShare: 1.01 })).toBe("share-out-of-range");
    expect(changed(use("umea-school", 2021, energy(electricity, "-1", "kWh")))).toBe("negative-use");
    expect(refused({ uses: [first!, first!] })).toBe("use-given-twice");
    expect(refused({ years: [2021, 2021] })).toBe("year-given-twice");
    const twice = { ...twoSchools.buildings[0]!, carriers: ["electricity", "electricity"] } as const;
    expect(refused({ buildings: [twice, twoSchools.buildings[1]!] })).toBe("carrier-given-twice");
  });
  it("factors of elsewhere, two factors for one use, and fuels by the other heating value", () => {
    expect(refused({ factors: [{ place: "CN-SN", year: 2021, factor: factorOf("umea-dh-2022") }] })).toBe(
      "factor-not-of-place",
    );
    expect(refused({ factors: [...twoSchools.factors, twoSchools.factors[0]!] })).toBe("factor-chosen-twice");
    expect(refused({ buildings: [twoSchools.buildings[0]!, twoSchools.buildings[0]!] })).toBe(
      "building-given-twice",
    );
    const higher = energy({ carrier: "gas", heatingValue: "higher" }, "1", "kWh");
    expect(reasonFrom(inventory({ ...twoSchools, uses: [use("xian-school", 2021, higher)] }))).toEqual({
      code: "heating-value-differs",
      energy: "higher",
      factor: "lower",
      building: "xian-school",
    });
  });
});

describe("laws of an inventory", () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 10 ** 9 }), { minLength: 10, maxLength: 10 });
  const withAmounts = (watthours: readonly number[]): InventoryInput => ({
    ...twoSchools,
    uses: twoSchools.uses.map((one, i) => ({
      ...one,
      energy: { ...one.energy, exactKwh: fraction(BigInt(watthours[i]!), 1000n) },
    })),
  });
  const exactTotal = (input: InventoryInput) =>
    valueFrom(inventory(input)).years.flatMap((year) => year.totals.map((total) => total.exactGrams));
  const added = (parts: ReturnType<typeof exactTotal>) =>
    parts.reduce((a, b) =>
      fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator),
    );

  it("the city is the sum of its buildings, of its years and of its carriers, exactly", () => {
    fc.assert(
      fc.property(amounts, (watthours) => {
        const whole = withAmounts(watthours);
        const all = added(exactTotal(whole));
        const only = (keep: (one: YearlyUse) => boolean) => ({ ...whole, uses: whole.uses.filter(keep) });
        const byBuilding = whole.buildings.map((building) => ({
          ...only((one) => one.building === building.id),
          buildings: [building],
        }));
        const byYear = whole.years.map((year) => ({ ...whole, years: [year] }));
        const byCarrier = ["electricity", "district-heat", "gas"].map((carrier) =>
          only((one) => one.energy.carrier === carrier),
        );
        for (const parts of [byBuilding, byYear, byCarrier]) {
          expect(added(parts.flatMap(exactTotal))).toEqual(all);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("the order of rows changes nothing", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...twoSchools.uses], { minLength: 10 }), (uses) => {
        expect(inventory({ ...twoSchools, uses })).toEqual(inventory(twoSchools));
      }),
      { numRuns: 20 },
    );
  });
});
