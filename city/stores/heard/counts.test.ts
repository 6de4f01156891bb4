import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { HeardCounts, type Stated } from "./counts.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "husting-heard-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const said = (dimension: string, category: string): Stated => ({
  process: 1,
  quarter: "2026-q4",
  dimension,
  category,
  times: 1,
});
const answers = [said("sex", "woman"), said("age", "80+"), said("sex", "man"), said("sex", "woman")];

it("the same answers in any order leave the same bytes, and no log of writing", () => {
  const bytes = [answers, answers.toReversed()].map((order, index) => {
    const path = join(folder, `${index}.sqlite`);
    const counts = new HeardCounts(path);
    for (const answer of order) counts.add([answer], [{ hash: `h-${answer.category}`, day: "2026-11-28" }]);
    counts.close();
    // Opening it rewrites it in the order of its keys.
    new HeardCounts(path).close();
    // The counter of changes in SQLite's header tells how often something was written, not what.
    return readFileSync(path).subarray(100);
  });
  expect(bytes[0]!.equals(bytes[1]!)).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(["0.sqlite", "1.sqlite"]);
});

it("what is added is added up, by process, quarter, respect and group only", () => {
  const counts = new HeardCounts(join(folder, "heard.sqlite"));
  counts.add(answers);
  expect(counts.stated(1).map(({ category, times }) => [category, times])).toEqual([
    ["80+", 1],
    ["man", 1],
    ["woman", 2],
  ]);
  expect(Object.keys(counts.stated(1)[0]!)).toEqual(["process", "quarter", "dimension", "category", "times"]);
  expect(counts.stated(2)).toEqual([]);
  counts.addTakingPart([{ process: 1, quarter: "2026-q4", times: 2 }]);
  counts.addTakingPart([{ process: 1, quarter: "2026-q4", times: 3 }]);
  expect(counts.takingPart(1)).toEqual([{ process: 1, quarter: "2026-q4", times: 5 }]);
  counts.close();
});

it("a used ticket is known until it could not be used any more, and then it is gone from the file", () => {
  const path = join(folder, "heard.sqlite");
  const counts = new HeardCounts(path);
  counts.add([answers[0]!], [{ hash: "0123abcd-used", day: "2026-11-28" }]);
  expect(counts.isSpent("0123abcd-used")).toBe(true);
  counts.forgetSpentBefore("2026-11-29");
  expect(counts.isSpent("0123abcd-used")).toBe(false);
  counts.close();
  expect(readFileSync(path).toString("latin1")).not.toContain("0123abcd-used");
});

it("of a count and a ticket both are written or neither", () => {
  const counts = new HeardCounts(join(folder, "heard.sqlite"));
  expect(() => counts.add([{ ...answers[0]!, times: 0 }], [{ hash: "h", day: "2026-11-28" }])).toThrow();
  expect(counts.stated(1)).toEqual([]);
  expect(counts.isSpent("h")).toBe(false);
  counts.close();
});
