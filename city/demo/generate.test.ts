import { consumption } from "@husting/metering";
import { toNumber } from "@husting/series";
import { describe, expect, it } from "vitest";
import { generateDemoCity } from "./generate.ts";
import type { DemoBuilding, DemoCity, DemoMeasure, DemoReadings, Localised } from "./types.ts";

const hourMs = 3_600_000;
const endMs = Date.UTC(2026, 10, 23, 7);
const cities = (["umea", "chanba"] as const).map((name) => ({
  name,
  city: generateDemoCity(name, { endMs, seed: "test" }),
}));

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const measures = (city: DemoCity): readonly DemoMeasure[] => city.buildings.flatMap((one) => one.measures);
const yearlyPerM2 = (building: DemoBuilding, carrier: "heatKwh" | "electricityKwh"): number =>
  (sum(building.truth[carrier].values) / building.floorAreaM2 / building.truth[carrier].values.length) * 8766;

function allReadings(building: DemoBuilding): DemoReadings[] {
  return [
    ...building.points.map((point) => point.readings),
    ...building.rooms.flatMap(({ sensor }) =>
      sensor === undefined ? [] : [sensor.temperatureC, sensor.co2Ppm],
    ),
  ];
}

describe.each(cities)("the demo city $name", ({ name, city }) => {
  it("has ten buildings of many uses with three years behind them, up to the end", () => {
    expect(city.buildings).toHaveLength(10);
    expect(new Set(city.buildings.map((building) => building.use)).size).toBeGreaterThanOrEqual(8);
    expect(city.startMs).toBe(Date.UTC(2023, 10, 23, 7));
    expect(city.weather.temperatureC.values).toHaveLength((endMs - city.startMs) / hourMs);
    for (const building of city.buildings) {
      expect(building.rooms.length).toBeGreaterThanOrEqual(3);
      expect(building.rooms.length).toBeLessThanOrEqual(6);
    }
  });

  it("is the same again for the same end and seed, and another for another seed", () => {
    const short = { endMs, years: 1, seed: "again" };
    const once = generateDemoCity(name, short);
    expect(generateDemoCity(name, short)).toEqual(once);
    const other = generateDemoCity(name, { ...short, seed: "other" });
    expect(other.weather.temperatureC.values).not.toEqual(once.weather.temperatureC.values);
    expect(other.buildings[0]!.points[0]!.readings).not.toEqual(once.buildings[0]!.points[0]!.readings);
    const serial = (demo: DemoCity): string => demo.buildings[0]!.points[0]!.installations[0]!.serial;
    expect(serial(other)).not.toBe(serial(once));
  });

  it("names everything in three languages, each under an id of its own", () => {
    const names: Localised[] = city.buildings.flatMap((building) => [
      building.name,
      ...building.rooms.map((room) => room.name),
      ...building.measures.map((measure) => measure.title),
    ]);
    for (const { sv, en, zh } of names) {
      expect(sv).not.toBe("");
      expect(en).not.toBe("");
      expect(zh).toMatch(/\p{Script=Han}/u);
    }
    const ids = [
      ...city.buildings.flatMap((building) => [building.id, ...building.points.map((point) => point.id)]),
      ...measures(city).map((measure) => measure.id),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    for (const building of city.buildings) {
      const own = [building.id, ...building.rooms.map((room) => room.id)];
      expect(new Set(own).size).toBe(own.length);
      for (const id of own) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
  });

  it("gives readings on whole hours, ascending, inside the demo, in whole steps, with no gap written as a number", () => {
    for (const building of city.buildings) {
      for (const { timesMs, values, decimals } of allReadings(building)) {
        expect(values.length).toBe(timesMs.length);
        let bad = 0;
        for (let i = 0; i < timesMs.length; i++) {
          const counts = values[i]! * 10 ** decimals;
          const ascending = i === 0 || timesMs[i]! > timesMs[i - 1]!;
          const inside = timesMs[i]! >= city.startMs && timesMs[i]! <= endMs;
          const whole = Math.abs(counts - Math.round(counts)) < 1e-4;
          if (!(ascending && inside && whole && timesMs[i]! % hourMs === 0)) bad++;
        }
        expect(bad).toBe(0);
      }
    }
  });

  it("lets the metering package find what was used: to the last count, with swaps and rollovers told, nothing asked", () => {
    for (const building of city.buildings) {
      for (const point of building.points) {
        const { id, kind, unit, installations, readings, stepMs } = point;
        const { timesMs, values, decimals } = readings;
        const columns = {
          mantissas: values.map((value) => Math.round(value * 10 ** decimals)),
          decimals: new Uint8Array(values.length).fill(decimals),
          quality: new Uint8Array(values.length),
        };
        const result = consumption(
          installations,
          kind === "cumulative"
            ? { behaviour: "cumulative", timesMs, ...columns }
            : {
                behaviour: "interval",
                fromMs: timesMs,
                toMs: timesMs.map((time) => time + stepMs),
                ...columns,
              },
          { unit },
        );
        if (!result.ok) throw new Error(`${id}: ${result.reason.code}`);
        const { series, balances, questions, findings, quarantined } = result.value;
        expect(questions).toEqual([]);
        expect(quarantined).toEqual([]);
        const truth = id.endsWith("/heat") ? building.truth.heatKwh : building.truth.electricityKwh;
        const kwhPerUnit = unit === "MWh" ? 1000 : 1;
        const countKwh = (kwhPerUnit * toNumber(installations[0]!.multiplier)) / 10 ** decimals;
        if (kind === "cumulative") {
          const counted = balances.reduce((total, balance) => total + toNumber(balance.counted), 0);
          expect(Math.abs(counted * kwhPerUnit - sum(truth.values))).toBeLessThan(3 * countKwh);
          for (const flaw of ["rollover", "meter-swap"] as const) {
            const code = flaw === "rollover" ? "rollover" : "swap";
            const planted = building.flaws.filter((one) => one.kind === flaw && one.pointId === id);
            expect(findings.filter((finding) => finding.code === code)).toHaveLength(planted.length);
          }
        }
        const corrected = new Set(point.corrections.flatMap((correction) => [...correction.timesMs]));
        let off = 0;
        let gaps = 0;
        series.values.forEach((value, step) => {
          const atMs = series.startMs + step * series.stepMs;
          if (Number.isNaN(value)) gaps++;
          else if (!corrected.has(atMs)) {
            const used = truth.values[(atMs - truth.startMs) / hourMs]!;
            if (Math.abs(value * kwhPerUnit - used) > countKwh * 1.000001 + 1e-6) off++;
          }
        });
        expect(off).toBe(0);
        expect(gaps).toBeGreaterThan(0);
        expect(gaps).toBeLessThan(0.05 * series.values.length);
      }
    }
  });

  it("holds every flaw that real data has", () => {
    const flaws = city.buildings.flatMap((building) => building.flaws);
    const kinds = new Set(flaws.map((flaw) => flaw.kind));
    for (const kind of [
      "meter-swap",
      "rollover",
      "gap",
      "gateway-outage",
      "late-correction",
      "room-without-sensor",
    ]) {
      expect(kinds).toContain(kind);
    }
    const days = flaws.flatMap((flaw) =>
      flaw.kind === "gap" ? [(flaw.toMs - flaw.fromMs) / 24 / hourMs] : [],
    );
    expect(Math.max(...days)).toBeGreaterThan(14);
    expect(days.filter((length) => length >= 1 && length <= 7).length).toBeGreaterThan(3);
  });

  it("tells nothing in a gap, and nothing from the whole building when its gateway is out", () => {
    for (const building of city.buildings) {
      for (const flaw of building.flaws) {
        if (flaw.kind === "gap") {
          const point = building.points.find((one) => one.id === flaw.pointId);
          const room = building.rooms.find((one) => `${building.id}/${one.id}` === flaw.pointId);
          const { timesMs } = (point?.readings ?? room?.sensor?.co2Ppm)!;
          expect(timesMs.some((timeMs) => timeMs >= flaw.fromMs && timeMs < flaw.toMs)).toBe(false);
        }
        if (flaw.kind === "gateway-outage") {
          for (const { timesMs } of allReadings(building)) {
            expect(timesMs.some((timeMs) => timeMs >= flaw.fromMs && timeMs < flaw.toMs)).toBe(false);
          }
        }
      }
    }
  });

  it("first received estimates where a correction came later with what had been measured", () => {
    const corrected = city.buildings.flatMap((building) =>
      building.points.flatMap((point) =>
        point.corrections.map((correction) => ({ building, point, correction })),
      ),
    );
    expect(corrected.length).toBeGreaterThan(0);
    for (const { building, point, correction } of corrected) {
      const { timesMs, originalValues, correctedValues, receivedAtMs } = correction;
      expect(receivedAtMs).toBeGreaterThan(timesMs.at(-1)! + 20 * 24 * hourMs);
      expect(receivedAtMs).toBeLessThan(endMs);
      expect(timesMs.length).toBeGreaterThan(24);
      const truth = building.truth.electricityKwh;
      timesMs.forEach((timeMs, i) => {
        const at = point.readings.timesMs.indexOf(timeMs);
        expect(point.readings.values[at]).toBe(originalValues[i]);
        const used = truth.values[(timeMs - truth.startMs) / hourMs]!;
        expect(Math.abs(correctedValues[i]! - used)).toBeLessThanOrEqual(0.01);
      });
      expect(sum(originalValues)).toBeGreaterThan(1.15 * sum(correctedValues));
    }
  });

  it("has one measure that does nothing, one that makes rooms colder, one too recent, and several that save and hold", () => {
    const all = measures(city);
    const daysLeft = (measure: DemoMeasure): number => (endMs - measure.reportingStartMs) / 24 / hourMs;
    const judged = all.filter((measure) => daysLeft(measure) > 330);
    expect(all.filter((measure) => daysLeft(measure) < 60)).toHaveLength(1);
    expect(judged.filter((measure) => measure.trueEffectShare === 0)).toHaveLength(1);
    const colder = judged.filter(
      (measure) => measure.trueEffect.worstRoomTemperatureK < -1.9 && measure.kind === "lower-set-point",
    );
    expect(colder).toHaveLength(1);
    expect(colder[0]!.trueEffectShare).toBeGreaterThan(0.1);
    const held = judged.filter(
      (measure) => measure.trueEffectShare > 0.05 && measure.trueEffect.worstRoomTemperatureK > -1.2,
    );
    expect(held.length).toBeGreaterThanOrEqual(4);
    for (const measure of all) {
      expect(measure.trueEffectShare).toBeLessThan(0.6);
      // A full year before the work, and the work before the reporting.
      expect(measure.baselineEndMs - city.startMs).toBeGreaterThanOrEqual(365 * 24 * hourMs);
      expect(measure.reportingStartMs).toBeGreaterThan(measure.baselineEndMs);
    }
  });

  it("more light from LED saves electricity and asks a little more of the heating", () => {
    for (const measure of measures(city).filter((one) => one.kind === "led-lighting")) {
      expect(measure.trueEffect.electricityShare).toBeGreaterThan(0.1);
      expect(measure.trueEffect.heatKwh).toBeLessThan(0);
      expect(-measure.trueEffect.heatKwh).toBeLessThan(measure.trueEffect.electricityKwh);
    }
  });
});

describe("believable figures", () => {
  const [umea, chanba] = cities.map(({ city }) => city);

  it("Umeå's houses take 40 to 220 kWh/m² of heat and 15 to 100 of electricity a year", () => {
    for (const building of umea!.buildings) {
      expect(yearlyPerM2(building, "heatKwh")).toBeGreaterThan(40);
      expect(yearlyPerM2(building, "heatKwh")).toBeLessThan(220);
      expect(yearlyPerM2(building, "electricityKwh")).toBeGreaterThan(15);
      expect(yearlyPerM2(building, "electricityKwh")).toBeLessThan(100);
    }
  });

  it("Xi'an's houses take 25 to 110 kWh/m² of heat and 20 to 90 of electricity a year", () => {
    for (const building of chanba!.buildings) {
      expect(yearlyPerM2(building, "heatKwh")).toBeGreaterThan(25);
      expect(yearlyPerM2(building, "heatKwh")).toBeLessThan(110);
      expect(yearlyPerM2(building, "electricityKwh")).toBeGreaterThan(20);
      expect(yearlyPerM2(building, "electricityKwh")).toBeLessThan(90);
    }
  });

  it("an old house needs more heat than a new one of the same use", () => {
    const heat = (city: DemoCity, id: string): number =>
      yearlyPerM2(city.buildings.find((building) => building.id === id)!, "heatKwh");
    expect(heat(umea!, "tjaderklockan-hus")).toBeGreaterThan(2 * heat(umea!, "midnattskaffet-hus"));
    expect(heat(chanba!, "bayueyao-3")).toBeGreaterThan(1.2 * heat(chanba!, "chanboli-1"));
  });

  it("rooms in an Umeå winter are 19 to 24 °C in the middle of their hours, and a few are too cold or stuffy", () => {
    let inside = 0;
    let all = 0;
    for (const building of umea!.buildings) {
      for (const { sensor } of building.rooms) {
        if (sensor === undefined) continue;
        const { timesMs, values } = sensor.temperatureC;
        const winter = values.filter((_, i) => [11, 0, 1].includes(new Date(timesMs[i]!).getUTCMonth()));
        expect(median([...winter])).toBeGreaterThan(18.9);
        expect(median([...winter])).toBeLessThan(24);
        expect(Math.min(...winter)).toBeGreaterThan(14);
        for (const value of winter) if (value >= 19 && value <= 23) inside++;
        all += winter.length;
      }
    }
    expect(inside / all).toBeGreaterThan(0.85);
    expect(inside / all).toBeLessThan(0.999);
  });

  it.each(cities)(
    "carbon dioxide in $name is 400 to 1200 ppm in nearly all hours and never beyond belief",
    ({ city }) => {
      let inside = 0;
      let all = 0;
      let highest = 0;
      for (const building of city.buildings) {
        for (const { sensor } of building.rooms) {
          if (sensor === undefined) continue;
          for (const value of sensor.co2Ppm.values) {
            if (value >= 400 && value <= 1200) inside++;
            if (value > highest) highest = value;
          }
          all += sensor.co2Ppm.values.length;
        }
      }
      expect(inside / all).toBeGreaterThan(0.93);
      expect(highest).toBeGreaterThan(1200);
      expect(highest).toBeLessThan(3000);
    },
  );

  it("Xi'an buys district heat only in its season", () => {
    for (const building of chanba!.buildings) {
      if (building.points[0]!.carrier !== "district-heat") continue;
      const { startMs, values } = building.truth.heatKwh;
      let outOfSeasonKwh = 0;
      values.forEach((value, hour) => {
        const local = new Date(startMs + (hour + 8) * hourMs);
        const monthDay = (local.getUTCMonth() + 1) * 100 + local.getUTCDate();
        if (monthDay > 315 && monthDay < 1115) outOfSeasonKwh += value;
      });
      expect(outOfSeasonKwh).toBe(0);
      expect(sum(values)).toBeGreaterThan(0);
    }
  });
});

describe("what is refused", () => {
  it("an end that is no whole hour, and a demo without hours", () => {
    expect(() => generateDemoCity("umea", { endMs: endMs + 1, seed: "x" })).toThrow("not a whole hour");
    expect(() => generateDemoCity("umea", { endMs, years: 0, seed: "x" })).toThrow("no hours");
  });
});
