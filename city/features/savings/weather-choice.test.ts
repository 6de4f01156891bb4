import { describe, expect, it } from "vitest";
import { weatherOf } from "./weather-choice.ts";

const HOUR = 3_600_000;

function station(fromHour: number, count: number) {
  return {
    pointId: 1,
    atMs: Float64Array.from({ length: count }, (_, i) => (fromHour + i) * HOUR),
    temperatureC: new Float64Array(count),
    stepMs: HOUR,
  };
}

const meter = Float64Array.from({ length: 1000 }, (_, i) => i * HOUR);

describe("the weather a meter is set against", () => {
  it("is the one measured for most of the meter's time, not the newest", () => {
    const long = station(0, 1000);
    expect(weatherOf(meter, [long, station(990, 3)])).toBe(long);
    expect(weatherOf(meter, [station(2000, 5000), long])).toBe(long);
  });

  it("is the newer of two that cover as much", () => {
    const newer = station(0, 1000);
    expect(weatherOf(meter, [station(0, 1000), newer])).toBe(newer);
  });

  it("is none where there is no station", () => {
    expect(weatherOf(meter, [])).toBeUndefined();
  });
});
