import { describe, expect, it } from "vitest";
import {
  allFactors,
  decimal,
  electricity,
  factorOf,
  reasonFrom,
  referenceFile,
  valueFrom,
} from "./carbon.fixture.ts";
import { byOtherHeatingValue, energyOf, type HeatingValueRatio } from "./energy.ts";
import { emissionFactor, emissionFactors, exactGramsPerKwh, type FactorRecord, yearOf } from "./factor.ts";
import { compare, fraction, toDouble } from "./fraction.ts";
import { electricityMapsAttribution, openDatabaseFactors } from "./opendatabasefactors.ts";
import { places, placesAt } from "./places.ts";
import { attributionOf, weakestStanding } from "./provenance.ts";
import { provinceFactor } from "./provincefactors.ts";
import { seedFactors } from "./seedfactors.ts";

const seedFile = referenceFile("facts", "emission_factors_seed.csv");
const provinceFile = referenceFile("facts", "cn_province_electricity_factors.csv");

/** Cells of a line of CSV in which quotes hold commas. */
const cells = (line: string): string[] =>
  [...line.matchAll(/("[^"]*"|[^,]*)(?:,|$)/g)].map((match) => match[1]!.replaceAll('"', ""));

describe("the seeded factors", () => {
  it("have names of their own, and places that are known", () => {
    expect(new Set(allFactors.map((factor) => factor.id)).size).toBe(allFactors.length);
    const known = places.map((place) => place.id);
    expect(allFactors.every((factor) => known.includes(factor.place))).toBe(true);
  });

  it("those of an open database stand apart, each with the words its licence asks for", () => {
    expect(seedFactors.filter((factor) => factor.licence.kind === "open-database")).toEqual([]);
    for (const factor of openDatabaseFactors) {
      expect(factor.licence.kind).toBe("open-database");
      expect(attributionOf(factor)).toBe(electricityMapsAttribution);
    }
    expect(attributionOf(factorOf("cn-sn-el-2021"))).toBeNull();
  });

  it("those from memory say so and how sure they are; those that a repository quotes are second-hand", () => {
    expect(factorOf("cn-nw-el-2022")).toMatchObject({ standing: "from-memory", memoryConfidencePct: 70 });
    expect(factorOf("ipcc-ng")).toMatchObject({ standing: "from-memory", memoryConfidencePct: 99 });
    expect(factorOf("cn-sn-el-2022").standing).toBe("second-hand");
    expect(factorOf("nordic-residual-2023").standing).toBe("verified");
  });

  it("what is converted agrees with what it was converted from", () => {
    // 129.9 g/MJ × 3.6 = 467.64; 110 000 g/GJ × 0.0036 = 396; t/TJ × 3.6 = g/kWh, as rounded by the seed
    expect(toDouble(exactGramsPerKwh(factorOf("nordic-residual-2022")))).toBeCloseTo(129.9 * 3.6, 0);
    expect(exactGramsPerKwh(factorOf("cn-heat-default"))).toEqual(fraction(396n));
    expect(toDouble(exactGramsPerKwh(factorOf("ipcc-ng")))).toBeCloseTo(56.1 * 3.6, 0);
    expect(toDouble(exactGramsPerKwh(factorOf("ipcc-bit-coal")))).toBeCloseTo(94.6 * 3.6, 0);
    expect(toDouble(exactGramsPerKwh(factorOf("ipcc-gasoil")))).toBeCloseTo(74.1 * 3.6, 0);
  });

  it("cannot be changed", () => {
    expect(Object.isFrozen(factorOf("ipcc-ng"))).toBe(true);
    expect(Object.isFrozen(factorOf("ipcc-ng").licence)).toBe(true);
  });

  it("a place takes its own factors and those of wider places", () => {
    expect(placesAt("SE2")).toEqual(["SE2", "SE", "NORDIC", "WORLD"]);
    expect(placesAt("somewhere else")).toEqual(["somewhere else", "WORLD"]);
    for (const { within } of places)
      expect(within.every((wide) => places.some(({ id }) => id === wide))).toBe(true);
  });
});

describe.skipIf(!seedFile.present)("the seeded factors against the file they come from", () => {
  it("every row is there with its value, unit, gas, carrier, year and standing", () => {
    const [header, ...rows] = seedFile.text().trim().split(/\r?\n/).map(cells);
    const column = (row: string[], name: string) => row[header!.indexOf(name)]!;
    expect(rows.map((row) => column(row, "id")).sort()).toEqual(allFactors.map(({ id }) => id).sort());
    for (const row of rows) {
      const factor = factorOf(column(row, "id"));
      expect(column(row, "unit")).toBe("g/kWh");
      expect(factor.gramsPerKwh).toBe(column(row, "value"));
      expect(factor.gas).toBe(column(row, "gas"));
      const carriers: Record<string, string> = {
        "district heating": "district-heat",
        "district cooling": "district-cooling",
        "natural gas (LHV)": "gas",
        "other bituminous coal (LHV)": "coal",
        "gas/diesel oil (LHV)": "oil",
      };
      const carrier = column(row, "carrier");
      expect(factor.carrier).toBe(carriers[carrier] ?? carrier);
      const year = /\d{4}/.exec(column(row, "year"))?.[0];
      if (year !== undefined) expect(yearOf(factor)).toBe(Number(year));
      const basis = column(row, "basis");
      if ("basis" in factor) {
        if (/location|market/.test(basis)) expect(basis).toContain(factor.basis);
        else expect(factor.inferred).toContain("basis");
        if (/production|consumption/.test(basis)) expect(basis).toContain(factor.mix);
        else expect(factor.inferred).toContain("mix");
      }
      if (/lifecycle/.test(basis)) expect(factor.scope).toBe("life-cycle");
      else if (!/direct/.test(basis)) expect(factor.inferred).toContain("scope");
      const status = column(row, "status");
      expect(factor.standing === "from-memory").toBe(/FROM MEMORY/.test(status));
      expect(factor.standing === "second-hand").toBe(/secondary/.test(status));
      expect(factor.licence.kind === "open-database").toBe(/ODbL/.test(status));
    }
  });
});

describe("a record is refused", () => {
  const good = factorOf("nordic-residual-2021") as FactorRecord;
  const field = (change: object) => {
    const reason = reasonFrom(emissionFactor({ ...good, ...change } as FactorRecord));
    return reason.code === "field-missing-or-unknown" ? reason.field : reason.code;
  };
  it("by the first thing in it that does not hold", () => {
    expect(field({ id: " " })).toBe("id");
    expect(field({ place: "" })).toBe("place");
    expect(field({ gas: "CH4" })).toBe("gas");
    expect(field({ scope: undefined })).toBe("scope");
    expect(field({ basis: "both" })).toBe("basis");
    expect(field({ mix: undefined })).toBe("mix");
    expect(field({ carrier: "steam" })).toBe("carrier");
    expect(field({ carrier: "gas" })).toBe("heatingValue");
    expect(field({ period: { kind: "year", year: 20_211 } })).toBe("period");
    expect(field({ period: undefined })).toBe("period");
    expect(field({ source: "a lone surrogate \ud800" })).toBe("source");
    expect(field({ url: "ei.se" })).toBe("url");
    expect(field({ licence: { kind: "named", name: "MIT", attribution: "" } })).toBe("licence");
    expect(field({ standing: "sure" })).toBe("standing");
    expect(field({ memoryConfidencePct: 90 })).toBe("memoryConfidencePct");
    expect(field({ inferred: ["gas"] })).toBe("inferred");
    expect(reasonFrom(emissionFactor(null as unknown as FactorRecord))).toMatchObject({ field: "record" });
  });
  it("when its value is no plain decimal: one number has one spelling", () => {
    for (const gramsPerKwh of ["-1", "1e3", "1,5", "", "016", "5.", "1 000", "NaN", "12345678"]) {
      expect(field({ gramsPerKwh })).toBe("not-a-factor");
    }
    expect(emissionFactor({ ...good, gramsPerKwh: "0" }).ok).toBe(true);
    expect(() => emissionFactors([{ ...good, gramsPerKwh: "x" }])).toThrow(TypeError);
  });
});

describe("a province's factor", () => {
  it("is the published kilograms in grams, digit for digit", () => {
    const shaanxi = provinceFactor({ place: "CN-SN", year: 2022, kilogramsPerKwh: "0.6558" });
    expect(valueFrom(shaanxi)).toMatchObject({ gramsPerKwh: "655.8", standing: "second-hand", gas: "CO2" });
    expect(valueFrom(provinceFactor({ place: "CN-YN", year: 2022, kilogramsPerKwh: "1" })).gramsPerKwh).toBe(
      "1000",
    );
  });
  it("is refused when it is no number or was given in grams", () => {
    for (const kilogramsPerKwh of ["", "655.8", "-0.1", "x"]) {
      expect(reasonFrom(provinceFactor({ place: "CN-SN", year: 2022, kilogramsPerKwh })).code).toBe(
        "not-a-factor",
      );
    }
  });
  it.skipIf(!provinceFile.present)(
    "is there for every figure of the transcription, and Shaanxi's are the seeded ones",
    () => {
      const rows = provinceFile
        .text()
        .trim()
        .split("\n")
        .filter((line) => !line.startsWith("#"))
        .slice(1);
      let count = 0;
      for (const row of rows) {
        const [place, ...values] = row.trim().split(",");
        values.forEach((kilogramsPerKwh, i) => {
          if (kilogramsPerKwh === "") return;
          const factor = valueFrom(provinceFactor({ place: place!, year: 2021 + i, kilogramsPerKwh }));
          if (place === "陕西") {
            expect(
              compare(exactGramsPerKwh(factor), exactGramsPerKwh(factorOf(`cn-sn-el-${2021 + i}`))),
            ).toBe(0);
          }
          count++;
        });
      }
      expect(count).toBe(51);
    },
  );
});

describe("energy", () => {
  it("keeps gigajoules and coal equivalents exactly", () => {
    // 1 GJ = 2500/9 kWh; 1 kgce = 29 307.6 kJ = 8.141 kWh exactly
    expect(valueFrom(energyOf({ carrier: "district-heat" }, decimal("1"), "GJ")).exactKwh).toEqual(
      fraction(2500n, 9n),
    );
    const coal = { carrier: "coal", heatingValue: "lower" } as const;
    expect(valueFrom(energyOf(coal, decimal("1"), "kgce")).exactKwh).toEqual(fraction(8141n, 1000n));
    expect(reasonFrom(energyOf(electricity, decimal("1"), "m3")).code).toBe("not-an-energy-unit");
  });

  it("of gas changes its heating value by a ratio that stays with it, and back", () => {
    const ratio: HeatingValueRatio = {
      id: "natural-gas-lower-per-higher",
      carrier: "gas",
      lowerPerHigher: decimal("0.9"),
      source: "the supplier's bill",
      url: null,
      licence: { kind: "not-stated" },
      standing: "user-supplied",
    };
    const billed = valueFrom(energyOf({ carrier: "gas", heatingValue: "higher" }, decimal("100"), "kWh"));
    const lower = valueFrom(byOtherHeatingValue(billed, ratio));
    expect(lower).toMatchObject({ heatingValue: "lower", exactKwh: fraction(90n), convertedBy: ratio });
    expect(valueFrom(byOtherHeatingValue(lower, ratio)).exactKwh).toEqual(billed.exactKwh);
    for (const text of ["0.79", "1.01"]) {
      const far = { ...ratio, lowerPerHigher: decimal(text) };
      expect(reasonFrom(byOtherHeatingValue(billed, far)).code).toBe("ratio-out-of-range");
    }
    expect(reasonFrom(byOtherHeatingValue(billed, { ...ratio, carrier: "oil" })).code).toBe(
      "carrier-differs",
    );
    const current = { carrier: "electricity", exactKwh: fraction(1n) } as const;
    expect(reasonFrom(byOtherHeatingValue(current, ratio)).code).toBe("no-heating-value");
  });

  it("a result is no better known than the worst figure in it", () => {
    expect(weakestStanding(["verified", "from-memory", "second-hand"])).toBe("from-memory");
    expect(weakestStanding(["verified"])).toBe("verified");
  });
});
