import { adviceCodes, type Finding } from "@husting/indoor";
import { describe, expect, it } from "vitest";
import { languages } from "../../web/language/index.ts";
import { saidMeasure } from "./act-on-advice.ts";
import { keyOf, leadingFigure, staysAside } from "./advice.ts";
import { climateMessages } from "./messages.ts";
import { adviceName } from "./words.ts";

const imbalance = (spreadK: number, rooms: readonly string[]): Finding => ({
  code: "room-imbalance",
  evidence: [{ name: "spread", value: spreadK, unit: "K" }],
  kwhPerYear: { value: 900, low: 800, high: 1000 },
  rooms,
  confidence: 0.8,
  coverage: { measured: 1, expected: 1, share: 1 },
});

describe("advice that was set aside", () => {
  const then = { figure: 2, rooms: ["a", "b"] };
  it("stays away while its figure has not grown by more than a quarter", () => {
    expect(staysAside(imbalance(2.5, ["a"]), then)).toBe(true);
    expect(staysAside(imbalance(2.51, ["a"]), then)).toBe(false);
  });
  it("comes back when another room is concerned", () => {
    expect(staysAside(imbalance(2, ["a", "c"]), then)).toBe(false);
  });
  it("goes by its code, and by its room where every sensor has a finding of its own", () => {
    expect(keyOf(imbalance(2, ["a"]))).toBe("room-imbalance");
    expect(keyOf({ code: "stuck-sensor", rooms: ["a"] })).toBe("stuck-sensor:a");
  });
  it("of rooms too warm, it is the kelvins above what is wanted that count", () => {
    const evidence = [
      { name: "middle-room-mean", value: 23, unit: "°C" },
      { name: "wanted", value: 21, unit: "°C" },
    ] as const;
    expect(leadingFigure({ code: "overheated-while-heated", evidence })).toBe(2);
    expect(
      leadingFigure({ code: "curve-too-steep", evidence: [{ name: "slope", value: -0.1, unit: "K/K" }] }),
    ).toBe(0.1);
  });
});

describe("a measure made of advice", () => {
  const school = { slug: "school", names: { sv: "Skolan", zh: "学校", en: "School" } };
  const heat = { carrier: "gas", measuredShare: 1, kwhPerYear: 10_000 };

  it("has the building's carrier, the share that the kilowatt-hours are, and titles in three languages", () => {
    const said = saidMeasure(school, { heat, electricity: null }, imbalance(2, ["a"]));
    expect(said).toMatchObject({ carrier: "gas", kind: "balancing", expected: "9.0", buildings: ["school"] });
    expect([said.titleSv, said.titleZh, said.titleEn].every((title) => title.length > 6)).toBe(true);
  });
  it("expects nothing where nothing can be said", () => {
    const { kwhPerYear: _, ...rest } = imbalance(2, ["a"]);
    const nothing = { ...rest, kwhPerYear: null };
    expect(saidMeasure(school, { heat, electricity: null }, nothing).expected).toBe("");
    expect(saidMeasure(school, { heat: null, electricity: null }, imbalance(2, ["a"])).expected).toBe("");
  });
});

describe("words for advice", () => {
  it("every code says what it is, what it means, what to look at and what the measure would be", () => {
    for (const language of languages)
      for (const code of adviceCodes) {
        for (const part of ["title", "text", "do", "measure"])
          expect(climateMessages.has(`finding.${code}.${part}`)).toBe(true);
        expect(adviceName(language, code)).not.toBe(code);
      }
  });
});
