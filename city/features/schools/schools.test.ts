import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { languages } from "../../web/language/index.ts";
import { type AnswerEnergy, LEAST_WORTHWHILE_SHARE, outcomeOf } from "./answer-document.ts";
import { newClassCode, readClassCode, shownCode } from "./class-codes.ts";
import { countsHour, experimentIds, experiments } from "./experiments.ts";
import { bands, bandsWithin } from "./predictions.ts";
import { experimentList, experimentText } from "./words.ts";

describe("a class code", () => {
  const codes = fc.constant(null).map(() => newClassCode());
  it("is read back however it is typed", () => {
    fc.assert(
      fc.property(codes, fc.constantFrom("", " ", "–"), (code, between) => {
        const typed = ` ${shownCode(code).toLowerCase().replace("-", between)} `;
        expect(readClassCode(typed)).toEqual({ ok: true, code });
        expect(readClassCode(shownCode(code))).toEqual({ ok: true, code });
      }),
    );
  });
  it("shows every sign that was mistyped and every two that changed places", () => {
    fc.assert(
      fc.property(codes, fc.nat(5), fc.nat(5), fc.constantFrom(..."23456789ABCDEFGH"), (code, a, b, sign) => {
        const signs = [...code];
        [signs[a], signs[b]] = [signs[b]!, signs[a]!];
        const exchanged = signs.join("");
        const mistyped = code.slice(0, a) + sign + code.slice(a + 1);
        for (const wrong of [exchanged, mistyped])
          if (wrong !== code) expect(readClassCode(wrong)).toEqual({ ok: false, fault: "code-mistyped" });
      }),
    );
  });
  it.each([
    ["", "code-missing"],
    ["KTR", "code-malformed"],
    ["KTR-0IO", "code-malformed"],
    ["KTR-4FMKTR", "code-malformed"],
  ])("%s is none", (typed, fault) => {
    expect(readClassCode(typed)).toEqual({ ok: false, fault });
  });
});

describe("the library", () => {
  it("has words for every experiment, each part of it, in three languages", () => {
    for (const language of languages)
      for (const id of experimentIds) {
        for (const part of ["title", "question", "why", "picture", "se", "cn"] as const)
          expect(experimentText(language, id, part)).not.toBe("");
        expect(experimentList(language, id, "step")).toHaveLength(experiments[id].steps);
        expect(experimentList(language, id, "care")).toHaveLength(experiments[id].cares);
        expect(experimentList(language, id, "hint")).toHaveLength(experiments[id].hints);
      }
  });
  it("counts all hours, those of lessons, or those in which nobody is there", () => {
    const hoursOf = (hours: "all-day" | "lessons" | "nobody-there", weekday: number): number =>
      Array.from({ length: 24 }, (_, hour) => hour).filter((hour) =>
        countsHour(hours, weekday, hour, [[8, 16]]),
      ).length;
    expect([0, 6].map((day) => hoursOf("all-day", day))).toEqual([24, 24]);
    expect([0, 4, 5].map((day) => hoursOf("lessons", day))).toEqual([8, 8, 0]);
    expect([0, 4, 5, 6].map((day) => hoursOf("nobody-there", day))).toEqual([10, 10, 24, 24]);
  });
});

describe("bands of predictions", () => {
  it("hold every share once", () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (share) => {
        const holding = bands.filter(({ from, to }) => share >= from && share < to);
        expect(holding).toHaveLength(1);
        expect(bandsWithin(share - 1e-9, share + 1e-9)).toContain(holding[0]!.id);
      }),
    );
  });
});

describe("an answer", () => {
  const energy = (avoidedKwh: number, halfWidthKwh: number): AnswerEnergy => ({
    ok: true,
    ...{ usedKwh: 100 - avoidedKwh, expectedKwh: 100, avoidedKwh, halfWidthKwh },
    ...{ daysCounted: 14, daysExpected: 14, ordinaryShares: [] },
  });
  it("counts a saving only when the rooms held", () => {
    expect(outcomeOf(energy(6, 3), { state: "held" })).toBe("saved");
    expect(outcomeOf(energy(6, 3), { state: "not-measured" })).toBe("saved-rooms-unknown");
    expect(outcomeOf(energy(6, 3), { state: "worse" })).toBe("saved-rooms-worse");
  });
  it("is inconclusive where chance may have done it, and says so of nothing else", () => {
    expect(outcomeOf(energy(3, 6), { state: "held" })).toBe("inconclusive");
    expect(outcomeOf(energy(0, 1), { state: "held" })).toBe("no-saving");
    expect(outcomeOf(energy(-6, 3), { state: "held" })).toBe("used-more");
    expect(outcomeOf({ ok: false, reason: { code: "no-meter" } }, { state: "held" })).toBe("inconclusive");
  });
  it("never claims a saving whose interval reaches nought, whatever the figures", () => {
    // Watt-hours, as figures are rounded before they are compared.
    const figure = fc.integer({ min: -80_000, max: 80_000 }).map((wattHours) => wattHours / 1000);
    fc.assert(
      fc.property(figure, figure.map(Math.abs), (avoided, half) => {
        const outcome = outcomeOf(energy(avoided, half), { state: "held" });
        expect(outcome === "saved").toBe(avoided - half > 0);
        if (outcome === "no-saving") expect((avoided + half) / 100).toBeLessThan(LEAST_WORTHWHILE_SHARE);
      }),
    );
  });
});
