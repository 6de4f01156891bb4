import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { metersIn } from "./meter-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "husting-folder-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const naming = { pattern: "{building}-{carrier}.csv", carrierNames: [], carrier: undefined };

describe("the meters of a folder", () => {
  it("have building and carrier from their files' names, numbers in order; other files are set aside by name", () => {
    for (const file of [
      "b10-electricity.csv.gz",
      "b2-gas.csv",
      "town-hall-district-heat.csv",
      "weather-bedford.csv.gz",
      "air.csv",
      "notes.md",
    ]) {
      writeFileSync(join(folder, file), "");
    }
    const { meters, aside } = metersIn(folder, naming, join(folder, "air.csv"));
    expect(meters.map(({ building, carrier }) => [building, carrier])).toEqual([
      ["b2", "gas"],
      ["b10", "electricity"],
      ["town-hall", "district-heat"],
    ]);
    expect(aside.map(({ file }) => file)).toEqual(["notes.md", "weather-bedford.csv.gz"]);
  });

  it("can be named in another way", () => {
    writeFileSync(join(folder, "el_skola.txt"), "");
    const other = {
      pattern: "{carrier}_{building}.txt",
      carrierNames: ["el=electricity"],
      carrier: undefined,
    };
    expect(metersIn(folder, other, "").meters).toMatchObject([{ building: "skola", carrier: "electricity" }]);
    const without = { pattern: "el_{building}.txt", carrierNames: [], carrier: "electricity" };
    expect(metersIn(folder, without, "").meters).toMatchObject([
      { building: "skola", carrier: "electricity" },
    ]);
  });

  it("are refused when two files name the same one", () => {
    writeFileSync(join(folder, "b2-gas.csv.gz"), "");
    expect(() => metersIn(folder, naming, "")).toThrow(/same meter, b2 gas: b2-gas\.csv and b2-gas\.csv\.gz/);
  });

  it.each([
    ["a folder that is not there", join(folder, "nowhere"), naming, /no folder/],
    ["a pattern without a building", folder, { ...naming, pattern: "{carrier}.csv" }, /no \{building\}/],
    [
      "a pattern without a carrier, and none said",
      folder,
      { ...naming, pattern: "{building}.csv" },
      /--carrier/,
    ],
    ["a carrier that is none", folder, { ...naming, carrierNames: ["el=steam"] }, /el=steam/],
    [
      "a pattern that no file fits",
      folder,
      { ...naming, pattern: "x-{building}-{carrier}" },
      /holds no file/,
    ],
  ])("%s is a usage error", (_, path, how, words) => {
    expect(() => metersIn(path, how, "")).toThrow(words);
  });
});
