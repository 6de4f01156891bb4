import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { heardCsv } from "./csv.ts";
import {
  aConsultation,
  aSource,
  type Bench,
  bytesOf,
  officer,
  openBench,
  populationCsv,
} from "./heard.fixture.ts";
import { processPage, viewOf } from "./heard-page.ts";
import type { Process } from "./processes.ts";
import type { Release } from "./releases.ts";

let bench: Bench;
let process: Process;
beforeEach(async () => {
  bench = await openBench();
  const opened = await bench.processes.open(aConsultation, officer);
  process = (await bench.processes.bySlug(opened.ok ? opened.slug : ""))!;
});
afterEach(() => bench.close());

type Said = Readonly<Record<string, Readonly<Record<string, number>>>>;
function heard(quarter: string, took: number, said: Said): void {
  bench.counts.addTakingPart([{ process: process.id, quarter, times: took }]);
  bench.counts.add(
    Object.entries(said).flatMap(([dimension, groups]) =>
      Object.entries(groups).map(([category, times]) => ({
        ...{ process: process.id, quarter, dimension, category, times },
      })),
    ),
  );
}
const first = {
  sex: { woman: 60, man: 40, other: 2 },
  age: { "15-29": 8, "30-44": 40, "45-64": 30, "65-79": 20, "80+": 7 },
};

describe("releases", () => {
  it("come once a step, are frozen in the log, and are not looked at again", async () => {
    heard("2026-q1", 150, first);
    expect(await bench.releases.makeDue("2026-04-02")).toBe(1);
    // What comes afterwards changes nothing of it, and nothing new is told before the next step.
    heard("2026-q2", 40, { sex: { woman: 20, man: 10 } });
    expect(await bench.releases.makeDue("2026-05-01")).toBe(0);
    const [release] = await bench.releases.of(process);
    expect(release).toMatchObject({ until: "2026-03-31", participants: 150, population: null });
    expect((await bench.acts()).at(-1)).toMatchObject({
      act: "heard.released",
      facts: { until: "2026-03-31", participants: 150, sha256: release!.sha256 },
    });
    await expect(bench.civic.deleteFrom("heard_release").execute()).rejects.toThrow("cannot be deleted");
  });

  it("wait where fewer than five have come since, and the next step counts everything", async () => {
    heard("2026-q1", 150, first);
    await bench.releases.makeDue("2026-04-02");
    heard("2026-q2", 4, { sex: { woman: 4 } });
    expect(await bench.releases.makeDue("2026-07-01")).toBe(0);
    heard("2026-q3", 40, { sex: { woman: 11, man: 20 } });
    expect(await bench.releases.makeDue("2026-10-01")).toBe(1);
    const [newest, ...earlier] = await bench.releases.of(process);
    expect(newest).toMatchObject({ until: "2026-09-30", participants: 194 });
    expect(newest?.dimensions[0]?.groups).toEqual([
      { id: "woman", heard: 75, population: null },
      { id: "man", heard: 60, population: null },
    ]);
    expect(earlier).toHaveLength(1);
  });

  it("of the proposals begin anew every year", async () => {
    await bench.processes.ensureStanding("2026-11-20");
    process = (await bench.processes.bySlug("proposals"))!;
    heard("2026-q4", 150, first);
    await bench.releases.makeDue("2027-01-01");
    heard("2027-q1", 60, { sex: { woman: 30, man: 12 } });
    await bench.releases.makeDue("2027-04-01");
    expect(
      (await bench.releases.of(process)).map(({ period, participants }) => [period, participants]),
    ).toEqual([
      ["2027", 60],
      ["2026", 150],
    ]);
  });

  it("hold what is told only: two counts that differ in what is withheld tell the same", async () => {
    const told: string[] = [];
    for (const other of [1, 4]) {
      const own = await openBench();
      const opened = await own.processes.open(aConsultation, officer);
      const { id } = (await own.processes.bySlug(opened.ok ? opened.slug : ""))!;
      own.counts.addTakingPart([{ process: id, quarter: "2026-q1", times: 150 }]);
      own.counts.add(
        Object.entries({ woman: 60, man: 40, other }).map(([category, times]) => ({
          ...{ process: id, quarter: "2026-q1", dimension: "sex", category, times },
        })),
      );
      await own.releases.makeDue("2026-04-02");
      const [release] = await own.releases.of((await own.processes.all())[0]!);
      told.push(JSON.stringify(release?.dimensions));
      await own.close();
    }
    expect(told[0]).toBe(told[1]);
  });
});

describe("the page", () => {
  it("says who is missing, what could be done, and against which table", async () => {
    await bench.population.take(bytesOf(populationCsv(1_000)), aSource, officer);
    heard("2026-q1", 150, { ...first, district: { 1: 70, 2: 20 } });
    await bench.releases.makeDue("2026-04-02");
    const page = (await processPage(bench, process.slug))!;
    const [release] = page.releases;
    expect(release?.population).toEqual({
      source: "A table",
      licence: "CC0 1.0",
      asOf: "2025-12-31",
      persons: 20_000,
    });
    expect(release?.missing.map(({ dimension, ids, heard: count }) => [dimension, ...ids, count])).toEqual([
      ["age", "80+", 7],
      ["age", "15-29", 8],
      ["district", "2", 20],
    ]);
    expect(release?.missing[0]?.measures).toContain("paper");
    const csv = heardCsv(page, "sv");
    expect(csv).toContain("consultation,whole,2026-03-31,150,district,2,Söder,20,0.2222,10000,0.5,0.4444,");
    expect(csv).toContain(",sex,other-or-not-stated,,50,");
  });

  it("names a group that is missing even if all that is withheld were of it, and says at most how many", () => {
    const release = {
      ...{ process: "p", period: "whole", until: "2026-03-31", fewestPeople: 5, participants: 300 },
      ...{ logEntry: 1, sha256: "" },
      population: { source: "A", licence: "B", asOf: "2025-12-31", persons: 1_000 },
      dimensions: [
        {
          ...{ dimension: "age", stated: 206, notStated: 94, other: null, otherOrNotStated: null },
          groups: [
            { id: "15-29", heard: null, population: 300 },
            { id: "30-44", heard: 100, population: 300 },
            { id: "45-64", heard: 100, population: 380 },
            { id: "80+", heard: null, population: 20 },
          ],
        },
      ],
    } as const satisfies Release;
    const view = viewOf(release);
    expect(view.missing).toMatchObject([{ ids: ["15-29"], heard: null, atMost: 6 }]);
    expect(view.dimensions[0]?.together).toMatchObject({ ids: ["15-29", "80+"], group: { heard: 6 } });
  });
});
