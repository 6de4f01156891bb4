import { describe, expect, it } from "vitest";
import { mappingOf, parseText } from "./bytes.fixtures.ts";

const local = (repeatedHour: "refuse" | "by-order", point = {}) =>
  mappingOf({ time: { zone: "Europe/Stockholm", repeatedHour }, point });
const rowsOf = (...times: readonly string[]): string =>
  `time,value\n${times.map((time, i) => `2025-10-26 ${time},${i}`).join("\n")}\n`;

describe("the hour that the clocks show twice", () => {
  it("is told by the order of rows that show it twice, where a person has said so", () => {
    const quarters = ["01:45", ...["02:00", "02:30", "02:00", "02:30"], "03:00"];
    const mapping = local("by-order", { stepMinutes: 15 });
    expect(parseText(rowsOf(...quarters), mapping).rows).toEqual([
      "2: 2025-10-25T23:45:00.000Z = 0e-0",
      "3: 2025-10-26T00:00:00.000Z = 1e-0",
      "4: 2025-10-26T00:30:00.000Z = 2e-0",
      "5: 2025-10-26T01:00:00.000Z = 3e-0",
      "6: 2025-10-26T01:30:00.000Z = 4e-0",
      "7: 2025-10-26T02:00:00.000Z = 5e-0",
    ]);
  });

  it("is a question, row by row, where nobody has said so", () => {
    const { rows, rejections } = parseText(rowsOf("01:00", "02:00", "02:00", "03:00"), local("refuse"));
    expect(rows).toHaveLength(2);
    expect(rejections.map(({ row, code }) => [row, code])).toEqual([
      [3, "time-exists-twice"],
      [4, "time-exists-twice"],
    ]);
  });

  it.each([
    ["is shown once", ["01:00", "02:00", "03:00"], [3]],
    ["is shown three times", ["01:00", "02:00", "02:00", "02:00", "03:00"], [3, 4, 5]],
    ["stands in a file that runs backwards", ["03:00", "02:00", "02:00", "01:00"], [3, 4]],
  ])("stays a question where it %s", (_, times, rejected) => {
    const { rows, rejections } = parseText(rowsOf(...times), local("by-order"));
    expect(rows).toHaveLength(2);
    expect(rejections.map(({ row }) => row)).toEqual(rejected);
  });

  it("is told at the file's first and last rows too", () => {
    expect(parseText(rowsOf("02:00", "02:00"), local("by-order")).rows).toHaveLength(2);
  });
});
