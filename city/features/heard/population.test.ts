import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aSource, type Bench, bytesOf, officer, openBench, populationCsv } from "./heard.fixture.ts";
import { readPopulationFile } from "./population-file.ts";

const read = (text: string) => readPopulationFile(bytesOf(text));
const codes = (text: string): unknown => {
  const result = read(text);
  return result.ok
    ? "taken"
    : result.faults.map((fault) => ("row" in fault ? [fault.code, fault.row] : fault.code));
};
const row = (line: string): string => populationCsv().replace("Norr,woman,15-29,100", line);

describe("a population file", () => {
  it("is read with any separator, order of columns and language of sexes, and ages are added up", () => {
    const text =
      "\ufeffpersons;AGE;district;sex;note\r\n10;15-19;Teg;kvinna;a\r\n5;20-29;Teg;女;b\r\n7;15-19;Teg;Män;\r\n8;20-29;Teg;M;\r\n";
    expect(read(text)).toEqual({
      ok: true,
      value: {
        districts: [{ name: "Teg", sv: "", zh: "", en: "" }],
        cells: [
          { district: "teg", sex: "woman", band: "15-29", persons: 15 },
          { district: "teg", sex: "man", band: "15-29", persons: 15 },
        ],
        ...{ persons: 30, younger: 0 },
      },
    });
  });

  it("keeps those under fifteen apart", () => {
    expect(read(populationCsv())).toMatchObject({ ok: true, value: { persons: 2_000, younger: 400 } });
  });

  it.each([
    ["", ["empty"]],
    ["district,sex,age,persons\n", ["empty"]],
    ["district,sex,age\nTeg,woman,17\n", ["column-missing"]],
    [row("Norr,unknown,15-29,100"), [["sex-unknown", 2 + 1]]],
    [row("Norr,woman,15-64,100"), [["age-in-two-bands", 3]]],
    [row("Norr,woman,old,100"), [["age-unknown", 3]]],
    [row("Norr,woman,29-15,100"), [["age-unknown", 3]]],
    [row("Norr,woman,15-29,-1"), [["persons-unknown", 3]]],
    [row("Norr,woman,15-29,1.5"), [["persons-unknown", 3]]],
    [row("Norr,woman,15-29,"), [["persons-unknown", 3]]],
    [row(",woman,15-29,100"), [["district-empty", 3]]],
    [row("No\u202err,woman,15-29,100"), [["district-not-a-name", 3]]],
    [`${populationCsv()}\nnorr,kvinna,15–29,3`, [["row-twice", 26]]],
    // A missing row is not a zero.
    [populationCsv().replace("Norr,woman,15-29,100\n", ""), ["ages-differ"]],
    [populationCsv(0), ["empty"]],
    ['district,sex,age,persons\n"open', ["not-readable"]],
  ])("is refused with where and why (%#)", (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it("that is no UTF-8 is refused, and of many faults the first are named", () => {
    expect(readPopulationFile(Uint8Array.from([0xff, 0xfe, 0x00]))).toMatchObject({
      faults: [{ code: "not-text" }],
    });
    const many = `district,sex,age,persons\n${"Teg,x,1,1\n".repeat(50)}`;
    expect(read(many)).toMatchObject({ ok: false, more: 30 });
  });
});

describe("population tables", () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.close());
  const take = (text: string, said: object = {}) =>
    bench.population.take(bytesOf(text), { ...aSource, ...said }, officer);

  it("stay when a newer one comes, and on each day the newest that holds is used", async () => {
    expect(await take(populationCsv(100), { asOf: "2024-12-31" })).toMatchObject({ ok: true });
    expect(await take(populationCsv(200))).toMatchObject({ ok: true, persons: 4_000 });
    expect((await bench.population.tables()).map(({ asOf }) => asOf)).toEqual(["2025-12-31", "2024-12-31"]);
    expect(await bench.population.on("2025-06-01")).toMatchObject({ persons: 2_000 });
    expect(await bench.population.on("2026-06-01")).toMatchObject({ persons: 4_000 });
    // Before the first there is nothing better than the first.
    expect(await bench.population.on("2020-01-01")).toMatchObject({ asOf: "2024-12-31" });
    expect((await bench.acts()).map(({ act }) => act)).toEqual([
      "population.imported",
      "population.imported",
    ]);
  });

  it("are checked against what the source says, and against districts there are", async () => {
    expect(await take(populationCsv(), { total: "2400" })).toMatchObject({ ok: true });
    const next = { asOf: "2026-06-30" };
    expect(await take(populationCsv(), { ...next, total: "2401" })).toMatchObject({
      faults: [{ code: "total-differs", said: 2401, found: 2400 }],
    });
    const other = populationCsv(100, ["Norr", "Sder"]);
    expect(await take(other, next)).toMatchObject({ faults: [{ code: "district-unknown", value: "Sder" }] });
    expect(await take(other, { ...next, newDistricts: "yes" })).toMatchObject({ ok: true });
    expect((await bench.population.districts()).map(({ names }) => names.sv)).toEqual(["Norr", "Sder"]);
    expect(await bench.population.everyDistrict()).toHaveLength(3);
  });

  it.each([
    [{ source: "" }, "source-missing"],
    [{ source: "a\u202eb" }, "source-hidden-characters"],
    [{ licence: "x".repeat(301) }, "licence-too-long"],
    [{ asOf: "2025-02-30" }, "as-of-malformed"],
    [{ asOf: "2027-01-01" }, "as-of-in-the-future"],
    [{ total: "many" }, "total-malformed"],
  ])("are refused for %j, and leave nothing", async (said, code) => {
    expect(await take(populationCsv(), said)).toMatchObject({ ok: false, faults: [{ code }] });
    expect(await bench.population.tables()).toEqual([]);
    expect(await bench.acts()).toEqual([]);
  });

  it("of the same day are refused, and the database refuses to delete one", async () => {
    await take(populationCsv());
    expect(await take(populationCsv())).toMatchObject({ faults: [{ code: "as-of-taken" }] });
    await expect(bench.civic.deleteFrom("population_table").execute()).rejects.toThrow("cannot be deleted");
  });
});
