import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  aConsultation,
  aSource,
  type Bench,
  bytesOf,
  officer,
  openBench,
  populationCsv,
} from "./heard.fixture.ts";
import { recordOutreach } from "./outreach.ts";
import type { Process } from "./processes.ts";
import { newestDue, quarterOf } from "./quarters.ts";
import { typeParticipants, typeSlips } from "./slips.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

async function open(said: object = {}): Promise<Process> {
  const opened = await bench.processes.open({ ...aConsultation, ...said }, officer);
  if (!opened.ok) throw new Error(JSON.stringify(opened.faults));
  return (await bench.processes.bySlug(opened.slug))!;
}

describe("processes", () => {
  it("of proposals stands in every city from the start, once", async () => {
    expect(await bench.processes.ensureStanding("2026-11-20")).toBe(true);
    expect(await bench.processes.ensureStanding("2026-11-20")).toBe(false);
    expect(await bench.processes.all()).toMatchObject([
      { slug: "proposals", level: "consult", fromDate: "2026-01-01" },
    ]);
  });

  it("stand in the log with their level and days, and without their words", async () => {
    const process = await open();
    expect(await open()).toMatchObject({ slug: "consultation-2" });
    expect(await bench.processes.change(process, { ...aConsultation, level: "inform" }, officer)).toEqual([]);
    expect((await bench.acts()).map(({ act, facts }) => [act, facts])).toEqual([
      ["process.opened", { level: "involve", from: "2026-01-10" }],
      ["process.opened", { level: "involve", from: "2026-01-10" }],
      ["process.changed", { level: "inform", from: "2026-01-10" }],
    ]);
    expect(JSON.stringify(await bench.acts())).not.toContain("Om värmen");
  });

  it("are refused with every fault at once, and texts in other languages may wait", async () => {
    const refused = await bench.processes.open(
      {
        ...aConsultation,
        nameZh: "",
        aboutSv: "",
        aboutEn: "a\u202eb",
        level: "rule",
        from: "2026-02-30",
        to: "x",
      },
      officer,
    );
    expect(refused).toEqual({
      ok: false,
      faults: [
        { field: "nameZh", code: "missing" },
        { field: "aboutSv", code: "missing" },
        { field: "aboutEn", code: "hidden-characters" },
        { field: "level", code: "choose-one" },
        { field: "from", code: "day-malformed" },
        { field: "to", code: "day-malformed" },
      ],
    });
    expect(await bench.processes.open({ ...aConsultation, to: "2026-01-01" }, officer)).toMatchObject({
      faults: [{ field: "to", code: "days-reversed" }],
    });
  });

  it("of proposals can be worded anew, but is what it is since it began", async () => {
    await bench.processes.ensureStanding("2026-11-20");
    const standing = (await bench.processes.bySlug("proposals"))!;
    const said = { ...aConsultation, level: "involve", kind: "meeting", to: "2026-12-01" };
    expect(await bench.processes.change(standing, said, officer)).toEqual([]);
    expect(await bench.processes.bySlug("proposals")).toMatchObject({
      ...{ kind: "proposals", level: "involve", fromDate: "2026-01-01", toDate: null },
    });
  });
});

describe("days on which is told", () => {
  it("are the ends of quarters, and a fortnight after the end", () => {
    expect(quarterOf("2026-03-31")).toBe("2026-q1");
    expect(quarterOf("2026-04-01")).toBe("2026-q2");
    const standing = { fromDate: "2026-01-01", toDate: null };
    expect(newestDue(standing, "2026-03-31")).toBeUndefined();
    expect(newestDue(standing, "2026-04-01")).toBe("2026-03-31");
    expect(newestDue(standing, "2027-01-01")).toBe("2026-12-31");
    const meeting = { fromDate: "2026-11-05", toDate: "2026-11-05" };
    expect(newestDue(meeting, "2026-11-19")).toBeUndefined();
    expect(newestDue(meeting, "2026-11-20")).toBe("2026-11-19");
  });
});

describe("what is typed in", () => {
  const slips = {
    ...{ form: "a", slips: "6", "sex-woman": "3", "sex-man": "2", "sex-none": "1" },
    ...{ "age-15-29": "6", "district-1": "5", "district-none": "1" },
  };
  const type = (process: Process, said: object = {}) =>
    typeSlips(bench, process, { ...slips, ...said }, ["1", "2"], officer);

  it("is counted once, in one step with its entry, which says how many slips there were and nothing of them", async () => {
    const process = await open();
    await typeParticipants(bench, process, { form: "t", participants: "20" }, officer);
    expect(await type(process)).toEqual([]);
    expect(await type(process)).toEqual([{ field: "form", code: "typed-before" }]);
    expect(bench.counts.stated(process.id).map(({ category, times }) => [category, times])).toEqual([
      ["15-29", 6],
      ["1", 5],
      ["man", 2],
      ["woman", 3],
    ]);
    expect((await bench.acts()).slice(1).map(({ act, facts }) => [act, facts])).toEqual([
      ["participants.counted", { participants: 20 }],
      ["slips.counted", { slips: 6 }],
    ]);
  });

  it.each([
    [{ slips: "4" }, "slips", "too-few"],
    [{ slips: "x" }, "slips", "not-a-count"],
    [{ "sex-woman": "2" }, "sex-none", "sum-differs"],
    [{ "sex-woman": "-3" }, "sex-woman", "not-a-count"],
    [{ "age-15-29": "6.0" }, "age-15-29", "not-a-count"],
    [{ "district-1": "" }, "district-none", "sum-differs"],
  ])("is refused for %j at %s: %s", async (said, field, code) => {
    const process = await open();
    await typeParticipants(bench, process, { form: "t", participants: "20" }, officer);
    expect(await type(process, said)).toMatchObject([{ field, code }]);
    expect(bench.counts.stated(process.id)).toEqual([]);
  });

  it("cannot be more slips than people took part; and of fewer than five the log names no number", async () => {
    const process = await open();
    expect(await type(process)).toMatchObject([{ code: "more-than-took-part", found: 6, expected: 0 }]);
    expect(await typeParticipants(bench, process, { form: "t", participants: "3" }, officer)).toEqual([]);
    expect(await typeParticipants(bench, process, { form: "u", participants: "0" }, officer)).toMatchObject([
      { code: "none" },
    ]);
    expect((await bench.acts()).at(-1)).toMatchObject({ act: "participants.counted", facts: {} });
  });

  it("of what was done stands on the page, and the log knows the group and the measure only", async () => {
    await bench.population.take(bytesOf(populationCsv()), aSource, officer);
    const process = await open();
    const said = { day: "2026-11-01", group: "district 1", measure: "go-there", text: "Två kvällar." };
    const districts = await bench.population.districts();
    const context = { language: "sv", cityLanguage: "sv", districts } as const;
    expect(await recordOutreach(bench, process, said, context, officer)).toEqual([]);
    const wrong = { day: "2026-12-24", group: "district 9", measure: "pray", text: "" };
    expect((await recordOutreach(bench, process, wrong, context, officer)).map(({ code }) => code)).toEqual([
      ...["day-in-the-future", "choose-one", "choose-one", "missing"],
    ]);
    expect((await bench.acts()).at(-1)).toMatchObject({
      act: "outreach.recorded",
      facts: { date: "2026-11-01", dimension: "district", group: "Norr", outreach: "go-there" },
    });
    expect(JSON.stringify(await bench.acts())).not.toContain("kvällar");
  });
});
