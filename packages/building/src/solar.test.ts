import { describe, expect, it } from "vitest";
import { clearSkyWm2, createSunPosition, diffuseShare, facadeIrradiance, sunPosition } from "./solar.ts";

const umea = { latitudeDegrees: 63.82, longitudeDegrees: 20.26 };
const xian = { latitudeDegrees: 34.3, longitudeDegrees: 108.93 };

function highestSun(place: typeof umea, dayMs: number): { utcMinutes: number; altitudeDegrees: number } {
  const sun = createSunPosition();
  let best = -1;
  let utcMinutes = 0;
  for (let minute = 0; minute < 1440; minute++) {
    sunPosition(dayMs + minute * 60_000, place, sun);
    if (sun.cosineZenith > best) {
      best = sun.cosineZenith;
      utcMinutes = minute;
    }
  }
  return { utcMinutes, altitudeDegrees: 90 - (Math.acos(best) * 180) / Math.PI };
}

describe("the sun", () => {
  it("stands highest over Umeå at midsummer half-way between the published sunrise and sunset", () => {
    // Umeå University's page on the climate: 21 June 2:21 to 22:59 summer time, hence noon at 12:40, 10:40 UTC.
    const noon = highestSun(umea, Date.UTC(2025, 5, 21));
    expect(Math.abs(noon.utcMinutes - (10 * 60 + 40))).toBeLessThanOrEqual(2);
    expect(noon.altitudeDegrees).toBeCloseTo(90 - 63.82 + 23.44, 1);
  });

  it("stands highest over Umeå at midwinter half-way between the published sunrise and sunset", () => {
    // The same page: 21 December 9:28 to 13:46 winter time, hence noon at 11:37, 10:37 UTC.
    const noon = highestSun(umea, Date.UTC(2025, 11, 21));
    expect(Math.abs(noon.utcMinutes - (10 * 60 + 37))).toBeLessThanOrEqual(2);
    expect(noon.altitudeDegrees).toBeCloseTo(90 - 63.82 - 23.44, 1);
  });

  it("is a quarter of an hour early in November and late in February, as the equation of time has it", () => {
    // +16.4 min on 3 November and −14.2 min on 11 February, the year's extremes; 4 min for each degree of longitude.
    const november = highestSun(xian, Date.UTC(2025, 10, 3));
    const february = highestSun(xian, Date.UTC(2025, 1, 11));
    expect(Math.abs(november.utcMinutes - (720 - 4 * 108.93 - 16.4))).toBeLessThan(1.5);
    expect(Math.abs(february.utcMinutes - (720 - 4 * 108.93 + 14.2))).toBeLessThan(1.5);
  });

  it("shines on the east facade in the morning, the west in the evening, and the south at noon", () => {
    const startMs = Date.UTC(2025, 2, 21);
    const sun = createSunPosition();
    const clear = Float64Array.from({ length: 24 }, (_, hour) => {
      sunPosition(startMs + (hour + 0.5) * 3_600_000, xian, sun);
      return clearSkyWm2(sun.cosineZenith);
    });
    const facades = facadeIrradiance(startMs, clear, xian);
    // Solar noon in Xi'an is near 04:52 UTC.
    expect(facades.east[1]).toBeGreaterThan(2 * facades.west[1]!);
    expect(facades.west[8]).toBeGreaterThan(2 * facades.east[8]!);
    expect(facades.south[4]).toBeGreaterThan(facades.east[4]!);
    expect(facades.south[4]).toBeGreaterThan(3 * facades.north[4]!);
  });

  it("gives every facade the same light when the sky is wholly overcast and the ground is seen", () => {
    // Far below the clear sky all light is diffuse but for 9 % of the clearness: half the sky, half the ground.
    const hour = facadeIrradiance(Date.UTC(2025, 5, 21, 10), Float64Array.of(8), umea, 0.2);
    expect(hour.south[0]).toBeCloseTo(0.5 * 8 * 1.2, 1);
    expect(hour.north[0]).toBeCloseTo(0.5 * 8 * 1.2, 1);
  });

  it("leaves all facades dark at night", () => {
    const night = facadeIrradiance(Date.UTC(2025, 11, 21, 20), Float64Array.of(0), umea);
    for (const values of Object.values(night)) expect(values[0]).toBe(0);
  });

  it("the diffuse share falls from nearly all to a sixth as the sky clears, without jumps", () => {
    expect(diffuseShare(0)).toBe(1);
    expect(diffuseShare(0.9)).toBe(0.165);
    let before = 1;
    for (let clearness = 0.01; clearness <= 0.78; clearness += 0.01) {
      const share = diffuseShare(clearness);
      expect(share).toBeLessThanOrEqual(before + 0.005);
      expect(before - share).toBeLessThan(0.03);
      before = share;
    }
  });
});
