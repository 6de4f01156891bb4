import { describe, expect, it } from "vitest";
import {
  allFactors,
  avoidedOf,
  electricity,
  factorOf,
  reasonFrom,
  sha256,
  valueFrom,
} from "./carbon.fixture.ts";
import {
  besideCurrent,
  canonicalFactor,
  checkClaim,
  type FrozenClaim,
  factorHash,
  freezeClaim,
} from "./claim.ts";
import { type EmissionFactor, emissionFactor, type FactorRecord } from "./factor.ts";

const factor = factorOf("nordic-residual-2021");
const avoided = avoidedOf(electricity, 12_000, 3_000);
const claim = valueFrom(
  freezeClaim({ measure: "led-lamps", frozenOn: "2022-11-01", avoided, factor }, sha256),
);
const changed = (change: Partial<FactorRecord>): EmissionFactor =>
  valueFrom(emissionFactor({ ...(factor as FactorRecord), ...change } as FactorRecord));

describe("a frozen claim", () => {
  it("holds its figures in digits and survives JSON", () => {
    // 12 000 × 371.99 = 4 463 880; ± 3 000 × 371.99 = 1 115 970
    expect(claim).toMatchObject({ grams: "4463880", lowerGrams: "3347910", upperGrams: "5579850" });
    const read = JSON.parse(JSON.stringify(claim)) as FrozenClaim;
    expect(valueFrom(checkClaim(read, sha256)).emissions.figure.grams).toBe(4_463_880n);
  });

  it("is found out when its factor, its energy or its figure was changed", () => {
    const code = (change: Partial<FrozenClaim>) =>
      reasonFrom(checkClaim({ ...claim, ...change }, sha256)).code;
    expect(code({ factor: changed({ gramsPerKwh: "37.199" }) })).toBe("factor-is-not-the-frozen-one");
    expect(code({ factor: changed({ source: "hearsay" }) })).toBe("factor-is-not-the-frozen-one");
    expect(code({ factor: { ...claim.factor, gas: "none" } as unknown as FactorRecord })).toBe(
      "field-missing-or-unknown",
    );
    expect(code({ avoided: avoidedOf(electricity, 12_001, 3_000) })).toBe("figure-is-not-the-frozen-one");
    expect(code({ avoided: avoidedOf(electricity, 12_000, 2_000) })).toBe("figure-is-not-the-frozen-one");
    expect(code({ grams: "4463881" })).toBe("figure-is-not-the-frozen-one");
  });

  it("is dated", () => {
    for (const frozenOn of ["2022-13-01", "yesterday", "2022-1-1"]) {
      expect(reasonFrom(freezeClaim({ measure: "m", frozenOn, avoided, factor }, sha256)).code).toBe(
        "not-a-date",
      );
    }
  });

  it("the record's text is in the order of its members' names, however it was written", () => {
    const shuffled = Object.fromEntries(Object.entries(factor).reverse()) as unknown as FactorRecord;
    expect(canonicalFactor(valueFrom(emissionFactor(shuffled)))).toBe(canonicalFactor(factor));
    expect(canonicalFactor(factor)).toMatch(
      /^\{"basis":"market","carrier":"electricity","gas":"CO2","gramsPerKwh":"371.99"/,
    );
    expect(factorHash(factor, sha256)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("a frozen claim beside a later year's figure", () => {
  const checked = valueFrom(checkClaim(claim, sha256));

  it("stays as it was, and the newest like factor stands beside it with its age", () => {
    const beside = besideCurrent(checked, allFactors, 2026, sha256);
    expect(beside.record).toBe("unchanged");
    expect(beside.frozen.figure.grams).toBe(4_463_880n);
    const current = valueFrom(beside.current);
    // 12 000 × 524.1 = 6 289 200
    expect(current.emissions.figure.grams).toBe(6_289_200n);
    expect(current.emissions.figure.factor.id).toBe("nordic-residual-2023");
    expect(current.yearsOld).toBe(3);
  });

  it("no factor of a year to come is taken", () => {
    const current = valueFrom(besideCurrent(checked, allFactors, 2022, sha256).current);
    expect(current.emissions.figure.factor.id).toBe("nordic-residual-2022");
    expect(current.yearsOld).toBe(0);
  });

  it("without a newer factor the frozen one itself is the current one", () => {
    const current = valueFrom(besideCurrent(checked, [factor], 2026, sha256).current);
    expect([current.emissions.figure.grams, current.yearsOld]).toEqual([4_463_880n, 5]);
  });

  it("a newer factor of a wider place is not taken for the place's own", () => {
    const wider = changed({ id: "world-2024", place: "WORLD", period: { kind: "year", year: 2024 } });
    const current = valueFrom(besideCurrent(checked, [wider, factor], 2026, sha256).current);
    expect(current.emissions.figure.factor.id).toBe("nordic-residual-2021");
  });

  it("a record that was corrected or taken back since is said to be so", () => {
    const revised = besideCurrent(checked, [changed({ gramsPerKwh: "372" })], 2021, sha256);
    expect(revised.record).toBe("revised");
    expect(valueFrom(revised.current).emissions.figure.grams).toBe(4_464_000n);
    const withdrawn = besideCurrent(checked, [factorOf("nordic-residual-2019")], 2026, sha256);
    expect(withdrawn.record).toBe("withdrawn");
    expect(reasonFrom(withdrawn.current)).toEqual({ code: "no-newer-factor", newestYear: 2021 });
  });
});
