import { consumption, flatlines, undeclaredInstallation } from "@husting/metering";
import { describe, expect, it } from "vitest";
import { generateDemoCity } from "./generate.ts";
import { demoTroubles, type TroubledPoint } from "./troubles.ts";

const HOUR_MS = 3_600_000;
const endMs = Date.UTC(2026, 10, 23, 7);
const cities = (["umea", "chanba"] as const).map((name) => ({
  name,
  city: generateDemoCity(name, { endMs, years: 1, seed: "test" }),
}));

const findings = ({ readings: { timesMs, values } }: TroubledPoint) =>
  flatlines({ startMs: timesMs[0]!, stepMs: HOUR_MS, values });

describe.each(cities)("the troubles of the demo city $name", ({ city }) => {
  const troubles = demoTroubles(city, "test");

  it("hang in rooms, each in a point of its own, and leave the city's own points alone", () => {
    const points = [...troubles.silent, troubles.asking, troubles.stuck];
    expect(new Set(points.map(({ building, room, carrier }) => `${building}/${room}/${carrier}`)).size).toBe(
      5,
    );
    const rooms = city.buildings[0]!.rooms.map(({ id }) => id);
    for (const { building, room } of points) {
      expect(building).toBe(city.buildings[0]!.id);
      expect(rooms).toContain(room);
    }
  });

  it("are the same again for the same city and seed, and others for another seed", () => {
    expect(demoTroubles(city, "test")).toEqual(troubles);
    expect(demoTroubles(city, "other").stuck).not.toEqual(troubles.stuck);
  });

  it("are a source that stopped three days ago, one question and one stretch that stood still", () => {
    for (const point of troubles.silent) {
      expect(point.readings.timesMs.at(-1)).toBe(endMs - (3 * 24 + 1) * HOUR_MS);
      expect(findings(point)).toEqual([]);
    }
    expect(findings(troubles.stuck)).toMatchObject([{ steps: 5 * 24 }]);
    const { timesMs, values, decimals } = troubles.asking.readings;
    const columns = {
      behaviour: "cumulative",
      timesMs,
      mantissas: values.map((value) => Math.round(value * 10 ** decimals)),
      decimals: new Uint8Array(values.length).fill(decimals),
      quality: new Uint8Array(values.length),
    } as const;
    const meter = { ...undeclaredInstallation(columns)!, registerWidth: troubles.asking.registerWidth };
    const result = consumption([meter], columns, { unit: "kWh" });
    if (!result.ok) throw new Error(result.reason.code);
    expect(result.value.questions).toMatchObject([{ break: "drop" }]);
  });
});
