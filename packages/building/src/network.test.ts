import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainEnvelope, plainZone } from "./fixtures.ts";
import { conductances, opaqueConductance, windowConductance, ZoneNetwork } from "./network.ts";

const h = conductances(plainZone, plainEnvelope);
const weather = fc.record({
  outdoorC: fc.double({ min: -35, max: 40, noNaN: true }),
  ventilationWK: fc.oneof(fc.constant(0), fc.double({ min: 0.1, max: 500, noNaN: true })),
  supplyC: fc.double({ min: -35, max: 40, noNaN: true }),
  internalW: fc.double({ min: 0, max: 5000, noNaN: true }),
  solarW: fc.double({ min: 0, max: 8000, noNaN: true }),
  neighbourW: fc.double({ min: -2000, max: 2000, noNaN: true }),
  heatW: fc.double({ min: -5000, max: 10_000, noNaN: true }),
});

describe("a zone of five resistances and one capacity", () => {
  it("in every hour the heat that comes in leaves or is stored", () => {
    fc.assert(
      fc.property(fc.array(weather, { minLength: 1, maxLength: 60 }), (run) => {
        const zone = new ZoneNetwork(h, 20);
        for (const hour of run) {
          zone.balance(
            hour.outdoorC,
            hour.ventilationWK,
            hour.supplyC,
            hour.internalW,
            hour.solarW,
            hour.neighbourW,
          );
          zone.advance(hour.heatW);
          const inW = hour.heatW + hour.internalW + hour.solarW + hour.neighbourW;
          expect(zone.transmissionW + zone.ventilationW + zone.storedW).toBeCloseTo(inW, 5);
        }
      }),
    );
  });

  it("after long cold the heat for 21 °C is what the hand calculation says", () => {
    const zone = new ZoneNetwork(h, 21);
    const ventilationWK = 50;
    let heatW = 0;
    for (let hour = 0; hour < 5000; hour++) {
      zone.balance(-15, ventilationWK, -15, 0, 0, 0);
      heatW = zone.heatFor(21);
      zone.advance(heatW);
    }
    // Walls 80 m² · 0.3 + roof 100 · 0.2 + ground 100 · 0.2, and a tenth for bridges; windows 25 m² · 1.5.
    const opaqueWK = (80 * 0.3 + 100 * 0.2 + 100 * 0.2) * 1.1;
    const windowWK = 25 * 1.5;
    expect(opaqueConductance(plainZone, plainEnvelope)).toBeCloseTo(opaqueWK, 9);
    expect(windowConductance(plainZone, plainEnvelope)).toBeCloseTo(windowWK, 9);
    // From the air through the surface film (3.45 · 4.5 · 100 W/K), then to outdoors.
    const throughSurfaces = 1 / (1 / (3.45 * 450) + 1 / (opaqueWK + windowWK));
    expect(heatW).toBeCloseTo(36 * (ventilationWK + throughSurfaces), 6);
    expect(zone.storedW).toBeCloseTo(0, 6);
    expect(zone.airC).toBeCloseTo(21, 9);
  });

  it("without heat it cools towards outdoors with the time constant of its mass and never under it", () => {
    const zone = new ZoneNetwork(h, 20);
    let hours = 0;
    for (; zone.massC > -10 + 30 / Math.E; hours++) {
      const before = zone.massC;
      zone.balance(-10, 0, -10, 0, 0, 0);
      zone.advance(0);
      expect(zone.massC).toBeLessThan(before);
    }
    // 165 kJ/(m²·K) · 100 m² is 4583 Wh/K; the mass loses straight outwards and through the surfaces to windows.
    const lossWK = h.massOutdoor + 1 / (1 / h.surfaceMass + 1 / h.window);
    expect(hours).toBeGreaterThan(0.99 * (4583.3 / lossWK));
    expect(hours).toBeLessThan(1.03 * (4583.3 / lossWK));
  });

  it("gives the asked air temperature when it gets the heat it asked for", () => {
    fc.assert(
      fc.property(weather, fc.double({ min: 10, max: 30, noNaN: true }), (hour, targetC) => {
        const zone = new ZoneNetwork(h, 20);
        zone.balance(
          hour.outdoorC,
          hour.ventilationWK,
          hour.supplyC,
          hour.internalW,
          hour.solarW,
          hour.neighbourW,
        );
        zone.advance(zone.heatFor(targetC));
        expect(zone.airC).toBeCloseTo(targetC, 6);
      }),
    );
  });

  it("a room inside the house has no way outdoors but its air", () => {
    const none = { opaqueM2: 0, windowM2: 0 };
    const inner = {
      ...plainZone,
      facades: { north: none, east: none, south: none, west: none },
      roofM2: 0,
      groundM2: 0,
    };
    const zone = new ZoneNetwork(conductances(inner, plainEnvelope), 20);
    for (let hour = 0; hour < 1000; hour++) {
      zone.balance(-30, 0, -30, 0, 0, 0);
      zone.advance(0);
    }
    expect(zone.airC).toBeCloseTo(20, 9);
  });
});
