import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allFactors, electricity, factorOf, reasonFrom, valueFrom } from "./carbon.fixture.ts";
import { compareFactors } from "./comparison.ts";
import type { Energy } from "./energy.ts";
import { fraction } from "./fraction.ts";
import { sensitivity } from "./sensitivity.ts";

const kwh: Energy = { ...electricity, exactKwh: fraction(1000n) } as Energy;

describe("what other methods would give", () => {
  const umea = valueFrom(sensitivity(kwh, "SE2", factorOf("se-el-em-SE2-2024"), allFactors));

  it("Swedish electricity is 16 to 524 g/kWh, by where, when and how it is counted", () => {
    expect(umea.lowest.grams).toBe(16_000n);
    expect(umea.highest.grams).toBe(524_100n);
    expect(umea.others.map(({ figure }) => figure.factor.id)).toEqual([
      "se-el-em-SE-2024",
      "se-el-ember-2024",
      "nordic-el-ivl",
      "nordic-residual-2019",
      "nordic-residual-2021",
      "nordic-residual-2022",
      "nordic-residual-2023",
    ]);
  });

  it("says which of them count the same thing, and why the others do not", () => {
    const line = (id: string) => umea.others.find(({ figure }) => figure.factor.id === id)!.comparison;
    expect(line("se-el-em-SE-2024")).toMatchObject({
      comparable: true,
      reasons: [],
      differences: [{ code: "place-differs", places: ["SE2", "SE"] }],
      restsOnInferred: [],
    });
    expect(line("nordic-el-ivl").comparable).toBe(true);
    expect(line("nordic-el-ivl").differences.map(({ code }) => code)).toEqual([
      "place-differs",
      "period-differs",
      "source-differs",
    ]);
    expect(line("se-el-ember-2024").reasons).toEqual([
      { code: "mix-differs", mixes: ["consumption", "production"] },
    ]);
    expect(line("nordic-residual-2023")).toMatchObject({
      comparable: false,
      reasons: [
        { code: "gas-differs", gases: ["CO2e", "CO2"] },
        { code: "scope-differs", scopes: ["life-cycle", "direct"] },
        { code: "basis-differs", bases: ["location", "market"] },
      ],
      restsOnInferred: ["mix", "scope"],
    });
  });

  it("Shaanxi's electricity has the province's, the region's and the country's factors", () => {
    const xian = valueFrom(sensitivity(kwh, "CN-SN", factorOf("cn-sn-el-2022"), allFactors));
    expect(xian.lowest.grams).toBe(513_000n);
    expect(xian.highest.grams).toBe(655_800n);
    expect(xian.others).toHaveLength(8);
    expect(xian.others.some(({ figure }) => figure.factor.place === "SE")).toBe(false);
  });

  it("a factor of elsewhere cannot be chosen, and one by the other heating value is left out with its reason", () => {
    expect(reasonFrom(sensitivity(kwh, "CN-SN", factorOf("se-el-ember-2024"), allFactors)).code).toBe(
      "factor-not-of-place",
    );
    const gasKwh = { carrier: "gas", heatingValue: "lower", exactKwh: fraction(1n) } as const;
    const higher = {
      ...factorOf("ipcc-ng"),
      id: "by-higher",
      heatingValue: "higher",
    } as (typeof allFactors)[0];
    const made = valueFrom(sensitivity(gasKwh, "SE", factorOf("ipcc-ng"), [higher]));
    expect(made.leftOut).toMatchObject([{ reason: { code: "heating-value-differs" } }]);
    expect(made.others).toEqual([]);
    expect(compareFactors(factorOf("ipcc-ng"), higher).reasons).toEqual([{ code: "heating-value-differs" }]);
  });

  it("comparing is the same both ways, and a factor compares with itself without a difference", () => {
    const any = fc.constantFrom(...allFactors);
    fc.assert(
      fc.property(any, any, (a, b) => {
        const [there, back] = [compareFactors(a, b), compareFactors(b, a)];
        expect(there.comparable).toBe(back.comparable);
        expect(there.reasons.map(({ code }) => code)).toEqual(back.reasons.map(({ code }) => code));
        expect(compareFactors(a, a)).toMatchObject({ comparable: true, differences: [] });
        expect(there.differences.some(({ code }) => code === "period-differs")).toBe(
          back.differences.some(({ code }) => code === "period-differs"),
        );
      }),
    );
  });
});
