import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide, type VerdictDocument, verdictText } from "./decide.ts";
import type { VerdictInputs } from "./inputs.ts";
import { exampleInputs, firstReportingDay, seeded } from "./verdict.fixture.ts";

function decided(inputs: VerdictInputs): VerdictDocument {
  const result = decide(inputs);
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  return result.value;
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = seeded(seed);
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

const quick = { numRuns: 12 };

describe("a verdict", () => {
  it("is verified when energy fell and rooms and people held", () => {
    const verdict = decided(exampleInputs());
    expect(verdict.outcome).toBe("verified");
    expect(verdict.settle).toEqual([]);
    expect(verdict.unsettled).toEqual([]);
  });

  it("says that people were not asked when no round invited them", () => {
    const verdict = decided(exampleInputs({ answers: 0 }));
    expect(verdict.outcome).toBe("verified-people-not-asked");
    expect(verdict.unsettled).toEqual(["people"]);
  });

  it("finds the one room that got worse among those that held", () => {
    const badDayShare = (room: number, period: string) => (period === "reporting" && room === 1 ? 0.3 : 0.02);
    const verdict = decided(exampleInputs({ badDayShare }));
    expect(verdict.outcome).toBe("saved-but-indoors-got-worse");
    expect(verdict.rooms.worstRoom).toBe("room 2");
  });

  it("shows no saving when the interval lies under the least worthwhile one", () => {
    expect(decided(exampleInputs({ savingShare: -0.02, halfWidthShare: 0.04 })).outcome).toBe(
      "no-saving-shown",
    );
  });

  it("stays inconclusive without rooms, and names the rooms to measure", () => {
    const inputs = exampleInputs();
    const verdict = decided({ ...inputs, roomDays: [] });
    expect(verdict.outcome).toBe("inconclusive");
    expect(verdict.unsettled).toEqual(["rooms"]);
    expect(verdict.settle).toEqual([{ part: "rooms", code: "baseline-too-thin", answersPerPeriod: null }]);
    const baselineOnly = inputs.roomDays.filter(({ localDay }) => localDay < firstReportingDay);
    expect(decided({ ...inputs, roomDays: baselineOnly }).settle).toEqual([
      { part: "rooms", code: "rooms", rooms: inputs.plan.rooms, need: 5 },
    ]);
  });

  it("names weeks or buildings for a saving that the meters cannot tell yet", () => {
    const wide = decided(exampleInputs({ halfWidthShare: 0.18 }));
    expect(wide.outcome).toBe("inconclusive");
    expect(wide.settle).toMatchObject([{ code: "steadier-or-more-buildings", toShow: "saving" }]);
    const inputs = exampleInputs({ halfWidthShare: 0.12, days: 90 });
    const residual = inputs.energy.meters.map((meter) => ({
      ...meter,
      daysCounted: 90,
      daysExpected: 90,
      parts: { driftKwh: 100, residualKwh: 3000 },
    }));
    const narrow = decided({ ...inputs, energy: { ...inputs.energy, meters: residual } });
    expect(narrow.settle.find(({ part }) => part === "energy")).toMatchObject({ code: "weeks", weeks: 43 });
  });

  it("is the same bytes in whatever order its rows come", () => {
    const inputs = exampleInputs({ rooms: 2, days: 100 });
    const text = verdictText(decided(inputs));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const other = {
          ...inputs,
          plan: { ...inputs.plan, rooms: shuffled(inputs.plan.rooms, seed) },
          energy: { ...inputs.energy, meters: shuffled(inputs.energy.meters, seed) },
          rooms: shuffled(inputs.rooms, seed),
          roomDays: shuffled(inputs.roomDays, seed),
          people: {
            rounds: shuffled(inputs.people.rounds, seed),
            answers: shuffled(inputs.people.answers, seed),
          },
        };
        expect(verdictText(decided(other))).toBe(text);
      }),
      quick,
    );
  });

  it("has another hash when any figure, name or answer is another", () => {
    const inputs = exampleInputs({ rooms: 2, days: 60, answers: 40 });
    const before = decided(inputs).inputSha256;
    const leaves = leafPointers(inputs);
    fc.assert(
      fc.property(fc.constantFrom(...leaves), (path) => {
        const changed = decide(withChange(inputs, path));
        // A change that makes the inputs impossible is refused, which is no silent change either.
        if (!changed.ok) return;
        expect(changed.value.inputSha256.all).not.toBe(before.all);
      }),
      { numRuns: 60 },
    );
    expect(decided({ ...inputs, measure: "measure/8" }).inputSha256.plan).not.toBe(before.plan);
  });

  it("never turns from held to harmed under a wider margin", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0, max: 0.3, noNaN: true }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        fc.double({ min: 0, max: 30, noNaN: true }),
        (seed, bad, margin, wider) => {
          const badDayShare = (_: number, period: string) => (period === "reporting" ? bad : 0.03);
          const example = {
            seed,
            badDayShare,
            rooms: 2,
            days: 120,
            dissatisfied: { baseline: 0.2, reporting: 0.2 + bad },
          };
          const at = (points: number) => {
            const inputs = exampleInputs(example);
            const margins = { roomsPoints: points, peoplePoints: points };
            return decided({ ...inputs, plan: { ...inputs.plan, margins } });
          };
          const narrow = at(margin);
          const wide = at(margin + wider);
          for (const part of ["rooms", "people"] as const) {
            if (narrow[part].state === "held") expect(wide[part].state).toBe("held");
            if (wide[part].state === "harmed") expect(narrow[part].state).toBe("harmed");
          }
          expect(wide.rooms.worst).toEqual(narrow.rooms.worst);
          expect(wide.people.difference).toEqual(narrow.people.difference);
        },
      ),
      quick,
    );
  });

  it("never turns from harmed to held by more harm", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0.05, max: 0.35, noNaN: true }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (seed, bad, more) => {
          const badDayShare = (room: number, period: string) =>
            period === "reporting" && room === 0 ? bad : 0.01;
          const dissatisfied = { baseline: 0.2, reporting: 0.2 + 1.5 * bad };
          const inputs = exampleInputs({ seed, badDayShare, dissatisfied, rooms: 2, days: 120 });
          const random = seeded(seed + 1);
          const worse: VerdictInputs = {
            ...inputs,
            roomDays: inputs.roomDays.map((row) =>
              row.localDay >= firstReportingDay && random() < more
                ? { ...row, outsideHours: Math.min(row.measuredHours, row.outsideHours + 3) }
                : row,
            ),
            people: {
              ...inputs.people,
              answers: inputs.people.answers.map((answer) =>
                answer.round === "reporting" && random() < more ? { ...answer, dissatisfied: true } : answer,
              ),
            },
          };
          const before = decided(inputs);
          const after = decided(worse);
          for (const part of ["rooms", "people"] as const) {
            if (before[part].state === "harmed") expect(after[part].state).not.toBe("held");
          }
          expect(after.rooms.worst!.estimatePoints).toBeGreaterThanOrEqual(
            before.rooms.worst!.estimatePoints,
          );
        },
      ),
      quick,
    );
  });
});

type Path = readonly (string | number)[];

function leafPointers(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([name, member]) => leafPointers(member, [...path, name]));
}

function withChange(inputs: VerdictInputs, path: Path): VerdictInputs {
  const copy = structuredClone(inputs);
  let at = copy as unknown as Record<string, unknown>;
  for (const name of path.slice(0, -1)) at = at[name] as Record<string, unknown>;
  const last = path.at(-1)!;
  const old = at[last];
  at[last] = typeof old === "number" ? old + 1 : typeof old === "boolean" ? !old : `${old}x`;
  return copy;
}
