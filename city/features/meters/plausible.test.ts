import { expect, it } from "vitest";
import { implausibleYears } from "./plausible.ts";

const HOUR = 3_600_000;
const year = { kwh: 120_000, measuredShare: 0.5 };

it("an amount is held against the meter's own year, with what was not measured of it", () => {
  expect(implausibleYears("96430", "MWh", HOUR, year)).toBeCloseTo(401.8, 1);
  expect(implausibleYears("200", "MWh", HOUR, year)).toBeNull();
  expect(implausibleYears("250", "MWh", HOUR, year)).toBeGreaterThan(1);
});

it("what is much for an hour is little for three years without readings", () => {
  expect(implausibleYears("900", "MWh", 3 * 365 * 24 * HOUR, year)).toBeNull();
});

it("nothing is said where there is no year to hold it against", () => {
  expect(implausibleYears("96430", "MWh", HOUR, null)).toBeNull();
  expect(implausibleYears("96430", "MWh", HOUR, { kwh: 0, measuredShare: 1 })).toBeNull();
  expect(implausibleYears("96430", "m3", HOUR, year)).toBeNull();
});
