import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { umeaClimate } from "./climate.ts";
import type { Phase, Surroundings, Zone } from "./description.ts";
import {
  constantPeople,
  constantSurroundings,
  plainEnvelope,
  plainOperation,
  plainZone,
} from "./fixtures.ts";
import { type BuildingSimulation, simulateBuilding } from "./simulate.ts";
import { facadeIrradiance } from "./solar.ts";
import { synthesiseWeather } from "./weather.ts";

const hours = 4000;
const startMs = Date.UTC(2024, 9, 1);
const weather = synthesiseWeather(umeaClimate, { startMs, hours }, "simulate");
const surroundings: Surroundings = {
  ...constantSurroundings(hours, 0),
  temperatureC: weather.temperatureC.values,
  irradianceWm2: facadeIrradiance(startMs, weather.globalIrradianceWm2.values, umeaClimate.place),
};
const people = {
  people: Float64Array.from({ length: hours }, (_, hour) => (hour % 24 >= 8 && hour % 24 < 17 ? 1 : 0)),
};
const plain: Phase = { fromHour: 0, envelope: plainEnvelope, operation: plainOperation };
const corner: Zone = {
  ...plainZone,
  id: "corner",
  floorAreaM2: 20,
  roofM2: 20,
  groundM2: 0,
  innerSurfaceM2: 60,
  radiatorRatedW: 900,
  operableWindows: 1,
};

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
const run = (phase: Partial<Phase>, zones: readonly Zone[] = [plainZone]): BuildingSimulation =>
  simulateBuilding(zones, [{ ...plain, ...phase }], surroundings, people);

describe("a simulated building", () => {
  it("closes its heat balance, with two zones, windows, cooling, and a change half-way", () => {
    const operation = {
      ...plainOperation,
      roomUnits: { coolToC: 22, heatToC: 20, performance: 3 },
      airing: { openAboveC: 21, openAboveCo2Ppm: 700, maximumAch: 5 },
    };
    const later = {
      fromHour: 1500,
      envelope: { ...plainEnvelope, wallU: 0.15, heatCapacityKjM2K: 110 },
      operation,
    };
    const cooled = [{ ...plainZone, roomUnitW: 3000 }, corner];
    const warm = surroundings.temperatureC.map((value) => value + 12);
    const heatingSeason = Uint8Array.from({ length: hours }, (_, hour) => (hour < 3000 ? 1 : 0));
    const seasons = { ...surroundings, temperatureC: warm, heatingSeason };
    const { balance } = simulateBuilding(cooled, [{ ...plain, operation }, later], seasons, people);
    expect(balance.coolingKwh).toBeGreaterThan(10);
    expect(balance.unitHeatKwh).toBeGreaterThan(10);
    const inKwh =
      balance.radiatorKwh +
      balance.airHeatingKwh +
      balance.unitHeatKwh +
      balance.internalKwh +
      balance.solarKwh;
    const outKwh = balance.coolingKwh + balance.transmissionKwh + balance.ventilationKwh + balance.storedKwh;
    expect(outKwh).toBeCloseTo(inKwh, 5);
  });

  it("buys what radiators, air heating and hot water take, over the efficiency of the boiler", () => {
    const hotWater = { drawKwhM2Year: 25, profile: "people", circulationWm2: 0.5, carrier: "heat" } as const;
    const result = run({ operation: { ...plainOperation, hotWater, heatEfficiency: 0.9 } });
    const { radiatorKwh, airHeatingKwh, hotWaterKwh } = result.balance;
    expect(hotWaterKwh).toBeCloseTo((hours / 8766) * 25 * 100 + (0.5 * 100 * hours) / 1000, 6);
    expect(sum(result.heatKwh)).toBeCloseTo((radiatorKwh + airHeatingKwh + hotWaterKwh) / 0.9, 6);
  });

  it("in steady cold without people uses what the hand calculation says", () => {
    const operation = {
      ...plainOperation,
      ventilation: { ...plainOperation.ventilation, supplyAirC: undefined },
      electricity: {
        ...plainOperation.electricity,
        lightingWm2: 0,
        equipmentStandingWm2: 0,
        equipmentActiveWm2: 0,
      },
    };
    const long = 6000;
    const result = simulateBuilding(
      [plainZone],
      [{ ...plain, operation }],
      constantSurroundings(long, -10),
      constantPeople(long, 0),
    );
    // Leaks 0.2/h · 270 m³ = 15 l/s at 1.2 W/(l/s·K); plant 40 l/s, of whose warmth 60 % comes back.
    const airWK = 1.2 * 15 + 1.2 * 40 * 0.4;
    const throughSurfaces = 1 / (1 / (3.45 * 450) + 1 / (64 * 1.1 + 37.5));
    expect(result.heatKwh[long - 1]).toBeCloseTo((31 * (airWK + throughSurfaces)) / 1000, 6);
  });

  it("never needs more heat when it is warmer outside", () => {
    const coldKwh = sum(run({}, [plainZone, { ...corner, operableWindows: 0 }]).heatKwh);
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 15, noNaN: true }), (warmerK) => {
        const temperatureC = surroundings.temperatureC.map((value) => value + warmerK);
        const warm = simulateBuilding(
          [plainZone, { ...corner, operableWindows: 0 }],
          [plain],
          { ...surroundings, temperatureC },
          people,
        );
        expect(sum(warm.heatKwh)).toBeLessThanOrEqual(coldKwh);
      }),
      { numRuns: 25 },
    );
  });

  it("settles at outdoor carbon dioxide plus what active people give off over ventilation", () => {
    const hall = { ...plainZone, activity: 3 };
    const result = simulateBuilding([hall], [plain], constantSurroundings(500, 0), constantPeople(500, 1));
    expect(result.rooms[0]!.co2Ppm[499]).toBeCloseTo(420 + ((3 * 5 * 20) / 3600 / 55) * 1e6, 6);
  });

  it("a corner with small radiators is colder than the rest on cold days", () => {
    const { rooms } = run({}, [plainZone, { ...corner, operableWindows: 0 }]);
    let colder = 0;
    let cold = 0;
    for (let hour = 500; hour < hours; hour++) {
      if (surroundings.temperatureC[hour]! > -12) continue;
      cold++;
      if (rooms[1]!.airTemperatureC[hour]! < rooms[0]!.airTemperatureC[hour]!) colder++;
    }
    expect(cold).toBeGreaterThan(100);
    expect(colder / cold).toBeGreaterThan(0.95);
  });

  it("a night setback saves heat and makes the nights cooler", () => {
    const setbackK = Float64Array.from({ length: 168 }, (_, hour) => (hour % 24 < 5 ? 3 : 0));
    const without = run({});
    const withSetback = run({ operation: { ...plainOperation, setbackK } });
    expect(sum(withSetback.heatKwh)).toBeLessThan(0.99 * sum(without.heatKwh));
    const nightC = (result: BuildingSimulation): number => {
      let total = 0;
      for (let hour = 28; hour < hours; hour += 24) total += result.rooms[0]!.airTemperatureC[hour]!;
      return total;
    };
    expect(nightC(withSetback)).toBeLessThan(nightC(without));
  });

  it("a curve that is too steep overheats rooms without thermostats, and people open windows", () => {
    const steep = { ...plainOperation.curve, steepness: 1.3 };
    const zones = [{ ...plainZone, operableWindows: 1 }];
    const right = run({ operation: { ...plainOperation, thermostatShare: 0 } }, zones);
    const wrong = run({ operation: { ...plainOperation, thermostatShare: 0, curve: steep } }, zones);
    expect(sum(wrong.heatKwh)).toBeGreaterThan(1.05 * sum(right.heatKwh));
    expect(wrong.balance.ventilationKwh).toBeGreaterThan(right.balance.ventilationKwh);
  });

  it("outside the heating season no heat is bought", () => {
    const off = { ...surroundings, heatingSeason: new Uint8Array(hours) };
    expect(sum(simulateBuilding([plainZone], [plain], off, people).heatKwh)).toBe(0);
  });

  it("room units heat a room with people in it when no other heat is delivered, and take a third of it as electricity", () => {
    const off = { ...surroundings, heatingSeason: new Uint8Array(hours) };
    const zones = [{ ...plainZone, roomUnitW: 5000 }];
    const operation = { ...plainOperation, roomUnits: { coolToC: 26, heatToC: 18, performance: 3 } };
    const cold = simulateBuilding(zones, [plain], off, people);
    const heated = simulateBuilding(zones, [{ ...plain, operation }], off, people);
    expect(cold.balance.unitHeatKwh).toBe(0);
    expect(heated.balance.unitHeatKwh).toBeGreaterThan(1000);
    expect(sum(heated.electricityKwh) - sum(cold.electricityKwh)).toBeCloseTo(
      (heated.balance.unitHeatKwh + heated.balance.coolingKwh) / 3,
      6,
    );
    // Ten in the morning of a winter's day, people there since eight.
    const hour = 24 * 100 + 10;
    expect(heated.rooms[0]!.airTemperatureC[hour]).toBeGreaterThan(cold.rooms[0]!.airTemperatureC[hour]! + 3);
  });

  it("refuses to run on a profile it was not given", () => {
    expect(() => run({}, [{ ...plainZone, profile: "nobody" }])).toThrow('no profile "nobody"');
    expect(() => simulateBuilding([plainZone], [], surroundings, people)).toThrow("no phase");
  });
});
