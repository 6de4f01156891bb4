import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WeatherFault } from "./client.ts";
import { openMeteo, readOpenMeteo } from "./open-meteo.ts";
import { hours, openMeteoJson, smhiCsv, smhiJson } from "./services.fixtures.ts";
import { readSmhiCsv, readSmhiJson, smhi } from "./smhi.ts";

const START = Date.UTC(2026, 2, 28, 22);

describe("SMHI", () => {
  it("reads the latest months with their station, values as written, and what was not approved as questionable", () => {
    const [first, second] = [hours(START, 1)[0]!, hours(START + 3_600_000, 1, "Y")[0]!];
    const answer = readSmhiJson(smhiJson([first, second]));
    expect(answer.station).toEqual({ name: "Umeå Flygplats", latitude: 63.7947, longitude: 20.2918 });
    expect(answer.observations).toEqual([
      { time: "2026-03-28T22:00:00.000Z", value: "5.0", quality: 17, row: 1 },
      { time: "2026-03-28T23:00:00.000Z", value: "5.0", quality: 10, row: 2 },
    ]);
  });

  it("takes the value null for no observations, as SMHI gives it for an empty day", () => {
    const empty = JSON.parse(smhiJson([]));
    expect(readSmhiJson(JSON.stringify({ ...empty, value: null })).observations).toEqual([]);
  });

  it("reads the corrected archive from a day on, with the newest position, remarks and blank lines left out", () => {
    const answer = readSmhiCsv(smhiCsv(hours(START, 30)), "2026-03-29");
    expect(answer.station).toEqual({ name: "Umeå Flygplats", latitude: 63.7947, longitude: 20.2918 });
    expect(answer.observations).toHaveLength(28);
    expect(answer.observations[0]).toEqual({
      time: "2026-03-29T00:00:00.000Z",
      value: hours(START, 3)[2]!.text,
      quality: 17,
      row: 14,
    });
  });

  it("joins archive and latest months without a gap, the archive's value where both have one", async () => {
    const archive = hours(START, 48);
    const recent = hours(START + 40 * 3_600_000, 48, "Y");
    const pages: Record<string, string> = { archive: smhiCsv(archive), months: smhiJson(recent) };
    const client = { text: async (url: string) => pages[url.includes("archive") ? "archive" : "months"]! };
    const asked = { code: "140480", fromDate: "2026-03-01", part: "whole", nowMs: START } as const;
    const { observations } = await smhi("http://smhi").fetch(client, asked);
    expect(observations.map(({ time }) => time)).toEqual(
      hours(START, 88).map(({ atMs }) => new Date(atMs).toISOString()),
    );
    expect(observations.filter(({ quality }) => quality === 17)).toHaveLength(48);
  });

  it("refuses another parameter, another unit and what is no answer of SMHI's", () => {
    const good = JSON.parse(smhiJson(hours(START, 1)));
    for (const bad of [
      "<html>",
      "{}",
      JSON.stringify({ ...good, parameter: { ...good.parameter, key: "6" } }),
      JSON.stringify({ ...good, parameter: { ...good.parameter, unit: "fahrenheit" } }),
      JSON.stringify({ ...good, position: [] }),
    ])
      expect(() => readSmhiJson(bad)).toThrow(WeatherFault);
    for (const bad of ["", "<html>", smhiCsv(hours(START, 1)).replace("celsius", "kelvin")])
      expect(() => readSmhiCsv(bad, "2020-01-01")).toThrow(WeatherFault);
  });
});

describe("Open-Meteo", () => {
  it("reads hours in UTC as modelled values and leaves out those it has nothing for", () => {
    expect(readOpenMeteo(openMeteoJson(START, [1.5, null, -0.2]))).toEqual([
      { time: "2026-03-28T22:00:00.000Z", value: 1.5, quality: 11, row: 1 },
      { time: "2026-03-29T00:00:00.000Z", value: -0.2, quality: 11, row: 3 },
    ]);
  });

  it("asks a year at a time, every day once", async () => {
    const asked: URLSearchParams[] = [];
    const client = {
      text: async (url: string) => {
        asked.push(new URL(url).searchParams);
        return openMeteoJson(START, [1]);
      },
    };
    const nowMs = Date.UTC(2026, 10, 24, 12);
    const whole = { code: "34.33,109.03", fromDate: "2023-01-01", part: "whole", nowMs } as const;
    await openMeteo("http://meteo/v1/archive", "key").fetch(client, whole);
    expect(asked.map((query) => `${query.get("start_date")} ${query.get("end_date")}`)).toEqual([
      "2023-01-01 2024-01-01",
      "2024-01-02 2025-01-01",
      "2025-01-02 2026-01-02",
      "2026-01-03 2026-11-24",
    ]);
    expect(asked[0]!.get("latitude")).toBe("34.33");
    expect(asked[0]!.get("timezone")).toBe("GMT");
    expect(asked[0]!.get("apikey")).toBe("key");
  });

  it("refuses degrees Fahrenheit, local times and columns of unequal length", () => {
    const good = JSON.parse(openMeteoJson(START, [1, 2]));
    for (const bad of [
      { ...good, utc_offset_seconds: 3600 },
      { ...good, hourly_units: { ...good.hourly_units, temperature_2m: "°F" } },
      { ...good, hourly: { ...good.hourly, time: [1] } },
      { error: true, reason: "out of range" },
    ])
      expect(() => readOpenMeteo(JSON.stringify(bad))).toThrow(WeatherFault);
  });
});

it("answers damaged anywhere are refused or read, and never break anything else", () => {
  const texts = [smhiJson(hours(START, 5)), smhiCsv(hours(START, 12)), openMeteoJson(START, [1, null, 2])];
  const readers = [readSmhiJson, (text: string) => readSmhiCsv(text, "2000-01-01"), readOpenMeteo];
  fc.assert(
    fc.property(
      fc.nat(2),
      fc.nat(2),
      fc.nat(),
      fc.string({ maxLength: 6 }),
      fc.nat(8),
      (which, reader, at, put, cut) => {
        const text = texts[which]!;
        const place = at % text.length;
        const damaged = text.slice(0, place) + put + text.slice(place + cut);
        try {
          readers[reader]!(damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(WeatherFault);
        }
      },
    ),
    { numRuns: 3000 },
  );
});
