import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adaptiveAshrae55, adaptiveEn16798 } from "./adaptive.ts";
import { coolingEffectK, predictedVoteAshrae55 } from "./elevatedairspeed.ts";
import { clothingByOutdoorClo, runningMeanOutdoorC } from "./outdoors.ts";
import { predictedVote, type ThermalConditions } from "./pmv.ts";
import { standardEffectiveTemperatureC } from "./standardeffective.ts";

const office: ThermalConditions = {
  airTemperatureC: 22,
  radiantTemperatureC: 22,
  airSpeedMs: 0.1,
  relativeHumidityPct: 60,
  metabolicRateMet: 1.2,
  clothingClo: 0.5,
};

const room = fc.record({
  airTemperatureC: fc.double({ min: 10, max: 30, noNaN: true }),
  radiantTemperatureC: fc.double({ min: 10, max: 40, noNaN: true }),
  airSpeedMs: fc.double({ min: 0, max: 1, noNaN: true }),
  relativeHumidityPct: fc.double({ min: 0, max: 60, noNaN: true }),
  metabolicRateMet: fc.double({ min: 0.8, max: 4, noNaN: true }),
  clothingClo: fc.double({ min: 0, max: 2, noNaN: true }),
});

const computed = (conditions: ThermalConditions) => {
  const result = predictedVote(conditions, "computed");
  if (!result.ok) throw new Error(result.reason.code);
  return result.value;
};

describe("the predicted mean vote", () => {
  // ISO 7730:2005, table D.1, rows 1, 3 and 6.
  it("of a light-clothed office at 22 °C is −0.75 with 17 % dissatisfied", () => {
    const vote = computed(office);
    expect(vote.pmv).toBeCloseTo(-0.75, 2);
    expect(vote.ppd).toBeCloseTo(17, 0);
    const breezy = computed({ ...office, airTemperatureC: 27, radiantTemperatureC: 27, airSpeedMs: 0.3 });
    expect(breezy.pmv).toBeCloseTo(0.44, 1);
    const winter = { airTemperatureC: 19, radiantTemperatureC: 19, relativeHumidityPct: 40, clothingClo: 1 };
    expect(computed({ ...office, ...winter }).pmv).toBeCloseTo(-0.6, 1);
  });

  it("rises with the temperature of the air and with that of the walls", () => {
    fc.assert(
      fc.property(room, fc.double({ min: 0.05, max: 5, noNaN: true }), (conditions, moreK) => {
        const { pmv } = computed(conditions);
        const warmer = { ...conditions, airTemperatureC: conditions.airTemperatureC + moreK };
        expect(computed(warmer).pmv).toBeGreaterThan(pmv - 1e-9);
        const radiant = { ...conditions, radiantTemperatureC: conditions.radiantTemperatureC + moreK };
        expect(computed(radiant).pmv).toBeGreaterThan(pmv - 1e-9);
      }),
      { numRuns: 500 },
    );
  });

  it("never leaves fewer than 5 % or more than 100 % dissatisfied, and 5 % exactly at a vote of 0", () => {
    fc.assert(
      fc.property(room, (conditions) => {
        const { ppd } = computed(conditions);
        expect(ppd).toBeGreaterThanOrEqual(5 - 1e-12);
        expect(ppd).toBeLessThanOrEqual(100);
      }),
    );
  });

  it("is a vote or a named reason, whatever numbers come in", () => {
    const any = fc.double();
    fc.assert(
      fc.property(fc.tuple(any, any, any, any, any, any), ([ta, tr, v, rh, met, clo]) => {
        const conditions = {
          airTemperatureC: ta,
          radiantTemperatureC: tr,
          airSpeedMs: v,
          relativeHumidityPct: rh,
          metabolicRateMet: met,
          clothingClo: clo,
        };
        for (const how of ["refused", "computed"] as const) {
          for (const result of [
            predictedVote(conditions, how),
            predictedVoteAshrae55(conditions, { outsideValidity: how }),
          ]) {
            if (result.ok) expect(Number.isFinite(result.value.pmv)).toBe(true);
            else expect(result.reason.code).toMatch(/^[a-z-]+$/);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is refused outside the standard's ranges, by the name of the input and with its bounds", () => {
    expect(predictedVote({ ...office, airTemperatureC: 31 })).toEqual({
      ok: false,
      reason: { code: "outside-validity", input: "airTemperatureC", value: 31, lowest: 10, highest: 30 },
    });
    expect(predictedVote({ ...office, relativeHumidityPct: Number.NaN })).toMatchObject({
      reason: { code: "not-a-number", input: "relativeHumidityPct" },
    });
    expect(predictedVote({ ...office, airTemperatureC: 12, radiantTemperatureC: 12 })).toMatchObject({
      reason: { code: "vote-outside-validity" },
    });
    expect(predictedVote({ ...office, airTemperatureC: 30, relativeHumidityPct: 80 })).toMatchObject({
      reason: { code: "outside-validity", input: "vapourPressurePa" },
    });
  });
});

describe("moving air", () => {
  it("cools: still air has no cooling effect, and more speed has more", () => {
    expect(coolingEffectK(office)).toBe(0);
    let before = 0;
    for (const airSpeedMs of [0.2, 0.4, 0.8, 1.2]) {
      const effect = coolingEffectK({ ...office, airTemperatureC: 26, radiantTemperatureC: 26, airSpeedMs });
      expect(effect).toBeGreaterThan(before);
      before = effect;
    }
  });

  it("that nobody controls is refused where it would be a draught", () => {
    const draughty = { ...office, airSpeedMs: 0.5 };
    expect(predictedVoteAshrae55(draughty).ok).toBe(true);
    expect(predictedVoteAshrae55(draughty, { occupantsControlAirSpeed: false })).toMatchObject({
      reason: { code: "air-speed-without-control", highest: 0.2 },
    });
  });

  // ASHRAE 55-2017, table D3: 25 °C, 50 %, 0.15 m/s, 1 met, 0.5 clo.
  it("the standard effective temperature of the reference case is 23.8 °C", () => {
    const reference = { ...office, airTemperatureC: 25, radiantTemperatureC: 25, airSpeedMs: 0.15 };
    const set = standardEffectiveTemperatureC({ ...reference, relativeHumidityPct: 50, metabolicRateMet: 1 });
    expect(set).toBeCloseTo(23.8, 1);
  });
});

describe("adaptive comfort", () => {
  const day = { airTemperatureC: 25, radiantTemperatureC: 25, runningMeanOutdoorC: 20, airSpeedMs: 0.1 };

  it("after days of 20 °C outdoors asks for 25.4 °C (EN 16798-1) and 24.0 °C (ASHRAE 55)", () => {
    const european = adaptiveEn16798(day);
    expect(european.ok && european.value.comfortC).toBeCloseTo(25.4, 9);
    expect(european).toMatchObject({ value: { categoryII: { held: true } } });
    const american = adaptiveAshrae55(day);
    expect(american.ok && american.value.comfortC).toBeCloseTo(24, 9);
  });

  it("allows more warmth where air moves, and says so only above 25 °C", () => {
    const fan = adaptiveEn16798({ ...day, airTemperatureC: 28, radiantTemperatureC: 28, airSpeedMs: 0.9 });
    expect(fan.ok && fan.value.categoryI.highestC).toBeCloseTo(25.4 + 2 + 1.8, 9);
    const cool = adaptiveEn16798({ ...day, airSpeedMs: 0.9 });
    expect(cool.ok && cool.value.categoryI.highestC).toBeCloseTo(27.4, 9);
  });

  it("is refused in winter by its reason", () => {
    expect(adaptiveEn16798({ ...day, runningMeanOutdoorC: 9 })).toEqual({
      ok: false,
      reason: { code: "running-mean-outside-validity", runningMeanOutdoorC: 9, lowest: 10, highest: 30 },
    });
    expect(adaptiveAshrae55({ ...day, airSpeedMs: Number.NaN })).toMatchObject({
      reason: { code: "not-a-number", input: "airSpeedMs" },
    });
  });
});

describe("outdoors", () => {
  it("a running mean of equal days is that temperature, and yesterday counts most", () => {
    expect(runningMeanOutdoorC(new Array(7).fill(12))).toMatchObject({ ok: true });
    const even = runningMeanOutdoorC(new Array(7).fill(12));
    expect(even.ok && even.value).toBeCloseTo(12, 9);
    const late = runningMeanOutdoorC([20, 10, 10, 10, 10, 10, 10]);
    const early = runningMeanOutdoorC([10, 10, 10, 10, 10, 10, 20]);
    expect(late.ok && early.ok && late.value > early.value).toBe(true);
  });

  it("a running mean of too few days is a named reason, and a missing day is not zero degrees", () => {
    expect(runningMeanOutdoorC([10, Number.NaN, 10, 10])).toEqual({
      ok: false,
      reason: { code: "too-few-days", measured: 3, needed: 5 },
    });
    const gap = runningMeanOutdoorC([10, Number.NaN, 10, 10, 10, 10, 10]);
    expect(gap.ok && gap.value).toBeCloseTo(10, 9);
  });

  it("people dress for the cold morning: 1 clo at −10 °C, 0.46 at 26", () => {
    expect(clothingByOutdoorClo(-10)).toBe(1);
    expect(clothingByOutdoorClo(26)).toBe(0.46);
    expect(clothingByOutdoorClo(Number.NaN)).toBeNaN();
  });
});
