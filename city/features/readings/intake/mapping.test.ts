import { describe, expect, it } from "vitest";
import { mappingOf } from "./bytes.fixtures.ts";
import { meaningOf, parseMapping } from "./mapping.ts";

const whole = {
  version: 1,
  files: "{building}-{kind}.csv.gz",
  time: { column: "time", zone: "Europe/Stockholm" },
  value: { column: 2, unit: "kWh" },
  point: {
    building: "{building}",
    carrier: "{kind}",
    carrierNames: { heat: "district-heat" },
    kind: "interval",
    stepMinutes: 60,
  },
};

function faultOf(json: unknown) {
  const parsed = parseMapping(json);
  return parsed.ok ? "taken" : parsed.fault;
}

describe("what a mapping must say", () => {
  it("takes a whole mapping and fills in only what has one plain meaning", () => {
    const parsed = parseMapping(whole);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
    expect(parsed.value.encoding).toBe("utf-8");
    expect(parsed.value.time.marks).toBe("start");
    expect(parsed.value.value.decimalSeparator).toBe(".");
  });

  it("an unknown unit is refused with where it stands and what was found", () => {
    expect(faultOf({ ...whole, value: { column: 2, unit: "parsec" } })).toEqual({
      code: "mapping-invalid",
      where: "value.unit",
      found: "parsec",
      why: "unknown-unit",
    });
    // Milliwatt-hours by the letter, megawatt-hours by intent: a question, not a guess.
    expect(faultOf({ ...whole, value: { column: 2, unit: "mWh" } })).toMatchObject({ found: "mWh" });
  });

  it("an unknown zone is refused the same way", () => {
    expect(faultOf({ ...whole, time: { column: 1, zone: "Europe/Umea" } })).toMatchObject({
      where: "time.zone",
      found: "Europe/Umea",
      why: "unknown-zone",
    });
  });

  it("a unit, a zone, a kind or a step that is not said is refused, never assumed", () => {
    expect(faultOf({ ...whole, value: { column: 2 } })).toMatchObject({ where: "value.unit" });
    expect(faultOf({ ...whole, time: { column: 1 } })).toMatchObject({ where: "time.zone" });
    const { kind: _, ...unsaid } = whole.point;
    expect(faultOf({ ...whole, point: unsaid })).toMatchObject({ where: "point.kind" });
    expect(faultOf({ ...whole, point: { ...whole.point, stepMinutes: 7 } })).toMatchObject({
      where: "point.stepMinutes",
      found: "7",
    });
  });

  it("a misspelt key, another version and what is no mapping at all are refused", () => {
    expect(faultOf({ ...whole, vaule: 1 })).toMatchObject({ where: "(mapping)" });
    expect(faultOf({ ...whole, version: 2 })).toMatchObject({ where: "version", found: "2" });
    for (const json of [null, 5, "text", [], undefined])
      expect(faultOf(json)).toMatchObject({ code: "mapping-invalid" });
    expect(faultOf({ ...whole, value: { column: 0, unit: "kWh" } })).toMatchObject({
      where: "value.column",
      found: "0",
    });
  });

  it("a file pattern that names a capture twice or by a number is refused when it is read, not when it is used", () => {
    for (const files of ["{a}-{a}.csv", "{1}.csv"]) {
      expect(faultOf({ ...whole, files })).toMatchObject({
        where: "files",
        found: files,
        why: "pattern-not-usable",
      });
    }
  });
});

describe("what a file is by its name", () => {
  const parsed = parseMapping(whole);
  const mapping = parsed.ok ? parsed.value : mappingOf();

  it("captures fill building and carrier, and a carrier's other name is translated", () => {
    expect(meaningOf(mapping, "b10-gas.csv.gz")).toEqual({
      ok: true,
      value: {
        building: "b10",
        room: null,
        carrier: "gas",
        range: { low: 0, high: Number.POSITIVE_INFINITY },
      },
    });
    expect(meaningOf(mapping, "b10-heat.csv.gz")).toMatchObject({ value: { carrier: "district-heat" } });
  });

  it("a room can be captured as well, but nothing outdoors is in one", () => {
    const rooms = {
      ...whole,
      files: "{building}_{room}_{kind}.csv",
      value: { column: "value", unit: "°C" },
      point: {
        building: "{building}",
        room: "{room}",
        carrier: "{kind}",
        kind: "instantaneous",
        stepMinutes: 60,
      },
    };
    const parsed = parseMapping(rooms);
    if (!parsed.ok) throw new Error("refused");
    expect(meaningOf(parsed.value, "school_3a_indoor-temperature.csv")).toMatchObject({
      value: { building: "school", room: "3a", carrier: "indoor-temperature" },
    });
    expect(meaningOf(parsed.value, "school_3a_outdoor-temperature.csv")).toMatchObject({
      fault: { code: "room-does-not-fit" },
    });
    expect(meaningOf(parsed.value, "school_.._indoor-temperature.csv")).toMatchObject({
      fault: { code: "room-name-not-usable", found: ".." },
    });
  });

  it("a name that does not fit and a carrier nobody knows are refused with what was found", () => {
    expect(meaningOf(mapping, "notes.txt")).toEqual({
      ok: false,
      fault: { code: "file-name-does-not-fit", pattern: "{building}-{kind}.csv.gz" },
    });
    expect(meaningOf(mapping, "b10-steam.csv.gz")).toMatchObject({
      fault: { code: "carrier-unknown", found: "steam" },
    });
    for (const name of ["constructor", "__proto__", "toString"]) {
      expect(meaningOf(mapping, `b10-${name}.csv.gz`)).toMatchObject({
        fault: { code: "carrier-unknown", found: name },
      });
    }
  });

  it("marks that mean something in a regular expression stand for themselves", () => {
    const odd = parseMapping({ ...whole, files: "({building}) [x].{kind}+{.csv" });
    if (!odd.ok) throw new Error("refused");
    expect(meaningOf(odd.value, "(b1) [x].gas+{.csv")).toMatchObject({
      value: { building: "b1", carrier: "gas" },
    });
    expect(meaningOf(odd.value, "(b1) x.gas+{.csv")).toMatchObject({ ok: false });
  });

  it("without a pattern every file is what the mapping says, and braces that nothing fills are refused", () => {
    expect(meaningOf(mappingOf(), "any")).toEqual({
      ok: true,
      value: {
        building: "house",
        room: null,
        carrier: "electricity",
        range: { low: 0, high: Number.POSITIVE_INFINITY },
      },
    });
    expect(meaningOf(mappingOf({ point: { building: "{constructor}" } }), "any")).toMatchObject({
      fault: { code: "building-name-not-usable", found: "{constructor}" },
    });
  });

  it("a building's name can stand in an address", () => {
    const named = (building: string) => meaningOf(mappingOf({ point: { building } }), "any").ok;
    expect(["hus-7", "Ålidhem", "浐灞小学", "b.1_2"].filter(named)).toHaveLength(4);
    expect(["../../etc", "a/b", "<b>x", "-a", ".", "a b", "x".repeat(101)].filter(named)).toEqual([]);
  });

  it("a unit or a kind that the carrier cannot have is refused, with the units it has", () => {
    const fault = (carrier: string, kind: "cumulative" | "interval" | "instantaneous", unit: string) => {
      const meaning = meaningOf(mappingOf({ point: { carrier, kind }, value: { unit } }), "any");
      return meaning.ok ? null : meaning.fault;
    };
    expect(fault("electricity", "interval", "°C")).toEqual({
      code: "unit-does-not-fit",
      carrier: "electricity",
      found: "°C",
      known: "J, kJ, MJ, GJ, Wh, kWh, MWh, GWh, kcal, kgce, tce",
    });
    expect(fault("electricity", "interval", "m3")).toMatchObject({ code: "unit-does-not-fit" });
    expect(fault("gas", "cumulative", "m3")).toBeNull();
    expect(fault("indoor-temperature", "cumulative", "°C")).toEqual({
      code: "kind-does-not-fit",
      carrier: "indoor-temperature",
      found: "cumulative",
    });
    expect(fault("electricity", "instantaneous", "kWh")).toMatchObject({ code: "kind-does-not-fit" });
  });
});
